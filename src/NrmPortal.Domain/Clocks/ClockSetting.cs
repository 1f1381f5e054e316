using System.Globalization;

namespace NrmPortal.Domain.Clocks;

public enum ClockUnit
{
    Hours,
    CalendarDays,
    WorkingDays,
}

/// <summary>One limit as it stands between two dates.</summary>
/// <param name="Amount">How many of <paramref name="Unit"/>.</param>
/// <param name="From">First day in Thailand on which a clock may start under this value.</param>
/// <param name="Confidence">C confirmed in a public source, P partly, K general knowledge, D our proposal.</param>
/// <param name="Until">Last such day, or null while in force.</param>
public sealed record ClockSetting(
    ClockCode Code, int Amount, ClockUnit Unit, DateOnly From, string LegalBasis, string Confidence, string LabelTh, string LabelEn, DateOnly? Until = null)
{
    public bool IsInForceOn(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>The limits in force, chosen by the date a clock starts.</summary>
public sealed class ClockSettings(IEnumerable<ClockSetting> settings)
{
    private readonly ILookup<ClockCode, ClockSetting> byCode = settings.ToLookup(s => s.Code);

    private static readonly Lazy<ClockSettings> Shipped = new(() => new ClockSettings(EmbeddedCsv.Rows("clock-settings").Select(Read)));

    /// <summary>The values the portal ships with; DATIP's own stand in the database.</summary>
    public static ClockSettings Default => Shipped.Value;

    public IEnumerable<ClockSetting> All => byCode.SelectMany(s => s).OrderBy(s => s.Code).ThenBy(s => s.From);

    /// <summary>The value in force at that instant; of two that overlap the later one.</summary>
    /// <exception cref="InvalidOperationException">No value is in force at that instant.</exception>
    public ClockSetting At(ClockCode code, DateTimeOffset start) =>
        byCode[code].Where(s => s.IsInForceOn(ThaiDay.Of(start))).MaxBy(s => s.From)
        ?? throw new InvalidOperationException($"The limit {code} has no value on {ThaiDay.Of(start):O}.");

    /// <summary>These settings with a new value that takes over on its first day.</summary>
    public ClockSettings With(ClockSetting next) => new(All.Select(s => s.Code == next.Code && (s.Until is null || s.Until >= next.From) ? s with { Until = next.From.AddDays(-1) } : s).Append(next));

    private static ClockSetting Read(string[] r) => new(
        Enum.Parse<ClockCode>(r[0]), int.Parse(r[1], CultureInfo.InvariantCulture), Enum.Parse<ClockUnit>(r[2]), Day(r[3]),
        r[5], r[6], r[7], r[8], r[4].Length == 0 ? null : Day(r[4]));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
