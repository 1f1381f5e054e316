namespace NrmPortal.Domain;

/// <summary>Numbers as they are written in Thai documents: ๑๕ is 15.</summary>
public static class ThaiDigits
{
    /// <summary>The text with every Thai digit as the digit that programs read; all else stays.</summary>
    public static string Western(string? text) =>
        string.Create((text ?? "").Length, text ?? "", static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = from[i] is >= '๐' and <= '๙' ? (char)('0' + (from[i] - '๐')) : from[i];
        });
}
