using NrmPortal.Testing;
using SkiaSharp;

namespace NrmPortal.Web.Tests;

/// <summary>The comparison of pictures must fail when it should: held against the kept pictures themselves.</summary>
public sealed class FirstPageTests
{
    public static string Folder { get; } = Path.Combine(TestCluster.Root(), "tests", "NrmPortal.Web.Tests", "Papers");

    private static readonly string[] Kept = [.. Directory.EnumerateFiles(Folder, "*.png").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Kept.Select(k => Path.GetFileName(k))];

    private static SKBitmap Read(string name) => FirstPage.Read(Path.Combine(Folder, name));

    /// <summary>The picture with each dot taken from elsewhere, or changed.</summary>
    private static SKBitmap Changed(SKBitmap from, Func<int, int, byte> dot)
    {
        var to = new SKBitmap(from.Info);
        var pixels = new byte[from.RowBytes * from.Height];
        for (var y = 0; y < from.Height; y++)
        {
            for (var x = 0; x < from.Width; x++) pixels[(y * from.RowBytes) + x] = dot(x, y);
        }

        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, to.GetPixels(), pixels.Length);
        return to;
    }

    private static byte Dot(SKBitmap of, int x, int y) => x < 0 || y < 0 || x >= of.Width || y >= of.Height ? byte.MaxValue : of.GetPixelSpan()[(y * of.RowBytes) + x];

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
        foreach (var (right, down) in new[] { (0, 3), (3, 0), (0, -3) })
        {
            using var shifted = Changed(paper, (x, y) => Dot(paper, x - right, y - down));
            Assert.NotNull(FirstPage.Differs(paper, shifted));
        }

        foreach (var (top, bottom) in Lines(paper))
        {
            using var without = Changed(paper, (x, y) => y >= top && y < bottom ? byte.MaxValue : Dot(paper, x, y));
            Assert.True(FirstPage.Differs(paper, without) is not null, $"{name} without its line at {top} to {bottom} looks the same");
        }
    }

    // What smooths edges otherwise: every dot on which something is drawn a little lighter or darker, and a drop of something else.
    [Theory]
    [MemberData(nameof(Names))]
    public void EdgesSmoothedOtherwise_DoNotDiffer(string name)
    {
        using var paper = Read(name);
        using var smoothed = Changed(paper, (x, y) => (byte)Math.Clamp(Dot(paper, x, y) is var was and < byte.MaxValue ? was + (((x * 7) + (y * 13)) % 61) - 30 : byte.MaxValue, 0, 255));
        Assert.Null(FirstPage.Differs(paper, smoothed));
    }

    /// <summary>Lines of writing: rows with something on them that is no drawn rule, between rows with nothing.</summary>
    private static IEnumerable<(int Top, int Bottom)> Lines(SKBitmap paper)
    {
        var start = -1;
        for (var y = 0; y <= paper.Height; y++)
        {
            var written = y < paper.Height && Enumerable.Range(0, paper.Width).Any(x => Dot(paper, x, y) < 160);
            if (written && start < 0) start = y;
            if (written || start < 0) continue;
            if (y - start >= 5) yield return (start, y);
            start = -1;
        }
    }
}
