using NrmPortal.Domain.Clocks;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>A year of holidays as lines of the data file, each checked by itself: <c>date,name_th,name_en,confidence,kind</c>.</summary>
public static class HolidayLines
{
    public const int MostCharacters = 20_000;
    private const int LongestName = 200;
    private static readonly string[] Confidences = ["C", "P", "K", "D"];

    // As the portal names the kinds in Thai, and as the offices write them.
    private static readonly Dictionary<string, HolidayKind> Thai = new(StringComparer.Ordinal)
    {
        ["วันที่แน่นอน"] = HolidayKind.Fixed,
        ["ตามจันทรคติ"] = HolidayKind.Lunar,
        ["ประกาศเป็นรายปี"] = HolidayKind.AnnouncedYearly,
        ["วันหยุดชดเชย"] = HolidayKind.Substitution,
        ["วันหยุดชดเชยตามจันทรคติ"] = HolidayKind.LunarSubstitution,
        ["มติคณะรัฐมนตรี"] = HolidayKind.Cabinet,
        ["มติครม."] = HolidayKind.Cabinet,
    };

    /// <returns>The days, and by line what is wrong with it (see <c>Holidays.Bad.*</c>).</returns>
    public static (IReadOnlyList<HolidayTerms> Days, IReadOnlyList<(int Line, string Why)> Errors) Read(string? text, ThaiCalendar known)
    {
        var (days, errors, seen) = (new List<HolidayTerms>(), new List<(int, string)>(), new HashSet<DateOnly>());
        if (text?.Length > MostCharacters) return ([], [(1, "large")]);
        var lines = (text ?? "").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line.StartsWith("date,", StringComparison.OrdinalIgnoreCase)) continue;
            var (terms, why) = Line(line.Split(','), known);
            if (terms is not null && !seen.Add(terms.Day)) why = "twice";
            if (why is not null) errors.Add((i + 1, why));
            else days.Add(terms!);
        }

        if (days.Count == 0 && errors.Count == 0) errors.Add((1, "none"));
        return (days, errors);
    }

    /// <summary>A holiday as a line of the file.</summary>
    public static string Write(HolidayTerms day) => $"{day.Day:yyyy-MM-dd},{day.NameTh},{day.NameEn},{day.Confidence},{day.Kind}";

    private static (HolidayTerms? Terms, string? Why) Line(string[] fields, ThaiCalendar known)
    {
        if (fields.Length != 5) return (null, "fields");
        if (ThaiDates.Parse(fields[0].Trim()) is not { } day) return (null, "day");
        var (th, en, confidence) = (fields[1].Trim(), fields[2].Trim(), fields[3].Trim().ToUpperInvariant());
        if (th.Length is 0 or > LongestName || en.Length is 0 or > LongestName) return (null, "name");
        if (!Confidences.Contains(confidence, StringComparer.Ordinal)) return (null, "confidence");
        if (KindOf(fields[4].Replace(" ", "", StringComparison.Ordinal).Trim()) is not { } kind) return (null, "kind");
        return (new HolidayTerms(day, th, en, kind, confidence), known.Holiday(day) is null ? null : "known");
    }

    // A number would be read as any kind.
    private static HolidayKind? KindOf(string words) => Thai.TryGetValue(words, out var thai) ? thai
        : words.All(char.IsLetter) && Enum.TryParse<HolidayKind>(words, ignoreCase: true, out var kind) ? kind : null;
}
