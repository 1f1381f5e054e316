using System.Diagnostics;
using System.Globalization;
using SkiaSharp;

namespace NrmPortal.Testing;

/// <summary>The first page of a PDF as a picture, and whether it looks as the kept picture does, mark by mark.</summary>
public static class FirstPage
{
    /// <summary>Dots per inch. A tone mark of the smallest writing is two dots wide and five high.</summary>
    private const int Resolution = 200;
    private const float PerPoint = Resolution / 72f;

    // Edges are drawn otherwise by each version of what draws, by one dot: ink that has ink beside it in the other picture is no
    // difference. What is left must not come together to as much as a tone mark in a place of this size.
    private const int Reach = 1;
    private const int Place = 12;
    private const int Mark = 6;
    private const byte Ink = 128;

    /// <summary>Compares with <paramref name="kept"/>, a PNG. What was drawn is left beside the test binaries.</summary>
    /// <param name="covered">What is another each time, in points from the top left: painted over in both.</param>
    /// <returns>Null where it looks the same, or what is to be said.</returns>
    public static async Task<string?> DiffersAsync(byte[] pdf, string kept, IEnumerable<SKRect> covered)
    {
        var drawn = Path.Combine(AppContext.BaseDirectory, "pictures", Path.GetFileName(kept));
        using var now = await RenderAsync(pdf, drawn, Resolution, colours: "-mono");
        if (!File.Exists(kept)) return $"There is no {kept} to compare with {drawn}";
        using var was = Read(kept);
        var places = covered.ToList();
        foreach (var picture in new[] { was, now }) Cover(picture, places);
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
        if ((was.Width, was.Height, was.RowBytes) != (now.Width, now.Height, now.RowBytes)) return "it is of another size";
        return Alone(was, now) is { } lost ? $"something is missing at {lost}" : Alone(now, was) is { } more ? $"something is there at {more}" : null;
    }

    // Where the one picture has as much ink as a mark that the other has not.
    private static string? Alone(SKBitmap one, SKBitmap other)
    {
        ReadOnlySpan<byte> mine = one.GetPixelSpan(), theirs = other.GetPixelSpan();
        // Read once: each of these asks the library for a description of its own making.
        var (stride, width, height) = (one.RowBytes, one.Width, one.Height);
        var (wide, high) = ((width / Place * 2) + 2, (height / Place * 2) + 2);
        var found = new int[wide * high];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (mine[(y * stride) + x] >= Ink || HasInk(theirs, stride, width, height, x, y)) continue;
                // Places overlap by half: a mark on the edge of one lies in the middle of another.
                foreach (var (column, row) in new[] { (x / (Place / 2), y / (Place / 2)), ((x / (Place / 2)) + 1, y / (Place / 2)), (x / (Place / 2), (y / (Place / 2)) + 1), ((x / (Place / 2)) + 1, (y / (Place / 2)) + 1) })
                {
                    if (column < wide && row < high && ++found[(row * wide) + column] >= Mark) return string.Create(CultureInfo.InvariantCulture, $"{x / PerPoint:0}, {y / PerPoint:0} points from the top left");
                }
            }
        }

        return null;
    }

    private static bool HasInk(ReadOnlySpan<byte> pixels, int stride, int width, int height, int x, int y)
    {
        for (var v = Math.Max(0, y - Reach); v <= Math.Min(height - 1, y + Reach); v++)
        {
            for (var h = Math.Max(0, x - Reach); h <= Math.Min(width - 1, x + Reach); h++)
            {
                if (pixels[(v * stride) + h] < Ink) return true;
            }
        }

        return false;
    }

    private static void Cover(SKBitmap picture, IEnumerable<SKRect> places)
    {
        using var canvas = new SKCanvas(picture);
        using var paint = new SKPaint { Color = SKColors.White };
        foreach (var place in places) canvas.DrawRect(new SKRect(place.Left * PerPoint, place.Top * PerPoint, place.Right * PerPoint, place.Bottom * PerPoint), paint);
    }

    /// <summary>A page as it is printed, with so many dots per inch.</summary>
    /// <param name="colours"><c>-gray</c>, or <c>-mono</c> for black and white: a picture that is kept is small.</param>
    public static async Task<SKBitmap> RenderAsync(byte[] pdf, string picture, int resolution, int page = 1, string colours = "-gray")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
        var name = Path.ChangeExtension(picture, null);
        await File.WriteAllBytesAsync(name + ".pdf", pdf);
        using var poppler = Process.Start("pdftoppm", ["-r", $"{resolution}", colours, "-png", "-singlefile", "-f", $"{page}", "-l", $"{page}", name + ".pdf", name]);
        await poppler.WaitForExitAsync();
        if (poppler.ExitCode != 0) throw new InvalidOperationException($"pdftoppm ended with {poppler.ExitCode}");
        return Read(picture);
    }
}
