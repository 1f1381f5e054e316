namespace NrmPortal.Domain.Documents;

/// <summary>The kinds of file that are taken in. Anything else is refused, whatever it is called.</summary>
public enum FileFormat
{
    Pdf,
    Jpeg,
    Png,
    WebP,
    Heic,
    Docx,
    Xlsx,
    Odt,
}

/// <summary>How a format is served and named.</summary>
public static class FileFormats
{
    private static readonly Dictionary<FileFormat, (string Media, string[] Extensions)> Known = new()
    {
        [FileFormat.Pdf] = ("application/pdf", ["pdf"]),
        [FileFormat.Jpeg] = ("image/jpeg", ["jpg", "jpeg"]),
        [FileFormat.Png] = ("image/png", ["png"]),
        [FileFormat.WebP] = ("image/webp", ["webp"]),
        [FileFormat.Heic] = ("image/heic", ["heic", "heif"]),
        [FileFormat.Docx] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx"]),
        [FileFormat.Xlsx] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx"]),
        [FileFormat.Odt] = ("application/vnd.oasis.opendocument.text", ["odt"]),
    };

    public static string MediaType(FileFormat format) => Known[format].Media;

    public static string Extension(FileFormat format) => Known[format].Extensions[0];

    /// <summary>All endings of names that a form may offer.</summary>
    public static IEnumerable<string> Extensions => Known.Values.SelectMany(k => k.Extensions);

    /// <summary>Whether a file of this content may be called so.</summary>
    public static bool MayBeCalled(FileFormat format, string? name) =>
        name is not null && name.LastIndexOf('.') is >= 0 and var dot && Known[format].Extensions.Contains(name[(dot + 1)..], StringComparer.OrdinalIgnoreCase);
}
