using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Money;

/// <summary>What the Anti-Trafficking Fund pays for. From <c>Money/Data/fund-benefits.csv</c>; at which rate stands in <see cref="FundRates"/>.</summary>
/// <param name="Section">Of the Anti-Trafficking Act B.E. 2551.</param>
public sealed record FundBenefit(string Code, string LabelTh, string LabelEn, string Section)
{
    internal static readonly IReadOnlyList<string[]> Rows = EmbeddedCsv.Rows("fund-benefits", "Money");

    public static IReadOnlyList<FundBenefit> All { get; } = [.. Rows.Select(r => new FundBenefit(r[0], r[1], r[2], r[3])).DistinctBy(b => b.Code)];

    public static FundBenefit? Of(string? code) => All.FirstOrDefault(b => b.Code == code);
}
