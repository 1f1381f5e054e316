using System.Globalization;
using System.Reflection;

namespace NrmPortal.Domain.Clocks;

public enum ClockUnit
{
    Hours,
    CalendarDays,
    WorkingDays,
}

/// <summary>One limit as it stands from a date on.</summary>
/// <param name="Confidence">C confirmed in a public source, P partly, K general knowledge, D our proposal (domain dossier).</param>
public sealed record ClockSetting(
    ClockCode Code, int Amount, ClockUnit Unit, DateOnly From, string LegalBasis, string Confidence, string LabelTh, string LabelEn);

/// <summary>The limits in force, chosen by the date a clock starts.</summary>
public sealed class ClockSettings(IEnumerable<ClockSetting> settings)
{
    private readonly ILookup<ClockCode, ClockSetting> byCode = settings.ToLookup(s => s.Code);

    private static readonly Lazy<ClockSettings> Shipped = new(() => new ClockSettings(Csv.Rows("clock-settings").Select(r => new ClockSetting(
        Enum.Parse<ClockCode>(r[0]), int.Parse(r[1], CultureInfo.InvariantCulture), Enum.Parse<ClockUnit>(r[2]),
        DateOnly.Parse(r[3], CultureInfo.InvariantCulture), r[4], r[5], r[6], r[7]))));

    /// <summary>The values the portal ships with; DATIP's own stand in the database.</summary>
    public static ClockSettings Default => Shipped.Value;

    /// <exception cref="InvalidOperationException">No value is in force at that instant.</exception>
    public ClockSetting At(ClockCode code, DateTimeOffset start) =>
        byCode[code].Where(s => s.From <= ThaiDay.Of(start)).MaxBy(s => s.From)
        ?? throw new InvalidOperationException($"The limit {code} has no value on {ThaiDay.Of(start):O}.");
}

/// <summary>Reads the embedded data files: plain fields without quotes or commas.</summary>
internal static class Csv
{
    public static IEnumerable<string[]> Rows(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"NrmPortal.Domain.Clocks.Data.{file}.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(',')).ToList();
    }
}
