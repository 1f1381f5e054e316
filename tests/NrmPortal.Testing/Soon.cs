using System.Diagnostics;

namespace NrmPortal.Testing;

/// <summary>Asks until it is so, or until nobody would wait any longer: what another process does has no moment of its own here.</summary>
public static class Soon
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="explain">What to say when it does not come true.</param>
    public static async Task BeAsync(Func<Task<bool>> question, Func<string> explain)
    {
        for (var watch = Stopwatch.StartNew(); !await question(); await Task.Delay(Pause))
        {
            if (watch.Elapsed > Patience) throw new TimeoutException(explain());
        }
    }
}
