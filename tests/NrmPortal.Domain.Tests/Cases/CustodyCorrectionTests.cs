using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Hours of custody that a correction of a start, or a court's order for later, would make more, or none.</summary>
public sealed class CustodyCorrectionTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Police = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.FrontlineOfficer, "63");
    private static readonly Actor Caseworker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");

    private readonly Case file = ACase.At(Stage.Protection, adult: true);

    [Theory]
    [InlineData(17)]
    [InlineData(23)]
    public void AStart_CorrectedSoThatAnotherRowGainsHours_IsReasonedAndTold(int hours)
    {
        string? Correct(string? why)
        {
            var subject = new CustodyCorrectionTests();
            var first = subject.Held();
            var second = subject.Record(StayBasis.CustodyS29, Start.AddHours(23), Start.AddHours(23), first);
            var code = Refused(() => subject.Correct(first, Start.AddHours(hours), Start.AddHours(23.5), why, null, second));
            if (code is null) Assert.Equal((Start.AddHours(24 + hours), 2), (second.LimitAt!.Value, subject.file.Notices.Count(n => n.Code == NoticeCode.CustodyCorrected)));
            return code;
        }

        Assert.Equal("stay.correctionReason", Correct(null));
        Assert.Null(Correct("The second office was the first"));
    }

    [Fact]
    public void AStart_CorrectedToTheEnd_SoThatNoHourIsLeft_IsReasonedAndTold()
    {
        var released = Held();
        Leave(Start.AddHours(6), StayEnd.Released, Start.AddHours(6), released);
        Assert.Equal("stay.correctionReason", Refused(() => Correct(released, Start.AddHours(6), Start.AddHours(7))));
        Assert.Null(Refused(() => new CustodyCorrectionTests().ReleasedThen(Start.AddMinutes(5))));
    }

    [Fact]
    public void TheFirstOfAHoldingThatGoesOn_CorrectedToBeginLater_IsReasoned_AlsoBeforeTheNextIsRecorded()
    {
        var moved = Held();
        Leave(Start.AddHours(22), StayEnd.MovedPlace, Start.AddHours(22), moved);
        Assert.Equal("stay.correctionReason", Refused(() => Correct(moved, Start.AddHours(20), Start.AddHours(23))));
    }

    [Fact]
    public void AStart_CorrectedBeyondTheEndThatIsKept_IsRefusedInWords()
    {
        Assert.Equal("stay.endsBeforeStart", Refused(() => ReleasedThen(Start.AddHours(6).AddTicks(1))));
    }

    [Fact]
    public void WhoIsMoved_BeforeAnOrderForLater_IsHeldOnNoGroundFromThen_AndTheOrderNeverBegan()
    {
        var custody = Held();
        var order = Record(StayBasis.CourtExtension, Start.AddHours(23), Start.AddHours(3), custody);
        Leave(Start.AddHours(6), StayEnd.MovedPlace, Start.AddHours(6), custody, order);
        Assert.Equal((Start.AddHours(6), StayEnd.MovedPlace, StayEnd.NextBasis), (custody.EndedAt!.Value, custody.EndReason!.Value, order.EndReason!.Value));
        Assert.True(StayCalendar.Of([custody, order], [], Start.AddHours(7))[^1].Gap);
        // Put right to a release, nothing of the order holds on.
        var released = Correct(custody, Start, Start.AddHours(9), "Let go", new EndCorrection(new StayEnding(Start.AddHours(7), StayEnd.Released, StayDestination.OwnHome)), order);
        Assert.DoesNotContain(StayCalendar.Of([released, order], [], Start.AddDays(3)), d => d.IsAlarm);
        Assert.Equal(Start.AddDays(21), Record(StayBasis.CustodyS29, Start.AddDays(20), Start.AddDays(20), released, order).LimitAt);
    }

    [Fact]
    public void AReleaseBeforeAnOrder_WrittenDownOnceItRuns_EndsWhatGaveWayToIt()
    {
        var custody = Held();
        var order = Record(StayBasis.CourtExtension, Start.AddHours(17), Start.AddHours(6), custody);
        Leave(Start.AddHours(16), StayEnd.Released, Start.AddHours(18), custody, order);
        Assert.Equal((Start.AddHours(16), StayEnd.Released, order.StartsAt, Start.AddHours(16)), (custody.EndedAt!.Value, custody.EndReason!.Value, order.EndedAt!.Value, file.HeldUntil!.Value));
        Assert.DoesNotContain(StayCalendar.Of([custody, order], [], Start.AddDays(3)), d => d.IsAlarm);
    }

    [Fact]
    public void AReleaseBeforeAnOrder_WrittenDownAfterTheFirstLimit_NeedsItsReason()
    {
        var custody = Held();
        var order = Record(StayBasis.CourtExtension, Start.AddHours(17), Start.AddHours(6), custody);
        Assert.Equal("stay.lateReason", Refused(() => Leave(Start.AddHours(16), StayEnd.Released, Start.AddHours(40), custody, order)));
        Assert.Equal("stay.endsBeforeStart", Refused(() => file.EndStay([custody, order], null, new StayEnding(Start.AddHours(-1), StayEnd.Released, StayDestination.OwnHome, "x"), Police, Start.AddHours(40))));
    }

    [Fact]
    public void AFurtherOrder_RecordedBeforeTheFirstBegins_FollowsIt_OrComesBeforeIt()
    {
        var custody = Held();
        var first = Record(StayBasis.CourtExtension, Start.AddHours(17), Start.AddHours(6), custody);
        var second = Record(StayBasis.CourtExtension, first.EndsAt!.Value, Start.AddHours(7), custody, first);
        Assert.Equal((first.StartsAt, second.StartsAt, first.LimitAt), (custody.EndedAt!.Value, first.EndedAt!.Value, second.LimitAt));
        var sooner = Record(StayBasis.CourtExtension, Start.AddHours(15), Start.AddHours(8), custody, first, second);
        // One limit for all orders without a break between them, from the first.
        Assert.Equal((Start.AddHours(15), sooner.LimitAt, sooner.LimitAt), (custody.EndedAt!.Value, first.LimitAt, second.LimitAt));
    }

    [Fact]
    public void TheFirstOrder_CorrectedToAnEarlierStart_BringsTheLimitOfTheLaterOnesDown()
    {
        var custody = Held();
        var first = Record(StayBasis.CourtExtension, Start.AddHours(17), Start.AddHours(17), custody);
        var second = Record(StayBasis.CourtExtension, first.EndsAt!.Value, first.EndsAt!.Value, custody, first);
        var right = file.CorrectBasisOfStay(first, Guid.NewGuid(), AStay.Claim(StayBasis.CourtExtension, Start.AddHours(1)) with { EndsAt = first.EndsAt }, null, [custody, first, second], Police, second.StartsAt);
        Assert.Equal(ClockEngine.Run(ClockCode.CourtExtension, Start.AddHours(1)).Due, right.LimitAt);
        Assert.Equal(right.LimitAt, second.LimitAt);
        // And it can be put right itself.
        Assert.Null(Refused(() => Correct(second, second.StartsAt, second.StartsAt, null, null, custody, right)));
    }

    [Fact]
    public void WhatLiesBeyondTheLimitThatAnotherProved_IsPutRightAllTheSame()
    {
        var now = Start.AddHours(49);
        var own = Record(StayBasis.CustodyS29, now.AddHours(-1), now);
        var worst = file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.CustodyS29, Start), null, [own], false, Caseworker, now);
        Assert.True(own.LimitAt < own.StartsAt);
        Leave(now, StayEnd.Released, now, own);
        var goesOn = Correct(own, own.StartsAt, now.AddHours(1), "Another was let go", new EndCorrection(null), worst);
        Assert.Equal((true, worst.LimitAt), (goesOn.IsRunning, goesOn.LimitAt));
        Assert.Equal(worst.LimitAt, Correct(goesOn, own.StartsAt.AddMinutes(-9), now.AddHours(1), null, null, worst).LimitAt);
        Assert.Equal("stay.custodyOnce", Refused(() => Record(StayBasis.CustodyS29, now.AddHours(1), now.AddHours(1), worst)));
    }

    [Fact]
    public void TheFirstOfAHolding_PutRight_IsItsFirstStill_AndWhoWasOnlyHousedWasNeverHeld()
    {
        var moved = Held();
        Leave(Start.AddHours(2), StayEnd.MovedPlace, Start.AddHours(2), moved);
        var right = Correct(moved, Start.AddHours(-1), Start.AddHours(3));
        Assert.Equal((right.StartsAt, null), (file.HeldSince!.Value, file.HeldUntil));
        var other = new CustodyCorrectionTests();
        var housed = other.file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, Start), null, [], false, Caseworker, Start);
        other.file.EndStay([housed], null, new StayEnding(Start.AddHours(1), StayEnd.Released, StayDestination.OwnHome), Caseworker, Start.AddHours(1));
        Assert.Null(other.file.HeldUntil);
    }

    private BasisOfStay Held() => Record(StayBasis.CustodyS29, Start, Start);

    private BasisOfStay Record(StayBasis basis, DateTimeOffset from, DateTimeOffset at, params BasisOfStay[] earlier) => file.RecordBasisOfStay(
        Guid.NewGuid(), AStay.Claim(basis, from), null, earlier, endsRunning: true, Police, at);

    private BasisOfStay ReleasedThen(DateTimeOffset corrected)
    {
        var stay = Held();
        Leave(Start.AddHours(6), StayEnd.Released, Start.AddHours(6), stay);
        return Correct(stay, corrected, Start.AddHours(7));
    }

    private BasisOfStay Correct(BasisOfStay wrong, DateTimeOffset from, DateTimeOffset at, string? why = null, EndCorrection? end = null, params BasisOfStay[] others) => file.CorrectBasisOfStay(
        wrong, Guid.NewGuid(), AStay.Claim(wrong.Basis, from) with { LateReason = why }, null, [wrong, .. others], Police, at, end);

    private void Leave(DateTimeOffset ended, StayEnd reason, DateTimeOffset at, params BasisOfStay[] stays) =>
        file.EndStay(stays, null, new StayEnding(ended, reason, StayDestination.OwnHome), Police, at);

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
