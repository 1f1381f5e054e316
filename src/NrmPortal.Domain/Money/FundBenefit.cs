using System.Globalization;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Money;

/// <summary>
/// What the Anti-Trafficking Fund pays for, and from which day at which rate. From <c>Money/Data/fund-benefits.csv</c>: a new
/// rate is a new line with a later day, and what was ordered before keeps the rate of its day.
/// </summary>
/// <param name="Rate">In baht; null where the rate of the notification B.E. 2566 is not known to the portal yet.</param>
/// <param name="Per">What the rate is for: once, day, month; empty without a rate.</param>
/// <param name="Confidence">Of the rate: C confirmed in a public source, K general knowledge, U not retrieved.</param>
public sealed record FundBenefit(string Code, DateOnly From, decimal? Rate, string Per, string Confidence, string LabelTh, string LabelEn, string Basis)
{
    private static readonly List<FundBenefit> Shipped = [.. EmbeddedCsv.Rows("fund-benefits", "Money").Select(Read)];

    /// <summary>Each benefit as it holds on that day.</summary>
    public static IReadOnlyList<FundBenefit> On(DateOnly day) => On(Shipped, day);

    /// <summary>As <see cref="On(DateOnly)"/>, of other settings than those shipped.</summary>
    public static IReadOnlyList<FundBenefit> On(IEnumerable<FundBenefit> settings, DateOnly day) =>
        [.. settings.Where(b => b.From <= day).GroupBy(b => b.Code, StringComparer.Ordinal).Select(g => g.MaxBy(b => b.From)!)];

    public static FundBenefit? Of(string? code) => Shipped.LastOrDefault(b => b.Code == code);

    internal static FundBenefit Read(string[] r) => new(r[0], DateOnly.ParseExact(r[1], "yyyy-MM-dd", CultureInfo.InvariantCulture),
        r[2].Length == 0 ? null : decimal.Parse(r[2], CultureInfo.InvariantCulture), r[3], r[4], r[5], r[6], r[7]);
}
