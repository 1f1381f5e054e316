using System.Globalization;

namespace NrmPortal.Domain.Clocks;

/// <summary>
/// Thai public holidays of government offices with their substitution days: a yearly data file, to be confirmed against the
/// cabinet's announcement. Days that follow the moon, and days the cabinet adds, are marked in the file.
/// </summary>
public sealed class ThaiCalendar(IReadOnlyDictionary<DateOnly, (string Th, string En)> holidays)
{
    private static readonly Lazy<ThaiCalendar> Shipped = new(() => new ThaiCalendar(EmbeddedCsv.Rows("thai-holidays")
        .ToDictionary(r => DateOnly.ParseExact(r[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), r => (r[1], r[2]))));

    public static ThaiCalendar Default => Shipped.Value;

    /// <summary>The shipped file as holidays with their kind.</summary>
    public static IEnumerable<HolidayTerms> ShippedDays => EmbeddedCsv.Rows("thai-holidays").Select(r => new HolidayTerms(
        DateOnly.ParseExact(r[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), r[1], r[2], KindOf(r[4]), r[3]));

    /// <summary>This calendar and one day more; a day it knows keeps its name.</summary>
    public ThaiCalendar With(IEnumerable<HolidayTerms> more) => new(holidays.Concat(more.Where(m => !holidays.ContainsKey(m.Day))
        .Select(m => KeyValuePair.Create(m.Day, (m.NameTh, m.NameEn)))).DistinctBy(p => p.Key).ToDictionary());

    public ThaiCalendar Without(DateOnly day) => new(holidays.Where(p => p.Key != day).ToDictionary());

    /// <summary>The known years end within so many days: the next year's holidays have to be entered.</summary>
    public bool RunsOutWithin(int days, DateOnly today) => KnownUntil is not { } until || today.AddDays(days) > until;

    /// <summary>The last day the file knows; a working-day limit that ends later counts weekends only.</summary>
    public DateOnly? KnownUntil => holidays.Count == 0 ? null : new DateOnly(holidays.Keys.Max().Year, 12, 31);

    public bool IsWorkingDay(DateOnly day) => !IsWeekend(day) && !holidays.ContainsKey(day);

    /// <summary>The holiday's names, or null on any other day.</summary>
    public (string Th, string En)? Holiday(DateOnly day) => holidays.TryGetValue(day, out var names) ? names : null;

    /// <summary>Why a day does not count.</summary>
    public SkippedDay Skipped(DateOnly day)
    {
        var (th, en) = Holiday(day) ?? (day.DayOfWeek == DayOfWeek.Saturday ? ("วันเสาร์", "Saturday") : ("วันอาทิตย์", "Sunday"));
        return new(day, th, en);
    }

    // "announced yearly" in the file, AnnouncedYearly here.
    private static HolidayKind KindOf(string words) => Enum.Parse<HolidayKind>(words.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

/// <summary>A weekend day or holiday that a working-day limit passed over, with its name.</summary>
public sealed record SkippedDay(DateOnly Day, string NameTh, string NameEn);
