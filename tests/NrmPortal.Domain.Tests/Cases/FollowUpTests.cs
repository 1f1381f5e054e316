using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Follow-up after help has ended: what is recorded, what is asked next, and where it is possible.</summary>
public sealed class FollowUpTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Caseworker = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
    private static readonly SealedText Note = SealedText.Of("Works in a shop (made up)")!;

    private static Case Ended() => ACase.At(Stage.FollowUp, adult: true).With(nameof(Case.StageSince), At.AddDays(-30));

    private static VisitTerms Visit(DateOnly on, VisitKind kind, bool again, SealedText? note = null) => new(on, kind, VisitOutcome.Well, note ?? Note, again);

    private static string? Refused(Action act) => (Record.Exception(act) as RefusedException)?.Refusal.Code;

    [Theory]
    [InlineData(VisitKind.Seen)]
    [InlineData(VisitKind.Phone)]
    [InlineData(VisitKind.NotFound)]
    public void AVisit_AsksForTheNext_WithinTheInterval(VisitKind kind)
    {
        var subject = Ended();
        var visit = subject.FollowUp(Guid.NewGuid(), Visit(ThaiDay.Of(At).AddDays(-1), kind, again: true), Caseworker, At);
        var due = ClockEngine.Run(ClockCode.FollowUpVisit, At).Due;
        var task = Assert.Single(subject.Tasks, t => t.Code == TaskCode.FollowUpVisit);
        Assert.Equal((due, due, ThaiDay.Of(due.AddTicks(-1))), (task.DueAt!.Value, subject.DueAt!.Value, visit.NextBy!.Value));
        Assert.Equal("case.followUp", subject.Events.Last().Code);
        Assert.Contains(TaskRules.Answers, a => a.Code == TaskCode.FollowUpVisit && a.Event == "case.followUp");
    }

    [Fact]
    public void TheLastVisit_AsksForNothing_AndNoLimitRuns()
    {
        var subject = Ended();
        Assert.Null(subject.FollowUp(Guid.NewGuid(), Visit(ThaiDay.Of(At), VisitKind.Seen, again: false), Caseworker, At).NextBy);
        Assert.Empty(subject.Tasks);
        Assert.Empty(subject.RunningClocks);
    }

    [Fact]
    public void AVisit_HasItsDayAndItsNote_AndWhoWasNotFoundIsLookedForAgain()
    {
        var subject = Ended();
        string? Why(VisitTerms terms) => Refused(() => subject.FollowUp(Guid.NewGuid(), terms, Caseworker, At));
        var today = ThaiDay.Of(At);
        Assert.Equal("date.future", Why(Visit(today.AddDays(1), VisitKind.Seen, true)));
        Assert.Equal("visit.beforeFollowUp", Why(Visit(today.AddDays(-31), VisitKind.Seen, true)));
        Assert.Equal("visit.note", Why(Visit(today, VisitKind.Seen, true) with { Note = null }));
        Assert.Equal("visit.notFoundAgain", Why(Visit(today, VisitKind.NotFound, false)));
        Assert.Equal("visit.outcome", Why(Visit(today, VisitKind.Seen, true) with { Outcome = null }));
        Assert.Equal("visit.outcome", Why(Visit(today, VisitKind.Phone, true) with { Outcome = VisitOutcome.NotFound }));
        Assert.Equal("visit.dangerNotWell", Why(Visit(today, VisitKind.Phone, true) with { Danger = VisitDanger.InDanger }));
        Assert.Equal("visit.dangerAgain", Why(Visit(today, VisitKind.Phone, false) with { Danger = VisitDanger.InDanger, Outcome = VisitOutcome.NeedsHelp }));
    }

    [Theory, InlineData(VisitDanger.InDanger), InlineData(VisitDanger.TraffickedAgain)]
    public void Danger_IsATaskOfTheOffice_ThatIsDoneInWords_WithinADay(VisitDanger danger)
    {
        var subject = Ended();
        subject.FollowUp(Guid.NewGuid(), Visit(ThaiDay.Of(At), VisitKind.Seen, again: true) with { Danger = danger, Outcome = VisitOutcome.NeedsHelp }, Caseworker, At);
        var task = Assert.Single(subject.Tasks, t => t.Code == TaskCode.ActOnDanger);
        Assert.Equal((subject.ProvinceOfficeId, ClockEngine.Run(ClockCode.VisitDanger, At).Due), (task.ToUnitId!.Value, task.DueAt!.Value));
        Assert.True(TaskRules.NeedsNote(task.Code));
        Assert.Equal(["visit"], subject.Events.Last(e => e.Code == "case.followUp").Parameters.Keys);
    }

    [Theory]
    [InlineData(true, VisitKind.Seen, VisitOutcome.RefusesContact, false)]
    [InlineData(false, VisitKind.Seen, VisitOutcome.RefusesContact, true)]
    [InlineData(false, VisitKind.NotFound, VisitOutcome.Well, true)]
    [InlineData(false, VisitKind.Phone, VisitOutcome.Well, false)]
    public void AChildThatIsMissingOrShutsTheDoor_IsAMatterOfChildProtection(bool adult, VisitKind kind, VisitOutcome outcome, bool protects)
    {
        var subject = ACase.At(Stage.FollowUp, adult).With(nameof(Case.StageSince), At.AddDays(-30));
        subject.FollowUp(Guid.NewGuid(), Visit(ThaiDay.Of(At), kind, again: true) with { Outcome = outcome }, Caseworker, At);
        Assert.Equal(protects, subject.Tasks.Any(t => t.Code == TaskCode.ProtectChild));
    }

    [Fact]
    public void WhoHasDied_IsVisitedNoMore_AndToldNothing()
    {
        VisitTerms Died(bool again) => Visit(ThaiDay.Of(At), VisitKind.Phone, again) with { Outcome = VisitOutcome.Died };
        Assert.Equal("visit.died", Refused(() => Ended().FollowUp(Guid.NewGuid(), Died(again: true), Caseworker, At)));
        Assert.Equal("visit.died", Refused(() => Ended().FollowUp(Guid.NewGuid(), Died(again: false) with { Danger = VisitDanger.InDanger }, Caseworker, At)));
        var subject = Ended();
        Assert.Null(subject.FollowUp(Guid.NewGuid(), Died(again: false), Caseworker, At).NextBy);
        Assert.DoesNotContain(subject.Tasks, t => t.Code == TaskCode.FollowUpVisit && t.GivenAt == At);
        Assert.Equal("Died", subject.Events.Last(e => e.Code == "case.followUp").Parameters["visit"]);
        Assert.Equal([TaskCode.TellDecision, TaskCode.RenewPermit, TaskCode.TellCompensationRight], TaskRules.Answers.Where(a => a.Event == "case.followUp" && a.OnlyWith == "Died").Select(a => a.Code));
    }

    [Fact]
    public void OnlyInFollowUp_OrAfterADeparture_ByWhoMayProposeAnEnd()
    {
        foreach (var stage in Enum.GetValues<Stage>())
            foreach (var role in Enum.GetValues<Role>())
            {
                var by = Caseworker with { Role = role };
                var subject = ACase.At(stage, adult: true);
                var expected = stage is not (Stage.FollowUp or Stage.Return) ? "flow.stage" : !RoleGrants.Has(role, Permission.CaseClose) ? "flow.role" : stage == Stage.Return ? "flow.notDeparted" : null;
                Assert.Equal((stage, role, expected), (stage, role, Refused(() => subject.FollowUp(Guid.NewGuid(), Visit(ThaiDay.Of(At), VisitKind.Phone, true), by, At))));
            }
    }
}
