namespace NrmPortal.Domain.Clocks;

/// <summary>Why a date is what it is: the rule, the start, the days that did not count.</summary>
/// <param name="Due">The first instant after the limit: 17:00 UTC is midnight in Thailand.</param>
public sealed record ClockExplanation(ClockSetting Setting, DateTimeOffset Start, DateTimeOffset Due, IReadOnlyList<SkippedDay> SkippedDays)
{
    /// <summary>The dates of <see cref="SkippedDays"/>.</summary>
    public IReadOnlyList<DateOnly> Skipped => [.. SkippedDays.Select(s => s.Day)];

    /// <summary>The last day in Thailand on which the act is in time.</summary>
    public DateOnly LastDay => ThaiDay.Of(Due.AddTicks(-1));
}

/// <summary>How far a limit has run.</summary>
public enum ClockState
{
    Running,

    /// <summary>Four fifths of the time have passed.</summary>
    DueSoon,
    Overdue,
}

/// <summary>
/// When a limit ends. Hours run on from the instant; days are whole days in Thailand and end at the last midnight of the
/// last one, the day of the start not counted (Civil and Commercial Code s.193/3).
/// </summary>
public static class ClockEngine
{
    private const double SoonAfter = 0.8;

    public static ClockExplanation Run(ClockSetting setting, DateTimeOffset start, ThaiCalendar calendar) => setting.Unit switch
    {
        ClockUnit.Hours => new(setting, start, start.AddHours(setting.Amount), []),
        ClockUnit.CalendarDays => new(setting, start, EndOf(ThaiDay.Of(start).AddDays(setting.Amount)), []),
        _ => WorkingDays(setting, start, calendar),
    };

    /// <summary>The shipped settings and calendar.</summary>
    public static ClockExplanation Run(ClockCode code, DateTimeOffset start) => Run(ClockSettings.Default.At(code, start), start, ThaiCalendar.Default);

    /// <summary>The state of a limit that started at <paramref name="start"/> and ends at <paramref name="due"/>.</summary>
    public static ClockState StateAt(DateTimeOffset start, DateTimeOffset due, DateTimeOffset now)
    {
        if (now >= due) return ClockState.Overdue;
        return now - start >= (due - start) * SoonAfter ? ClockState.DueSoon : ClockState.Running;
    }

    private static ClockExplanation WorkingDays(ClockSetting setting, DateTimeOffset start, ThaiCalendar calendar)
    {
        var day = ThaiDay.Of(start);
        var skipped = new List<SkippedDay>();
        for (var counted = 0; counted < setting.Amount;)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkingDay(day)) counted++;
            else skipped.Add(calendar.Skipped(day));
        }

        return new(setting, start, EndOf(day), skipped);
    }

    // Midnight at the end of the day in Thailand, which has had no summer time: a fixed offset of seven hours.
    private static DateTimeOffset EndOf(DateOnly day) => new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)).ToUniversalTime();
}
