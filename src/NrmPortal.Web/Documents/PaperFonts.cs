using System.Globalization;
using System.Text.Json;

namespace NrmPortal.Web.Documents;

/// <summary>The interface's fonts as a style sheet that carries its files: of each, the parts whose signs a text has, for a person's words may be in any script.</summary>
internal sealed class PaperFonts(IWebHostEnvironment web)
{
    /// <summary>Where the view leaves room for them.</summary>
    public const string Place = "/* fonts */";

    private readonly Lazy<List<Face>> faces = new(() => Read(web));

    public string Of(string text)
    {
        var signs = text.EnumerateRunes().Select(r => r.Value).Distinct().ToList();
        return string.Concat(faces.Value.Where(f => signs.Exists(f.Has)).Select(Rule));
    }

    private string Rule(Face face)
    {
        using var file = web.WebRootFileProvider.GetFileInfo($"assets/{face.File}").CreateReadStream();
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return $"@font-face{{font-family:\"{face.Family}\";font-weight:{face.Weight};src:url(data:font/woff2;base64,{Convert.ToBase64String(bytes.ToArray())}) format('woff2');unicode-range:{face.Range}}}";
    }

    private static List<Face> Read(IWebHostEnvironment web)
    {
        using var list = web.WebRootFileProvider.GetFileInfo("assets/fonts.json").CreateReadStream();
        return JsonSerializer.Deserialize<List<Face>>(list, JsonSerializerOptions.Web)!;
    }

    /// <param name="Range">As in a style sheet: <c>U+0E01-0E5B,U+25CC</c>.</param>
    private sealed record Face(string Family, int Weight, string File, string Range)
    {
        private readonly List<(int From, int To)> spans = [.. Range.Split(',').Select(Span)];

        public bool Has(int sign) => spans.Exists(s => s.From <= sign && sign <= s.To);

        private static (int From, int To) Span(string span)
        {
            var ends = span.Trim()[2..].Split('-');
            return (int.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), int.Parse(ends[^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
    }
}
