using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>What a letter tells: the outcome, when and by whom, and the reasons in plain words by language, those in Thai always.</summary>
public sealed record Told(IdentificationOutcome Outcome, DateTimeOffset At, Authority? By, IReadOnlyDictionary<string, string> Words);

/// <summary>
/// The decision letter from the text files <c>Letters/decision.{language}.txt</c>: every language that has a file gets a letter.
/// A file has a heading (<c>name</c>, <c>status: final</c> or draft) and sections: the frame, a text for each outcome, a
/// sentence about an earlier decision. The letter names the case by its number alone: it may be read by others.
/// </summary>
public sealed class LetterTexts(string folder)
{
    public LetterTexts(IWebHostEnvironment environment) : this(Path.Combine(environment.ContentRootPath, "Letters")) { }

    /// <summary>The language of a decision: reasons that are not translated are told in it.</summary>
    public const string Thai = "th";

    private static readonly string[] Marks = ["{number}", "{date}", "{office}", "{body}", "{reasons}", "{earlier}", "{review}", "{decider}"];

    /// <summary>Everything a letter may be made of: its frame, a text for each outcome, and how an earlier decision is named.</summary>
    public static IReadOnlyList<string> Sections { get; } =
    [
        "name", "status", "Letter", "Review", "Earlier", "Earlier.Stands",
        .. Enum.GetNames<IdentificationOutcome>(),
        .. Enum.GetValues<IdentificationOutcome>().Where(Reviewable).Select(o => $"Short.{o}"),
    ];

    private readonly Lazy<Dictionary<string, LetterFile>> files = new(() => Directory.EnumerateFiles(folder, "decision.*.txt")
        .Select(LetterFile.Read).ToDictionary(f => f.Language, StringComparer.Ordinal));

    public IEnumerable<string> Languages => files.Value.Keys;

    /// <summary>The language in its own words.</summary>
    public string NameOf(string language) => files.Value.TryGetValue(language, out var file) ? file.Name : language;

    /// <summary>The languages in which reasons may be typed beside those in Thai.</summary>
    public IEnumerable<string> Others => Languages.Where(l => l != Thai).Order(StringComparer.Ordinal);

    /// <summary>The field in which the reasons in a language are typed.</summary>
    public static string FieldOf(string language) => $"words.{language}";

    /// <summary>That field's id on a page, which may show several decisions.</summary>
    public static string IdOf(string language, Guid? decision = null) => decision is { } id ? $"words-{id}-{language}" : $"words-{language}";

    /// <summary>The reasons as they were typed, by language.</summary>
    public IReadOnlyDictionary<string, string> Typed(HttpRequest request, string? thai) =>
        Others.Select(l => (Language: l, Words: request.Form[FieldOf(l)].ToString())).Append((Language: Thai, Words: thai ?? ""))
            .Where(w => !string.IsNullOrWhiteSpace(w.Words)).ToDictionary(w => w.Language, w => w.Words.Trim(), StringComparer.Ordinal);

    /// <param name="earlier">The last final decision before, which the letter names too.</param>
    public async Task<IReadOnlyList<LetterText>> OfAsync(PortalDbContext db, Case subject, Told told, Decision? earlier)
    {
        var office = await db.Units.Where(u => u.Id == subject.ProvinceOfficeId).Select(u => new { u.NameTh, u.NameEn }).SingleAsync();
        return [.. files.Value.Values.Select(f => Write(f, told.Words.ContainsKey(f.Language) ? f.Language : Thai, f.Language == "th" ? office.NameTh : office.NameEn))];

        LetterText Write(LetterFile f, string words, string from) => new(f.Language, f.IsDraft || words != f.Language, f.Write(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["body"] = f[told.Outcome.ToString()],
            ["review"] = Reviewable(told.Outcome) ? f["Review"] : "",
            ["earlier"] = earlier is null ? "" : f[Reviewable(told.Outcome) ? "Earlier" : "Earlier.Stands"],
            ["earlierDate"] = earlier is null ? "" : f.Day(earlier.At),
            ["earlierOutcome"] = earlier is null ? "" : f["Short." + earlier.Outcome],
            ["reasons"] = told.Words.GetValueOrDefault(words, ""),
            ["number"] = subject.Number,
            ["date"] = f.Day(told.At),
            ["office"] = from,
            // An order in writing names the official who made it (Administrative Procedure Act s.36).
            ["decider"] = told.By is { } by ? f.Language == Thai ? $"{by.NameTh}, {by.UnitTh}" : $"{by.NameEn}, {by.UnitEn}" : from,
        }), words);
    }

    // Undetermined while time remains settles nothing: there is nothing to review yet, and an earlier decision goes on to stand.
    private static bool Reviewable(IdentificationOutcome outcome) => outcome != IdentificationOutcome.UndeterminedTimeLeft;

    private sealed class LetterFile
    {
        private readonly Dictionary<string, string> sections = new(StringComparer.Ordinal);

        public required string Language { get; init; }
        public string Name => this["name"];
        public bool IsDraft => this["status"] != "final";
        public string this[string section] => sections[section];

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
            file.RequireWhole(path);
            return file;
        }

        // A letter with a hole in it would be issued and frozen: the portal says so when it reads the file instead.
        private void RequireWhole(string path)
        {
            var missing = Sections.Where(s => string.IsNullOrWhiteSpace(sections.GetValueOrDefault(s))).ToList();
            if (missing.Count > 0) throw new InvalidDataException($"{Path.GetFileName(path)} lacks {string.Join(", ", missing)}");
            if (Marks.FirstOrDefault(m => !sections["Letter"].Contains(m, StringComparison.Ordinal)) is { } mark) throw new InvalidDataException($"{Path.GetFileName(path)} has no {mark} in its letter");
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
                _ => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(Language)),
            };
        }
    }
}
