namespace NrmPortal.Domain.Clocks;

/// <summary>The pauses and extensions of one run of one clock, in their order.</summary>
public sealed record ClockChanges(IReadOnlyList<ClockPause> Pauses, IReadOnlyList<ClockExtension> Extensions)
{
    public static ClockChanges None { get; } = new([], []);

    /// <summary>Those of the run that started then: a clock that runs anew has left behind what was done to it before.</summary>
    public ClockChanges Of(ClockCode code, DateTimeOffset start) => new(
        [.. Pauses.Where(p => p.Clock == code && p.RunFrom == start).OrderBy(p => p.From)],
        [.. Extensions.Where(e => e.Clock == code && e.RunFrom == start).OrderBy(e => e.At)]);

    public int ExtendedDays => Extensions.Sum(e => e.Days);

    /// <summary>The time that closed pauses took out of the limit, from minute to minute: seconds that nobody sees would move a limit that ends at midnight into another day.</summary>
    public TimeSpan Paused => Pauses.Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.Until is { } until ? Minute(until) - Minute(p.From) : TimeSpan.Zero));

    private static DateTimeOffset Minute(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
