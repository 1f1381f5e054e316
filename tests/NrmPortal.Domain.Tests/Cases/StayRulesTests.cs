using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using Xunit;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>What each ground needs, where it may be, how long it may last: every basis with and without each of them.</summary>
public sealed class StayRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Caseworker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
    private static readonly StayPlace[] Cells = [StayPlace.PoliceCell, StayPlace.DetentionRoom, StayPlace.Prison];

    private readonly Case file = ACase.At(Stage.Protection, adult: true);

    public static TheoryData<StayBasis, bool, bool, bool, bool> Grounds
    {
        get
        {
            var all = new TheoryData<StayBasis, bool, bool, bool, bool>();
            bool[] both = [false, true];
            foreach (var basis in Enum.GetValues<StayBasis>())
                foreach (var consent in both)
                    foreach (var authority in both)
                        foreach (var order in both)
                            foreach (var restsOnConsent in both)
                                all.Add(basis, consent, authority, order, restsOnConsent);
            return all;
        }
    }

    [Theory, MemberData(nameof(Grounds))]
    public void EachGround_NeedsItsConsent_OrItsAuthority_AndAnExtensionItsOrder(StayBasis basis, bool consent, bool authority, bool order, bool restsOnConsent)
    {
        var custody = Record(Custody(At.AddHours(-3)));
        var claim = new StayClaim(basis, At, basis == StayBasis.CourtExtension ? At.AddDays(2) : null, StayPlace.Shelter, authority ? "MSDHS" : null, order ? "Court" : null, order ? "1/2569" : null, restsOnConsent);
        var expected = basis switch
        {
            StayBasis.VoluntaryReflection => consent ? null : "stay.consentNeeded",
            StayBasis.WelfareS33 or StayBasis.OutsideShelter when restsOnConsent => consent ? null : "stay.consentNeeded",
            _ when !authority => "stay.authorityNeeded",
            StayBasis.CourtExtension when !order => "stay.orderNeeded",
            _ => null,
        };
        Assert.Equal(expected, Refused(claim, consent ? Consent() : null, custody));
    }

    [Theory]
    [InlineData(ConsentPurpose.Screening, false)]
    [InlineData(ConsentPurpose.Referral, false)]
    [InlineData(ConsentPurpose.Assistance, true)]
    public void AVoluntaryStay_RestsOnConsentToAssistanceAlone_AndNotOnOneTakenBack(ConsentPurpose purpose, bool suffices)
    {
        var claim = new StayClaim(StayBasis.VoluntaryReflection, At, null, StayPlace.Shelter);
        var consent = Consent(purpose);
        Assert.Equal(suffices ? null : "stay.consentNeeded", Refused(claim, consent));
        file.WithdrawConsent(consent, Answer.Own(ConsentManner.Oral), [], [], Caseworker, At);
        Assert.Equal("stay.consentNeeded", Refused(claim, consent));
    }

    [Fact]
    public void AConsentOfAnotherCase_IsRefused()
    {
        var other = ACase.At(Stage.Protection, adult: true).Agreed(ConsentPurpose.Assistance, Caseworker, At);
        Assert.Equal("case.other", Refused(new StayClaim(StayBasis.VoluntaryReflection, At, null, StayPlace.Shelter), other));
    }

    [Fact]
    public void NoGround_PutsAnybodyInACell_AndCustodyOnlyTakesSuitablePlaces()
    {
        var custody = Record(Custody(At.AddHours(-3)));
        foreach (var basis in Enum.GetValues<StayBasis>())
        {
            foreach (var place in Enum.GetValues<StayPlace>())
            {
                var claim = new StayClaim(basis, At, basis == StayBasis.CourtExtension ? At.AddDays(1) : null, place, "MSDHS", "Court", "1/2569", PlaceName: "A guest house, with a guard");
                var expected = Cells.Contains(place) ? "stay.notInACell" : claim.IsCustody && place == StayPlace.Home ? "stay.placeNotSuitable" : null;
                Assert.Equal((basis, place, expected), (basis, place, Refused(claim, Consent(), custody)));
            }
        }
    }

    [Fact]
    public void APlaceThatTheListDoesNotName_IsNamed_SoThatItCanBeChecked()
    {
        var claim = Custody(At) with { Place = StayPlace.OtherSuitable };
        Assert.Equal("stay.placeNameNeeded", Refused(claim with { PlaceName = " " }));
        Assert.Equal("A guest house", Record(claim with { PlaceName = "A guest house" }).PlaceName!.Open());
    }

    [Theory]
    [InlineData(Role.FrontlineOfficer, null), InlineData(Role.InquiryOfficer, null), InlineData(Role.NgoCaseworker, "stay.custodyOfficial"), InlineData(Role.ShelterWorker, "flow.role")]
    public void WhoeverHoldsAPerson_RecordsIt_AndAnNgoHoldsNobody(Role role, string? refused)
    {
        var screened = ACase.At(Stage.Screening, adult: true);
        Assert.Equal(refused, (Xunit.Record.Exception(() => screened.RecordBasisOfStay(Guid.NewGuid(), Custody(At), null, [], false, Caseworker with { Role = role }, At)) as RefusedException)?.Refusal.Code);
    }

    [Fact]
    public void WhoeverEndsTheirOwnHousingAlone_StopsNoHoursOfAnotherWhoHolds()
    {
        var held = Record(Custody(At.AddHours(-2)));
        var ngo = Caseworker with { Role = Role.NgoCaseworker };
        var housed = file.RecordBasisOfStay(Guid.NewGuid(), new StayClaim(StayBasis.OutsideShelter, At.AddHours(-3), null, StayPlace.Home, "A foundation"), null, [], false, ngo, At);
        file.EndStay([housed], null, new StayEnding(At, StayEnd.MovedPlace, StayDestination.OtherAuthority), ngo, At);
        Assert.Equal((held.LimitAt, held.StartsAt), (file.CustodyDueAt, file.HeldSince!.Value));
        file.EndStay([held], null, new StayEnding(At, StayEnd.Released, StayDestination.OwnHome), Caseworker, At);
        Assert.Null(file.CustodyDueAt);
    }

    [Fact]
    public void WhoeverHeldAPerson_EndsTheHolding_AndNotThePlaceInAShelter()
    {
        var screened = ACase.At(Stage.Screening, adult: true);
        var police = Caseworker with { Role = Role.InquiryOfficer };
        var held = screened.RecordBasisOfStay(Guid.NewGuid(), Custody(At.AddHours(-2)), null, [], false, police, At);
        Assert.NotNull(screened.CustodyDueAt);
        screened.EndStay([held], null, new StayEnding(At, StayEnd.Released, StayDestination.OwnHome), police, At);
        Assert.Equal((At, (DateTimeOffset?)null), (held.EndedAt!.Value, screened.CustodyDueAt));
    }

    [Fact]
    public void Limits_ComeFromTheClocks()
    {
        Assert.Equal(ClockEngine.Run(ClockCode.Custody29, At).Due, Record(Custody(At)).LimitAt);
        Assert.Equal(ClockEngine.Run(ClockCode.ReflectionPeriod, At).Due, Record(new StayClaim(StayBasis.VoluntaryReflection, At, null, StayPlace.Shelter), Consent()).LimitAt);
        Assert.Null(Record(new StayClaim(StayBasis.WelfareS33, At, null, StayPlace.Shelter, "MSDHS")).LimitAt);
        Assert.Null(Record(new StayClaim(StayBasis.OutsideShelter, At, null, StayPlace.Home, "MSDHS")).LimitAt);
    }

    [Fact]
    public void AnEnd_IsNotBeforeTheStart_NorBeyondTheLimit()
    {
        var limit = ClockEngine.Run(ClockCode.Custody29, At).Due;
        Assert.Null(Refused(Custody(At) with { EndsAt = limit }));
        Assert.Equal("stay.beyondLimit", Refused(Custody(At) with { EndsAt = limit.AddTicks(1) }));
        Assert.Equal("stay.endsBeforeStart", Refused(Custody(At) with { EndsAt = At }));
        Assert.Equal("date.future", Refused(Custody(At.AddTicks(1))));
    }

    [Fact]
    public void Extensions_FollowRunningCustodyAlone_AndAddUpToOneLimit()
    {
        Assert.Equal("stay.noCustodyRuns", Refused(Order(At, 1)));
        var custody = Record(Custody(At.AddHours(-20)));
        var end = custody.ValidUntil!.Value;
        Assert.Equal("stay.noCustodyRuns", Refused(Order(end.AddTicks(1), 1), null, custody));
        Assert.Equal("stay.noCustodyRuns", Refused(Order(custody.StartsAt, 1), null, custody));
        Assert.Equal("stay.orderEndNeeded", Refused(Order(end, 1) with { EndsAt = null }, null, custody));
        var welfare = Record(new StayClaim(StayBasis.WelfareS33, At.AddHours(-20), null, StayPlace.Shelter, "MSDHS"));
        Assert.Equal("stay.noCustodyRuns", Refused(Order(At, 1), null, welfare));

        var limit = ClockEngine.Run(ClockCode.CourtExtension, end).Due;
        var first = Record(Order(end, 4), null, custody);
        Assert.Equal(limit, first.LimitAt);
        Assert.Equal((end, StayEnd.NextBasis), (custody.EndedAt, custody.EndReason));
        var second = Record(Order(first.EndsAt!.Value, 2), null, custody, first);
        Assert.Equal(limit, second.LimitAt);
        Assert.Null(Refused(Order(second.EndsAt!.Value, 0) with { EndsAt = limit }, null, custody, first, second));
        Assert.Equal("stay.beyondLimit", Refused(Order(second.EndsAt!.Value, 0) with { EndsAt = limit.AddTicks(1) }, null, custody, first, second));
    }

    [Fact]
    public void ANextBasis_EndsTheRunningOne_AndGivesItNoLongerLife()
    {
        var custody = Record(Custody(At.AddHours(-10)));
        var planned = Record(new StayClaim(StayBasis.WelfareS33, At.AddHours(-9), At.AddHours(-5), StayPlace.Shelter, "MSDHS"));
        file.RecordBasisOfStay(Guid.NewGuid(), new StayClaim(StayBasis.WelfareS33, At, null, StayPlace.Shelter, "MSDHS"), null, [custody, planned], endsRunning: true, Caseworker, At);
        Assert.Equal((At, StayEnd.NextBasis, At), (custody.EndedAt, custody.EndReason, custody.ValidUntil));
        Assert.Equal(At.AddHours(-5), planned.ValidUntil);
        Assert.False(custody.EndedByLeaving);
    }

    [Fact]
    public void ACorrection_KeepsTheEarlierRow_AndItsEnd_AndIsMadeOnce()
    {
        var wrong = Record(Custody(At.AddHours(-10)));
        file.EndStay([wrong], null, new StayEnding(At.AddHours(-1), StayEnd.OwnWish, StayDestination.Family), Caseworker, At);
        var right = file.CorrectBasisOfStay(wrong, Guid.NewGuid(), Custody(At.AddHours(-8)), null, [wrong], Caseworker, At);
        Assert.Equal((false, true, wrong.Id), (wrong.Counts, right.Counts, right.CorrectsId!.Value));
        Assert.Equal((At.AddHours(-10), At.AddHours(-1), StayEnd.OwnWish), (wrong.StartsAt, right.EndedAt!.Value, right.EndReason!.Value));
        Assert.Equal("stay.corrected", Code(() => file.CorrectBasisOfStay(wrong, Guid.NewGuid(), Custody(At.AddHours(-8)), null, [wrong], Caseworker, At)));
    }

    [Fact]
    public void AStay_EndsOnceSomethingRuns_NotInTheFuture_AndNotByTheReasonOfANextBasis()
    {
        var stay = Record(Custody(At.AddHours(-10)));
        StayEnding Ending(DateTimeOffset at, StayEnd why) => new(at, why, StayDestination.Unknown);
        Assert.Equal("stay.nothingRuns", Code(() => file.EndStay([], null, Ending(At, StayEnd.OwnWish), Caseworker, At)));
        Assert.Equal("stay.nothingRuns", Code(() => file.EndStay([stay], null, Ending(At, StayEnd.NextBasis), Caseworker, At)));
        Assert.Equal("date.future", Code(() => file.EndStay([stay], null, Ending(At.AddTicks(1), StayEnd.OwnWish), Caseworker, At)));
        Assert.Equal("stay.endsBeforeStart", Code(() => file.EndStay([stay], null, Ending(At.AddHours(-11), StayEnd.OwnWish), Caseworker, At)));
        file.EndStay([stay], null, Ending(At, StayEnd.OwnWish), Caseworker, At);
        Assert.Equal("stay.nothingRuns", Code(() => file.EndStay([stay], null, Ending(At, StayEnd.OwnWish), Caseworker, At)));
    }

    [Theory]
    [InlineData(StayBasis.VoluntaryReflection, false, null, "stay.consentNeeded")]
    [InlineData(StayBasis.VoluntaryReflection, true, null, null)]
    [InlineData(StayBasis.WelfareS33, true, null, null)]
    [InlineData(StayBasis.WelfareS33, false, null, "stay.authorityNeeded")]
    [InlineData(StayBasis.WelfareS33, false, "MSDHS", null)]
    [InlineData(StayBasis.CustodyS29, true, null, "stay.authorityNeeded")]
    [InlineData(StayBasis.CustodyS29, false, "Mae Sot station", null)]
    [InlineData(StayBasis.CourtExtension, true, "MSDHS", "stay.noCustodyRuns")]
    public void AShelter_HousesOnTheReferralsConsent_OrBySomebodysOrder(StayBasis basis, bool consent, string? authority, string? refusal) =>
        Assert.Equal(refusal, Code(() => file.HouseUnder(basis, Guid.NewGuid(), Caseworker, At, consent ? new Agreed(Guid.NewGuid(), null, ConsentPurpose.Assistance) : null, authority)));

    private static StayClaim Custody(DateTimeOffset from) => new(StayBasis.CustodyS29, from, null, StayPlace.MsdhsOffice, "Mae Sot station");

    private static StayClaim Order(DateTimeOffset from, int days) => new(StayBasis.CourtExtension, from, from.AddDays(days), StayPlace.MsdhsOffice, "MSDHS", "Court", "1/2569");

    private Consent Consent(ConsentPurpose purpose = ConsentPurpose.Assistance) => file.Agreed(purpose, Caseworker, At);

    private BasisOfStay Record(StayClaim claim, Consent? consent = null, params BasisOfStay[] earlier) => file.RecordBasisOfStay(Guid.NewGuid(), claim, consent, earlier, endsRunning: false, Caseworker, At);

    private string? Refused(StayClaim claim, Consent? consent = null, params BasisOfStay[] earlier) => Code(() => Record(claim, consent, earlier));

    private static string? Code(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal.Code;
        }
    }
}
