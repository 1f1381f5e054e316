using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using Xunit;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>The days of a case: covered, in a gap, in an overlap, past a limit; at midnight and at the ends of months.</summary>
public sealed class StayCalendarTests
{
    private static readonly Actor By = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
    private static readonly DateTimeOffset Late = new(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Case file = ACase.At(Stage.Protection, adult: true);

    [Fact]
    public void Nobody_HasNoDays() => Assert.Empty(StayCalendar.Of([], [], Late));

    [Fact]
    public void EveryDay_FromTheFirstToToday_StandsOnce_AcrossTheEndOfMonths()
    {
        var days = Days(T(5, 3, 9), Welfare(T(26, 2, 10)));
        Assert.Equal(["2027-02-26", "2027-02-27", "2027-02-28", "2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05"], days.Select(d => d.Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(days, d => Assert.True(d is { Held: true, IsAlarm: false }));
    }

    [Fact]
    public void Midnight_BelongsToTheNextDay()
    {
        var days = Days(T(2, 3, 9), Welfare(T(27, 2, 0), T(1, 3, 0)), Welfare(T(1, 3, 0)));
        Assert.Equal([1, 1, 1, 1], days.Select(d => d.Covering.Count));
        Assert.DoesNotContain(days, d => d.IsAlarm);
    }

    [Fact]
    public void ADayThatNothingCovers_IsAGap_AndSomeHoursBetweenTwoBasesAreNone()
    {
        var days = Days(T(4, 3, 12), Welfare(T(27, 2, 10), T(28, 2, 10)), Welfare(T(28, 2, 15), T(1, 3, 8)), Welfare(T(3, 3, 10)));
        Assert.Equal(["2/3"], days.Where(d => d.Gap).Select(d => $"{d.Day.Day}/{d.Day.Month}"));
        Assert.DoesNotContain(days, d => d.Overlap || d.PastLimit);
    }

    [Fact]
    public void Today_IsAGap_AsSoonAsNothingCoversThisMoment()
    {
        var until = T(1, 3, 10);
        Assert.False(Days(until.AddTicks(-1), Welfare(T(28, 2, 10), until))[^1].Gap);
        Assert.True(Days(until, Welfare(T(28, 2, 10), until))[^1].Gap);
    }

    [Fact]
    public void TheSameHoursTwice_AreAnOverlap_AndAHandOverIsNone()
    {
        var next = Welfare(T(28, 2, 10));
        Assert.DoesNotContain(Days(T(2, 3, 9), Welfare(T(27, 2, 9), T(28, 2, 10)), next), d => d.Overlap);
        Assert.Equal([28], Days(T(2, 3, 9), Welfare(T(27, 2, 9), T(28, 2, 10).AddTicks(1)), next).Where(d => d.Overlap).Select(d => d.Day.Day));
    }

    [Fact]
    public void Custody_IsPastItsLimit_FromItsTwentyFourthHourOn_UnlessSomethingTookItsPlace()
    {
        var custody = Custody(T(28, 2, 10));
        Assert.DoesNotContain(Days(T(1, 3, 10).AddTicks(-1), custody), d => d.IsAlarm);
        Assert.Equal([1, 2], Days(T(2, 3, 9), custody).Where(d => d.PastLimit).Select(d => d.Day.Day));
        // A ground beside custody that nobody ends is no end of it.
        Assert.Equal([1, 2], Days(T(2, 3, 9), custody, Welfare(T(1, 3, 10))).Where(d => d.PastLimit).Select(d => d.Day.Day));
        var next = file.RecordBasisOfStay(Guid.NewGuid(), new StayClaim(StayBasis.WelfareS33, T(1, 3, 10), null, StayPlace.Shelter, "MSDHS", LateReason: "No signal"), null, [custody], endsRunning: true, By, Late);
        Assert.DoesNotContain(Days(T(2, 3, 9), custody, next), d => d.IsAlarm);
        // Three hours on no ground, although the day is covered before and after.
        var late = Custody(T(28, 2, 10));
        var after = file.RecordBasisOfStay(Guid.NewGuid(), new StayClaim(StayBasis.WelfareS33, T(1, 3, 13), null, StayPlace.Shelter, "MSDHS"), null, [late], endsRunning: true, By, Late);
        Assert.Equal([1], Days(T(2, 3, 9), late, after).Where(d => d.PastLimit).Select(d => d.Day.Day));
    }

    [Fact]
    public void LeavingEndsTheDays_AndComingBackBeginsThemAnew()
    {
        var first = Welfare(T(26, 2, 10));
        file.EndStay([first], null, new StayEnding(T(27, 2, 12), StayEnd.OwnWish, StayDestination.Family), By, Late);
        Assert.All(Days(T(5, 3, 9), first).Skip(2), d => Assert.True(d is { Held: false, IsAlarm: false }));
        var days = Days(T(5, 3, 9), first, Welfare(T(3, 3, 10), T(4, 3, 0)));
        Assert.Equal([true, true, false, false, false, true, true, true], days.Select(d => d.Held));
        Assert.Equal([4, 5], days.Where(d => d.Gap).Select(d => d.Day.Day));
    }

    [Fact]
    public void MovingElsewhere_IsNoLeaving()
    {
        var first = Welfare(T(26, 2, 10));
        file.EndStay([first], null, new StayEnding(T(27, 2, 12), StayEnd.MovedPlace, StayDestination.OtherShelter), By, Late);
        Assert.Equal([28, 1], Days(T(1, 3, 9), first).Where(d => d.Gap).Select(d => d.Day.Day));
    }

    [Fact]
    public void WhatOneOfficeSaysOfALeaving_EndsNoDaysOfAnotherThatHoldsThePerson()
    {
        var police = By with { UnitId = Guid.NewGuid(), Role = Role.InquiryOfficer };
        var custody = file.Stays(StayBasis.CustodyS29, T(26, 2, 10), police, T(26, 2, 10));
        var welfare = Welfare(T(26, 2, 12));
        file.EndStay([custody, welfare], null, new StayEnding(T(26, 2, 20), StayEnd.OwnWish, StayDestination.Family), By, T(26, 2, 20));
        Assert.Equal((true, T(26, 2, 20)), (custody.IsRunning, welfare.EndedAt!.Value));
        // Its limit passes, and its days are to be answered for until its own office ends it.
        Assert.Equal([27, 28], Days(T(28, 2, 9), custody, welfare).Where(d => d.PastLimit).Select(d => d.Day.Day));
        Assert.All(Days(T(28, 2, 9), custody, welfare), d => Assert.True(d.Disputed));
        Assert.Equal("stay.nothingRuns", Assert.Throws<RefusedException>(() => file.EndStay([custody], null, new StayEnding(T(26, 2, 20), StayEnd.Released, StayDestination.Family), By, T(26, 2, 21))).Refusal.Code);
        file.EndStay([custody], null, new StayEnding(T(26, 2, 20), StayEnd.Released, StayDestination.OwnHome), police, T(26, 2, 21));
        Assert.DoesNotContain(Days(T(28, 2, 9), custody, welfare), d => d.PastLimit || d.Gap || d.Disputed);
    }

    [Fact]
    public void AnOfficeThatGaveWay_IsReleasedByTheLeavingFromTheNext_AndTheResponsibleOfficeEndsAll()
    {
        var police = By with { UnitId = Guid.NewGuid(), Role = Role.InquiryOfficer };
        var custody = file.Stays(StayBasis.CustodyS29, T(26, 2, 10), police, T(26, 2, 10));
        var owner = By with { UnitId = file.ProvinceOfficeId };
        // Not theirs to end: it runs on, and both say so.
        var beside = file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, T(26, 2, 11)), null, [custody], endsRunning: true, By, T(26, 2, 11));
        Assert.True(custody.IsRunning);
        file.CorrectBasisOfStay(beside, Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, T(26, 2, 11)), null, [beside, custody], owner, T(26, 2, 11));
        var welfare = file.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, T(26, 2, 12)), null, [custody], endsRunning: true, owner, T(26, 2, 12));
        file.EndStay([welfare], null, new StayEnding(T(26, 2, 20), StayEnd.OwnWish, StayDestination.Family), owner, T(26, 2, 20));
        Assert.DoesNotContain(Days(T(28, 2, 9), custody, welfare), d => d.IsAlarm);

        var held = file.Stays(StayBasis.WelfareS33, T(1, 3, 10), police, T(1, 3, 10));
        Assert.Equal((true, false), (file.MayEnd(held, owner), file.MayEnd(held, By)));
        file.EndStay([held], null, new StayEnding(T(1, 3, 11), StayEnd.OwnWish, StayDestination.Family), owner, T(1, 3, 12));
        Assert.False(held.IsRunning);
    }

    [Fact]
    public void APlacement_HoldsWithoutABasis_WhileItLasts()
    {
        Assert.All(StayCalendar.Of([], [new Housing(T(26, 2, 10), null)], T(28, 2, 9)), d => Assert.True(d.Gap));
        Assert.Equal([true, true, false], StayCalendar.Of([Welfare(T(28, 2, 10), T(28, 2, 11))], [new Housing(T(26, 2, 10), T(27, 2, 10))], T(28, 2, 10)).Select(d => d.Gap));
    }

    [Fact]
    public void AWithdrawnConsent_TakesItsBasisWithIt_AndACorrectedRowCountsNoMore()
    {
        var stay = Welfare(T(26, 2, 10));
        stay.Lapse(T(27, 2, 10));
        Assert.Equal([28], Days(T(28, 2, 9), stay).Where(d => d.Gap).Select(d => d.Day.Day));
        var wrong = Welfare(T(20, 2, 10));
        var right = file.CorrectBasisOfStay(wrong, Guid.NewGuid(), new StayClaim(StayBasis.WelfareS33, T(26, 2, 10), null, StayPlace.Shelter, "MSDHS"), null, [wrong], By, Late);
        Assert.Equal(new DateOnly(2027, 2, 26), Days(T(28, 2, 9), wrong, right)[0].Day);
    }

    [Fact]
    public void AStayOnConsent_EndsWithItsLastDay_WithoutAnySchedule_AndAWithdrawalNeverMakesItLonger()
    {
        var begun = T(26, 2, 10);
        var consent = file.Agreed(ConsentPurpose.Assistance, By, begun);
        var last = consent.ExpiresOn!.Value;
        var stay = file.RecordBasisOfStay(Guid.NewGuid(), new StayClaim(StayBasis.WelfareS33, begun, null, StayPlace.Shelter, RestsOnConsent: true), consent, [], false, By, begun);
        var ordered = file.RecordBasisOfStay(Guid.NewGuid(), new StayClaim(StayBasis.WelfareS33, begun, null, StayPlace.Shelter, "MSDHS"), null, [], false, By, begun);
        var housed = file.HouseUnder(StayBasis.WelfareS33, Guid.NewGuid(), By, begun, new Agreed(consent.Id, last, ConsentPurpose.Assistance));
        Assert.Equal([ThaiDay.EndOf(last), null, ThaiDay.EndOf(last)], new[] { stay, ordered, housed }.Select(s => s.ValidUntil));
        Assert.False(Days(ThaiDay.EndOf(last).AddTicks(-1), stay)[^1].Gap);
        Assert.True(Days(ThaiDay.EndOf(last), stay)[^1].Gap);
        stay.Lapse(ThaiDay.EndOf(last).AddDays(1));
        Assert.Equal(ThaiDay.EndOf(last), stay.ValidUntil);
    }

    [Fact]
    public void AfterCustody_HoursCount_UnlessThePersonWasLetGo()
    {
        // Custody to two o'clock in the afternoon; what follows begins an hour, or no time, later.
        BasisOfStay Held() => Custody(T(28, 2, 10), T(28, 2, 14));
        Assert.Equal([28], Days(T(2, 3, 9), Held(), Welfare(T(28, 2, 15))).Where(d => d.AfterCustody).Select(d => d.Day.Day));
        Assert.DoesNotContain(Days(T(2, 3, 9), Held(), Welfare(T(28, 2, 14))), d => d.IsAlarm);
        Assert.DoesNotContain(Days(T(2, 3, 9), Held(), Welfare(T(28, 2, 11)), Welfare(T(28, 2, 20))), d => d.AfterCustody);
        // The same hours after any other ground are counted by days alone.
        Assert.DoesNotContain(Days(T(2, 3, 9), Welfare(T(28, 2, 10), T(28, 2, 14)), Welfare(T(28, 2, 15))), d => d.IsAlarm);

        var freed = Custody(T(28, 2, 10));
        file.EndStay([freed], null, new StayEnding(T(28, 2, 14), StayEnd.Released, StayDestination.OwnHome, "Recorded months later"), By, Late);
        Assert.DoesNotContain(Days(T(2, 3, 9), freed, Welfare(T(28, 2, 18))), d => d.IsAlarm);
        var moved = Custody(T(28, 2, 10));
        file.EndStay([moved], null, new StayEnding(T(28, 2, 14), StayEnd.MovedPlace, StayDestination.OtherShelter, "Recorded months later"), By, Late);
        Assert.Equal([28], Days(T(2, 3, 9), moved, Welfare(T(28, 2, 18))).Where(d => d.AfterCustody).Select(d => d.Day.Day));
    }

    private static IReadOnlyList<StayDay> Days(DateTimeOffset now, params BasisOfStay[] stays) => StayCalendar.Of(stays, [], now);

    // An hour in Thailand in 2027.
    private static DateTimeOffset T(int day, int month, int hour) => new DateTimeOffset(2027, month, day, hour, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();

    private BasisOfStay Welfare(DateTimeOffset from, DateTimeOffset? until = null) => Record(new StayClaim(StayBasis.WelfareS33, from, until, StayPlace.Shelter, "MSDHS"));

    private BasisOfStay Custody(DateTimeOffset from, DateTimeOffset? until = null) => Record(new StayClaim(StayBasis.CustodyS29, from, until, StayPlace.MsdhsOffice, "MSDHS"));

    private BasisOfStay Record(StayClaim claim) => file.RecordBasisOfStay(Guid.NewGuid(), claim, null, [], endsRunning: false, By, Late);
}
