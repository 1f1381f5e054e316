using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>A person who is held or housed somewhere goes to a shelter: which basis ends, when, and what stays.</summary>
public sealed class ArrivalTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Accepted = Start.AddHours(4);
    private static readonly DateTimeOffset Arrived = Start.AddHours(9);
    private static readonly Actor Caseworker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
    private static readonly Actor Worker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ShelterManager, "63");
    private static readonly Agreed Yes = new(Guid.NewGuid(), null, ConsentPurpose.Assistance);

    private readonly Case file = ACase.At(Stage.Protection, adult: true);
    private readonly Referral referral;
    private readonly Placement placement;

    public ArrivalTests()
    {
        var sender = new Actor(Guid.NewGuid(), Guid.NewGuid(), file.OwnerUnitId, Role.FrontlineOfficer, "63");
        referral = file.Refer(Guid.NewGuid(), new ReferralRequest(Urgent: true, Emergency: true, AgencyType.NgoShelter, Worker.UnitId, "s29", null, [Section.Identity]), null, sender, Start);
        referral.Accept(null, Worker, Accepted);
        placement = new Placement(Guid.NewGuid(), referral, Guid.NewGuid(), Guid.NewGuid(), Worker.UnitId, Accepted);
    }

    private BasisOfStay House(StayBasis basis, bool follows = true) =>
        file.HouseUnder(basis, Guid.NewGuid(), Worker, Accepted, basis == StayBasis.CustodyS29 ? null : Yes, "MSDHS", null, follows ? placement : null);

    private void Arrive(params BasisOfStay[] stays) => file.RecordArrival(referral, placement, stays, Worker, Arrived);

    [Theory]
    [InlineData(StayBasis.CustodyS29)]
    [InlineData(StayBasis.VoluntaryReflection)]
    [InlineData(StayBasis.WelfareS33)]
    [InlineData(StayBasis.OutsideShelter)]
    public void WhatRunsElsewhere_HoldsUntilTheArrival_AndEndsWithIt_WithoutAnHourTwiceOrNone(StayBasis before)
    {
        var running = file.Stays(before, Start, Caseworker, Start);
        var housed = House(StayBasis.VoluntaryReflection);
        Assert.Equal((false, true), (housed.Counts, running.IsRunning));
        Assert.DoesNotContain(StayCalendar.Of([running, housed], [], Arrived.AddTicks(-1)), d => d.IsAlarm);
        Assert.Equal(before == StayBasis.CustodyS29, file.CustodyClock is not null);

        Arrive(running, housed);
        Assert.Equal((Arrived, StayEnd.NextBasis, Arrived), (running.EndedAt!.Value, running.EndReason!.Value, housed.StartsAt));
        Assert.True(housed.Counts);
        Assert.Null(file.CustodyClock);
        Assert.DoesNotContain(StayCalendar.Of([running, housed], [new Housing(Arrived, null)], Arrived.AddDays(1)), d => d.IsAlarm);
    }

    [Fact]
    public void WhereNothingRuns_TheShelterCoversFromItsAcceptance()
    {
        var housed = House(StayBasis.WelfareS33, follows: false);
        Arrive(housed);
        Assert.Equal((Accepted, true), (housed.StartsAt, housed.IsRunning));
    }

    [Fact]
    public void WhatACourtPermitted_RunsOn_WithItsClock_AndTheOverlapIsShown()
    {
        var custody = file.Stays(StayBasis.CustodyS29, Start, Caseworker, Start);
        var order = file.Stays(StayBasis.CourtExtension, Start.AddHours(2), Caseworker, Start.AddHours(2), custody);
        var housed = House(StayBasis.WelfareS33);
        Arrive(order, housed);
        Assert.True(order.IsRunning);
        Assert.Equal((ClockCode.CourtExtension, order.EndsAt), (file.CustodyClock!.Value, file.CustodyDueAt));
        Assert.Contains(StayCalendar.Of([custody, order, housed], [], Arrived.AddHours(1)), d => d.Overlap);
    }

    [Fact]
    public void CustodyAtTheShelter_KeepsTheLimitOfTheFirst_AndNeverBeginsBeyondIt()
    {
        var first = file.Stays(StayBasis.CustodyS29, Start, Caseworker, Start);
        var housed = House(StayBasis.CustodyS29);
        Arrive(first, housed);
        Assert.Equal((Start.AddHours(24), Start.AddHours(24), Start), (housed.LimitAt!.Value, file.CustodyDueAt!.Value, file.CustodyFrom!.Value));

        var late = new ArrivalTests();
        var held = late.file.Stays(StayBasis.CustodyS29, Start, Caseworker, Start);
        var never = late.House(StayBasis.CustodyS29);
        late.file.RecordArrival(late.referral, late.placement, [held, never], Worker, Start.AddHours(24));
        Assert.Equal((false, Start.AddHours(24)), (never.Counts, late.placement.ArrivedAt!.Value));
        Assert.True(StayCalendar.Of([held, never], [new Housing(Start.AddHours(24), null)], Start.AddHours(25))[^1].IsAlarm);
    }

    [Fact]
    public void WhoLeavesBeforeArriving_WasNeverHousedThere()
    {
        var running = file.Stays(StayBasis.WelfareS33, Start, Caseworker, Start);
        var housed = House(StayBasis.WelfareS33);
        file.EndStay([running, housed], placement, new StayEnding(Arrived, StayEnd.OwnWish, StayDestination.Family), Caseworker with { UnitId = file.ProvinceOfficeId }, Arrived);
        Assert.Equal((false, Arrived, Arrived), (housed.Counts, housed.EndedAt!.Value, running.EndedAt!.Value));
    }

    [Theory]
    [InlineData(StayBasis.VoluntaryReflection, ConsentPurpose.Referral, null, true)]
    [InlineData(StayBasis.VoluntaryReflection, ConsentPurpose.Assistance, null, false)]
    [InlineData(StayBasis.WelfareS33, ConsentPurpose.Referral, null, true)]
    [InlineData(StayBasis.WelfareS33, ConsentPurpose.Referral, "MSDHS", false)]
    [InlineData(StayBasis.CustodyS29, ConsentPurpose.Referral, "MSDHS", false)]
    public void AStayOnTheConsentToTheReferralAlone_AsksTheShelterToAskThePerson(StayBasis basis, ConsentPurpose purpose, string? authority, bool asks)
    {
        file.HouseUnder(basis, Guid.NewGuid(), Worker, Accepted, new Agreed(Guid.NewGuid(), null, purpose), authority);
        var task = file.Tasks.SingleOrDefault(t => t.Code == TaskCode.AskStayConsent);
        Assert.Equal(asks, task is not null);
        if (task is null) return;
        Assert.Equal((Worker.UnitId, nameof(ConsentPurpose.Assistance), ClockCode.ConsentRenewal), (task.ToUnitId!.Value, task.About, task.Clock!.Value));
        Assert.Contains(TaskRules.Answers, a => a is { Code: TaskCode.AskStayConsent, Event: "case.recordConsent", SameOnly: true });
    }

    [Fact]
    public void InAShelter_BeginsWithTheArrival_AndOnceOnly()
    {
        House(StayBasis.WelfareS33, follows: false);
        Assert.Null(file.ShelteredFrom);
        Arrive();
        Assert.Equal(ThaiDay.Of(Arrived), file.ShelteredFrom);
    }
}
