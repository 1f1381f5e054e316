using NrmPortal.Testing;
using ZXing;

namespace NrmPortal.Web.Tests;

/// <summary>The code on a printed paper, as a telephone held over it reads it.</summary>
internal static class PaperCode
{
    // Dots per inch of office printers and of a telephone's camera, which looks again until it reads.
    private static readonly int[] Looks = [200, 300, 240, 150];

    /// <param name="last">It stands at the end, below all that it vouches for.</param>
    /// <returns>Null where there is none that can be read.</returns>
    public static async Task<string?> ReadAsync(byte[] pdf, string name, int last)
    {
        var reader = new BarcodeReaderGeneric { Options = { TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] } };
        foreach (var dots in Looks)
        {
            using var page = await FirstPage.RenderAsync(pdf, Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}-code.png"), dots, last);
            if (reader.Decode(new RGBLuminanceSource(page.Bytes, page.RowBytes, page.Height, RGBLuminanceSource.BitmapFormat.Gray8)) is { } read) return read.Text;
        }

        return null;
    }
}
