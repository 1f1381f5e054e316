using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace NrmPortal.Testing;

/// <summary>Files to upload, and the steps of uploading one.</summary>
public static class Papers
{
    public static byte[] Pdf(string text = "a paper") => Encoding.UTF8.GetBytes($"%PDF-1.7\n{text}\n%%EOF\n");

    /// <summary>A JPEG of that many pixels.</summary>
    public static byte[] Photograph(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.SteelBlue);
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 80).ToArray();
    }

    /// <summary>A PNG of a few bytes that says it is 60,000 pixels wide and high.</summary>
    public static byte[] Immense()
    {
        using var bitmap = new SKBitmap(1, 1);
        var png = bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60_000);
        // The header's own checksum: name and content of the first chunk.
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }

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
            ("Input.Title", title), ("Input.Kind", section == "Health" ? "MedicalReport" : "OtherPaper"), ("Input.Section", section));
    }
}
