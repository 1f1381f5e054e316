using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Work;

/// <summary>Tasks on which a limit of their own runs: from when, about what, and how they are done.</summary>
public sealed class TaskLimitTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    private static Actor Acting(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    public static TheoryData<TaskCode> Codes => [.. Enum.GetValues<TaskCode>()];

    [Theory, MemberData(nameof(Codes))]
    public void EveryTask_HasALimitThatClimbsBeyondItsDay_OrSaysWhyNot(TaskCode code)
    {
        if (TaskRules.WithoutLimit.TryGetValue(code, out var why))
        {
            Assert.NotEmpty(why);
            Assert.Null(TaskRules.DueBy(code));
            return;
        }

        var rungs = EscalationLadder.Default.Of(TaskRules.DueBy(code)!.Value).ToList();
        Assert.Contains(rungs, r => r.Percent < 100);
        Assert.Contains(rungs, r => r.Percent == 100);
        Assert.Contains(rungs, r => r.Percent > 100 && r.Told == Told.Datip);
    }

    [Fact]
    public void WhatOneAsksOfAnotherInWords_HasTheDayNamed_OrElseItsLimit_AndClimbsEitherWay()
    {
        var by = Acting(Role.ProvinceCaseworker);
        var subject = ACase.At(Stage.Protection, adult: true);
        CaseTask Give(DateTimeOffset? due) => subject.GiveTask(SealedText.Of("Ring the clinic"), Audience.Of(by.UnitId), due, by, At);
        Assert.NotNull(subject.HandOverTask(Give(null), Audience.Of(Guid.NewGuid()), SealedText.Of("On leave"), [], by, At));
        Assert.Equal((ClockCode.WrittenTask, null, At.AddDays(3)), (Give(At.AddDays(3)) is var named ? (named.Clock!.Value, named.DueBy, named.DueAt!.Value) : default));
        Assert.Equal((ClockCode.WrittenTask, ClockCode.WrittenTask, ClockEngine.Run(ClockCode.WrittenTask, At).Due), (Give(null) is var open ? (open.Clock!.Value, open.DueBy!.Value, open.DueAt!.Value) : default));
    }

    [Fact]
    public void ADayThatSomebodyNamed_ClimbsToo_AndIsMovedByNoSetting()
    {
        var (by, on) = (Acting(Role.ProvinceCaseworker), ThaiDay.Of(At).AddDays(10));
        var subject = ACase.At(Stage.Protection, adult: true);
        subject.AssessRisk(Guid.NewGuid(), new RiskLevels(RiskLevel.Low, RiskLevel.Low, RiskLevel.Low, RiskLevel.Low, RiskLevel.Low), "n", null, on, by, At);
        var task = Assert.Single(subject.Tasks, t => t.Code == TaskCode.ReassessRisk);
        Assert.Equal((ClockCode.RiskReassessment, null, ThaiDay.EndOf(on)), (task.Clock!.Value, task.DueBy, task.DueAt!.Value));
    }

    [Fact]
    public void ProtectingAChild_IsDoneWithANoteOfWhatWasDone_ByThoseItIsForAlone_WithinItsLimit()
    {
        var caseworker = Acting(Role.ProvinceCaseworker);
        var subject = ACase.At(Stage.Screening, adult: false);
        subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Refused, new ConsentTerms(ConsentPurpose.Assistance, [], Recipient.AnyThatHelps, null), new Explanation([], "my", InterpreterUse.Present),
            new Answer(null, ConsentGiver.Person, null, null), caseworker, At);
        var task = Assert.Single(subject.Tasks, t => t.Code == TaskCode.ProtectChild);
        Assert.Equal((ClockCode.ChildProtection, ClockEngine.Run(ClockCode.ChildProtection, At).Due), (task.Clock!.Value, task.DueAt!.Value));
        var office = new Actor(Guid.NewGuid(), Guid.NewGuid(), task.ToUnitId!.Value, Role.ProvinceCaseworker, "63");
        string? Refused(SealedText? note, Actor by) => (Record.Exception(() => subject.FinishTask(task, note, [], by, At)) as RefusedException)?.Refusal.Code;
        Assert.Equal("task.notYours", Refused(SealedText.Of("A foster family (made up)"), caseworker));
        // Whoever wrote the refusal down has asked for nothing, and takes it from nobody.
        Assert.Equal("task.notYours", (Record.Exception(() => subject.HandOverTask(task, Audience.Of(caseworker.UnitId), SealedText.Of("Ours"), [], caseworker, At)) as RefusedException)?.Refusal.Code);
        Assert.Equal("task.noteNeeded", Refused(null, office));
        Assert.Null(Refused(SealedText.Of("A foster family (made up)"), office));
        Assert.False(task.IsOpen);
        Assert.Equal((TaskWordsKind.Done, office.UserId), task.Words.Select(w => (w.Kind, w.ByUserId)).Single());
    }

    [Fact]
    public void TheFirstConvening_RunsOnItsTask_AndALaterOne_OnTheCaseAlone()
    {
        var first = Assert.Single(Cases.AChild.InProtection(AgeGroup.Adult).Tasks, t => t.Code == TaskCode.ConveneMdt);
        Assert.Equal((ClockCode.MdtConvene, ClockEngine.Run(ClockCode.MdtConvene, first.GivenAt).Due), (first.Clock!.Value, first.DueAt!.Value));
        Assert.Null(TaskRules.ClockOf(TaskCode.ConveneMdt, ClockCode.MdtConvene));
        Assert.Null(TaskRules.ClockOf(TaskCode.FollowUpVisit, ClockCode.FollowUpVisit));
        Assert.Null(TaskRules.ClockOf(TaskCode.AssignCaseManager, null));
    }

    [Fact]
    public void TheReviewOfAnEmergency_HasItsOwnLimit_AboutItsReferralAlone_AndTheStageKeepsItsClock()
    {
        var subject = ACase.At(Stage.Protection, adult: true);
        var (by, stage) = (new Actor(Guid.NewGuid(), Guid.NewGuid(), subject.OwnerUnitId, Role.FrontlineOfficer, "63"), (subject.DueClock, subject.DueAt));
        var referral = subject.Refer(Guid.NewGuid(), new ReferralRequest(Urgent: true, Emergency: true, AgencyType.NgoShelter, Guid.NewGuid(), "s29", null, [Section.Identity]), null, by, At);
        var task = Assert.Single(subject.Tasks, t => t.Code == TaskCode.ReviewEmergencyPlacement);
        Assert.Equal((ClockCode.EmergencyReview, ClockEngine.Run(ClockCode.EmergencyReview, At).Due, referral.Number), (task.Clock!.Value, task.DueAt!.Value, task.About));
        Assert.Equal(stage, (subject.DueClock, subject.DueAt));
        var shelter = new Actor(Guid.NewGuid(), Guid.NewGuid(), referral.ReceiverUnitId!.Value, Role.ShelterManager, "63");
        referral.Accept(null, shelter, At);
        Assert.Equal(nameof(ClockCode.ArrivalUrgent), referral.DueClock);
        referral.ReviewAfter("fits", Acting(Role.DatipReviewer), At);
        Assert.Equal(nameof(ClockCode.ArrivalUrgent), referral.DueClock);
    }
}
