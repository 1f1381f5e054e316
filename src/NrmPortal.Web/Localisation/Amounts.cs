using System.Globalization;
using System.Text.RegularExpressions;
using NrmPortal.Domain;
using NrmPortal.Domain.Money;

namespace NrmPortal.Web.Localisation;

/// <summary>Amounts in baht as they are written and typed, the same in every language.</summary>
public static partial class Amounts
{
    /// <summary>Always with the satang.</summary>
    public static string Write(decimal baht) => baht.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>With at most two decimals; commas between thousands are allowed. Null when it is no amount.</summary>
    public static decimal? Parse(string? typed) => Read(typed) is { } amount && Ledger.IsExact(amount) ? amount : null;

    /// <summary>As <see cref="Parse"/>, and nothing may be an amount too.</summary>
    public static decimal? ParseOrZero(string? typed) => Read(typed) is 0 ? 0 : Parse(typed);

    // A comma anywhere else may be meant as the decimal mark: 1250,50 is not 125,050.
    private static decimal? Read(string? typed) =>
        ThaiDigits.Western(typed) is var text && Shape().IsMatch(text) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    [GeneratedRegex(@"^\s*([0-9]{1,3}(,[0-9]{3})+|[0-9]*)(\.[0-9]*)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
