using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>What would stop hours of custody in silence: a release by mistake, a court's order for later, an end that was written wrongly.</summary>
public sealed class CustodyEndsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Police = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.FrontlineOfficer, "63");
    private static readonly Actor Caseworker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");

    private readonly Case file = ACase.At(Stage.Protection, adult: true);

    [Fact]
    public void WhomTheirOwnOfficeLetGoLater_IsNotHeldFromBefore()
    {
        var first = file.Stays(StayBasis.CustodyS29, Start, Police, Start);
        Leave(Police, Start.AddHours(1), StayEnd.Released, first);
        Assert.Equal("stay.alreadyLeft", Refused(() => file.Stays(StayBasis.CustodyS29, Start.AddMinutes(-1), Police, Start.AddHours(2), first)));
        Assert.Equal("stay.alreadyLeft", Refused(() => file.Stays(StayBasis.WelfareS33, Start, Police, Start.AddHours(2), first)));
        // The word of another office is none of theirs.
        Assert.Null(Refused(() => file.Stays(StayBasis.CustodyS29, Start, Caseworker, Start.AddHours(2), first)));
        Assert.Null(Refused(() => file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, Start.AddMinutes(-90)) with { EndsAt = Start.AddHours(1) }, null, [first], false, Police, Start.AddHours(2))));
        Assert.Null(Refused(() => file.Stays(StayBasis.WelfareS33, Start.AddHours(1), Police, Start.AddHours(2), first)));
    }

    [Fact]
    public void AnOrderForLater_LeavesTheReleaseBeforeItToBeRecorded()
    {
        var custody = file.Stays(StayBasis.CustodyS29, Start, Police, Start);
        var order = file.Stays(StayBasis.CourtExtension, Start.AddHours(20), Police, Start.AddHours(6), custody);
        Assert.Equal((Start.AddHours(20), StayEnd.NextBasis), (custody.EndedAt!.Value, custody.EndReason!.Value));
        Leave(Police, Start.AddHours(9), StayEnd.Released, custody, order);
        Assert.Equal((Start.AddHours(9), StayEnd.Released), (custody.EndedAt!.Value, custody.EndReason!.Value));
        Assert.Equal((order.StartsAt, null), (order.EndedAt!.Value, file.CustodyClock));
        Assert.Equal(Start.AddHours(9), file.HeldUntil);
        Assert.DoesNotContain(StayCalendar.Of([custody, order], [], Start.AddDays(3)), d => d.IsAlarm);
        // What never began is nobody's leaving: who is found and held again the same day has hours of their own.
        var again = file.Stays(StayBasis.CustodyS29, Start.AddHours(12), Police, Start.AddHours(12), custody, order);
        Assert.Equal((ClockCode.Custody29, Start.AddHours(36), again.LimitAt), (file.CustodyClock!.Value, file.CustodyDueAt!.Value, file.CustodyDueAt));
    }

    [Fact]
    public void AnotherGround_BeforeAnOrderForLater_TakesThePlaceOfBoth()
    {
        var custody = file.Stays(StayBasis.CustodyS29, Start, Police, Start);
        var order = file.Stays(StayBasis.CourtExtension, Start.AddHours(20), Police, Start.AddHours(6), custody);
        file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, Start.AddHours(8)), null, [custody, order], endsRunning: true, Police, Start.AddHours(8));
        Assert.Equal((Start.AddHours(8), order.StartsAt, null), (custody.EndedAt!.Value, order.EndedAt!.Value, file.CustodyClock));
        // Neither stands in the way of the leaving, nor covers anybody who left.
        Assert.False(order.HoldsOn(Start.AddHours(10)));
    }

    [Fact]
    public void AnotherPlaceOfCustody_LeavesTheCourtsOrderForLaterAlone()
    {
        var custody = file.Stays(StayBasis.CustodyS29, Start, Police, Start);
        var order = file.Stays(StayBasis.CourtExtension, Start.AddHours(20), Police, Start.AddHours(6), custody);
        var moved = file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.CustodyS29, Start.AddHours(8)), null, [custody, order], endsRunning: true, Police, Start.AddHours(8));
        Assert.Equal((Start.AddHours(8), order.StartsAt, true, ClockCode.CourtExtension), (custody.EndedAt!.Value, moved.EndedAt!.Value, order.IsRunning, file.CustodyClock!.Value));
        Assert.DoesNotContain(StayCalendar.Of([custody, moved, order], [], Start.AddHours(30)), d => d.IsAlarm);
    }

    [Fact]
    public void WhoWasMovedInTheMinuteOfTheirCustody_IsHeldAllTheSame()
    {
        var moved = file.Stays(StayBasis.CustodyS29, Start, Police, Start);
        Leave(Police, Start, StayEnd.MovedPlace, moved);
        Assert.True(StayCalendar.Of([moved], [], Start.AddHours(2))[^1].IsAlarm);
        Assert.Equal(Start.AddHours(24), file.Stays(StayBasis.CustodyS29, Start.AddHours(3), Police, Start.AddHours(3), moved).LimitAt);
    }

    [Fact]
    public void ACustodyThatNeverWas_ForbidsNoneLater()
    {
        var mistaken = file.Stays(StayBasis.CustodyS29, Start, Police, Start);
        Leave(Police, Start, StayEnd.Released, mistaken);
        var held = file.Stays(StayBasis.CustodyS29, Start.AddDays(30), Police, Start.AddDays(30), mistaken);
        Assert.Equal(Start.AddDays(31), held.LimitAt);
    }

    [Fact]
    public void ALeavingThatIsPutRight_StopsNoLaterHoursOfTheSameOffice()
    {
        var welfare = file.Stays(StayBasis.WelfareS33, Start, Police, Start);
        var custody = file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.CustodyS29, Start.AddHours(2)), null, [welfare], endsRunning: true, Police, Start.AddHours(2));
        Assert.Equal("stay.stillRecorded", Refused(() => file.CorrectBasisOfStay(welfare, Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, Start) with { LateReason = "x" }, null, [welfare, custody], Police, Start.AddHours(4), Ended(Start.AddHours(3)))));
    }

    [Fact]
    public void ACorrection_RestsOnWhatItRestedOn_AlsoWhenThatIsOver()
    {
        var stay = file.Stays(StayBasis.VoluntaryReflection, Start, Caseworker, Start);
        stay.Lapse(Start.AddHours(2));
        file.EndStay([stay], null, new StayEnding(Start.AddHours(3), StayEnd.MovedPlace, StayDestination.OwnHome), Caseworker, Start.AddHours(3));
        var right = file.CorrectBasisOfStay(stay, Guid.NewGuid(), AStay.Claim(StayBasis.VoluntaryReflection, Start) with { LateReason = "She went home" }, null, [stay], Caseworker, Start.AddHours(9), Ended(Start.AddHours(3)));
        Assert.Equal((stay.ConsentId, stay.LapsedAt, StayEnd.Released), (right.ConsentId, right.LapsedAt, right.EndReason!.Value));
    }

    [Fact]
    public void AnEndWrittenWrongly_IsPutRight_WithItsReason_AndDatipHearsOfTheHours()
    {
        var now = Start.AddHours(5);
        Assert.Equal("stay.correctionReason", Refused(() => Correct(Released(), now, new EndCorrection(null), null)));
        Assert.Equal("date.future", Refused(() => Correct(Released(), now, Ended(now.AddTicks(1)), "Wrong hour")));
        Assert.Equal("stay.endsBeforeStart", Refused(() => Correct(Released(), now, Ended(Start.AddTicks(-1)), "Wrong hour")));

        var (again, told) = (Released(), file.Notices.Count);
        var goesOn = Correct(again, now, new EndCorrection(null), "The wrong person was let go on paper");
        Assert.Equal((true, ClockCode.Custody29, Start.AddHours(24)), (goesOn.IsRunning, file.CustodyClock!.Value, file.CustodyDueAt!.Value));
        Assert.Equal((Start.AddHours(1), true), (again.EndedAt!.Value, again.CorrectedAt is not null));
        Assert.Equal(2, file.Notices.Skip(told).Count(n => n.Code == NoticeCode.CustodyCorrected));
        Leave(Police, now, StayEnd.MovedPlace, goesOn);
        var later = Correct(goesOn, now, Ended(now.AddHours(-1)), "Released at the door");
        Assert.Equal((now.AddHours(-1), StayEnd.Released, "Released at the door"), (later.EndedAt!.Value, later.EndReason!.Value, later.CorrectionReason!.Open()));
        Assert.Equal("stay.nothingRuns", Refused(() => Correct(file.Stays(StayBasis.WelfareS33, now, Police, now), now, Ended(now), "Nothing ended")));
    }

    [Fact]
    public void AChildWhoseEndTurnsOutUnprotected_IsAMatterOfProtection()
    {
        var child = ACase.At(Stage.Protection, adult: false);
        var stay = child.Stays(StayBasis.WelfareS33, Start, Caseworker, Start);
        child.EndStay([stay], null, new StayEnding(Start.AddHours(1), StayEnd.MovedPlace, StayDestination.OtherShelter), Caseworker, Start.AddHours(1));
        Assert.DoesNotContain(child.Tasks, t => t.Code == TaskCode.ProtectChild);
        child.CorrectBasisOfStay(stay, Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, Start) with { LateReason = "Ran away" }, null, [stay], Caseworker, Start.AddHours(2),
            new EndCorrection(new StayEnding(Start.AddHours(1), StayEnd.Missing, StayDestination.Unknown)));
        Assert.Contains(child.Tasks, t => t.Code == TaskCode.ProtectChild);
    }

    [Fact]
    public void WhoIsTakenAgain_OrTakenOverByAnOrder_IsTold_AlsoWhereTheFirstIsNotInSight()
    {
        var first = file.Stays(StayBasis.CustodyS29, Start, Police, Start);
        file.Stays(StayBasis.CustodyS29, Start.AddHours(2), Caseworker, Start.AddHours(2));
        Assert.Equal(2, file.Notices.Count(n => n.Code == NoticeCode.CustodyAgain));
        Assert.DoesNotContain(file.Notices, n => n.Code == NoticeCode.CustodyTakenOver);
        file.Stays(StayBasis.CourtExtension, Start.AddHours(3), Caseworker, Start.AddHours(3), first);
        Assert.Equal(2, file.Notices.Count(n => n.Code == NoticeCode.CustodyTakenOver));
    }

    [Fact]
    public void AnotherOfficesLeaving_IsTheirs_OnlyWhereThePersonWentToIt()
    {
        var services = file.Stays(StayBasis.OutsideShelter, Start.AddDays(-3), Caseworker, Start);
        var custody = file.Stays(StayBasis.CustodyS29, Start, Police, Start, services);
        Leave(Police, Start.AddHours(2), StayEnd.MovedPlace, custody);
        Leave(Caseworker, Start.AddHours(3), StayEnd.ReturnedHome, services);
        Assert.True(StayCalendar.Of([services, custody], [], Start.AddHours(30))[^1].Gap);
    }

    private BasisOfStay Released()
    {
        var stay = file.Stays(StayBasis.CustodyS29, Start, Police, Start);
        Leave(Police, Start.AddHours(1), StayEnd.Released, stay);
        return stay;
    }

    private static EndCorrection Ended(DateTimeOffset at) => new(new StayEnding(at, StayEnd.Released, StayDestination.OwnHome));

    private BasisOfStay Correct(BasisOfStay wrong, DateTimeOffset at, EndCorrection end, string? why) => file.CorrectBasisOfStay(
        wrong, Guid.NewGuid(), AStay.Claim(wrong.Basis, wrong.StartsAt) with { LateReason = why }, null, [wrong], Police, at, end);

    private void Leave(Actor by, DateTimeOffset at, StayEnd reason, params BasisOfStay[] running) =>
        file.EndStay(running, null, new StayEnding(at, reason, StayDestination.OwnHome), by, at);

    private static string? Refused(Action act)
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
