using System.Text;

namespace NrmPortal.Domain;

/// <summary>The words of a name as they are compared: case, Thai tone marks, punctuation and spacing make no other name.</summary>
public static class NameWords
{
    private static readonly string[] Titles = ["mr", "mrs", "ms", "miss", "นาย", "นาง", "นางสาว", "นส", "คุณ", "ดช", "ดญ", "เดกชาย", "เดกหญิง"];

    // Written together with the name.
    private static readonly string[] Prefixes = ["นางสาว", "นาง", "นาย", "คุณ"];

    public static IReadOnlyList<string> Of(string name) => [.. name.Normalize(NormalizationForm.FormKC).ToLowerInvariant()
        .Split([' ', '\t', '\n', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(Strip).Where(w => w.Length > 0)];

    /// <summary>The ways one full name may be written: with a title and without, the family name last or first. Two names that share one are one person's.</summary>
    public static IReadOnlyCollection<string> Spellings(string name)
    {
        var words = Of(name);
        return [.. new[] { words, Untitled(words) }.SelectMany(w => new[] { string.Concat(w), string.Concat(w.Order(StringComparer.Ordinal)) })
            .Where(s => s.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a text names this person, whatever else it says, as an office behind the name.</summary>
    public static bool Names(string text, string name)
    {
        var (said, words) = (Of(text), Untitled(Of(name)));
        return words.Count > 0 && words.All(said.Concat(Untitled(said)).Contains);
    }

    // A single name keeps its title: it may be all that tells two people apart.
    private static IReadOnlyList<string> Untitled(IReadOnlyList<string> words)
    {
        if (words.Count > 2 && Titles.Contains(words[0], StringComparer.Ordinal)) return [.. words.Skip(1)];
        var prefix = words.Count > 1 ? Array.Find(Prefixes, p => words[0].Length > p.Length && words[0].StartsWith(p, StringComparison.Ordinal)) : null;
        return prefix is null ? words : [words[0][prefix.Length..], .. words.Skip(1)];
    }

    // Tone marks (mai ek to mai chattawa), thanthakhat and maitaikhu are written inconsistently by interpreters.
    private static string Strip(string word) => string.Concat(word.Normalize(NormalizationForm.FormD)
        .Where(c => c is not (>= '\u0E47' and <= '\u0E4E') && (char.IsLetterOrDigit(c) || (c is >= '\u0E30' and <= '\u0E3A'))));
}
