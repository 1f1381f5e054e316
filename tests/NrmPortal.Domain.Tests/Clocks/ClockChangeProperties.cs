using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Tests.Clocks;

/// <summary>Pauses, extensions, changed limits and calendars, and the edges of the calendar: month ends, leap years, Songkran, midnight, Buddhist years.</summary>
public sealed class ClockChangeProperties
{
    private static readonly Actor By = new(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Role.ProvinceCaseworker, "63");

    /// <summary>A clock with one pause and one extension, anywhere between 2020 and 2100.</summary>
    private sealed record Clock(DateTimeOffset Start, int Amount, ClockUnit Unit, int PausedAfter, int PausedFor, int Days)
    {
        public ClockSetting Setting => new(ClockCode.FollowUpVisit, Amount, Unit, DateOnly.MinValue, "", "D", "", "");

        public ClockChanges Changes(bool pause = true, bool extension = true) => new(pause ? [Paused()] : [], extension ? [Extended()] : []);

        public ClockExplanation Run(ClockChanges? changes = null) => ClockEngine.Run(Setting, Start, ThaiCalendar.Default, changes);

        private ClockPause Paused()
        {
            var pause = new ClockPause(Guid.CreateVersion7(), Guid.Empty, ClockCode.FollowUpVisit, Start, PauseReason.InHospital, default, By, Start.AddMinutes(PausedAfter));
            pause.Resume(By, pause.From.AddMinutes(PausedFor));
            return pause;
        }

        private ClockExtension Extended() => new(Guid.CreateVersion7(), Guid.Empty, ClockCode.FollowUpVisit, Start, Days, ExtendingAuthority.Datip, "1/2569", By, Start);
    }

    [Property]
    public Property APause_MovesTheEndByExactlyItsLength() => ForAny(c => c.Unit == ClockUnit.WorkingDays
        || c.Run(c.Changes(extension: false)).Due - c.Run().Due == TimeSpan.FromMinutes(c.PausedFor));

    [Property]
    public Property AnExtension_MovesTheEndByExactlyItsDays() => ForAny(c => c.Unit == ClockUnit.WorkingDays
        || c.Run(c.Changes(pause: false)).Due - c.Run().Due == TimeSpan.FromDays(c.Days));

    [Property]
    public Property WorkingDays_NeverEndOnADayOff_HoweverTheyAreMoved() => ForAny(c => c.Unit != ClockUnit.WorkingDays
        || ThaiCalendar.Default.IsWorkingDay(c.Run(c.Changes()).LastDay));

    [Property]
    public Property WorkingDays_AreMovedAtLeastByThePauseAndExtension() => ForAny(c =>
        c.Run(c.Changes()).Due - c.Run().Due >= TimeSpan.FromMinutes(c.PausedFor) + TimeSpan.FromDays(c.Days));

    [Property]
    public Property APauseThatIsOpen_LeavesWhatWasLeft() => ForAny(c =>
    {
        var open = new ClockPause(Guid.CreateVersion7(), Guid.Empty, ClockCode.FollowUpVisit, c.Start, PauseReason.PersonMissing, default, By, c.Start.AddMinutes(c.PausedAfter));
        var why = c.Run(new ClockChanges([open], []));
        return why.PausedSince == open.From && why.LeftAtPause == c.Run().Due - open.From;
    });

    [Property]
    public Property CalendarDays_EndOnTheDayOfTheCalendar_OverMonthEndsAndLeapYears() => ForAny(c => c.Unit != ClockUnit.CalendarDays
        || c.Run().LastDay.DayNumber == ThaiDay.Of(c.Start).DayNumber + c.Amount);

    [Theory]
    [InlineData("2028-02-28 10:00", 1, "2028-02-29")]
    [InlineData("2027-02-28 10:00", 1, "2027-03-01")]
    [InlineData("2028-02-29 23:59", 365, "2029-02-28")]
    [InlineData("2026-12-31 23:59", 1, "2027-01-01")]
    [InlineData("2100-02-28 10:00", 1, "2100-03-01")]
    public void CalendarDays_AtTheEdgesOfTheYear(string start, int days, string last) => Assert.Equal(
        DateOnly.ParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture), ClockEngineTests.Run(days, ClockUnit.CalendarDays, ClockEngineTests.Bangkok(start)).LastDay);

    [Property]
    public Property AClockOfTheDayBeforeMidnight_EndsADayEarlierThanOneOfMidnight() => ForAny(c =>
    {
        var midnight = ThaiDay.StartOf(ThaiDay.Of(c.Start));
        var (before, after) = (c with { Start = midnight.AddTicks(-1), Unit = ClockUnit.CalendarDays }, c with { Start = midnight, Unit = ClockUnit.CalendarDays });
        return before.Run().LastDay.AddDays(1) == after.Run().LastDay && before.Run().Due.AddDays(1) == after.Run().Due;
    });

    [Property]
    public Property Songkran_IsNeverCounted() => Prop.ForAll((from year in Gen.Elements(2025, 2026, 2027) from back in Gen.Choose(0, 9) from amount in Gen.Choose(1, 12) select (year, back, amount)).ToArbitrary(), x =>
    {
        var start = ThaiDay.StartOf(new DateOnly(x.year, 4, 12).AddDays(-x.back)).AddHours(9);
        var why = ClockEngineTests.Run(x.amount, ClockUnit.WorkingDays, start);
        var songkran = Enumerable.Range(13, 3).Select(d => new DateOnly(x.year, 4, d)).ToList();
        return !songkran.Contains(why.LastDay) && (why.LastDay < songkran[0] || songkran.All(why.Skipped.Contains));
    });

    [Property]
    public Property TheThaiCulture_ChangesNoDate() => ForAny(c =>
    {
        var (before, expected) = (CultureInfo.CurrentCulture, c.Run(c.Changes()));
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
            return c.Run(c.Changes()).Due == expected.Due && ThaiDay.BuddhistYear(c.Start) == new ThaiBuddhistCalendar().GetYear(TimeZoneInfo.ConvertTime(c.Start, ThaiDay.Zone).DateTime);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    });

    [Property]
    public Property AChangedLimit_MovesOnlyClocksThatStartFromItsFirstDay() => ForAny(c =>
    {
        var old = new ClockSettings([c.Setting]);
        var first = ThaiDay.Of(c.Start).AddDays(c.PausedAfter % 5 - 2);
        var changed = old.With(c.Setting with { Amount = c.Amount + 1, From = first });
        var due = ClockEngine.Run(changed.At(ClockCode.FollowUpVisit, c.Start), c.Start, ThaiCalendar.Default).Due;
        return ThaiDay.Of(c.Start) < first ? due == c.Run().Due : due > c.Run().Due;
    });

    [Property]
    public Property AHolidayMore_NeverEndsALimitEarlier_AndMovesWorkingDaysAlone() => ForAny(c =>
    {
        var day = ThaiDay.Of(c.Start).AddDays(c.PausedAfter % 20 + 1);
        if (ThaiCalendar.Default.Holiday(day) is not null) return true;
        var more = ThaiCalendar.Default.With([new HolidayTerms(day, "วันหยุด", "Holiday", HolidayKind.Cabinet, "C")]);
        var due = ClockEngine.Run(c.Setting, c.Start, more).Due;
        return (c.Unit == ClockUnit.WorkingDays ? due >= c.Run().Due : due == c.Run().Due) && ClockEngine.Run(c.Setting, c.Start, more.Without(day)).Due == c.Run().Due;
    });

    [Property]
    public Property ARung_IsReachedInItsOrder() => ForAny(c =>
    {
        var (start, due) = (c.Start, c.Run().Due);
        var reached = new[] { 50, 80, 100, 150 }.Select(p => EscalationLadder.Reached(new Rung(ClockCode.FollowUpVisit, p, Told.Owner, null), start, due)).ToList();
        return reached.SequenceEqual(reached.Order()) && (reached[2] - due).Duration() < TimeSpan.FromMilliseconds(1);
    });

    private static Property ForAny(Func<Clock, bool> holds) => Prop.ForAll((
        from minute in Gen.Choose(0, 60 * 24 * 365 * 80)
        from amount in Gen.Choose(1, 60)
        from unit in Gen.Elements(Enum.GetValues<ClockUnit>())
        from after in Gen.Choose(0, 6000)
        from length in Gen.Choose(0, 20_000)
        from days in Gen.Choose(1, 30)
        select new Clock(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute), amount, unit, after, length, days)).ToArbitrary(), holds);
}
