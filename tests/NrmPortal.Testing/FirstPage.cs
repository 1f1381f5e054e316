using System.Diagnostics;
using System.Globalization;
using SkiaSharp;

namespace NrmPortal.Testing;

/// <summary>The first page of a PDF as a picture, and whether it looks as the kept picture does.</summary>
public static class FirstPage
{
    private const int Resolution = 50;
    private const int Block = 12; // pixels: about a word

    // Of a block's brightness; a number or a code that is another each time stays within, a line that moved does not.
    private const int Tolerance = 48;

    /// <summary>Compares with <paramref name="kept"/>, a PNG. What differs is left beside the test binaries.</summary>
    /// <param name="mostBlocks">So many blocks may differ: the code to check the document is another on each.</param>
    /// <returns>Null where it looks the same, or what is to be said.</returns>
    public static async Task<string?> DiffersAsync(byte[] pdf, string kept, int mostBlocks)
    {
        var drawn = Path.Combine(AppContext.BaseDirectory, "pictures", Path.GetFileName(kept));
        Directory.CreateDirectory(Path.GetDirectoryName(drawn)!);
        await DrawAsync(pdf, Path.ChangeExtension(drawn, null));
        if (!File.Exists(kept)) return $"There is no {kept} to compare with {drawn}";
        using var was = SKBitmap.Decode(kept);
        using var now = SKBitmap.Decode(drawn);
        if ((was.Width, was.Height) != (now.Width, now.Height)) return $"{drawn} is of another size";
        var other = 0;
        for (var top = 0; top + Block <= was.Height; top += Block)
        {
            for (var left = 0; left + Block <= was.Width; left += Block) other += Math.Abs(Brightness(was, left, top) - Brightness(now, left, top)) > Tolerance ? 1 : 0;
        }

        return other <= mostBlocks ? null : string.Create(CultureInfo.InvariantCulture, $"{drawn} differs from {kept} in {other} places");
    }

    private static async Task DrawAsync(byte[] pdf, string picture)
    {
        await File.WriteAllBytesAsync(picture + ".pdf", pdf);
        using var poppler = Process.Start("pdftoppm", ["-r", $"{Resolution}", "-gray", "-png", "-singlefile", "-f", "1", "-l", "1", picture + ".pdf", picture]);
        await poppler.WaitForExitAsync();
        if (poppler.ExitCode != 0) throw new InvalidOperationException($"pdftoppm ended with {poppler.ExitCode}");
    }

    private static int Brightness(SKBitmap picture, int left, int top)
    {
        var sum = 0;
        for (var y = top; y < top + Block; y++)
        {
            for (var x = left; x < left + Block; x++) sum += picture.GetPixel(x, y).Red;
        }

        return sum / (Block * Block);
    }
}
