using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Tests.Flow;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Two shelters have a placement of one person: whose pages are about which, and which gives way.</summary>
public sealed class MoveTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor First = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ShelterWorker, "63");
    private static readonly Actor Second = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ShelterWorker, "10");

    private readonly Case file = ACase.At(Stage.Assistance, adult: true);
    private Actor Province => First with { UnitId = file.ProvinceOfficeId, Role = Role.ProvinceCaseworker };
    private static Actor Datip => First with { UnitId = Guid.NewGuid(), Role = Role.DatipReviewer };

    private Placement Placed(Actor shelter, int day, bool arrived = true)
    {
        var placement = (Placement)Activator.CreateInstance(typeof(Placement), nonPublic: true)!;
        foreach (var (property, value) in new (string, object)[] { (nameof(Placement.Id), Guid.NewGuid()), (nameof(Placement.CaseId), file.Id), (nameof(Placement.UnitId), shelter.UnitId), (nameof(Placement.AcceptedAt), At.AddDays(day)) })
            typeof(Placement).GetProperty(property)!.SetValue(placement, value);
        if (arrived) placement.Arrive(At.AddDays(day));
        return placement;
    }

    private static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    [Fact]
    public void EachShelter_IsAboutItsOwnStay_TheProvinceAboutWhereThePersonLives()
    {
        var (lives, awaited) = (Placed(First, -9), Placed(Second, -1, arrived: false));
        Placement[] all = [awaited, lives];
        Assert.Equal((lives, awaited), (file.PlacementFor(all, First, At), file.PlacementFor(all, Second, At)));
        Assert.Equal((lives, lives), (file.PlacementFor(all, Province, At), file.PlacementFor(all, Datip, At)));
        Assert.Equal(awaited, file.PlacementFor([awaited], Province, At));
        awaited.Arrive(At);
        Assert.Equal(awaited, file.PlacementFor(all, Province, At));
        lives.End(At);
        Assert.Equal(awaited, file.PlacementFor(all, First, At));
        Assert.Null(file.PlacementFor([lives], First, At));
    }

    [Fact]
    public void AnArrivalElsewhere_TakesThePlaceOfTheStayBefore_AndOfNothingElse()
    {
        var (lives, awaited, later) = (Placed(First, -9), Placed(First, -8, arrived: false), Placed(First, 1));
        var arrived = Placed(Second, 0);
        Assert.True(lives.GivesWayTo(arrived));
        foreach (var other in new[] { awaited, later, arrived }) Assert.False(other.GivesWayTo(arrived));
        lives.End(At);
        Assert.False(lives.GivesWayTo(arrived));
    }

    [Fact]
    public void OnlyTheShelterItself_OrTheProvince_RecordsForAStay_OrEndsIt()
    {
        var lives = Placed(First, -9);
        Assert.Equal("daily.otherShelter", Code(() => file.GiveRoom(Guid.NewGuid(), lives, SealedText.Of("4"), Second, At)));
        Assert.Equal("daily.otherShelter", Code(() => file.WriteExitNote(Guid.NewGuid(), lives, SealedText.Of("4"), null, [], Second, At)));
        var left = new StayEnding(At, StayEnd.OwnWish, StayDestination.Family);
        Assert.Equal("daily.otherShelter", Code(() => file.EndStay([], lives, left, Second, At)));
        Assert.True(lives.IsLive);
        file.GiveRoom(Guid.NewGuid(), lives, SealedText.Of("4"), Province, At);
        file.EndStay([], lives, left, Province, At);
        Assert.False(lives.IsLive);
        var own = Placed(First, -9);
        file.EndStay([], own, left, First, At);
        Assert.False(own.IsLive);
    }

    [Fact]
    public void WhatIsKept_AwaitedOrRestricted_IsEndedByTheShelterOfThatStay_OrTheProvince()
    {
        var (lives, next) = (Placed(First, -9), Placed(Second, -1, arrived: false));
        var ring = file.KeepBelonging(Guid.NewGuid(), lives, SealedText.Of("A ring"), First, At);
        var leave = file.GoOut(Guid.NewGuid(), lives, new LeaveTerms(At, At.AddHours(3), null), [], First, At);
        var held = file.Restrict(Guid.NewGuid(), lives, new RestrictionTerms(RestrictionKind.NotOutAlone, RestrictionBasis.OwnWish, SealedText.Of("Why"), At, At.AddDays(2)), First, At);
        // Neither by calling it their own stay, nor by naming the right one.
        foreach (var stay in new[] { lives, next })
        {
            Assert.Equal("daily.otherShelter", Code(() => file.ReturnBelonging(ring, stay, Second, At)));
            Assert.Equal("daily.otherShelter", Code(() => file.ComeBack(leave, stay, At, Second, At)));
            Assert.Equal("daily.otherShelter", Code(() => file.Lift(held, stay, Second, At)));
        }

        // Whoever arrives elsewhere goes out from there, whether or not the first wrote down that they were back.
        next.Arrive(At);
        file.GoOut(Guid.NewGuid(), next, new LeaveTerms(At, At.AddHours(3), null), [leave], Second, At);
        file.ReturnBelonging(ring, lives, First, At);
        file.ComeBack(leave, lives, At, Province, At);
        file.Lift(held, lives, Province, At);
        Assert.False(held.Holds(At));
    }

    [Fact]
    public void AfterAMove_TheShelterStillHandsOver_WhileItsTimeLasts_AndWritesNothingElse()
    {
        var left = Placed(First, -9);
        left.End(At);
        typeof(Placement).GetProperty(nameof(Placement.HandoverUntil))!.SetValue(left, At.AddDays(5));
        Assert.Equal(left, file.PlacementFor([left, Placed(Second, 0)], First, At));
        Assert.Equal("daily.notHoused", Code(() => file.GiveRoom(Guid.NewGuid(), left, SealedText.Of("4"), First, At)));
        file.WriteExitNote(Guid.NewGuid(), left, SealedText.Of("Sleeps well"), null, [], First, At);
        Assert.Equal("daily.notHoused", Code(() => file.WriteExitNote(Guid.NewGuid(), left, SealedText.Of("Late"), null, [], First, At.AddDays(5))));
    }
}
