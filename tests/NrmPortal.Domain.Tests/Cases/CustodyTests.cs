using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Custody under s.29 is given once in a holding, whoever records how many rows of it; its clock follows every correction.</summary>
public sealed class CustodyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Limit = ClockEngine.Run(ClockCode.Custody29, Start).Due;
    private static readonly Actor Caseworker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");

    private readonly Case file = ACase.At(Stage.Protection, adult: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFurtherCustody_KeepsTheLimitOfTheFirst_AndBeyondItNeedsACourt(bool inSight)
    {
        var first = Record(Custody(Start), Start);
        BasisOfStay[] earlier = inSight ? [first] : [];
        var second = Record(Custody(Start.AddHours(20)), Start.AddHours(20), earlier);
        Assert.Equal((Limit, Limit, Start), (second.LimitAt!.Value, file.CustodyDueAt!.Value, file.CustodyFrom!.Value));
        Assert.Equal("stay.beyondLimit", Refused(Custody(Start.AddHours(20)) with { EndsAt = Limit.AddTicks(1) }, Limit, earlier));
        Assert.Equal("stay.custodyOnce", Refused(Custody(Limit), Limit, earlier));
        Assert.Equal("stay.custodyOnce", Refused(Custody(Limit.AddDays(3)), Limit.AddDays(3), earlier));
    }

    [Fact]
    public void AnotherGroundInBetween_BreaksNothing()
    {
        var first = Record(Custody(Start), Start);
        var welfare = Record(new StayClaim(StayBasis.WelfareS33, Limit.AddHours(-1), null, StayPlace.Shelter, "MSDHS"), Limit, first);
        Assert.Null(file.CustodyClock);
        Assert.Equal("stay.custodyOnce", Refused(Custody(Limit), Limit, first, welfare));
        Assert.Equal("stay.custodyOnce", Refused(Custody(Limit), Limit));
    }

    [Theory]
    [InlineData(0, "stay.custodyOnce")]
    [InlineData(59, "stay.custodyOnce")]
    [InlineData(60, null)]
    public void OnlyWhoWasLetGo_IsHeldAnew(int minutes, string? refusal)
    {
        var first = Record(Custody(Start), Start);
        file.EndStay([first], null, new StayEnding(Limit, StayEnd.Released, StayDestination.OwnHome), Caseworker, Limit);
        var again = Limit.AddMinutes(minutes);
        Assert.Equal(refusal, Refused(Custody(again), again, first));
        Assert.Equal(refusal is null ? (again, null) : (Start, Limit), (file.HeldSince!.Value, file.HeldUntil));
        Assert.Equal(refusal is null ? 2 : 0, file.Notices.Count(n => n.Code == NoticeCode.CustodyAgain));
    }

    [Fact]
    public void AMinuteAtTheDoor_StartsNoNewDay_HoweverLongThePersonIsHeldAfterIt()
    {
        var first = Record(Custody(Start), Start);
        file.EndStay([first], null, new StayEnding(Start.AddHours(2), StayEnd.Released, StayDestination.OwnHome), Caseworker, Start.AddHours(2));
        var again = Record(Custody(Start.AddHours(2).AddMinutes(1)), Start.AddHours(2).AddMinutes(1), first);
        Assert.Equal(Limit, again.LimitAt);
        // Long after the freedom, which was too short to break the holding.
        Assert.Equal(Limit, Record(Custody(Start.AddHours(12)), Start.AddHours(12), first, again).LimitAt);
    }

    [Fact]
    public void TheReleaseFromOneOffice_StopsNoHoursOfAnother()
    {
        var police = Caseworker with { UnitId = Guid.NewGuid(), Role = Role.InquiryOfficer };
        var housed = Record(new StayClaim(StayBasis.WelfareS33, Start.AddHours(-1), null, StayPlace.Shelter, "MSDHS"), Start.AddHours(-1));
        var held = file.Stays(StayBasis.CustodyS29, Start, police, Start);
        file.EndStay([housed], null, new StayEnding(Start.AddHours(3), StayEnd.OwnWish, StayDestination.Family), Caseworker with { Role = Role.ShelterWorker }, Start.AddHours(3));
        Assert.Equal((Start, Limit), (file.HeldSince!.Value, file.CustodyDueAt!.Value));
        Assert.Equal("stay.custodyOnce", Refused(Custody(Limit), Limit, held, housed));
        file.EndStay([held], null, new StayEnding(Start.AddHours(4), StayEnd.Released, StayDestination.OwnHome), police, Start.AddHours(4));
        Assert.Equal((Start.AddHours(4), null), (file.HeldUntil!.Value, file.CustodyDueAt));
    }

    [Fact]
    public void TheHoursOfTheOfficeWhoseLimitEndsFirst_AreTheClock_AndNoGroundOfAnotherStopsThem()
    {
        var police = Caseworker with { UnitId = Guid.NewGuid(), Role = Role.InquiryOfficer };
        var held = file.Stays(StayBasis.CustodyS29, Start, police, Start);
        var too = Record(Custody(Start.AddHours(2)), Start.AddHours(2), held);
        Assert.Equal((true, Limit), (held.IsRunning, too.LimitAt!.Value));
        var housed = Record(new StayClaim(StayBasis.OutsideShelter, Start.AddHours(3), null, StayPlace.Home, "A foundation"), Start.AddHours(3), held, too);
        Assert.Equal((false, Start, Limit), (too.IsRunning, file.CustodyFrom!.Value, file.CustodyDueAt!.Value));
        file.EndStay([housed, held, too], null, new StayEnding(Start.AddHours(4), StayEnd.OwnWish, StayDestination.Family), Caseworker with { Role = Role.NgoCaseworker }, Start.AddHours(4));
        Assert.Equal((true, Limit), (held.IsRunning, file.CustodyDueAt!.Value));
        // What another office covers is no answer to custody beyond its limit.
        var days = StayCalendar.Of([held, too, file.Stays(StayBasis.WelfareS33, Start.AddHours(5), Caseworker, Start.AddHours(5))], [], Limit.AddHours(9));
        Assert.Contains(days, d => d.PastLimit);
    }

    [Fact]
    public void ACorrectionThatStretchesCustody_OrTakesItAway_IsReasonedAndTold()
    {
        var first = Record(Custody(Start), Start.AddHours(3));
        var police = Caseworker with { UnitId = Guid.NewGuid() };
        Assert.Equal("stay.otherOffice", Code(() => file.CorrectBasisOfStay(first, Guid.NewGuid(), Custody(Start), null, [first], police, Start.AddHours(4))));
        Assert.Equal("stay.correctionReason", new CustodyTests().Stretched(Custody(Start.AddHours(1))));
        Assert.Equal("stay.correctionReason", new CustodyTests().Stretched(new StayClaim(StayBasis.WelfareS33, Start, null, StayPlace.Shelter, "MSDHS")));
        Assert.Null(new CustodyTests().Stretched(Custody(Start.AddHours(-1))));
        var right = file.CorrectBasisOfStay(first, Guid.NewGuid(), Custody(Start.AddHours(1)) with { LateReason = "The clock of the station was wrong" }, null, [first], Caseworker, Start.AddHours(4));
        Assert.Equal("The clock of the station was wrong", right.CorrectionReason!.Open());
        Assert.Equal(2, file.Notices.Count(n => n.Code == NoticeCode.CustodyCorrected));
    }

    private string? Stretched(StayClaim claim)
    {
        var first = Record(Custody(Start), Start.AddHours(3));
        return Code(() => file.CorrectBasisOfStay(first, Guid.NewGuid(), claim, null, [first], Caseworker, Start.AddHours(4)));
    }

    [Fact]
    public void TheCourt_ExtendsCustody_AndNoNewCustodyFollowsItsOrder()
    {
        var first = Record(Custody(Start), Start);
        var order = Record(Order(Limit, 2), Limit, first);
        Assert.Equal((ClockCode.CourtExtension, order.EndsAt), (file.CustodyClock, file.CustodyDueAt));
        Assert.Equal("stay.custodyOnce", Refused(Custody(Limit.AddDays(2)), Limit.AddDays(2), first, order));
    }

    [Fact]
    public void AShelter_MayHouseAfterCustody_OnAGroundOfItsOwn_AndOnCustodyOnlyWithinTheFirstLimit()
    {
        Record(Custody(Start), Start);
        Assert.Equal(Limit, file.HouseUnder(StayBasis.CustodyS29, Guid.NewGuid(), Caseworker, Start.AddHours(23), authority: "MSDHS").LimitAt);
        Assert.Equal("stay.custodyOnce", Code(() => file.HouseUnder(StayBasis.CustodyS29, Guid.NewGuid(), Caseworker, Limit, authority: "MSDHS")));
        Assert.NotNull(file.HouseUnder(StayBasis.VoluntaryReflection, Guid.NewGuid(), Caseworker, Limit, new Agreed(Guid.NewGuid(), null, ConsentPurpose.Assistance)));
        Assert.NotNull(file.HouseUnder(StayBasis.WelfareS33, Guid.NewGuid(), Caseworker, Limit, authority: "MSDHS"));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(2)]
    public void TheStartOfTheOnlyRow_Corrected_MovesTheClock(int hours)
    {
        var first = Record(Custody(Start), Start.AddHours(3));
        var right = Correct(first, Custody(Start.AddHours(hours)), Start.AddHours(4), first);
        Assert.Equal((Limit.AddHours(hours), Start.AddHours(hours), Limit.AddHours(hours)), (right.LimitAt!.Value, file.CustodyFrom!.Value, file.CustodyDueAt!.Value));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(2)]
    public void TheFirstOfTwo_Corrected_MovesTheClockAndTheLimitOfBoth(int hours)
    {
        var (first, second) = Two();
        var right = Correct(first, Custody(Start.AddHours(hours)), Start.AddHours(12), first, second);
        Assert.Equal((right.LimitAt, right.LimitAt), (second.LimitAt, file.CustodyDueAt));
        Assert.Equal(Start.AddHours(hours), file.CustodyFrom);
    }

    [Fact]
    public void TheSecondOfTwo_Corrected_StartsNothingAnew()
    {
        var (first, second) = Two();
        var right = Correct(second, Custody(Start.AddHours(9)), Start.AddHours(12), first, second);
        Assert.Equal((Limit, Start, Limit), (right.LimitAt!.Value, file.CustodyFrom!.Value, file.CustodyDueAt!.Value));
    }

    [Fact]
    public void TheFirst_CorrectedToAnotherGround_LeavesTheSecondItsOwnLimit()
    {
        var (first, second) = Two();
        Correct(first, new StayClaim(StayBasis.WelfareS33, Start, null, StayPlace.Shelter, "MSDHS"), Start.AddHours(12), first, second);
        Assert.Equal((Start.AddHours(10), ClockEngine.Run(ClockCode.Custody29, second.StartsAt).Due), (file.CustodyFrom!.Value, file.CustodyDueAt!.Value));
    }

    [Fact]
    public void ACustodyThatAnOrderFollowed_Corrected_LeavesTheClockToTheOrder()
    {
        var first = Record(Custody(Start), Start);
        var order = Record(Order(Limit, 2), Limit, first);
        Correct(first, Custody(Start.AddHours(-1)), Limit, first, order);
        Assert.Equal((ClockCode.CourtExtension, order.StartsAt, order.EndsAt), (file.CustodyClock!.Value, file.CustodyFrom!.Value, file.CustodyDueAt));
    }

    [Fact]
    public void WhatIsOver_Corrected_StartsNoClock_AndCustodyRecordedLateOverwritesNone()
    {
        var first = Record(Custody(Start), Start);
        file.EndStay([first], null, new StayEnding(Start.AddHours(5), StayEnd.OwnWish, StayDestination.Family), Caseworker, Start.AddHours(5));
        var right = Correct(first, Custody(Start.AddHours(1)), Start.AddHours(6), first);
        Assert.Equal((null, right.StartsAt, Start.AddHours(5)), (file.CustodyClock, file.HeldSince!.Value, file.HeldUntil!.Value));
        var again = Record(Custody(Start.AddHours(8)), Start.AddHours(8), right);
        var late = Record(Custody(Start.AddHours(-2)) with { EndsAt = Start.AddHours(-1) }, Start.AddHours(9), right, again);
        Assert.Equal((again.StartsAt, again.LimitAt), (file.CustodyFrom!.Value, file.CustodyDueAt));
        Assert.Equal(ClockEngine.Run(ClockCode.Custody29, late.StartsAt).Due, late.LimitAt);
    }

    private (BasisOfStay First, BasisOfStay Second) Two()
    {
        var first = Record(Custody(Start), Start);
        return (first, Record(Custody(Start.AddHours(10)), Start.AddHours(10), first));
    }

    private static StayClaim Custody(DateTimeOffset from) => new(StayBasis.CustodyS29, from, null, StayPlace.MsdhsOffice, "Mae Sot station");

    private static StayClaim Order(DateTimeOffset from, int days) => new(StayBasis.CourtExtension, from, from.AddDays(days), StayPlace.MsdhsOffice, "MSDHS", "Court", "1/2569");

    private BasisOfStay Record(StayClaim claim, DateTimeOffset at, params BasisOfStay[] earlier) => file.RecordBasisOfStay(Guid.NewGuid(), claim, null, earlier, endsRunning: true, Caseworker, at);

    private BasisOfStay Correct(BasisOfStay wrong, StayClaim claim, DateTimeOffset at, params BasisOfStay[] rows) => file.CorrectBasisOfStay(wrong, Guid.NewGuid(), claim with { LateReason = "Written wrongly" }, null, rows, Caseworker, at);

    private string? Refused(StayClaim claim, DateTimeOffset at, params BasisOfStay[] earlier) => Code(() => Record(claim, at, earlier));

    private static string? Code(Action act) => global::Xunit.Record.Exception(act) is { } e ? (e as RefusedException ?? throw e).Refusal.Code : null;
}
