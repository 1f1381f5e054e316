using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace NrmPortal.Domain.Cases;

/// <summary>One of the seven points to explain before a person answers (HTCDS), in the words of the notice.</summary>
public sealed record ConsentPoint(string Code, string NameTh, string NameEn, string TextTh, string TextEn);

/// <summary>The text that is explained to the person. Each consent keeps its version and hash, so that one can tell years later what was said.</summary>
public static class ConsentNotice
{
    /// <summary>Raised with every change of the text.</summary>
    public const string Version = "2569.1";

    private static readonly Lazy<(IReadOnlyList<ConsentPoint> Points, string Hash)> Loaded = new(Load);

    public static IReadOnlyList<ConsentPoint> Points => Loaded.Value.Points;

    /// <summary>SHA-256 of the text, hexadecimal.</summary>
    public static string Hash => Loaded.Value.Hash;

    private static (IReadOnlyList<ConsentPoint> Points, string Hash) Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("NrmPortal.Domain.Cases.consent-notice.txt")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd().Replace("\r", "", StringComparison.Ordinal);
        var points = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|')).Select(p => new ConsentPoint(p[0], p[1], p[2], p[3], p[4]));
        return ([.. points], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
