using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;
using Xunit;

namespace NrmPortal.Domain.Tests.Cases;

public sealed class RiskRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly Actor By = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");

    private readonly Case file = ACase.At(Stage.Protection, adult: true);

    [Fact]
    public void TheGravestDanger_IsTheOverallLevel_WhicheverItIs()
    {
        foreach (var level in Enum.GetValues<RiskLevel>())
        {
            for (var which = 0; which < 5; which++)
            {
                var l = Enumerable.Range(0, 5).Select(i => i == which ? level : RiskLevel.Low).ToArray();
                Assert.Equal(level, new RiskLevels(l[0], l[1], l[2], l[3], l[4]).Overall);
            }
        }
    }

    [Fact]
    public void AnAssessment_AsksTheOfficeForTheNext()
    {
        Assert.Equal("risk.reassessLater", Assert.Throws<RefusedException>(() => Assess(Today)).Refusal.Code);
        Assess(Today.AddDays(7));
        var asked = Assert.Single(file.Tasks);
        Assert.Equal((TaskCode.ReassessRisk, true), (asked.Code, asked.IsOpen));
        Assert.Equal(new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.FromHours(7)), asked.DueAt);
        Assess(Today.AddDays(14));
        Assert.Equal(2, file.Tasks.Count);
    }

    [Fact]
    public void TheNextAssessment_IsPutOffNoLongerThanTheLimitOfTheDay()
    {
        var limit = ClockSettings.Default.At(ClockCode.RiskReassessment, At);
        var last = Today.AddDays(limit.Amount);
        Assert.Equal(ClockUnit.CalendarDays, limit.Unit);
        var refused = Assert.Throws<RefusedException>(() => Assess(last.AddDays(1))).Refusal;
        Assert.Equal(("risk.reassessSooner", last.ToString("O", CultureInfo.InvariantCulture)), (refused.Code, Assert.Single(refused.Parameters)));
        Assert.Equal(last, Assess(last).ReassessOn);

        ClockBook.Begin();
        ClockBook.Shipped.With(ClockSettings.Default.With(limit with { Amount = 10, From = Today })).LayOpen();
        Assert.Equal("risk.reassessSooner", Assert.Throws<RefusedException>(() => Assess(Today.AddDays(11))).Refusal.Code);
        Assert.Equal(Today.AddDays(10), Assess(Case.LatestReassessment(At)).ReassessOn);
    }

    [Fact]
    public void Warnings_AreEitherDangersOrRules_AndHoldFromDayToDay()
    {
        foreach (var code in Enum.GetValues<WarningCode>())
        {
            var warning = file.Warn(Guid.NewGuid(), code, Today, Today.AddDays(2), [], By, At);
            Assert.Equal([false, true, true, true, false], Enumerable.Range(-1, 5).Select(i => warning.HoldsOn(Today.AddDays(i))));
            if (warning.IsOfContact) Assert.NotNull(file.Explain(warning, "Through her aunt"));
            else Assert.Equal("warning.codeAlone", Assert.Throws<RefusedException>(() => file.Explain(warning, "A name")).Refusal.Code);
            Assert.Null(file.Explain(warning, " "));
            Assert.Equal("warning.there", Assert.Throws<RefusedException>(() => file.Warn(Guid.NewGuid(), code, Today.AddDays(1), null, [warning], By, At)).Refusal.Code);
            Assert.Equal("warning.endsBeforeStart", Assert.Throws<RefusedException>(() => file.Warn(Guid.NewGuid(), code, Today, Today.AddDays(-1), [], By, At)).Refusal.Code);
            file.EndWarning(warning, By, At);
            Assert.False(warning.HoldsOn(Today));
            Assert.Equal("warning.ended", Assert.Throws<RefusedException>(() => file.EndWarning(warning, By, At)).Refusal.Code);
            Assert.NotNull(file.Warn(Guid.NewGuid(), code, Today, null, [warning], By, At));
        }

        Assert.Equal(6, Enum.GetValues<WarningCode>().Count(CaseWarning.IsContactRule));
    }

    [Fact]
    public void Assessing_IsPossibleFromScreeningOn_AndWarningFromFirstContact()
    {
        Assert.Equal(Enum.GetValues<Stage>().Where(s => s >= Stage.Screening), NrmFlow.Rows.Where(r => r.Action == CaseAction.AssessRisk).Select(r => r.From).Order());
        Assert.Equal(Enum.GetValues<Stage>(), NrmFlow.Rows.Where(r => r.Action == CaseAction.RecordWarning).Select(r => r.From).Order());
    }

    private RiskAssessment Assess(DateOnly again) =>
        file.AssessRisk(Guid.NewGuid(), new RiskLevels(RiskLevel.High, RiskLevel.Low, RiskLevel.Low, RiskLevel.Low, RiskLevel.Low), "Why", null, again, By, At);
}
