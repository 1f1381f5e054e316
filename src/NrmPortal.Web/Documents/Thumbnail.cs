using NrmPortal.Domain.Documents;
using SkiaSharp;

namespace NrmPortal.Web.Documents;

/// <summary>
/// A small picture of a filed photograph, made when it is looked at and kept nowhere. What a camera writes into its files, such
/// as the place, is not in it.
/// </summary>
public static class Thumbnail
{
    /// <summary>Pixels of the longer side.</summary>
    public const int Side = 320;

    private const long LargestFile = 16L << 20;
    private const long MostPixels = 24_000_000;

    /// <summary>Whether such a version may have one. Of a damaged or immense picture none is made all the same.</summary>
    public static bool IsMadeOf(DocumentVersion version) => IsPicture(version.Format) && version.Size <= LargestFile;

    /// <summary>A picture as those are of which one is made, but for its size.</summary>
    public static bool IsTooLarge(DocumentVersion version) => IsPicture(version.Format) && version.Size > LargestFile;

    private static bool IsPicture(FileFormat format) => format is FileFormat.Jpeg or FileFormat.Png or FileFormat.WebP;

    /// <summary>JPEG; null where the content is no picture that can be drawn within bounds.</summary>
    public static byte[]? Of(byte[] content)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0) return null;
        // Some formats are drawn small from the start: what counts is what has to be held.
        var drawn = codec.GetScaledDimensions(Math.Min(1f, 2f * Side / Math.Max(codec.Info.Width, codec.Info.Height)));
        if ((long)drawn.Width * drawn.Height > MostPixels) return null;
        using var whole = new SKBitmap(new SKImageInfo(drawn.Width, drawn.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(whole.Info, whole.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput)) return null;
        using var upright = Upright(whole, codec.EncodedOrigin);
        using var image = SKImage.FromBitmap(upright);
        using var encoded = image.Encode(SKEncodedImageFormat.Jpeg, 80);
        return encoded.ToArray();
    }

    // A camera held sideways writes its picture sideways, and how it was held.
    private static SKBitmap Upright(SKBitmap whole, SKEncodedOrigin origin)
    {
        var turns = origin switch { SKEncodedOrigin.RightTop => 90, SKEncodedOrigin.BottomRight => 180, SKEncodedOrigin.LeftBottom => 270, _ => 0 };
        var scale = Math.Min(1f, (float)Side / Math.Max(whole.Width, whole.Height));
        var (width, height) = (Math.Max(1, (int)(whole.Width * scale)), Math.Max(1, (int)(whole.Height * scale)));
        var small = turns is 90 or 270 ? new SKBitmap(height, width) : new SKBitmap(width, height);
        using var canvas = new SKCanvas(small);
        canvas.Clear(SKColors.White);
        canvas.Translate(small.Width / 2f, small.Height / 2f);
        canvas.RotateDegrees(turns);
        using var picture = SKImage.FromBitmap(whole);
        canvas.DrawImage(picture, SKRect.Create(-width / 2f, -height / 2f, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return small;
    }
}
