namespace NrmPortal.Domain.Clocks;

/// <summary>The limits that run on cases, referrals and requests. Their lengths are settings, never constants.</summary>
public enum ClockCode
{
    Custody29,
    CourtExtension,
    StayBeforeInterview,
    ReflectionPeriod,
    SecondScreening,
    MdtConvene,
    ReferralDecisionUrgent,
    ReferralDecisionNormal,
    ReferralAnswerUrgent,
    ReferralAnswerNormal,
    ArrivalUrgent,
    ArrivalNormal,
    EmergencyReview,
    FollowUpVisit,
    PdpaAccess,
    PdpaBreach,

    /// <summary>How long a consent lives unless an earlier day is named.</summary>
    ConsentExpiry,

    /// <summary>From a child's entry into protection to the question to DCY.</summary>
    DcyInvolved,

    /// <summary>From a child's entry into protection to the best-interests assessment.</summary>
    BestInterests,

    /// <summary>From a child's refusal to what is done to protect the child all the same.</summary>
    ChildProtection,

    /// <summary>From a s.41 flag to the answer of inquiry officer and prosecutor.</summary>
    NonPunishmentAnswer,

    /// <summary>From a seat in a panel to the member's opinion.</summary>
    MdtOpinion,

    /// <summary>From a seat in a panel to the competent authority's decision.</summary>
    MdtDecision,

    /// <summary>From the question whether somebody still agrees to the answer; of a consent that runs out, its last day.</summary>
    ConsentRenewal,

    /// <summary>How long a limit may stand still before it runs on or is paused anew.</summary>
    PauseEnd,

    /// <summary>From a decision to the person's hearing of it.</summary>
    DecisionTold,

    /// <summary>From a message that names a case by its number to what the office of the case does about it.</summary>
    NumberMessage,

    /// <summary>From the end of a share to the word to a recipient outside that what it has is not its to use.</summary>
    RecipientStop,

    /// <summary>From the question to DCY to its answer.</summary>
    DcyAnswer,

    /// <summary>From a safety and risk assessment to the next; the assessment names the day.</summary>
    RiskReassessment,

    /// <summary>From a day in court that is set to that day; the court names it.</summary>
    CourtDay,

    /// <summary>How long a person must be free before custody under s.29 can begin anew.</summary>
    HoldingBreak,

    /// <summary>From a proposal to close a case to the answer of a second person.</summary>
    ClosureAnswer,

    /// <summary>The longest time until a person's plan is looked at again; the plan names the day.</summary>
    PlanReview,

    /// <summary>From a person's going out of a shelter to their being back; the leave names the hour.</summary>
    LeaveBack,

    /// <summary>From a serious incident in a shelter to what DATIP found.</summary>
    IncidentReview,

    /// <summary>The longest restriction of a person's movement before it has to be considered anew.</summary>
    RestrictionLength,

    /// <summary>How long an offer may stay without an answer before it ends by itself.</summary>
    ReferralLapse,

    /// <summary>From the end of an unanswered offer to the next referral.</summary>
    ReferAgain,

    /// <summary>From a proposal to hand a case over to the other office's answer.</summary>
    TransferAnswer,
    /// <summary>From a person's arrival in a shelter to a long stay, which the shelter's list names.</summary>
    LongStay,
    /// <summary>How long an assessment of the risk of a return counts.</summary>
    ReturnRiskLife,

    /// <summary>From somebody's arrival at home to the first visit there.</summary>
    ReturnVisitFirst,
    ReturnVisitSecond,
    ReturnVisitThird,
    ReturnVisitLast,

    /// <summary>So long before a permit to stay or to work ends it is to be renewed.</summary>
    PermitRenewal,

    /// <summary>From a visit that found danger to what is done about it.</summary>
    VisitDanger,

    /// <summary>From a person's departure from a shelter, or their arrival in another one, to the handover by the one they left, which sees the case so long.</summary>
    ExitHandover,
    /// <summary>So long before an announced arrival somebody is to see to it.</summary>
    ArrivalMet,

    /// <summary>From a police case to the word to the person that compensation can be claimed.</summary>
    CompensationTold,

    /// <summary>From what a hospital was given to the question what came of it.</summary>
    HospitalAsked,

    /// <summary>From the end of the consent on which an office has a case to whether it keeps it.</summary>
    OwnerSettled,

    /// <summary>From what one person asks another in words of their own to its being done; whoever asks may name the day.</summary>
    WrittenTask,
}

/// <summary>What is particular to some of the limits.</summary>
public static class ClockCodes
{
    /// <summary>Kept for people to read: the portal itself runs no clock on them yet, as it keeps no register of what they run on.</summary>
    public static IReadOnlyCollection<ClockCode> OnlyKept { get; } = [ClockCode.PdpaAccess, ClockCode.PdpaBreach];
}
