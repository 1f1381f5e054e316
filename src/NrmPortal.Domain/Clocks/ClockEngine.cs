using System.Globalization;

namespace NrmPortal.Domain.Clocks;

/// <summary>Thai public holidays with substitution days; a yearly data file, to be confirmed against the cabinet's announcement.</summary>
public sealed class ThaiCalendar(IReadOnlyDictionary<DateOnly, (string Th, string En)> holidays)
{
    private static readonly Lazy<ThaiCalendar> Shipped = new(() => new ThaiCalendar(Csv.Rows("thai-holidays")
        .ToDictionary(r => DateOnly.Parse(r[0], CultureInfo.InvariantCulture), r => (r[1], r[2]))));

    public static ThaiCalendar Default => Shipped.Value;

    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.ContainsKey(day);

    /// <summary>The holiday's names, or null on a weekend or working day.</summary>
    public (string Th, string En)? Holiday(DateOnly day) => holidays.TryGetValue(day, out var names) ? names : null;
}

/// <summary>Why a date is what it is: the rule, the start, the days that did not count.</summary>
public sealed record ClockExplanation(ClockSetting Setting, DateTimeOffset Start, DateTimeOffset Due, IReadOnlyList<DateOnly> Skipped);

/// <summary>
/// When a limit ends. Hours run on from the instant; days are whole days in Thailand and end at the last midnight of the
/// last one, the day of the start not counted (Civil and Commercial Code s.193/3).
/// </summary>
public static class ClockEngine
{
    public static ClockExplanation Run(ClockSetting setting, DateTimeOffset start, ThaiCalendar calendar) => setting.Unit switch
    {
        ClockUnit.Hours => new(setting, start, start.AddHours(setting.Amount), []),
        ClockUnit.CalendarDays => new(setting, start, EndOf(ThaiDay.Of(start).AddDays(setting.Amount)), []),
        _ => WorkingDays(setting, start, calendar),
    };

    /// <summary>The shipped settings and calendar.</summary>
    public static ClockExplanation Run(ClockCode code, DateTimeOffset start) => Run(ClockSettings.Default.At(code, start), start, ThaiCalendar.Default);

    private static ClockExplanation WorkingDays(ClockSetting setting, DateTimeOffset start, ThaiCalendar calendar)
    {
        var day = ThaiDay.Of(start);
        var skipped = new List<DateOnly>();
        for (var counted = 0; counted < setting.Amount;)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkingDay(day)) counted++;
            else skipped.Add(day);
        }

        return new(setting, start, EndOf(day), skipped);
    }

    // Midnight at the end of the day in Thailand, which has had no summer time: a fixed offset of seven hours.
    private static DateTimeOffset EndOf(DateOnly day) => new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)).ToUniversalTime();
}
