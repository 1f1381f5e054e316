using System.Globalization;

namespace NrmPortal.Domain;

/// <summary>Numbers as people write them: ๑๕ in Thai, ၁၅ in Burmese, ១៥ in Khmer are 15.</summary>
public static class ThaiDigits
{
    /// <summary>The text with every digit of another script as the digit that programs read; all else stays.</summary>
    public static string Western(string? text) =>
        string.Create((text ?? "").Length, text ?? "", static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = char.IsDigit(from[i]) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(from[i])) : from[i];
        });
}
