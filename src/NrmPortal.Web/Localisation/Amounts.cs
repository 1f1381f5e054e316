using System.Globalization;
using NrmPortal.Domain.Money;

namespace NrmPortal.Web.Localisation;

/// <summary>Amounts in baht as they are written and typed, the same in every language.</summary>
public static class Amounts
{
    private const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>Always with the satang.</summary>
    public static string Write(decimal baht) => baht.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>With at most two decimals; commas between thousands are allowed. Null when it is no amount.</summary>
    public static decimal? Parse(string? typed) => decimal.TryParse(typed, Styles, CultureInfo.InvariantCulture, out var amount) && Ledger.IsExact(amount) ? amount : null;
}
