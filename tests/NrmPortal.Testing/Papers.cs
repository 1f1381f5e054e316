using System.IO.Compression;
using System.Text;

namespace NrmPortal.Testing;

/// <summary>Files to upload, and the steps of uploading one.</summary>
public static class Papers
{
    public static byte[] Pdf(string text = "a paper") => Encoding.UTF8.GetBytes($"%PDF-1.7\n{text}\n%%EOF\n");

    /// <summary>An archive with these entries, as an office document is one.</summary>
    public static byte[] Archive(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(name == "mimetype" ? "application/vnd.oasis.opendocument.text" : "<x/>"));
            }
        }

        return stream.ToArray();
    }

    /// <summary>Files a paper; the visitor stands on its page afterwards.</summary>
    public static async Task<Visitor> AddAsync(Visitor visitor, string number, string section, string title = "A paper", string name = "scan.pdf", byte[]? content = null)
    {
        await visitor.GetAsync($"/cases/{number}/documents/new");
        return await visitor.UploadAsync($"/cases/{number}/documents/new", name, new ByteArrayContent(content ?? Pdf()),
            ("Input.Title", title), ("Input.Kind", "MedicalReport"), ("Input.Section", section));
    }
}
