using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>The end of the work on a case, by two people, and its beginning again.</summary>
public sealed class ClosureTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Proposer = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
    private static readonly Actor Second = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.DatipCoordinator, "10");

    private static readonly ClosureFacts Facts = new(CaseAction.EndAssistance, ClosureReason.PlanFulfilled, SealedText.Of("Works in a bakery"), "my", InterpreterUse.Present, null,
        Recontact.Agreed, SealedText.Of("Through her aunt"), Belongings.Returned, null);

    private readonly Case file = ACase.At(Stage.Assistance, adult: true);

    public static TheoryData<Stage, CaseAction, ClosureReason> Ends()
    {
        var data = new TheoryData<Stage, CaseAction, ClosureReason>();
        foreach (var stage in Enum.GetValues<Stage>())
            foreach (var ending in ClosureReasons.Endings.Where(e => NrmFlow.Find(stage, e) is not null))
                foreach (var reason in ClosureReasons.Of(ending)) data.Add(stage, ending, reason);
        return data;
    }

    [Theory, MemberData(nameof(Ends))]
    public void EveryEnding_WithEachOfItsReasons_NeedsTwoPeople_AndEndsTheCase(Stage stage, CaseAction ending, ClosureReason reason)
    {
        var subject = ACase.At(stage, adult: true).With(nameof(Case.ReturnedOn), new DateOnly(2026, 11, 20));
        var closure = subject.ProposeClosure(Guid.NewGuid(), Facts with { How = ending, Reason = reason }, [], Proposer, At);
        Assert.Equal(stage, subject.Stage);
        Assert.Equal("closure.samePerson", Code(() => subject.Close(closure, [], Proposer, At.AddHours(1))));
        subject.Close(closure, [], Second, At.AddHours(1));
        Assert.Equal((Stage.FollowUp, ClosureAnswer.Agreed, Second.UserId), (subject.Stage, closure.Answer!.Value, closure.AnsweredByUserId!.Value));
        Assert.Equal("closure.answered", Code(() => subject.SendBackClosure(closure, SealedText.Of("Late"), Second, At.AddHours(2))));
    }

    [Fact]
    public void EveryStageOfCareHasAWayToEnd_AndEveryEndOfTheTableHasReasons()
    {
        var ends = NrmFlow.Rows.Where(r => r.Moves && r.To == Stage.FollowUp && r.From != Stage.Notified).ToList();
        Assert.All(ends, r => Assert.NotEmpty(ClosureReasons.Of(r.Action)));
        Assert.Equal([Stage.Screening, Stage.Protection, Stage.Identification, Stage.Assistance, Stage.Return, Stage.OtherPathway], ends.Select(r => r.From).Distinct().Order().ToArray());
        Assert.All(ends, r => Assert.NotNull(NrmFlow.Find(r.From, CaseAction.ProposeClosure)));
    }

    [Fact]
    public void AProposal_AsksTheOffice_AndItsAnswerIsTheEnd()
    {
        var closure = file.ProposeClosure(Guid.NewGuid(), Facts, [], Proposer, At);
        var task = Assert.Single(file.Tasks, t => t.Code == TaskCode.AnswerClosure);
        Assert.NotNull(task.DueAt);
        Assert.Contains(TaskRules.Answers, a => a.Code == TaskCode.AnswerClosure && a.Event == Case.EventOf(closure.How));
    }

    [Theory]
    [InlineData(ClosureItem.OpenReferral), InlineData(ClosureItem.LivePlacement), InlineData(ClosureItem.Custody), InlineData(ClosureItem.ChildProtection), InlineData(ClosureItem.Danger)]
    public void WhoeverIsHousedHeldOrUnderway_IsNotLetGoOf(ClosureItem item)
    {
        Assert.Equal($"closure.holds{item}", Code(() => file.ProposeClosure(Guid.NewGuid(), Facts with { WhyOpen = SealedText.Of("Why not") }, [item], Proposer, At)));
        var closure = file.ProposeClosure(Guid.NewGuid(), Facts, [], Proposer, At);
        Assert.Equal($"closure.holds{item}", Code(() => file.Close(closure, [item], Second, At)));
        Assert.True(closure.Waits);
    }

    [Theory]
    [InlineData(ClosureItem.Task), InlineData(ClosureItem.Money), InlineData(ClosureItem.CourtDate), InlineData(ClosureItem.Consent)]
    [InlineData(ClosureItem.CourtResult), InlineData(ClosureItem.Service), InlineData(ClosureItem.Claim), InlineData(ClosureItem.DecisionNotTold), InlineData(ClosureItem.RecipientNotTold)]
    public void WhatIsOpen_NeedsAReason_AndWhatWasOpenedSinceAnAnswer(ClosureItem item)
    {
        Assert.Equal("closure.whyOpen", Code(() => file.ProposeClosure(Guid.NewGuid(), Facts, [item], Proposer, At)));
        var closure = file.ProposeClosure(Guid.NewGuid(), Facts with { WhyOpen = SealedText.Of("The court goes on without her") }, [item], Proposer, At);
        Assert.Equal([item], closure.Open);
        var other = item == ClosureItem.Money ? ClosureItem.Task : ClosureItem.Money;
        Assert.Equal("closure.openSince", Code(() => file.Close(closure, [item, other], Second, At)));
        file.Close(closure, [], Second, At);
        Assert.Equal(Stage.FollowUp, file.Stage);
    }

    // Back in the same stage after a review: what was proposed before knew nothing of it.
    [Fact]
    public void AProposalFromBeforeTheCaseMoved_EndsNothing_ThoughTheCaseIsBackWhereItWas()
    {
        var closure = file.ProposeClosure(Guid.NewGuid(), Facts, [], Proposer, At);
        Assert.False(file.HasMovedSince(closure));
        file.With(nameof(Case.Stage), Stage.Identification);
        Assert.Equal("closure.moved", Code(() => file.Close(closure, [], Second, At.AddDays(1))));
        file.With(nameof(Case.Stage), Stage.Assistance).With(nameof(Case.StageSince), At.AddDays(2));
        Assert.Equal("closure.moved", Code(() => file.Close(closure, [], Second, At.AddDays(3))));
        Assert.True(closure.Waits && file.HasMovedSince(closure));
        file.SendBackClosure(closure, SealedText.Of("Reviewed since"), Second, At.AddDays(3));
        Assert.Contains(TaskRules.Answers, a => a.Code == TaskCode.AnswerClosure && a.Event == Case.EventOf(CaseAction.SendBackClosure));
        file.Close(file.ProposeClosure(Guid.NewGuid(), Facts, [], Proposer, At.AddDays(4)), [], Second, At.AddDays(5));
        Assert.Equal(Stage.FollowUp, file.Stage);
    }

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public void OnlyARoleThatLooksAtTheWorkOfOthers_Agrees_OrSendsBack(Role role)
    {
        var may = role is Role.MdtSecretary or Role.DatipCoordinator;
        var closure = file.ProposeClosure(Guid.NewGuid(), Facts, [], Proposer, At);
        Assert.Equal(may ? null : "flow.role", file.WhyNot(CaseAction.SendBackClosure, role)?.Code);
        Assert.Equal(may ? null : "flow.role", Code(() => file.Close(closure, [], Second with { Role = role }, At)));
        Assert.Equal("closure.samePerson", Code(() => file.SendBackClosure(closure, SealedText.Of("No"), Proposer with { Role = Role.DatipCoordinator }, At)));
        Assert.Equal(Role.MdtSecretary, Assert.Single(TaskRules.Asks, a => a.Code == TaskCode.AnswerClosure).To(file).Role);
    }

    [Fact]
    public void EveryOpenTask_IsOnTheList_OrEndsWithTheCase_OrGoesOn()
    {
        Assert.Equal([TaskCode.AttendCourt, TaskCode.FollowUpVisit], Enum.GetValues<TaskCode>().Where(c => ClosureItems.Of(c) is null && !ClosureItems.EndsWithTheCase(c)).OrderBy(c => c.ToString()));
        foreach (var (code, item) in new[] { (TaskCode.ProtectChild, ClosureItem.ChildProtection), (TaskCode.ActOnDanger, ClosureItem.Danger), (TaskCode.LookIntoIncident, ClosureItem.Danger), (TaskCode.TellDecision, ClosureItem.DecisionNotTold), (TaskCode.PursueClaim, ClosureItem.Claim), (TaskCode.Written, ClosureItem.Task), (TaskCode.AnswerNonPunishment, ClosureItem.Task) })
            Assert.Equal((code, item), (code, ClosureItems.Of(code)!.Value));
    }

    [Fact]
    public void WhatAShelterKeeps_IsKept_WhateverIsTicked()
    {
        Assert.Equal("closure.belongingsKept", Code(() => file.ProposeClosure(Guid.NewGuid(), Facts with { WhyOpen = SealedText.Of("x") }, [ClosureItem.Belongings], Proposer, At)));
        Assert.Null(Code(() => file.ProposeClosure(Guid.NewGuid(), Facts with { WhyOpen = SealedText.Of("x"), Belongings = Belongings.StillKept }, [ClosureItem.Belongings], Proposer, At)));
    }

    [Fact]
    public void AProposal_SaysWhatWasDone_WhoWasTold_AndHowToBeInTouch()
    {
        string? Refused(ClosureFacts facts) => Code(() => file.ProposeClosure(Guid.NewGuid(), facts, [], Proposer, At));
        Assert.Equal("closure.reason", Refused(Facts with { Reason = ClosureReason.ReturnedToCountry }));
        Assert.Equal("closure.summary", Refused(Facts with { Summary = null }));
        Assert.Equal("closure.told", Refused(Facts with { Language = null }));
        Assert.Equal("closure.recontactHow", Refused(Facts with { RecontactHow = null }));
        Assert.Equal("closure.whyOpen", Refused(Facts with { Belongings = Belongings.StillKept }));
        Assert.Equal("closure.recontact", Refused(Facts with { How = CaseAction.DeclineAndLeave, Reason = ClosureReason.DeclinedHelp, Recontact = Recontact.NotAsked }));
        Assert.Equal("closure.reason", Refused(Facts with { Reason = ClosureReason.Died }));
        Assert.Null(Refused(Facts with { How = CaseAction.EndByDeath, Reason = ClosureReason.Died, Language = null }));
        Assert.Equal("closure.told", Refused(Facts with { How = CaseAction.EndInError, Reason = ClosureReason.RecordedInError, Language = null }));
        Assert.Null(Refused(Facts with { Language = null, NotToldWhy = SealedText.Of("Gone") }));
    }

    [Theory, InlineData(AgeGroup.Child), InlineData(AgeGroup.Unknown)]
    public void AChildThatLeaves_IsNoClosedCase(AgeGroup age) => Assert.Equal("flow.childNeverClosed", Code(() => ACase.At(Stage.Protection, age).ProposeClosure(
        Guid.NewGuid(), Facts with { How = CaseAction.DeclineAndLeave, Reason = ClosureReason.DeclinedHelp }, [], Proposer, At)));

    [Fact]
    public void SentBackOrWithdrawn_TheCaseGoesOn()
    {
        var first = file.ProposeClosure(Guid.NewGuid(), Facts, [], Proposer, At);
        Assert.Equal("closure.sendBackReason", Code(() => file.SendBackClosure(first, null, Second, At)));
        file.SendBackClosure(first, SealedText.Of("Her papers are missing"), Second, At);
        var second = file.ProposeClosure(Guid.NewGuid(), Facts, [], Proposer, At);
        Assert.Equal("closure.notYours", Code(() => file.WithdrawClosure(second, Second, At)));
        file.WithdrawClosure(second, Proposer, At);
        Assert.Equal((Stage.Assistance, ClosureAnswer.SentBack, ClosureAnswer.Withdrawn), (file.Stage, first.Answer!.Value, second.Answer!.Value));
    }

    [Fact]
    public void AProposalOfAnotherStage_IsNotAgreedTo()
    {
        var closure = file.ProposeClosure(Guid.NewGuid(), Facts, [], Proposer, At);
        file.With(nameof(Case.Stage), Stage.Return);
        Assert.Equal("closure.moved", Code(() => file.Close(closure, [], Second, At)));
    }

    [Theory]
    [InlineData(CaseAction.ReopenToProtection, Stage.Protection)]
    [InlineData(CaseAction.ReopenToAssistance, Stage.Assistance)]
    public void ACaseThatHadEnded_BeginsAgainWithItsReason(CaseAction how, Stage to)
    {
        var ended = ACase.At(Stage.FollowUp, adult: true).With(nameof(Case.IdentifiedOn), new DateOnly(2026, 1, 5)).With(nameof(Case.CaseManagerId), null);
        Assert.Equal("reopen.note", Code(() => ended.Reopen(Guid.NewGuid(), how, ReopenReason.TraffickedAgain, null, Proposer, At)));
        var again = ended.Reopen(Guid.NewGuid(), how, ReopenReason.TraffickedAgain, SealedText.Of("Found on a boat"), Proposer, At);
        Assert.Equal((to, how, ReopenReason.TraffickedAgain), (ended.Stage, again.How, again.Reason));
        // Nobody manages it any more: somebody is asked to.
        Assert.Equal(1, ended.Tasks.Count(t => t.Code == TaskCode.AssignCaseManager));
        // How great the danger is now, nobody knows.
        Assert.Equal(1, ended.Tasks.Count(t => t.Code == TaskCode.ReassessRisk && t.DueAt > At));
        Assert.Equal(WarningCode.TraffickedAgain, Assert.Single(ended.Flags).Code);
        Assert.False(Assert.Single(ended.Flags).IsOfContact);
        Assert.Equal("TraffickedAgain", ended.Events.Last(e => e.Parameters.ContainsKey("reopenReason")).Parameters["reopenReason"]);
        // What a visit had flagged is not flagged a second time.
        var known = ACase.At(Stage.FollowUp, adult: true).With(nameof(Case.IdentifiedOn), new DateOnly(2026, 1, 5));
        var flag = known.Warn(Guid.NewGuid(), WarningCode.TraffickedAgain, ThaiDay.Of(At), null, [], Proposer, At);
        known.Reopen(Guid.NewGuid(), how, ReopenReason.TraffickedAgain, SealedText.Of("Found on a boat"), Proposer, At, [flag]);
        Assert.Empty(known.Flags);
    }

    private static string? Code(Action act) => (Record.Exception(act) as RefusedException)?.Refusal.Code;
}
