using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>A death, and a case that should not have been opened: a way out of every stage in which a person can be held or cared for.</summary>
public sealed class DeathAndErrorTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Proposer = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
    private static readonly Actor Second = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.MdtSecretary, "63");

    private static ClosureFacts Facts(ClosureReason reason) => new(reason == ClosureReason.Died ? CaseAction.EndByDeath : CaseAction.EndInError, reason, SealedText.Of("Written down"), null, null,
        reason == ClosureReason.Died ? null : SealedText.Of("There is nobody"), Recontact.NotAsked, null, Belongings.NoneKept, null);

    // Wherever somebody can be recorded as held or housed, somebody can be recorded as having died.
    private static readonly Stage[] InCare = [.. Enum.GetValues<Stage>().Where(s => NrmFlow.Find(s, CaseAction.RecordBasisOfStay) is not null)];

    public static TheoryData<Stage, AgeGroup, ClosureReason> Ways()
    {
        var data = new TheoryData<Stage, AgeGroup, ClosureReason>();
        foreach (var stage in InCare)
            foreach (var age in Enum.GetValues<AgeGroup>())
                foreach (var reason in new[] { ClosureReason.Died, ClosureReason.RecordedInError }) data.Add(stage, age, reason);
        return data;
    }

    [Theory, MemberData(nameof(Ways))]
    public void FromEveryStageOfCare_AtEveryAge_TwoPeopleEndTheCase(Stage stage, AgeGroup age, ClosureReason reason)
    {
        var file = ACase.At(stage, age);
        Assert.Contains(ClosureReasons.Endings, e => ClosureReasons.Of(e).Contains(reason) && file.WhyNotEnd(e, ThaiDay.Of(At)) is null);
        Assert.Equal("closure.holdsCustody", Code(() => file.ProposeClosure(Guid.NewGuid(), Facts(reason), [ClosureItem.Custody], Proposer, At)));
        Assert.Equal("closure.holdsNoGround", Code(() => file.ProposeClosure(Guid.NewGuid(), Facts(reason), [ClosureItem.NoGround], Proposer, At)));
        var closure = file.ProposeClosure(Guid.NewGuid(), Facts(reason), [], Proposer, At);
        Assert.Equal("closure.samePerson", Code(() => file.Close(closure, [], Proposer, At)));
        file.Close(closure, [], Second, At);
        Assert.Equal(Stage.FollowUp, file.Stage);
        Assert.Null(file.DueClock);
        Assert.DoesNotContain(file.Tasks, t => t.Code is TaskCode.FollowUpVisit or TaskCode.TellDecision);
    }

    [Fact]
    public void AClosedCase_AndANotification_HaveNoSuchWay()
    {
        foreach (var stage in Enum.GetValues<Stage>().Except(InCare))
            Assert.DoesNotContain(NrmFlow.From(stage), r => ClosureReasons.Of(r.Action).Any(reason => reason is ClosureReason.Died or ClosureReason.RecordedInError));
        Assert.Equal([Stage.Notified, Stage.FollowUp], Enum.GetValues<Stage>().Except(InCare));
        Assert.DoesNotContain(NrmFlow.From(Stage.FollowUp), r => ClosureReasons.Endings.Contains(r.Action));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DcyThatTakesPart_HearsThatTheWorkHasEnded(bool takesPart)
    {
        var (file, dcy) = (ACase.At(Stage.Protection, AgeGroup.Child), Guid.NewGuid());
        if (takesPart) file.InvolveDcy(Guid.NewGuid(), dcy, Proposer, At);
        file.Close(file.ProposeClosure(Guid.NewGuid(), Facts(ClosureReason.Died), [], Proposer, At), [], Second, At);
        Assert.Equal(takesPart ? [dcy] : [], file.Notices.Where(n => n.Code == NoticeCode.DcyWorkEnded).Select(n => n.ToUnitId!.Value));
    }

    [Theory]
    [InlineData(AgeGroup.Child, ClosureReason.Died, false)]
    [InlineData(AgeGroup.Child, ClosureReason.RecordedInError, true)]
    [InlineData(AgeGroup.Unknown, ClosureReason.RecordedInError, true)]
    [InlineData(AgeGroup.Adult, ClosureReason.RecordedInError, false)]
    public void AChildWhoseCaseWasWrong_IsStillAChild(AgeGroup age, ClosureReason reason, bool protects)
    {
        var file = ACase.At(Stage.Protection, age);
        file.Close(file.ProposeClosure(Guid.NewGuid(), Facts(reason), [], Proposer, At), [], Second, At);
        Assert.Equal(protects, file.Tasks.Any(t => t.Code == TaskCode.ProtectChild));
    }

    [Theory, InlineData(CaseAction.EndByDeath), InlineData(CaseAction.EndInError)]
    public void NobodyIsVisitedScreenedOrHeardAnyMore(CaseAction end)
    {
        var closed = TaskRules.Answers.Where(a => a.Event == Case.EventOf(end)).Select(a => a.Code).ToHashSet();
        Assert.Superset(new HashSet<TaskCode> { TaskCode.FollowUpVisit, TaskCode.SecondScreening, TaskCode.GiveOpinion, TaskCode.Decide, TaskCode.MeetArrival }, closed);
        Assert.Equal(end == CaseAction.EndByDeath, closed.Contains(TaskCode.TellDecision));
        Assert.DoesNotContain(TaskRules.Asks, a => a.Action == end);
    }

    private static string? Code(Action act) => (Record.Exception(act) as RefusedException)?.Refusal.Code;
}
