using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;
using Xunit;

namespace NrmPortal.Domain.Tests.Directory;

/// <summary>Which shelter DATIP reads first, and why another cannot be chosen.</summary>
public sealed class PlaceSearchTests
{
    private static readonly SearchOrigin Tak = new("63", "6306", ["62", "64"]);
    private static readonly Resident Man = new(IsChild: false, Sex.Male);

    private static NeedsProfile Needs(bool family = false, bool disability = false, bool highRisk = false) =>
        new(Guid.NewGuid(), Guid.NewGuid(), AgeGroup.Adult, Sex.Male, "my", family, new NeedsAndRisk(false, false, disability, highRisk, null));

    private static Shelter AShelter(string code, string province, string languages = "my", bool men = true, int places = 5, AgencyType agency = AgencyType.NgoShelter, EntryStatus status = EntryStatus.Active, params Accepted[] more)
    {
        var unit = new Unit(Guid.NewGuid(), code, agency, province, code, code);
        var shelter = new Shelter(Guid.NewGuid(), unit);
        shelter.Provide(Guid.NewGuid(), PlaceKind.Any, places);
        shelter.Take(new DirectoryEntry(unit, new EntryTerms(status, [OfferedService.Shelter], [men ? Accepted.Men : Accepted.Women, .. more], languages, "x", "x", [])));
        return shelter;
    }

    // Its places are all for women: none is free for him.
    private static Shelter Full(string code)
    {
        var shelter = AShelter(code, "63", places: 0);
        shelter.Provide(Guid.NewGuid(), PlaceKind.Women, 4);
        return shelter;
    }

    private static List<string> Ranked(NeedsProfile needs, params (Shelter, string?)[] shelters) =>
        [.. new PlaceSearch(needs, Man, Tak, null).Rank(shelters).Select(p => $"{p.Shelter.Unit!.Code} {(p.CanBeChosen ? p.Missing + " " + p.Nearness : string.Join(' ', p.Exclusions))}")];

    [Fact]
    public void WhatFits_ComesFirst_ThenWhatIsNear_AndWhatCannotBeChosenLast_WithItsReasons() => Assert.Equal(
        ["district 0 SameDistrict", "province 0 SameProvince", "neighbour 0 NeighbouringProvince", "far 0 Elsewhere", "misfit 1 SameDistrict", "women sexAndAge", "full freePlace", "unstated stated"],
        Ranked(Needs(), (AShelter("women", "63", men: false), "6306"), (AShelter("misfit", "63", "th"), "6306"), (AShelter("far", "90"), null), (AShelter("unstated", "63", places: 0), "6301"), (Full("full"), "6306"),
            (AShelter("neighbour", "64"), null), (AShelter("province", "63"), "6301"), (AShelter("district", "63"), "6306")));

    [Fact]
    public void AClosedShelter_SaysWhy_AndOneOfAnotherKind_ComesAfterThoseOfTheKind()
    {
        var (closed, other, misfit) = (AShelter("closed", "63", status: EntryStatus.Closed), AShelter("other", "63", agency: AgencyType.PoliceShelter), AShelter("misfit", "90", "th"));
        var ranked = new PlaceSearch(Needs(), Man, Tak, AgencyType.NgoShelter).Rank([(closed, null), (other, null), (misfit, null)]);
        Assert.Equal(["misfit", "other", "closed"], ranked.Select(p => p.Shelter.Unit!.Code));
        Assert.Equal(["kind"], ranked[1].Fits.Where(f => !f.Holds).Select(f => f.Criterion));
        Assert.Equal(["open"], ranked.SelectMany(p => p.Exclusions));
    }

    [Fact]
    public void CareForADisability_AndAHighRisk_Count()
    {
        Assert.Equal(["able 0 SameProvince", "unable 2 SameProvince"], Ranked(Needs(disability: true, highRisk: true), (AShelter("unable", "63"), null), (AShelter("able", "63", more: [Accepted.Disability, Accepted.HighRisk]), null)));
    }

    [Theory]
    [InlineData(NationalityClass.Thai, "thai 0 SameProvince", "foreign 1 SameProvince")]
    [InlineData(NationalityClass.Foreign, "foreign 0 SameProvince", "thai 1 SameProvince")]
    [InlineData(NationalityClass.Unknown, "foreign 0 SameProvince", "thai 0 SameProvince")]
    public void WhetherThePersonIsThai_Counts_WhereItIsKnown(NationalityClass nationality, params string[] expected)
    {
        var needs = new NeedsProfile(Guid.NewGuid(), Guid.NewGuid(), AgeGroup.Adult, Sex.Male, "my", false, new NeedsAndRisk(false, false, false, false, null), nationality);
        Assert.Equal(expected, Ranked(needs, (AShelter("foreign", "63", more: [Accepted.ForeignNationals]), null), (AShelter("thai", "63", more: [Accepted.ThaiNationals]), null)));
    }

    [Fact]
    public void AnUnknownDistrict_IsNobodysNeighbour()
    {
        var nowhere = new PlaceSearch(Needs(), Man, Tak with { DistrictCode = null }, null).Rank([(AShelter("a", "63"), null)]);
        Assert.Equal(Nearness.SameProvince, nowhere[0].Nearness);
    }

    [Theory]
    [InlineData(Sex.Male, false, false, PlaceKind.Men)]
    [InlineData(Sex.Female, true, false, PlaceKind.Girls)]
    [InlineData(Sex.Female, false, true, PlaceKind.Family)]
    [InlineData(Sex.Unknown, false, false, PlaceKind.Any)]
    public void APerson_GetsAPlaceOfTheirOwnKind_AndOneForAnybodyWhereThereIsNone(Sex sex, bool child, bool family, PlaceKind expected)
    {
        var shelter = new Shelter(Guid.NewGuid(), new Unit(Guid.NewGuid(), "S", AgencyType.NgoShelter, "63", "ก", "S"), 3, true, true, true, true, true, "my");
        var who = new Resident(child, sex);
        Assert.Equal(PlaceKind.Any, shelter.PoolFor(Needs(family), who)!.Kind);
        foreach (var kind in Enum.GetValues<PlaceKind>().Where(k => k != PlaceKind.Any)) shelter.Provide(Guid.NewGuid(), kind, 1);
        Assert.Equal(expected, shelter.PoolFor(Needs(family), who)!.Kind);
    }

    // Three places for men, one for women, and those for anybody.
    private static Shelter ByKind(int any, params Accepted[] more)
    {
        var shelter = AShelter("S", "63", places: any, more: more);
        shelter.Provide(Guid.NewGuid(), PlaceKind.Men, 3);
        shelter.Provide(Guid.NewGuid(), PlaceKind.Women, 1);
        return shelter;
    }

    [Theory]
    [InlineData(Sex.Other)]
    [InlineData(Sex.Unknown)]
    public void OfAnotherOrAnUnknownSex_EveryKindOfPlaceIsACandidate_AndTheHomeIsAsked(Sex sex)
    {
        var (who, shelter) = (new Resident(IsChild: false, sex), ByKind(0, Accepted.Women));
        var ranked = Assert.Single(new PlaceSearch(Needs(), who, Tak, null).Rank([(shelter, null)]));
        Assert.True(ranked.CanBeChosen);
        Assert.Equal(["askWhere"], ranked.Fits.Where(f => !f.Holds).Select(f => f.Criterion));
        var (men, women) = (shelter.Pools.Single(p => p.Kind == PlaceKind.Men).Id, shelter.Pools.Single(p => p.Kind == PlaceKind.Women).Id);
        Assert.Equal(men, shelter.FreeFor(Needs(), who).Id);
        Assert.Equal([PlaceKind.Men, PlaceKind.Women], shelter.ChoiceFor(Needs(), who, null));
        Assert.Equal(women, shelter.PlaceFor(Needs(), who, null, PlaceKind.Women));
        Assert.Equal("shelter.full", Assert.Throws<RefusedException>(() => shelter.PlaceFor(Needs(), who, null, PlaceKind.Boys)).Refusal.Code);
        // Where a home takes men alone, its places for women are none.
        Assert.Equal([PlaceKind.Men], ByKind(0).ChoiceFor(Needs(), who, null));
        // Whose sex is known has no choice, and nothing is asked.
        Assert.Empty(shelter.ChoiceFor(Needs(), Man, null));
        Assert.Equal("shelter.full", Assert.Throws<RefusedException>(() => shelter.PlaceFor(Needs(), Man, null, PlaceKind.Women)).Refusal.Code);
        Assert.DoesNotContain(shelter.Fits(Needs(), Man), f => f.Criterion == "askWhere");
        // A place for anybody comes first.
        var any = ByKind(1, Accepted.Women);
        Assert.Equal(PlaceKind.Any, any.PoolFor(Needs(), who)!.Kind);
        Assert.DoesNotContain(any.Fits(Needs(), who), f => f.Criterion == "askWhere");
    }

    [Fact]
    public void AChildOfAnUnknownSex_GetsABoysOrAGirlsPlace_OnlyWhereBothLive()
    {
        var child = new Resident(IsChild: true, Sex.Unknown);
        foreach (var (taken, kinds) in new[] { (new[] { Accepted.Boys, Accepted.Girls }, 2), ([Accepted.Girls], 0) })
        {
            var shelter = AShelter("S", "63", places: 0, more: taken);
            foreach (var kind in new[] { PlaceKind.Men, PlaceKind.Boys, PlaceKind.Girls }) shelter.Provide(Guid.NewGuid(), kind, 1);
            Assert.Equal(kinds, shelter.ChoiceFor(Needs(), child, null).Count);
        }
    }
}
