using System.Diagnostics;

namespace NrmPortal.Benchmarks;

/// <summary>What a saturated run of one page came to.</summary>
internal sealed record Saturated(int Requests, double Seconds, CpuTimes Cpu)
{
    public double Rate => Requests / Seconds;
    public double PortalCpu => Cpu.Portal * 1000 / Requests;
    public double DatabaseCpu => Cpu.Database * 1000 / Requests;

    public static Saturated Sum(IEnumerable<Saturated> runs) =>
        runs.Aggregate((a, b) => new Saturated(a.Requests + b.Requests, a.Seconds + b.Seconds, a.Cpu + b.Cpu));
}

/// <summary>All people ask for one page as fast as it answers, the worklist and the bare page by turns: both meet the same noise.</summary>
internal static class ClosedLoop
{
    private const int Turns = 4;

    public static async Task<IReadOnlyList<(Saturated Worklist, Saturated Bare)>> RunAsync(Ground ground, IReadOnlyList<Person> people, TimeSpan span)
    {
        var (worklist, bare) = (Act.All.Single(a => a.Name == Act.Worklist), Act.All.Single(a => a.Name == Act.Bare));
        var turns = new List<(Saturated, Saturated)>();
        for (var i = 0; i < Turns; i++) turns.Add((await RateAsync(ground, worklist, people, span / Turns), await RateAsync(ground, bare, people, span / Turns)));
        return turns;
    }

    private static async Task<Saturated> RateAsync(Ground ground, Act act, IReadOnlyList<Person> people, TimeSpan span)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), CpuTimes.Now(ground.Postmaster));
        var counts = await Task.WhenAll(people.Where(act.May).Select(person => Task.Run(async () =>
        {
            var n = 0;
            while (Stopwatch.GetElapsedTime(start) < span) await OpenLoop.AskAsync(act, person, n++);
            return n;
        })));
        return new Saturated(counts.Sum(), Stopwatch.GetElapsedTime(start).TotalSeconds, CpuTimes.Now(ground.Postmaster) - before);
    }
}
