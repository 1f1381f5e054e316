using NrmPortal.Testing;
using ZXing;

namespace NrmPortal.Web.Tests;

/// <summary>The code on a printed paper, as a telephone held over it reads it.</summary>
internal static class PaperCode
{
    private const int Print = 200; // dots per inch, as an office printer and a telephone's camera at least have

    /// <param name="last">It stands at the end, below all that it vouches for.</param>
    /// <returns>Null where there is none that can be read.</returns>
    public static async Task<string?> ReadAsync(byte[] pdf, string name, int last)
    {
        using var page = await FirstPage.RenderAsync(pdf, Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}-code.png"), Print, last);
        var light = new RGBLuminanceSource(page.Bytes, page.RowBytes, page.Height, RGBLuminanceSource.BitmapFormat.Gray8);
        var reader = new BarcodeReaderGeneric { Options = { TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] } };
        return reader.Decode(light)?.Text;
    }
}
