using NrmPortal.Testing;
using SkiaSharp;

namespace NrmPortal.Web.Tests;

/// <summary>The comparison of pictures must fail when it should: held against the kept pictures themselves.</summary>
public sealed class FirstPageTests
{
    /// <summary>Dots around what is changed; what is farther away cannot matter.</summary>
    private const int Margin = 24;
    private const byte Paper = byte.MaxValue;

    public static string Folder { get; } = Path.Combine(TestCluster.Root(), "tests", "NrmPortal.Web.Tests", "Papers");

    private static readonly string[] Kept = [.. Directory.EnumerateFiles(Folder, "*.png").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Kept.Select(k => Path.GetFileName(k))];

    public static TheoryData<string> InThai => [.. Kept.Select(k => Path.GetFileName(k)).Where(k => k.EndsWith("-th.png", StringComparison.Ordinal))];

    private static SKBitmap Read(string name) => FirstPage.Read(Path.Combine(Folder, name));

    [Theory]
    [MemberData(nameof(Names))]
    public void AnotherPaper_OrAnotherLanguage_Differs(string name)
    {
        using var paper = Read(name);
        foreach (var other in Kept.Select(k => Path.GetFileName(k)).Where(k => k != name))
        {
            using var now = Read(other);
            Assert.True(FirstPage.Differs(paper, now) is not null, $"{name} looks like {other}");
        }

        Assert.Null(FirstPage.Differs(paper, paper));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AShiftedPage_OrAMissingLine_Differs(string name)
    {
        using var paper = Read(name);
        var dot = Dots(paper);
        // By one point.
        foreach (var (right, down) in new[] { (0, 3), (3, 0), (0, -3) })
        {
            using var shifted = Changed(paper, (x, y) => dot(x - right, y - down));
            Assert.NotNull(FirstPage.Differs(paper, shifted));
        }

        var lines = Lines(paper).ToList();
        Assert.True(lines.Count > 10);
        foreach (var line in lines)
        {
            using var around = Around(paper, dot, line);
            var near = Dots(around);
            using var without = Changed(around, (x, y) => y >= Margin && y < Margin + line.Height ? Paper : near(x, y));
            Assert.True(FirstPage.Differs(around, without) is not null, $"{name} without its line at {line} looks the same");
        }
    }

    // A reader of the text finds every letter even where what is drawn has lost its mark: here the picture alone can tell.
    [Theory]
    [MemberData(nameof(InThai))]
    public void AMarkThatIsMissing_OrStandsElsewhere_Differs(string name)
    {
        using var paper = Read(name);
        var dot = Dots(paper);
        var marks = Marks(paper, dot).ToList();
        Assert.True(marks.Count > 60, $"{name} has {marks.Count} marks above or below a letter");
        foreach (var mark in marks)
        {
            using var around = Around(paper, dot, mark);
            var near = Dots(around);
            bool In(int x, int y) => x >= Margin && x < Margin + mark.Width && y >= Margin && y < Margin + mark.Height;
            using var without = Changed(around, (x, y) => In(x, y) ? Paper : near(x, y));
            Assert.True(FirstPage.Differs(around, without) is not null, $"{name} without its mark at {mark} looks the same");
            foreach (var (right, down) in new[] { (0, -5), (0, 5), (-5, 0), (5, 0) })
            {
                using var moved = Changed(around, (x, y) => In(x - right, y - down) && near(x - right, y - down) < 128 ? (byte)0 : In(x, y) ? Paper : near(x, y));
                Assert.True(FirstPage.Differs(around, moved) is not null, $"{name} with its mark at {mark} moved by {right}, {down} looks the same");
            }
        }
    }

    // What another version draws otherwise: a dot more or less on the edges.
    [Theory]
    [MemberData(nameof(Names))]
    public void EdgesDrawnOtherwise_DoNotDiffer(string name)
    {
        using var paper = Read(name);
        var dot = Dots(paper);
        bool AtEdge(int x, int y) => (dot(x - 1, y) < 128) != (dot(x + 1, y) < 128) || (dot(x, y - 1) < 128) != (dot(x, y + 1) < 128);
        using var otherwise = Changed(paper, (x, y) => ((x * 7) + (y * 13)) % 3 == 0 && AtEdge(x, y) ? (byte)(Paper - dot(x, y)) : dot(x, y));
        Assert.Null(FirstPage.Differs(paper, otherwise));
    }

    /// <summary>The picture with each dot taken from elsewhere, or changed.</summary>
    private static SKBitmap Changed(SKBitmap from, Func<int, int, byte> dot)
    {
        var to = new SKBitmap(from.Info);
        var (stride, width, height) = (from.RowBytes, from.Width, from.Height);
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) pixels[(y * stride) + x] = dot(x, y);
        }

        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, to.GetPixels(), pixels.Length);
        return to;
    }

    /// <summary>The dots of a picture, with paper around it.</summary>
    private static Func<int, int, byte> Dots(SKBitmap of)
    {
        var (pixels, stride, width, height) = (of.GetPixelSpan().ToArray(), of.RowBytes, of.Width, of.Height);
        return (x, y) => x < 0 || y < 0 || x >= width || y >= height ? Paper : pixels[(y * stride) + x];
    }

    private static SKBitmap Around(SKBitmap paper, Func<int, int, byte> dot, SKRectI place)
    {
        using var empty = new SKBitmap(paper.Info.WithSize(place.Width + (2 * Margin), place.Height + (2 * Margin)));
        return Changed(empty, (x, y) => dot(x + place.Left - Margin, y + place.Top - Margin));
    }

    /// <summary>Lines of writing: rows with something on them that is no drawn rule, between rows with nothing.</summary>
    private static IEnumerable<SKRectI> Lines(SKBitmap paper)
    {
        var start = -1;
        var (stride, width, height) = (paper.RowBytes, paper.Width, paper.Height);
        for (var y = 0; y <= height; y++)
        {
            var written = y < height && paper.GetPixelSpan().Slice(y * stride, width).IndexOfAnyInRange((byte)0, (byte)127) >= 0;
            if (written && start < 0) start = y;
            if (written || start < 0) continue;
            if (y - start >= 14) yield return new SKRectI(0, start, width, y);
            start = -1;
        }
    }

    /// <summary>Small pieces of ink that touch nothing, with a larger one right below or above: tone marks, and vowels that stand so.</summary>
    private static IEnumerable<SKRectI> Marks(SKBitmap paper, Func<int, int, byte> dot)
    {
        var pieces = Pieces(paper, dot).ToList();
        var letters = pieces.Where(p => p.Place.Height is > 10 and < 40 && p.Place.Width < 40).Select(p => p.Place).ToList();
        return pieces.Where(p => p.Dots is >= 8 and <= 80 && p.Place is { Width: < 20, Height: >= 4 and < 13 }).Select(p => p.Place)
            .Where(m => letters.Exists(l => l.Left < m.Right && m.Left < l.Right && ((l.Top >= m.Bottom && l.Top - m.Bottom < 14) || (m.Top >= l.Bottom && m.Top - l.Bottom < 8))));
    }

    private static IEnumerable<(SKRectI Place, int Dots)> Pieces(SKBitmap paper, Func<int, int, byte> dot)
    {
        var (width, height) = (paper.Width, paper.Height);
        var (seen, open) = (new bool[width * height], new Stack<(int X, int Y)>());
        for (var start = 0; start < seen.Length; start++)
        {
            if (dot(start % paper.Width, start / width) >= 128) continue;
            var (place, dots) = (new SKRectI(int.MaxValue, int.MaxValue, 0, 0), 0);
            open.Push((start % paper.Width, start / width));
            while (open.TryPop(out var at))
            {
                if (at.X < 0 || at.Y < 0 || at.X >= width || at.Y >= height || seen[(at.Y * width) + at.X] || dot(at.X, at.Y) >= 128) continue;
                seen[(at.Y * width) + at.X] = true;
                (place, dots) = (new SKRectI(Math.Min(place.Left, at.X), Math.Min(place.Top, at.Y), Math.Max(place.Right, at.X + 1), Math.Max(place.Bottom, at.Y + 1)), dots + 1);
                for (var n = 0; n < 9; n++) open.Push((at.X + (n % 3) - 1, at.Y + (n / 3) - 1));
            }

            if (dots > 0) yield return (place, dots);
        }
    }
}
