using System.Diagnostics;
using System.Globalization;
using SkiaSharp;

namespace NrmPortal.Testing;

/// <summary>The first page of a PDF as a picture, and whether it looks as the kept picture does.</summary>
public static class FirstPage
{
    /// <summary>Dots per inch: one for each point, so that places in the PDF are places in the picture.</summary>
    private const int Resolution = 72;
    private const int Block = 6; // dots: about a letter

    // Of a block's mean brightness. Smoothing of edges is another with each version of what draws, and stays below;
    // a letter where there was paper does not.
    private const int Tolerance = 16;
    private const int MostBlocks = 2;

    /// <summary>Compares with <paramref name="kept"/>, a PNG. What was drawn is left beside the test binaries.</summary>
    /// <param name="covered">What is another each time, in points from the top left: painted over, as it is in the kept picture.</param>
    /// <returns>Null where it looks the same, or what is to be said.</returns>
    public static async Task<string?> DiffersAsync(byte[] pdf, string kept, IEnumerable<SKRect> covered)
    {
        var drawn = Path.Combine(AppContext.BaseDirectory, "pictures", Path.GetFileName(kept));
        using var now = await DrawAsync(pdf, drawn, covered);
        if (!File.Exists(kept)) return $"There is no {kept} to compare with {drawn}";
        using var was = Read(kept);
        return Differs(was, now) is { } how ? $"{drawn} differs from {kept}: {how}" : null;
    }

    /// <summary>As shades of grey.</summary>
    public static SKBitmap Read(string picture)
    {
        using var read = SKBitmap.Decode(picture);
        return read.Copy(SKColorType.Gray8);
    }

    public static string? Differs(SKBitmap was, SKBitmap now)
    {
        if ((was.Width, was.Height) != (now.Width, now.Height)) return "it is of another size";
        var other = 0;
        for (var top = 0; top + Block <= was.Height; top += Block)
        {
            for (var left = 0; left + Block <= was.Width; left += Block) other += Math.Abs(Brightness(was, left, top) - Brightness(now, left, top)) > Tolerance ? 1 : 0;
        }

        return other <= MostBlocks ? null : string.Create(CultureInfo.InvariantCulture, $"in {other} places");
    }

    private static async Task<SKBitmap> DrawAsync(byte[] pdf, string picture, IEnumerable<SKRect> covered)
    {
        var drawn = await RenderAsync(pdf, picture, Resolution);
        using (var canvas = new SKCanvas(drawn))
        {
            using var paint = new SKPaint { Color = SKColors.Gray };
            foreach (var place in covered) canvas.DrawRect(place, paint);
        }

        using var encoded = drawn.Encode(SKEncodedImageFormat.Png, 100);
        await File.WriteAllBytesAsync(picture, encoded.ToArray());
        return drawn;
    }

    /// <summary>A page as it is printed, in shades of grey, with so many dots per inch.</summary>
    public static async Task<SKBitmap> RenderAsync(byte[] pdf, string picture, int resolution, int page = 1)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
        var name = Path.ChangeExtension(picture, null);
        await File.WriteAllBytesAsync(name + ".pdf", pdf);
        using var poppler = Process.Start("pdftoppm", ["-r", $"{resolution}", "-gray", "-png", "-singlefile", "-f", $"{page}", "-l", $"{page}", name + ".pdf", name]);
        await poppler.WaitForExitAsync();
        if (poppler.ExitCode != 0) throw new InvalidOperationException($"pdftoppm ended with {poppler.ExitCode}");
        return Read(picture);
    }

    private static int Brightness(SKBitmap picture, int left, int top)
    {
        var pixels = picture.GetPixelSpan();
        var sum = 0;
        for (var y = top; y < top + Block; y++)
        {
            for (var x = left; x < left + Block; x++) sum += pixels[(y * picture.RowBytes) + x];
        }

        return sum / (Block * Block);
    }
}
