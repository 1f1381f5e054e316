using System.Diagnostics;

namespace NrmPortal.Benchmarks;

/// <summary>All people ask for one page as fast as it answers, the worklist and the bare page by turns: both meet the same noise.</summary>
internal static class ClosedLoop
{
    private const int Turns = 4;

    /// <returns>Requests a second of each, turn by turn.</returns>
    public static async Task<IReadOnlyList<(double Worklist, double Bare)>> RunAsync(IReadOnlyList<Person> people, TimeSpan span)
    {
        var (worklist, bare) = (Act.All.Single(a => a.Name == Act.Worklist), Act.All.Single(a => a.Name == Act.Bare));
        var turns = new List<(double, double)>();
        for (var i = 0; i < Turns; i++) turns.Add((await RateAsync(worklist, people, span / Turns), await RateAsync(bare, people, span / Turns)));
        return turns;
    }

    private static async Task<double> RateAsync(Act act, IReadOnlyList<Person> people, TimeSpan span)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(people.Where(act.May).Select(person => Task.Run(async () =>
        {
            var n = 0;
            while (Stopwatch.GetElapsedTime(start) < span) await OpenLoop.AskAsync(act, person, n++);
            return n;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
