namespace NrmPortal.Domain.Work;

/// <summary>When something that failed is tried again: each wait is twice the one before, up to a limit, so that a server in trouble is left in peace.</summary>
public static class Retry
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <param name="attempts">How many have failed: 1 after the first.</param>
    /// <param name="atMost">After so many there is no other.</param>
    /// <param name="chance">From 0 to 1: a fifth more or less, so that what failed together does not come back together.</param>
    /// <returns>Null: it is given up.</returns>
    public static TimeSpan? After(int attempts, int atMost, double chance)
    {
        if (attempts >= atMost) return null;
        var wait = Math.Min(First.TotalSeconds * Math.Pow(2, attempts - 1), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (0.8 + 0.4 * chance));
    }
}
