namespace NrmPortal.Domain.Clocks;

/// <summary>Why a date is what it is: the rule, the start, the days that did not count.</summary>
/// <param name="Due">The first instant after the limit: 17:00 UTC is midnight in Thailand. While a pause is open: the end if it were closed at once.</param>
public sealed record ClockExplanation(ClockSetting Setting, DateTimeOffset Start, DateTimeOffset Due, IReadOnlyList<SkippedDay> SkippedDays)
{
    /// <summary>The pauses and extensions that moved the end.</summary>
    public ClockChanges Changes { get; init; } = ClockChanges.None;

    /// <summary>Since when the limit stands still; null while it runs.</summary>
    public DateTimeOffset? PausedSince => Changes.Pauses.FirstOrDefault(p => p.IsOpen)?.From;

    /// <summary>What was left when the limit was paused, and will be left when it runs again.</summary>
    public TimeSpan? LeftAtPause => PausedSince is { } since ? Due - since : null;

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
/// last one, the day of the start not counted (Civil and Commercial Code s.193/3). Then come the pauses, hour for hour, and the
/// extensions in whole days; a limit in working days that this moves to a day off ends with the next working day.
/// </summary>
public static class ClockEngine
{
    private const double SoonAfter = 0.8;

    public static ClockExplanation Run(ClockSetting setting, DateTimeOffset start, ThaiCalendar calendar, ClockChanges? changes = null)
    {
        var plain = Plain(setting, start, calendar);
        if (changes is null || (changes.Pauses.Count == 0 && changes.Extensions.Count == 0)) return plain;
        var moved = plain with { Due = plain.Due + changes.Paused + TimeSpan.FromDays(changes.ExtendedDays), Changes = changes };
        return setting.Unit == ClockUnit.WorkingDays ? OnAWorkingDay(moved, calendar) : moved;
    }

    /// <summary>By the limits and calendar in force: see <see cref="ClockBook.Current"/>.</summary>
    public static ClockExplanation Run(ClockCode code, DateTimeOffset start) => ClockBook.Current.Explain(code, start);

    /// <summary>The state of a limit that started at <paramref name="start"/> and ends at <paramref name="due"/>.</summary>
    public static ClockState StateAt(DateTimeOffset start, DateTimeOffset due, DateTimeOffset now)
    {
        if (now >= due) return ClockState.Overdue;
        return now - start >= (due - start) * SoonAfter ? ClockState.DueSoon : ClockState.Running;
    }

    private static ClockExplanation Plain(ClockSetting setting, DateTimeOffset start, ThaiCalendar calendar) => setting.Unit switch
    {
        ClockUnit.Hours => new(setting, start, start.AddHours(setting.Amount), []),
        ClockUnit.CalendarDays => new(setting, start, EndOf(ThaiDay.Of(start).AddDays(setting.Amount)), []),
        _ => WorkingDays(setting, start, calendar),
    };

    private static ClockExplanation OnAWorkingDay(ClockExplanation moved, ThaiCalendar calendar)
    {
        var (day, skipped) = (moved.LastDay, new List<SkippedDay>());
        for (; !calendar.IsWorkingDay(day); day = day.AddDays(1)) skipped.Add(calendar.Skipped(day));
        return skipped.Count == 0 ? moved : moved with { Due = EndOf(day), SkippedDays = [.. moved.SkippedDays, .. skipped.Except(moved.SkippedDays)] };
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

    private static DateTimeOffset EndOf(DateOnly day) => ThaiDay.StartOf(day.AddDays(1));
}
