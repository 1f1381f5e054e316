using System.Collections.Concurrent;
using System.Diagnostics;

namespace NrmPortal.Benchmarks;

/// <summary>
/// Requests at a fixed rate, whatever the answers take. Each is timed from the moment it was due, so that a stall
/// counts for all who would have asked meanwhile.
/// </summary>
internal static class OpenLoop
{
    public static async Task<ILookup<string, double>> RunAsync(IReadOnlyList<Person> people, int rate, TimeSpan span, string only = "")
    {
        var latencies = new ConcurrentQueue<(string Act, double Milliseconds)>();
        var running = new List<Task>();
        var acts = Act.Mixed.Where(a => a.Name.Contains(only, StringComparison.Ordinal)).ToList();
        var start = Stopwatch.GetTimestamp();
        for (var n = 0; n < rate * span.TotalSeconds; n++)
        {
            var due = TimeSpan.FromSeconds((double)n / rate);
            if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } wait) await Task.Delay(wait);
            var act = acts[n % acts.Count];
            var able = people.Where(act.May).ToList();
            if (able.Count == 0) continue;
            var (person, turn) = (able[n / 7 % able.Count], n);
            running.Add(Task.Run(async () =>
            {
                await AskAsync(act, person, turn);
                latencies.Enqueue((act.Name, (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds));
            }));
        }

        await Task.WhenAll(running);
        return latencies.ToLookup(l => l.Act, l => l.Milliseconds);
    }

    /// <exception cref="InvalidOperationException">The answer is not what the act must get: its time would mean nothing.</exception>
    internal static async Task AskAsync(Act act, Person person, int turn)
    {
        using var answer = await act.Do(person, turn);
        await answer.Content.ReadAsByteArrayAsync();
        if (answer.StatusCode != act.Answer) throw new InvalidOperationException($"{act.Name} answered {person.User} with {(int)answer.StatusCode}.");
    }
}
