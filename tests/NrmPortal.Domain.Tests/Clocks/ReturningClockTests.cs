using System.Reflection;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Clocks;

/// <summary>The reflection period of a case that leaves protection and comes back: what a review finds, and what a reopening begins.</summary>
public sealed class ReturningClockTests
{
    private const ClockCode Reflection = ClockCode.ReflectionPeriod;
    private static readonly DateTimeOffset Start = ClockEngineTests.Bangkok("2026-11-24 10:00");
    private static readonly Actor Worker = Acting(Role.ProvinceCaseworker);
    private static readonly DateTimeOffset Plain = ClockEngine.Run(Reflection, Start).Due;

    private static Actor Acting(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    private static Case Protected()
    {
        var officer = Acting(Role.FrontlineOfficer);
        var found = Case.Open(Guid.NewGuid(), "FC-2569-000001", Guid.NewGuid(), officer, Start);
        found.Describe(AgeGroup.Adult, Sex.Male, ExploitationCategory.Labour);
        var screening = found.StartScreening(Guid.NewGuid(), "SCR-2569-000001", "d", "h", officer, Start);
        found.Conclude(screening, ScreeningOutcome.ReasonableGrounds, [], () => "NRM-2569-000001", officer, Start);
        return found;
    }

    // The step alone, by whoever may take it: panels and reasons are other tests' matter.
    private static void Step(Case found, CaseAction action, int day)
    {
        var by = Acting(Enum.GetValues<Role>().First(r => found.Can(action, r)));
        typeof(Case).GetMethod("Apply", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(found, [action, by, Start.AddDays(day), Array.Empty<(string, string)>()]);
    }

    private static void Decided(Case found, int day)
    {
        Step(found, CaseAction.Convene, day - 1);
        Step(found, CaseAction.DecideVictimTrafficking, day);
        found.With(nameof(Case.IdentifiedOutcome), IdentificationOutcome.VictimTraffickingS6);
        Assert.DoesNotContain(Reflection, found.RunningClocks.Select(r => r.Code));
    }

    private static ClockPause Pause(Case found, int day) =>
        found.PauseClock(Guid.NewGuid(), Reflection, PauseReason.InHospital, ThaiDay.Of(Start).AddDays(day + 10), Worker, Start.AddDays(day));

    private static Domain.Cases.RunningClock Running(Case found) => found.RunningClocks.Single(r => r.Code == Reflection);

    [Fact]
    public void AReview_AfterItsEnd_FindsTheFirstCount_WithPausesAndExtensions()
    {
        var found = Protected();
        var pause = Pause(found, 1);
        found.ResumeClock(Reflection, new([pause], []), Worker, Start.AddDays(11));
        found.ExtendClock(Guid.NewGuid(), Reflection, 5, ExtendingAuthority.Datip, "1/2569", new([pause], []), Acting(Role.DatipCoordinator), Start.AddDays(12));
        Decided(found, 20);
        Step(found, CaseAction.RequestReview, 80);
        Assert.Equal((Start, Plain.AddDays(15)), (Running(found).Start, Running(found).Due));
        Step(found, CaseAction.DecideUndeterminedTimeLeft, 81);
        Assert.Equal((nameof(ClockCode.ReflectionPeriod), Plain.AddDays(15)), (found.DueClock, found.DueAt));
    }

    [Fact]
    public void APauseThatIsOpen_EndsAsTheCaseLeaves_AndASecondOneIsAdded()
    {
        var found = Protected();
        var first = Pause(found, 1);
        Decided(found, 6);
        Assert.Equal((Start.AddDays(6), false, ""), (first.Until!.Value, found.IsPaused(Reflection), found.PausedClocks));
        Step(found, CaseAction.RequestReview, 30);
        Assert.Equal(Plain.AddDays(5), Running(found).Due);
        var second = Pause(found, 31);
        Assert.Null(Running(found).Due);
        found.ResumeClock(Reflection, new([first, second], []), Worker, Start.AddDays(33));
        Assert.Equal(Plain.AddDays(7), Running(found).Due);
    }

    [Fact]
    public void APauseOfTheStagesOwnLimit_EndsWithTheStage()
    {
        var found = Protected();
        var pause = found.PauseClock(Guid.NewGuid(), ClockCode.StayBeforeInterview, PauseReason.InHospital, ThaiDay.Of(Start).AddDays(10), Worker, Start.AddDays(1));
        Step(found, CaseAction.Convene, 3);
        Assert.Equal((Start.AddDays(3), ""), (pause.Until!.Value, found.PausedClocks));
    }

    [Fact]
    public void AReopening_BeginsANewReflectionPeriod_ThatDay()
    {
        var found = Protected();
        Pause(found, 1);
        Decided(found, 6);
        Step(found, CaseAction.EndAssistance, 90);
        Step(found, CaseAction.ReopenToProtection, 100);
        Assert.Equal((Start.AddDays(100), ClockEngine.Run(Reflection, Start.AddDays(100)).Due), (Running(found).Start, Running(found).Due));
    }

    [Fact]
    public void WhatWasDoneToTheLimits_HasToBeRead_BeforeOneIsCountedAnew()
    {
        var found = Protected();
        var pause = Pause(found, 1);
        var known = typeof(Case).GetField("known", BindingFlags.Instance | BindingFlags.NonPublic)!;
        known.SetValue(found, ClockChanges.None);
        Assert.IsType<InvalidOperationException>(Assert.Throws<TargetInvocationException>(() => Step(found, CaseAction.DeclineAndLeave, 2)).InnerException);
        found = Protected();
        pause = Pause(found, 1);
        known.SetValue(found, ClockChanges.None);
        found.Recall(new([pause], []));
        Decided(found, 6);
        Assert.Equal(Start.AddDays(6), pause.Until);
    }

    [Fact]
    public void APause_NamesADayByWhichItEnds_AndAsksWhoeverPaused_WithALadder()
    {
        var found = Protected();
        var most = ClockEngine.Run(ClockCode.PauseEnd, Start.AddDays(1)).LastDay;
        foreach (var day in new[] { ThaiDay.Of(Start), most.AddDays(1) })
            Assert.Equal("clock.resumeBy", Assert.Throws<RefusedException>(() => found.PauseClock(Guid.NewGuid(), Reflection, PauseReason.InHospital, day, Worker, Start.AddDays(1))).Refusal.Code);
        Assert.Equal(most, found.PauseClock(Guid.NewGuid(), Reflection, PauseReason.InHospital, most, Worker, Start.AddDays(1)).ResumeBy);
        var task = Assert.Single(found.Tasks, t => t.Code == TaskCode.ResumeClock);
        Assert.Equal((Worker.MembershipId, ThaiDay.StartOf(most.AddDays(1)), ClockCode.PauseEnd, "ReflectionPeriod"), (task.ToMembershipId!.Value, task.DueAt!.Value, task.Clock!.Value, task.About));
        Assert.NotEmpty(EscalationLadder.Default.Of(ClockCode.PauseEnd));
    }
}
