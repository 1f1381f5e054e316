using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Work;

/// <summary>An act after which somebody has to do something: who, and within which limit.</summary>
/// <param name="About">The parameter of the event that names the one thing it is about; null: it is about the case.</param>
public sealed record TaskAsk(CaseAction Action, TaskCode Code, Func<Case, Audience> To, ClockCode? Limit, string? About = null);

/// <summary>An event that answers a task: the database closes the task in the transaction of the event.</summary>
/// <param name="OwnOnly">Only the task of the membership that acts: one member's opinion is not the others'.</param>
/// <param name="SameOnly">Only the task about what the event names: one purpose, one disclosure.</param>
/// <param name="OnlyWith">A value that the event must hold; null: any such event answers.</param>
public sealed record TaskAnswer(string Event, TaskCode Code, bool OwnOnly, bool SameOnly = false, string? OnlyWith = null);

/// <summary>Which acts ask something of somebody, and which acts answer it. Written once; the database holds a copy of the answers.</summary>
public static class TaskRules
{
    private static readonly CaseAction[] Decisions =
        [CaseAction.DecideVictimTrafficking, CaseAction.DecideVictimForcedLabour, CaseAction.DecideNotVictim, CaseAction.DecideUndeterminedTimeLeft, CaseAction.DecideUndeterminedTimeOver];

    private static readonly CaseAction[] LeadToThePanel =
    [
        CaseAction.ConcludeReasonableGrounds, CaseAction.ConcludeUnclear, CaseAction.OverturnNegative, CaseAction.DecideUndeterminedTimeLeft,
        CaseAction.ReopenToProtection, CaseAction.ReopenToIdentification, CaseAction.RequestReview, CaseAction.ReportNewFacts,
        CaseAction.CancelSitting,
    ];

    // A visit itself asks for the next one, unless it was the last; whoever went home is visited from their arrival on.
    private static readonly CaseAction[] LeadToVisits = [CaseAction.EndAssistance, CaseAction.DeclineAndLeave];
    private static readonly CaseAction[] Reopenings = [CaseAction.ReopenToProtection, CaseAction.ReopenToIdentification, CaseAction.ReopenToAssistance];

    // Nobody is there any more, or nobody was ever to be there under this number.
    private static readonly CaseAction[] WithoutCare = [CaseAction.EndByDeath, CaseAction.EndInError];

    // With these the work on the case ends: what the flow had still asked for it is over.
    private static readonly CaseAction[] Endings =
        [CaseAction.CloseNotification, CaseAction.EndAssistance, CaseAction.CompleteReturn, CaseAction.EndOtherPathway, CaseAction.DeclineAndLeave, .. WithoutCare];

    private static readonly ReferralAction[] Reviews =
        [ReferralAction.ReviewAfter, ReferralAction.Approve, ReferralAction.Redirect, ReferralAction.Return, ReferralAction.Decline, ReferralAction.Lapse];

    private static readonly TaskCode[] OfTheWork =
        [TaskCode.AssignCaseManager, TaskCode.ConveneMdt, TaskCode.InvolveDcy, TaskCode.AnswerAsDcy, TaskCode.AssessBestInterests, TaskCode.ReassessRisk, TaskCode.RenewConsent, TaskCode.AskStayConsent, TaskCode.AnswerClosure, TaskCode.ReviewPlan, TaskCode.BackFromLeave, TaskCode.ReferAgain, TaskCode.AwaitTransfer];

    public static IReadOnlyList<TaskAsk> Asks { get; } =
    [
        new(CaseAction.AskSecondScreener, TaskCode.SecondScreening, c => Audience.Of(c.OwnerUnitId), ClockCode.SecondScreening),
        .. LeadToThePanel.Select(a => new TaskAsk(a, TaskCode.ConveneMdt, c => Audience.Of(c.ProvinceOfficeId, Role.MdtSecretary), ClockCode.MdtConvene)),
        new(CaseAction.PlaceInEmergency, TaskCode.ReviewEmergencyPlacement, _ => Audience.Everywhere(AgencyType.Datip, Role.DatipReviewer), ClockCode.EmergencyReview, About: "referral"),
        // Decided is not told: until the person has heard of it the decision has not reached them.
        .. Decisions.Select(a => new TaskAsk(a, TaskCode.TellDecision, c => Audience.Of(c.ProvinceOfficeId, Role.ProvinceCaseworker), ClockCode.DecisionTold)),
        new(CaseAction.ProposeClosure, TaskCode.AnswerClosure, c => Audience.Of(c.ProvinceOfficeId, Role.MdtSecretary), ClockCode.ClosureAnswer),
        new(CaseAction.Transfer, TaskCode.AwaitTransfer, c => Audience.Of(c.ProvinceOfficeId, Role.ProvinceCaseworker), ClockCode.TransferAnswer),
        .. LeadToVisits.Select(a => new TaskAsk(a, TaskCode.FollowUpVisit, c => Audience.Of(c.ProvinceOfficeId, Role.ProvinceCaseworker), ClockCode.FollowUpVisit)),
    ];

    public static IReadOnlyList<TaskAnswer> Answers { get; } =
    [
        By(TaskCode.AssignCaseManager, CaseAction.AssignCaseManager), By(TaskCode.AssignCaseManager, CaseAction.TakeOver),
        // Back; whoever has gone for good is awaited no longer with the end of that stay, and of no other (end_of_stay_answers).
        Same(TaskCode.BackFromLeave, CaseAction.RecordBack),
        By(TaskCode.SecondScreening, CaseAction.ConfirmNegative), By(TaskCode.SecondScreening, CaseAction.OverturnNegative),
        // Convened, or decided after all; whoever fills the one gap of a panel that sits answers what was asked for that gap.
        By(TaskCode.ConveneMdt, CaseAction.Convene), By(TaskCode.ConveneMdt, CaseAction.CancelSitting), .. Decisions.Select(a => By(TaskCode.ConveneMdt, a)), Same(TaskCode.ConveneMdt, CaseAction.SeatMember),
        .. Endings.SelectMany(a => OfTheWork.Select(code => By(code, a))),
        By(TaskCode.AnswerClosure, CaseAction.SendBackClosure), By(TaskCode.AnswerClosure, CaseAction.WithdrawClosure),
        By(TaskCode.GiveOpinion, CaseAction.GiveOpinion, ownOnly: true),
        // Whoever stands back is asked no longer.
        .. new[] { TaskCode.GiveOpinion, TaskCode.Decide }.Select(code => By(code, CaseAction.DeclareInterest, ownOnly: true) with { OnlyWith = nameof(Interest.Conflict) }),
        // The dead are told, visited, screened and met no more; of a case that should not have been only the telling stays.
        .. new[] { TaskCode.SecondScreening, TaskCode.MeetArrival, TaskCode.FollowUpVisit, TaskCode.RenewPermit, TaskCode.TellCompensationRight }.SelectMany(code => WithoutCare.Select(a => By(code, a))),
        By(TaskCode.TellDecision, CaseAction.EndByDeath),
        .. new[] { TaskCode.TellDecision, TaskCode.RenewPermit, TaskCode.TellCompensationRight }.Select(code => By(code, CaseAction.FollowUp) with { OnlyWith = nameof(VisitOutcome.Died) }),
        // A new panel takes the place of the one that sat; its own seats are asked after that.
        .. Decisions.Append(CaseAction.Convene).Append(CaseAction.CancelSitting).Append(CaseAction.DeclineAndLeave).Concat(WithoutCare).SelectMany(a => new[] { By(TaskCode.GiveOpinion, a), By(TaskCode.Decide, a) }),
        // Who could not be told is still to be told; a later decision is told in the place of the one before.
        By(TaskCode.TellDecision, CaseAction.TellDecision) with { OnlyWith = Telling.Yes }, .. Decisions.Select(a => By(TaskCode.TellDecision, a)),
        // Reviewed before or after the placement, or none came of it; one that is over is looked at all the same.
        .. Reviews.Select(a => new TaskAnswer($"referral.{a}", TaskCode.ReviewEmergencyPlacement, OwnOnly: false, SameOnly: true)), Same(TaskCode.ReviewEmergencyPlacement, CaseAction.WithdrawReferral),
        By(TaskCode.InvolveDcy, CaseAction.InvolveDcy), By(TaskCode.AnswerAsDcy, CaseAction.AnswerAsDcy), By(TaskCode.AnswerAsDcy, CaseAction.EndDcy),
        // Nobody asks for the child who is none: found to be an adult, or one by now. A part that DCY took is ended by DCY.
        .. new[] { AgeOutcome.Adult, AgeOutcome.TurnedEighteen }.SelectMany(found => new[] { TaskCode.InvolveDcy, TaskCode.AssessBestInterests }.Select(code => By(code, CaseAction.AssessAge) with { OnlyWith = found.ToString() })),
        By(TaskCode.AssessBestInterests, CaseAction.AssessBestInterests), By(TaskCode.AssessBestInterests, CaseAction.DetermineBestInterests), By(TaskCode.ReassessRisk, CaseAction.AssessRisk), By(TaskCode.ReviewPlan, CaseAction.MakePlan),
        // Of the office that answers, and of both once they say the same; a prosecution without permission, and answers that differ, ask anew.
        Same(TaskCode.AnswerNonPunishment, CaseAction.RecordNonPunishment), By(TaskCode.AnswerNonPunishment, CaseAction.RecordNonPunishment) with { OnlyWith = nameof(NonPunishmentStanding.Settled) },
        By(TaskCode.AnswerNonPunishment, CaseAction.WithdrawNonPunishment),
        // A pause that ends with its stage closes its task in the database.
        Same(TaskCode.ResumeClock, CaseAction.ResumeClock),
        // Yes or no, they were asked; whoever could not answer is still to be, and who takes it back need not be. Nobody asks who has
        // left that shelter (end_of_stay_answers).
        .. new[] { TaskCode.RenewConsent, TaskCode.AskStayConsent }.SelectMany(code => new[] { ConsentOutcome.Given, ConsentOutcome.Refused }.Select(said => Same(code, CaseAction.RecordConsent) with { OnlyWith = said.ToString() })),
        Same(TaskCode.RenewConsent, CaseAction.WithdrawConsent),
        By(TaskCode.ReferAgain, CaseAction.Refer), By(TaskCode.ReferAgain, CaseAction.PlaceInEmergency), By(TaskCode.ReferAgain, CaseAction.RecordService),
        By(TaskCode.AwaitTransfer, CaseAction.TakeOver), By(TaskCode.AwaitTransfer, CaseAction.WithdrawTransfer),
        // Who declines does not see the case: the database writes it into the history.
        new(CaseEvent.TransferDeclined, TaskCode.AwaitTransfer, OwnOnly: false, SameOnly: false),
        Same(TaskCode.TellRecipientToStop, CaseAction.RecordRecipientTold),
        Same(TaskCode.AttendCourt, CaseAction.EndCourtDate),
        By(TaskCode.TellCompensationRight, CaseAction.TellCompensationRight), By(TaskCode.TellCompensationRight, CaseAction.EndPoliceCase) with { OnlyWith = Case.NoPoliceCase },
        By(TaskCode.PursueClaim, CaseAction.RecordWageMoney, ownOnly: true), By(TaskCode.PursueClaim, CaseAction.RecordCivilMoney, ownOnly: true), Same(TaskCode.PursueClaim, CaseAction.EndClaimOfficer),
        // The next permit of its kind; whoever has gone home needs none.
        Same(TaskCode.RenewPermit, CaseAction.RecordPermit), By(TaskCode.RenewPermit, CaseAction.CompleteReturn),
        // Met, or nobody came; also when it was announced anew.
        By(TaskCode.MeetArrival, CaseAction.RecordHomecoming), By(TaskCode.MeetArrival, CaseAction.CloseNotification), By(TaskCode.MeetArrival, CaseAction.AnnounceArrival),
        // A review may be asked of a closed case too: no more visits then, the MDT comes first.
        By(TaskCode.FollowUpVisit, CaseAction.FollowUp), .. Reopenings.Append(CaseAction.RequestReview).Append(CaseAction.ReportNewFacts).Select(a => By(TaskCode.FollowUpVisit, a)),
        // Who stays after all has no visits after a return; who leaves after it is visited as every other who leaves.
        By(TaskCode.FollowUpVisit, CaseAction.ReturnToAssistance), By(TaskCode.FollowUpVisit, CaseAction.DeclineAndLeave),
    ];

    /// <summary>Asked for the work on the case itself: it ends with it.</summary>
    public static bool IsOfTheWork(TaskCode code) => OfTheWork.Contains(code);

    /// <summary>A person calls it done, as no one act of the portal is its answer; of an owner without a consent another owner is one too (owner_is_settled).</summary>
    public static bool IsDoneByHand(TaskCode code) => code is TaskCode.Written or TaskCode.ProtectChild or TaskCode.AnswerNumberMessage or TaskCode.LookIntoIncident or TaskCode.ActOnDanger or TaskCode.HandOverAfterStay or TaskCode.AskTheHospital or TaskCode.SettleOwner;

    /// <summary>Whoever calls it done writes what was done.</summary>
    public static bool NeedsNote(TaskCode code) => code is TaskCode.ProtectChild or TaskCode.AnswerNumberMessage or TaskCode.LookIntoIncident or TaskCode.ActOnDanger or TaskCode.SettleOwner or TaskCode.HandOverAfterStay;

    /// <summary>Asked of a person by their seat: it cannot be handed over, nor covered for.</summary>
    public static bool IsOfASeat(TaskCode code) => code is TaskCode.GiveOpinion or TaskCode.Decide;

    /// <summary>The limit of a task that no clock of its case or referral runs for: it goes up the ladder on its own.</summary>
    public static ClockCode? LimitOf(TaskCode code) => code switch
    {
        TaskCode.ReviewEmergencyPlacement => ClockCode.EmergencyReview,
        TaskCode.ProtectChild => ClockCode.ChildProtection,
        TaskCode.InvolveDcy => ClockCode.DcyInvolved,
        TaskCode.AssessBestInterests => ClockCode.BestInterests,
        TaskCode.AnswerNonPunishment => ClockCode.NonPunishmentAnswer,
        TaskCode.GiveOpinion => ClockCode.MdtOpinion,
        TaskCode.Decide => ClockCode.MdtDecision,
        TaskCode.RenewConsent or TaskCode.AskStayConsent => ClockCode.ConsentRenewal,
        TaskCode.ResumeClock => ClockCode.PauseEnd,
        TaskCode.TellDecision => ClockCode.DecisionTold,
        TaskCode.AnswerNumberMessage => ClockCode.NumberMessage,
        TaskCode.TellRecipientToStop => ClockCode.RecipientStop,
        TaskCode.AnswerAsDcy => ClockCode.DcyAnswer,
        TaskCode.ReassessRisk => ClockCode.RiskReassessment,
        TaskCode.AttendCourt => ClockCode.CourtDay,
        TaskCode.AnswerClosure => ClockCode.ClosureAnswer,
        TaskCode.ReviewPlan => ClockCode.PlanReview,
        TaskCode.BackFromLeave => ClockCode.LeaveBack,
        TaskCode.LookIntoIncident => ClockCode.IncidentReview,
        TaskCode.ReferAgain => ClockCode.ReferAgain,
        TaskCode.AwaitTransfer => ClockCode.TransferAnswer,
        TaskCode.RenewPermit => ClockCode.PermitRenewal,
        TaskCode.ActOnDanger => ClockCode.VisitDanger,
        TaskCode.HandOverAfterStay => ClockCode.ExitHandover,
        TaskCode.MeetArrival => ClockCode.ArrivalMet,
        TaskCode.TellCompensationRight => ClockCode.CompensationTold,
        TaskCode.AskTheHospital => ClockCode.HospitalAsked,
        TaskCode.SettleOwner => ClockCode.OwnerSettled,
        TaskCode.Written => ClockCode.WrittenTask,
        _ => null,
    };

    /// <summary>Tasks without a limit, and why nothing climbs for them: every other has one with a ladder.</summary>
    public static IReadOnlyDictionary<TaskCode, string> WithoutLimit { get; } = new Dictionary<TaskCode, string>
    {
        [TaskCode.AssignCaseManager] = "The stay before the interview runs on the case from the same act and climbs through the same office",
        [TaskCode.PursueClaim] = "What is owed is pursued for years, by the days that courts and offices set",
    };

    /// <summary>The limit that runs on a task of this code where the case runs none of the kind: what is due climbs a ladder either way.</summary>
    public static ClockCode? ClockOf(TaskCode code, ClockCode? ofTheCase) => LimitOf(code) ?? (DueBy(code) is { } limit && limit != ofTheCase ? limit : null);

    /// <summary>The limit within which a task is to be done: its own, or the one that the case or referral runs for it.</summary>
    public static ClockCode? DueBy(TaskCode code) => LimitOf(code) ?? Asks.FirstOrDefault(a => a.Code == code)?.Limit;

    private static TaskAnswer Same(TaskCode code, CaseAction action) => new(Case.EventOf(action), code, OwnOnly: false, SameOnly: true);

    private static TaskAnswer By(TaskCode code, CaseAction action, bool ownOnly = false) => new(Case.EventOf(action), code, ownOnly);
}
