using System.Buffers.Binary;
using System.Text;

namespace NrmPortal.Domain.Documents;

/// <summary>
/// Tells a file by its content while it streams past: of the whole it keeps the first bytes and the end alone, where a ZIP
/// archive (and so an office document) lists what it holds.
/// </summary>
public sealed class FormatSniffer
{
    private const int HeadLength = 128;
    private const int TailLength = 128 * 1024;
    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "mif1"];

    private readonly byte[] head = new byte[HeadLength];
    private byte[] tail = [];
    private int headUsed;
    private int tailUsed;

    public void See(ReadOnlySpan<byte> bytes)
    {
        var first = Math.Min(bytes.Length, HeadLength - headUsed);
        bytes[..first].CopyTo(head.AsSpan(headUsed));
        headUsed += first;
        if (!IsZip) return;
        if (tail.Length == 0) tail = new byte[TailLength];
        var fresh = bytes.Length > TailLength ? bytes[^TailLength..] : bytes;
        var kept = Math.Min(tailUsed, TailLength - fresh.Length);
        tail.AsSpan(tailUsed - kept, kept).CopyTo(tail);
        fresh.CopyTo(tail.AsSpan(kept));
        tailUsed = kept + fresh.Length;
    }

    /// <summary>The format of what was seen, or null: none that is taken in.</summary>
    public FileFormat? Format => Starts("%PDF-"u8) ? FileFormat.Pdf
        : Starts([0xFF, 0xD8, 0xFF]) ? FileFormat.Jpeg
        : Starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? FileFormat.Png
        : Starts("RIFF"u8) && Text(8, 4) == "WEBP" ? FileFormat.WebP
        : Text(4, 4) == "ftyp" && HeicBrands.Contains(Text(8, 4), StringComparer.Ordinal) ? FileFormat.Heic
        : IsZip ? OfArchive([.. Entries()]) : null;

    private bool IsZip => Starts([0x50, 0x4B, 0x03, 0x04]);

    private bool Starts(ReadOnlySpan<byte> mark) => headUsed >= mark.Length && head.AsSpan(0, mark.Length).SequenceEqual(mark);

    private string Text(int at, int length) => headUsed >= at + length ? Encoding.Latin1.GetString(head, at, length) : "";

    // Macros run where the file is opened: a document that carries some is no document to us.
    private FileFormat? OfArchive(string[] names)
    {
        bool Has(string name) => names.Contains(name, StringComparer.Ordinal);
        if (names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || n.StartsWith("Basic/", StringComparison.Ordinal))) return null;
        const string Odt = "application/vnd.oasis.opendocument.text";
        if (Text(30, 8) == "mimetype" && Text(38, Odt.Length) == Odt && Text(38 + Odt.Length, 1) != "-" && Has("content.xml")) return FileFormat.Odt;
        if (!Has("[Content_Types].xml")) return null;
        return Has("word/document.xml") ? FileFormat.Docx : Has("xl/workbook.xml") ? FileFormat.Xlsx : null;
    }

    // The central directory stands at the end. One that is longer than what is kept belongs to no document.
    private IEnumerable<string> Entries()
    {
        var end = tail.AsSpan(0, tailUsed).LastIndexOf([(byte)0x50, (byte)0x4B, (byte)0x05, (byte)0x06]);
        if (end < 0 || end + 22 > tailUsed) yield break;
        var at = end - (long)BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        if (at < 0) yield break;
        for (var i = (int)at; i + 46 <= end && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) == 0x02014B50;)
        {
            int name = U16(i + 28), rest = U16(i + 30) + U16(i + 32);
            if (i + 46 + name > end) yield break;
            yield return Encoding.UTF8.GetString(tail, i + 46, name);
            i += 46 + name + rest;
        }
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at));
}
