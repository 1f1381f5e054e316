using NrmPortal.Domain.Clocks;
using Xunit;

namespace NrmPortal.Domain.Tests.Clocks;

public sealed class SettingsAndCalendarTests
{
    private static readonly DateTimeOffset Now = ClockEngineTests.Bangkok("2026-11-24 10:00");

    public static TheoryData<ClockCode> Codes => [.. Enum.GetValues<ClockCode>()];

    [Theory, MemberData(nameof(Codes))]
    public void Shipped_HasAValueNow_WithBasisConfidenceAndLabels(ClockCode code)
    {
        var setting = ClockSettings.Default.At(code, Now);
        Assert.True(setting.Amount > 0);
        Assert.NotEmpty(setting.LegalBasis);
        Assert.Contains(setting.Confidence, new[] { "C", "P", "K", "D" });
        Assert.Matches(@"\p{IsThai}", setting.LabelTh);
        Assert.DoesNotMatch(@"\p{IsThai}", setting.LabelEn);
    }

    [Theory]
    [InlineData(ClockCode.Custody29, 24, ClockUnit.Hours)]
    [InlineData(ClockCode.CourtExtension, 7, ClockUnit.CalendarDays)]
    [InlineData(ClockCode.StayBeforeInterview, 15, ClockUnit.CalendarDays)]
    [InlineData(ClockCode.ReflectionPeriod, 45, ClockUnit.CalendarDays)]
    [InlineData(ClockCode.ReferralDecisionUrgent, 24, ClockUnit.Hours)]
    [InlineData(ClockCode.ReferralAnswerNormal, 3, ClockUnit.WorkingDays)]
    [InlineData(ClockCode.PdpaAccess, 30, ClockUnit.CalendarDays)]
    [InlineData(ClockCode.PdpaBreach, 72, ClockUnit.Hours)]
    public void Shipped_LegalLimits(ClockCode code, int amount, ClockUnit unit)
        => Assert.Equal((amount, unit), (ClockSettings.Default.At(code, Now).Amount, ClockSettings.Default.At(code, Now).Unit));

    [Fact]
    public void At_ChoosesTheValueOfTheDayTheClockStarts()
    {
        var settings = new ClockSettings([Setting(30, "2025-01-01", "2026-11-23"), Setting(14, "2026-11-24", null)]);
        Assert.Equal(30, settings.At(ClockCode.FollowUpVisit, ClockEngineTests.Bangkok("2026-11-23 23:59")).Amount);
        Assert.Equal(14, settings.At(ClockCode.FollowUpVisit, ClockEngineTests.Bangkok("2026-11-24 00:00")).Amount);
    }

    [Fact]
    public void At_WithoutAValueInForce_RefusesAloud()
    {
        var settings = new ClockSettings([Setting(30, "2025-01-01", "2025-12-31")]);
        Assert.Throws<InvalidOperationException>(() => settings.At(ClockCode.FollowUpVisit, Now));
        Assert.Throws<InvalidOperationException>(() => settings.At(ClockCode.Custody29, Now));
    }

    [Theory]
    [InlineData(2025)]
    [InlineData(2026)]
    [InlineData(2027)]
    public void Calendar_KnowsTheFixedHolidaysOfTheYear_OrTheirSubstitution(int year)
    {
        (int Month, int Day)[] fixedDays = [(1, 1), (4, 6), (4, 13), (4, 14), (4, 15), (5, 4), (6, 3), (7, 28), (8, 12), (10, 13), (10, 23), (12, 5), (12, 10), (12, 31)];
        foreach (var (month, day) in fixedDays)
        {
            var date = new DateOnly(year, month, day);
            Assert.False(ThaiCalendar.Default.IsWorkingDay(date), $"{date:O}");
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) continue;
            Assert.Contains(Enumerable.Range(1, 4), n => ThaiCalendar.Default.Holiday(date.AddDays(n))?.En.EndsWith("(substitution)", StringComparison.Ordinal) == true);
        }
    }

    [Fact]
    public void Calendar_KnowsUntilTheEndOfItsFile() => Assert.Equal(new DateOnly(2027, 12, 31), ThaiCalendar.Default.KnownUntil);

    [Theory]
    [InlineData(ClockCode.Custody29, 48, ClockUnit.Hours, "Act B.E. 2551 s.29", "C", "clock.byAct")]
    [InlineData(ClockCode.Custody29, 48, ClockUnit.Hours, "Act B.E. 2570 s.3", "D", "clock.byAct")]
    [InlineData(ClockCode.Custody29, 1, ClockUnit.CalendarDays, "Act B.E. 2551 s.29", "C", "clock.byAct")] // may be nearly two days
    [InlineData(ClockCode.Custody29, 48, ClockUnit.Hours, "Act B.E. 2570 s.3", "C", null)]
    [InlineData(ClockCode.Custody29, 12, ClockUnit.Hours, "Order of DATIP", "D", null)]
    [InlineData(ClockCode.CourtExtension, 14, ClockUnit.CalendarDays, "Act B.E. 2551 s.29", "C", "clock.byAct")]
    [InlineData(ClockCode.MdtConvene, 48, ClockUnit.CalendarDays, "Design proposal", "D", null)]
    public void NoSettingAlone_HoldsAPersonLongerThanTheAct(ClockCode code, int amount, ClockUnit unit, string basis, string confidence, string? refused)
    {
        var (by, at) = (new Actor(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Domain.Access.Role.DatipCoordinator, "10"), new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        var act = new ClockValue(Guid.NewGuid(), ClockSettings.Default.All.Last(s => s.Code == code));
        ClockTerms Terms(int of, ClockUnit counted, string on, string known) => new(of, counted, new DateOnly(2026, 12, 1), on, known, "Why");
        Assert.Equal(refused, (Record.Exception(() => act.FollowedBy(Guid.NewGuid(), Terms(amount, unit, basis, confidence), by, at)) as RefusedException)?.Refusal.Code);
        // What DATIP made shorter it may make as long again as the Act has it.
        if (code == ClockCode.Custody29) Assert.NotNull(new ClockValue(Guid.NewGuid(), act.Setting).FollowedBy(Guid.NewGuid(), Terms(12, ClockUnit.Hours, "Order", "D"), by, at).FollowedBy(Guid.NewGuid(), Terms(24, ClockUnit.Hours, act.LegalBasis, "C"), by, at));
    }

    private static ClockSetting Setting(int amount, string from, string? until)
        => new(ClockCode.FollowUpVisit, amount, ClockUnit.CalendarDays, DateOnly.Parse(from), "", "D", "", "", until is null ? null : DateOnly.Parse(until));
}
