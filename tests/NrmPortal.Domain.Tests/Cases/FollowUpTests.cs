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

    private static string? Refused(Action act) => (Record.Exception(act) as RefusedException)?.Refusal.Code;

    [Theory]
    [InlineData(VisitKind.Seen)]
    [InlineData(VisitKind.Phone)]
    [InlineData(VisitKind.NotFound)]
    public void AVisit_AsksForTheNext_WithinTheInterval(VisitKind kind)
    {
        var subject = Ended();
        var visit = subject.FollowUp(Guid.NewGuid(), ThaiDay.Of(At).AddDays(-1), kind, Note, again: true, Caseworker, At);
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
        Assert.Null(subject.FollowUp(Guid.NewGuid(), ThaiDay.Of(At), VisitKind.Seen, Note, again: false, Caseworker, At).NextBy);
        Assert.Empty(subject.Tasks);
        Assert.Empty(subject.RunningClocks);
    }

    [Fact]
    public void AVisit_HasItsDayAndItsNote_AndWhoWasNotFoundIsLookedForAgain()
    {
        var subject = Ended();
        string? Visit(DateOnly on, VisitKind kind, SealedText? note, bool again) => Refused(() => subject.FollowUp(Guid.NewGuid(), on, kind, note, again, Caseworker, At));
        Assert.Equal("date.future", Visit(ThaiDay.Of(At).AddDays(1), VisitKind.Seen, Note, true));
        Assert.Equal("visit.beforeFollowUp", Visit(ThaiDay.Of(At).AddDays(-31), VisitKind.Seen, Note, true));
        Assert.Equal("visit.note", Visit(ThaiDay.Of(At), VisitKind.Seen, null, true));
        Assert.Equal("visit.notFoundAgain", Visit(ThaiDay.Of(At), VisitKind.NotFound, Note, false));
    }

    [Fact]
    public void OnlyInFollowUp_ByWhoMayCloseACase()
    {
        foreach (var stage in Enum.GetValues<Stage>())
            foreach (var role in Enum.GetValues<Role>())
            {
                var by = Caseworker with { Role = role };
                var subject = ACase.At(stage, adult: true);
                var expected = stage != Stage.FollowUp ? "flow.stage" : RoleGrants.Has(role, Permission.CaseClose) ? null : "flow.role";
                Assert.Equal((stage, role, expected), (stage, role, Refused(() => subject.FollowUp(Guid.NewGuid(), ThaiDay.Of(At), VisitKind.Phone, Note, true, by, At))));
            }
    }
}
