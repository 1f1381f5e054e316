using System.Text.RegularExpressions;
using NrmPortal.Web.Documents;
using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace NrmPortal.Web.Tests;

/// <summary>What a reader of a PDF finds in it.</summary>
internal sealed class PrintedPaper(byte[] pdf) : IDisposable
{
    private readonly PdfDocument document = PdfDocument.Open(pdf);

    public IEnumerable<Letter> Letters => document.GetPages().SelectMany(p => p.Letters).Where(l => !string.IsNullOrWhiteSpace(l.Value));

    public int Pages => document.NumberOfPages;

    /// <summary>Page after page, line after line.</summary>
    public string Text => string.Join('\n', document.GetPages().Select(TextOf));

    /// <summary>What of the paper is not in the text, in its order: the heading of each part, each label with its value, each paragraph.</summary>
    public IEnumerable<string> MissingOf(Paper paper)
    {
        var (text, from) = (Text, 0);
        foreach (var wanted in paper.Parts.SelectMany(p => p.Rows.Select(r => new[] { r.Label, r.Value }).Prepend([p.Heading]).Concat(p.Paragraphs.Select(t => new[] { t }))))
        {
            // Between two cells stands nothing.
            if (Pattern(string.Join("[ \n]*", wanted.Select(Broken))).Match(text, from) is { Success: true } found) from = found.Index + found.Length;
            else yield return string.Join(": ", wanted);
        }
    }

    /// <summary>Whether the text says so, wherever its lines break.</summary>
    public bool Says(string words) => Pattern(Broken(words)).IsMatch(Text);

    /// <summary>Whether the text gives this value to this label: one beside the other in a table, or below it as under a heading.</summary>
    public bool Tells(string label, string value) => Pattern(Broken(label) + "[ \n]*" + Broken(value)).IsMatch(Text);

    /// <summary>The code and the address to check the paper at, in points from the top left: they are others on each paper.</summary>
    public IEnumerable<SKRect> Drawn()
    {
        var page = document.GetPage(1);
        foreach (var picture in page.GetImages()) yield return SKRect.Create((float)picture.BoundingBox.Left, (float)(page.Height - picture.BoundingBox.Top), (float)picture.BoundingBox.Width, (float)picture.BoundingBox.Height);
        var start = string.Concat(page.Letters.Select(l => l.Value[..1])).IndexOf("http", StringComparison.Ordinal);
        if (start < 0) yield break;
        var first = page.Letters[start];
        yield return new SKRect((float)first.StartBaseLine.X - 2, (float)(page.Height - first.StartBaseLine.Y) - 10, (float)page.Width - 60, (float)(page.Height - first.StartBaseLine.Y) + 4);
    }

    // A line may end wherever the words are broken, and a space that ends one is not drawn.
    private static string Broken(string words) => string.Join("[ \n]+", words.Split([' ', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => string.Join("\n?", Composed(word).Select(c => Regex.Escape($"{c}")))));

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    // One vowel may be two signs.
    private static string Composed(string text) => text.Replace("ํา", "ำ", StringComparison.Ordinal);

    private static string TextOf(Page page)
    {
        var told = new Dictionary<Letter, MarkedContentElement>(ReferenceEqualityComparer.Instance);
        // A raised tone mark is a glyph without a letter; the text it stands for is told beside it, as every reader of PDF knows.
        foreach (var element in page.GetMarkedContents().SelectMany(Flat).Where(e => e.ActualText is not null))
        {
            foreach (var letter in element.Letters) told[letter] = element;
        }

        var (said, text, line) = (new HashSet<MarkedContentElement>(ReferenceEqualityComparer.Instance), new System.Text.StringBuilder(), double.NaN);
        foreach (var letter in page.Letters)
        {
            if (Math.Abs(letter.StartBaseLine.Y - line) > 8) text.Append('\n');
            line = letter.StartBaseLine.Y;
            text.Append(!told.TryGetValue(letter, out var element) ? letter.Value : said.Add(element) ? element.ActualText : "");
        }

        return Composed(text.ToString());
    }

    private static IEnumerable<MarkedContentElement> Flat(MarkedContentElement element) => element.Children.SelectMany(Flat).Prepend(element);

    public void Dispose() => document.Dispose();
}
