using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>
/// The decision letter from the text files <c>Letters/decision.{language}.txt</c>: every language that has a file gets a letter.
/// A file has a heading (<c>name</c>, <c>status: final</c> or draft) and sections: the frame, a text for each outcome, a
/// sentence about an earlier decision. The letter names the case by its number alone: it may be read by others.
/// </summary>
public sealed class LetterTexts(IWebHostEnvironment environment)
{
    private readonly Lazy<Dictionary<string, LetterFile>> files = new(() => Directory.EnumerateFiles(Path.Combine(environment.ContentRootPath, "Letters"), "decision.*.txt")
        .Select(LetterFile.Read).ToDictionary(f => f.Language, StringComparer.Ordinal));

    public IEnumerable<string> Languages => files.Value.Keys;

    /// <summary>The language in its own words.</summary>
    public string NameOf(string language) => files.Value.TryGetValue(language, out var file) ? file.Name : language;

    public Task<IReadOnlyList<LetterText>> OfAsync(PortalDbContext db, Case subject, Decision decision, Decision? earlier) =>
        OfAsync(db, subject, (decision.Outcome, decision.PlainWords?.Open() ?? "", decision.At), earlier);

    /// <param name="earlier">The last final decision before, which the letter names too.</param>
    public async Task<IReadOnlyList<LetterText>> OfAsync(
        PortalDbContext db, Case subject, (IdentificationOutcome Outcome, string PlainWords, DateTimeOffset At) told, Decision? earlier)
    {
        var office = await db.Units.Where(u => u.Id == subject.ProvinceOfficeId).Select(u => new { u.NameTh, u.NameEn }).SingleAsync();
        return [.. files.Value.Values.Select(f => new LetterText(f.Language, f.IsDraft, f.Write(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["body"] = f[told.Outcome.ToString()],
            ["review"] = Reviewable(told.Outcome) ? f["Review"] : "",
            ["earlier"] = earlier is null ? "" : f[Reviewable(told.Outcome) ? "Earlier" : "Earlier.Stands"],
            ["earlierDate"] = earlier is null ? "" : f.Day(earlier.At),
            ["earlierOutcome"] = earlier is null ? "" : f["Short." + earlier.Outcome],
            ["reasons"] = told.PlainWords.Trim(),
            ["number"] = subject.Number,
            ["date"] = f.Day(told.At),
            ["office"] = f.Language == "th" ? office.NameTh : office.NameEn,
        })))];
    }

    // Undetermined while time remains settles nothing: there is nothing to review yet, and an earlier decision goes on to stand.
    private static bool Reviewable(IdentificationOutcome outcome) => outcome != IdentificationOutcome.UndeterminedTimeLeft;

    private sealed class LetterFile
    {
        private readonly Dictionary<string, string> sections = new(StringComparer.Ordinal);

        public required string Language { get; init; }
        public string Name => this["name"];
        public bool IsDraft => this["status"] != "final";
        public string this[string section] => sections.GetValueOrDefault(section, "");

        public static LetterFile Read(string path)
        {
            var file = new LetterFile { Language = Path.GetFileName(path).Split('.')[1] };
            var section = "";
            foreach (var line in File.ReadLines(path))
            {
                if (line is ['[', .. var inner, ']']) section = inner;
                else if (section.Length > 0) file.sections[section] = file.sections.TryGetValue(section, out var before) ? $"{before}\n{line}" : line;
                else if (line.Split(": ", 2) is [var key, var value]) file.sections[key] = value;
            }

            foreach (var key in file.sections.Keys.ToList()) file.sections[key] = file.sections[key].Trim();
            return file;
        }

        // What a person typed is put in last, so that nothing in it is taken for a mark.
        public string Write(IReadOnlyDictionary<string, string> values)
        {
            var text = this["Letter"];
            foreach (var key in values.Keys.Where(k => k != "reasons")) text = text.Replace($"{{{key}}}", values[key], StringComparison.Ordinal);
            while (text.Contains("\n\n\n", StringComparison.Ordinal)) text = text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
            return text.Replace("{reasons}", values["reasons"], StringComparison.Ordinal);
        }

        public string Day(DateTimeOffset at)
        {
            var day = ThaiDay.Of(at).ToDateTime(TimeOnly.MinValue);
            return Language switch
            {
                "th" => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("th-TH")),
                "en" => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")),
                _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            };
        }
    }
}
