using NrmPortal.Domain.Access;
using NrmPortal.Domain.Money;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Rates of the Fund: from which day each holds, how one is corrected, and what is no rate.</summary>
public sealed class FundRateTests
{
    private static readonly DateOnly Today = ThaiDay.Of(At);
    private static readonly RateTerms Living = new(3000.25m, RatePer.Month, Today, "Order 9/2569", "C", "The committee decided");

    private readonly List<FundRate> all = [new(Guid.NewGuid(), "living", 1, new RateTerms(null, null, new DateOnly(2023, 1, 1), "Fund notification B.E. 2566", "U"))];

    private FundRates Rates => new(all);

    private FundRate Set(RateTerms terms, string benefit = "living")
    {
        var rate = FundRate.Set(Guid.NewGuid(), benefit, Rates, terms, Acting(Role.DatipCoordinator), At);
        all.Add(rate);
        return rate;
    }

    [Fact]
    public void EveryBenefit_ShipsWithARate_OrSaysThatItIsNotKnown()
    {
        Assert.Equal(FundBenefit.All.Select(b => b.Code), FundRates.Shipped.Select(s => s.Benefit).Distinct());
        Assert.All(FundRates.Shipped, s => Assert.True(s.Terms.Amount is not null || s.Terms.Confidence == "U", s.Benefit));
        Assert.All(FundBenefit.All, b => Assert.StartsWith("s.", b.Section, StringComparison.Ordinal));
    }

    [Fact]
    public void ARate_HoldsFromItsDay_UntilALaterOneTakesOver()
    {
        Set(Living);
        var later = Set(Living with { Amount = 3500.50m, From = Today.AddDays(30) });
        Assert.Null(Rates.On("living", new DateOnly(2022, 12, 31)));
        Assert.True(Rates.On("living", Today.AddDays(-1))!.IsUnknown);
        Assert.Equal(3000.25m, Rates.On("living", Today.AddDays(29))!.Amount);
        Assert.Equal(3500.50m, Rates.On("living", Today.AddDays(30))!.Amount);
        Assert.Null(Rates.On("shelter", Today));
        Assert.Equal([later], Rates.After("living", Today));
        // One that begins in between ends where the later one takes over.
        Set(Living with { Amount = 1, From = Today.AddDays(10) });
        Assert.Equal([1m, 3500.50m], Rates.After("living", Today).Select(r => r.Amount));
        Assert.Equal(3500.50m, Rates.On("living", Today.AddDays(99))!.Amount);
    }

    [Fact]
    public void ALaterRowOfTheSameDay_Corrects_AndTheWrongOneStays()
    {
        var wrong = Set(Living with { From = Today.AddDays(7) });
        var right = Set(Living with { From = Today.AddDays(7), Amount = null, Per = null });
        Assert.Equal((right, 2, 3), (Rates.On("living", Today.AddDays(7)), wrong.Number, right.Number));
        Assert.Equal((true, false), (Rates.IsCorrected(wrong), Rates.IsCorrected(right)));
        Assert.Equal([right], Rates.After("living", Today));
        Assert.Contains(wrong, Rates.Of("living"));
    }

    [Fact]
    public void WhatIsNoRate_OrChangesThePast_IsRefused()
    {
        Assert.Equal("fund.past", Refused(() => Set(Living with { From = Today.AddDays(-1) })));
        Assert.Equal("fund.benefit", Refused(() => Set(Living, "lottery")));
        Assert.Equal("fund.per", Refused(() => Set(Living with { Per = null })));
        Assert.Equal("fund.per", Refused(() => Set(Living with { Amount = null })));
        foreach (var amount in new[] { 0m, -1m, 0.001m, 1_000_000_000_000m }) Assert.Equal("money.amount", Refused(() => Set(Living with { Amount = amount })));
        Set(Living);
        Assert.Equal("fund.same", Refused(() => Set(Living with { From = Today.AddDays(5), Reason = "Again" })));
        Set(Living with { From = Today.AddDays(5), LegalBasis = "Order 10/2569" });
    }
}
