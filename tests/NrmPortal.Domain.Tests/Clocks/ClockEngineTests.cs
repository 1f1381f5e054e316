using NrmPortal.Domain.Clocks;
using Xunit;

namespace NrmPortal.Domain.Tests.Clocks;

public sealed class ClockEngineTests
{
    [Fact]
    public void Hours_RunOnFromTheInstant_AcrossNightsAndHolidays()
        => Assert.Equal(Bangkok("2026-04-14 09:30"), Due(24, ClockUnit.Hours, "2026-04-13 09:30"));

    [Theory]
    [InlineData(15, "2026-11-24 09:00", "2026-12-10 00:00")]
    [InlineData(1, "2026-11-24 00:00", "2026-11-26 00:00")]
    [InlineData(1, "2026-11-24 23:59", "2026-11-26 00:00")]
    [InlineData(30, "2027-01-31 12:00", "2027-03-03 00:00")]
    [InlineData(1, "2028-02-28 12:00", "2028-03-01 00:00")]
    [InlineData(1, "2027-02-28 12:00", "2027-03-02 00:00")]
    [InlineData(7, "2026-12-28 12:00", "2027-01-05 00:00")]
    [InlineData(0, "2026-11-24 12:00", "2026-11-25 00:00")]
    public void CalendarDays_EndAtMidnightInThailand_AfterTheLastDay(int days, string start, string due)
        => Assert.Equal(Bangkok(due), Due(days, ClockUnit.CalendarDays, start));

    [Theory]
    [InlineData("2026-11-24 09:00", "2026-11-28 00:00")] // Tuesday: Wednesday, Thursday, Friday
    [InlineData("2026-11-26 09:00", "2026-12-02 00:00")] // Thursday: Friday, Monday, Tuesday
    [InlineData("2026-04-10 09:00", "2026-04-21 00:00")] // Songkran: Thursday 16, Friday 17, Monday 20
    [InlineData("2025-04-11 09:00", "2025-04-22 00:00")] // Songkran with its substitution day on the 16th
    [InlineData("2026-12-03 09:00", "2026-12-10 00:00")] // 4, 8 and 9: the 7th stands in for National Day
    [InlineData("2026-12-29 09:00", "2027-01-06 00:00")] // 30, 4 and 5 January
    public void WorkingDays_ThreeOfThem_PassOverWeekendsAndHolidays(string start, string due)
        => Assert.Equal(Bangkok(due), Due(3, ClockUnit.WorkingDays, start));

    [Fact]
    public void WorkingDays_StartedOnAHoliday_CountFromTheNextWorkingDay()
        => Assert.Equal(Bangkok("2026-04-17 00:00"), Due(1, ClockUnit.WorkingDays, "2026-04-13 10:00"));

    // 17:00 UTC is midnight in Thailand: a minute decides which day the start belongs to.
    [Theory]
    [InlineData("2026-11-24T16:59:00Z", "2026-11-26 00:00")]
    [InlineData("2026-11-24T17:00:00Z", "2026-11-27 00:00")]
    public void Days_AreThoseOfThailand_NotOfUtc(string startUtc, string due)
        => Assert.Equal(Bangkok(due), Run(1, ClockUnit.CalendarDays, DateTimeOffset.Parse(startUtc)).Due);

    [Fact]
    public void Explanation_NamesTheDaysThatDidNotCount()
    {
        var why = Run(3, ClockUnit.WorkingDays, Bangkok("2026-04-10 09:00"));
        Assert.Equal(["Saturday", "Sunday", "Songkran", "Songkran", "Songkran", "Saturday", "Sunday"], why.SkippedDays.Select(d => d.NameEn));
        Assert.Equal("วันเสาร์", why.SkippedDays[0].NameTh);
        Assert.Equal(new DateOnly(2026, 4, 20), why.LastDay);
    }

    [Theory]
    [InlineData("2026-11-24 09:00", ClockState.Running)]
    [InlineData("2026-11-25 04:11", ClockState.Running)]
    [InlineData("2026-11-25 04:12", ClockState.DueSoon)]
    [InlineData("2026-11-25 08:59", ClockState.DueSoon)]
    [InlineData("2026-11-25 09:00", ClockState.Overdue)]
    public void State_TurnsAtFourFifths_AndAtTheEnd(string now, ClockState expected)
        => Assert.Equal(expected, ClockEngine.StateAt(Bangkok("2026-11-24 09:00"), Bangkok("2026-11-25 09:00"), Bangkok(now)));

    internal static DateTimeOffset Bangkok(string local) => new DateTimeOffset(DateTime.Parse(local), TimeSpan.FromHours(7)).ToUniversalTime();

    internal static ClockExplanation Run(int amount, ClockUnit unit, DateTimeOffset start)
        => ClockEngine.Run(new ClockSetting(ClockCode.FollowUpVisit, amount, unit, DateOnly.MinValue, "", "D", "", ""), start, ThaiCalendar.Default);

    private static DateTimeOffset Due(int amount, ClockUnit unit, string start) => Run(amount, unit, Bangkok(start)).Due;
}
