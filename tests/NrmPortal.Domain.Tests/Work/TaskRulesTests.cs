using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;
using Xunit;

namespace NrmPortal.Domain.Tests.Work;

/// <summary>What asks for a task and what closes it, both ways.</summary>
public sealed class TaskRulesTests
{
    public static TheoryData<TaskCode> Codes => [.. Enum.GetValues<TaskCode>()];

    [Theory, MemberData(nameof(Codes))]
    public void EveryTask_HasItsAnswer_OrIsCalledDoneByWhomeverItIsFor(TaskCode code) => Assert.NotEqual(TaskRules.Answers.Any(a => a.Code == code), TaskRules.IsDoneByHand(code));

    [Fact]
    public void EveryAnswer_IsAnActOfTheFlow_OrOfAReferral_OrWhatTheDatabaseWritesForWhoSeesNoCase() => Assert.All(TaskRules.Answers, answer =>
        Assert.True(answer.Event.StartsWith("referral.", StringComparison.Ordinal) || answer.Event == CaseEvent.TransferDeclined || Enum.GetValues<CaseAction>().Any(a => Case.EventOf(a) == answer.Event), answer.Event));

    [Theory]
    [InlineData(CaseAction.EndAssistance)]
    [InlineData(CaseAction.CompleteReturn)]
    [InlineData(CaseAction.EndOtherPathway)]
    [InlineData(CaseAction.EndByDeath)]
    [InlineData(CaseAction.EndInError)]
    [InlineData(CaseAction.DeclineAndLeave)]
    [InlineData(CaseAction.CloseNotification)]
    public void WhenTheWorkEnds_NothingOfItStaysAsked(CaseAction end)
    {
        var closed = TaskRules.Answers.Where(a => a.Event == Case.EventOf(end)).Select(a => a.Code).ToHashSet();
        Assert.Superset(new HashSet<TaskCode> { TaskCode.ConveneMdt, TaskCode.AssignCaseManager, TaskCode.InvolveDcy, TaskCode.AssessBestInterests, TaskCode.ReassessRisk }, closed);
    }

    [Fact]
    public void OneMembersOpinion_IsNotTheOthers() =>
        Assert.Equal([TaskCode.GiveOpinion, TaskCode.PursueClaim], TaskRules.Answers.Where(a => a.OwnOnly && a.OnlyWith is null).Select(a => a.Code).Distinct());

    [Fact]
    public void WhoeverStandsBack_IsAskedNoLonger_WhoeverDoesNot_Still() => Assert.Equal(
        [(TaskCode.GiveOpinion, "Conflict", true), (TaskCode.Decide, "Conflict", true)],
        TaskRules.Answers.Where(a => a.Event == "case.declareInterest").Select(a => (a.Code, a.OnlyWith!, a.OwnOnly)));

    // A seat that is filled answers what was asked for that seat; a panel, or its decision, all of it.
    [Fact]
    public void WhatAPanelLacks_IsAnsweredByWhatFillsIt_OrByAnotherPanel_OrByTheDecision()
    {
        Assert.True(Assert.Single(TaskRules.Answers, a => a is { Event: "case.seatMember", Code: TaskCode.ConveneMdt }).SameOnly);
        foreach (var act in new[] { CaseAction.Convene, CaseAction.CancelSitting, CaseAction.DecideNotVictim, CaseAction.DecideUndeterminedTimeLeft })
            Assert.False(Assert.Single(TaskRules.Answers, a => a.Event == Case.EventOf(act) && a.Code == TaskCode.ConveneMdt).SameOnly);
    }

    [Fact]
    public void TheEndOfOneOfficesPart_AnswersNothingOfAnothers() => Assert.DoesNotContain(TaskRules.Answers, a => a.Event == Case.EventOf(CaseAction.EndPlacement));

    [Theory]
    [InlineData(CaseAction.ConcludeReasonableGrounds, TaskCode.ConveneMdt)]
    [InlineData(CaseAction.ConcludeUnclear, TaskCode.ConveneMdt)]
    [InlineData(CaseAction.OverturnNegative, TaskCode.ConveneMdt)]
    [InlineData(CaseAction.RequestReview, TaskCode.ConveneMdt)]
    [InlineData(CaseAction.ReportNewFacts, TaskCode.ConveneMdt)]
    [InlineData(CaseAction.AskSecondScreener, TaskCode.SecondScreening)]
    [InlineData(CaseAction.PlaceInEmergency, TaskCode.ReviewEmergencyPlacement)]
    [InlineData(CaseAction.EndAssistance, TaskCode.FollowUpVisit)]
    [InlineData(CaseAction.DecideNotVictim, TaskCode.TellDecision)]
    [InlineData(CaseAction.DecideUndeterminedTimeLeft, TaskCode.TellDecision)]
    public void AnAct_AsksForWhatComesNext(CaseAction act, TaskCode task) => Assert.Contains(TaskRules.Asks, a => a.Action == act && a.Code == task);
}
