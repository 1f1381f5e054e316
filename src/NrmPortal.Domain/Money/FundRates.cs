using System.Globalization;

namespace NrmPortal.Domain.Money;

/// <summary>The rates of the Fund as they were set, and which of them holds on a day.</summary>
public sealed class FundRates(IEnumerable<FundRate> rates)
{
    private readonly ILookup<string, FundRate> byBenefit = rates.ToLookup(r => r.Benefit);

    /// <summary>What the portal ships with: the first rows of the database.</summary>
    public static IReadOnlyList<(string Benefit, RateTerms Terms)> Shipped { get; } = [.. FundBenefit.Rows.Select(r => (r[0], Read(r)))];

    /// <summary>All that was set for the benefit, the latest day first, and of one day what was set last.</summary>
    public IReadOnlyList<FundRate> Of(string benefit) => [.. byBenefit[benefit].OrderByDescending(r => r.From).ThenByDescending(r => r.Number)];

    /// <summary>The rate that holds on that day; null before the first one.</summary>
    public FundRate? On(string benefit, DateOnly day) => Of(benefit).FirstOrDefault(r => r.From <= day);

    /// <summary>The rates that take over after that day, the next one first.</summary>
    public IEnumerable<FundRate> After(string benefit, DateOnly day) => Of(benefit).Where(r => r.From > day).DistinctBy(r => r.From).Reverse();

    /// <summary>Whether it was corrected by a later row of the same day.</summary>
    public bool IsCorrected(FundRate rate) => byBenefit[rate.Benefit].Any(r => r.From == rate.From && r.Number > rate.Number);

    private static RateTerms Read(string[] r) => new(
        r[5].Length == 0 ? null : decimal.Parse(r[5], CultureInfo.InvariantCulture), r[6].Length == 0 ? null : Enum.Parse<RatePer>(r[6]),
        DateOnly.ParseExact(r[4], "yyyy-MM-dd", CultureInfo.InvariantCulture), r[7], r[8]);
}
