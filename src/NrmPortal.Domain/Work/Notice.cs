namespace NrmPortal.Domain.Work;

/// <summary>What somebody is told about a case. A code: the text is the reader's language's, and holds nothing personal.</summary>
public enum NoticeCode
{
    /// <summary>A task was given to the reader or their office.</summary>
    TaskGiven,

    /// <summary>A limit nears its end or has passed; <c>clock</c> and <c>percent</c> say which and how far.</summary>
    ClockEscalated,

    /// <summary>A second screener has answered about a negative of the reader's office; <c>answer</c> says whether it is confirmed or overturned.</summary>
    SecondScreened,

    /// <summary>An emergency opening of a case of the reader's.</summary>
    BrokenGlass,

    /// <summary>A consent was withdrawn, and what rested on it has ended.</summary>
    ConsentWithdrawn,

    /// <summary>A consent runs out on the day <c>on</c>, after which nothing is shared on it.</summary>
    ConsentExpiring,

    /// <summary>A consent ran out, and what rested on it has ended.</summary>
    ConsentExpired,

    /// <summary>A share that had ended lives again on a new basis.</summary>
    ShareRestored,

    /// <summary>Something is shared on a legal <c>ground</c> to which the person has said no.</summary>
    SharedOverRefusal,

    /// <summary>DCY has answered and named its officer.</summary>
    DcyAnswered,

    /// <summary>DCY takes part no longer.</summary>
    DcyEnded,

    /// <summary>What became of a s.41 flag was recorded; <c>outcome</c> says what.</summary>
    NonPunishmentRecorded,

    /// <summary>The two offices that were asked about s.41 say different things: nothing is settled.</summary>
    NonPunishmentDiffers,

    /// <summary>The flag of s.41 was set in error: nothing is asked of anybody any more.</summary>
    NonPunishmentWithdrawn,

    /// <summary>Another office ended a police case that the reader's recorded, inquires into or prosecutes; <c>policeCaseEnd</c> says how.</summary>
    PoliceCaseEnded,

    /// <summary>A police case is in the hands of the reader's office from now on.</summary>
    PoliceCaseNamed,

    /// <summary>A police case that was in the hands of the reader's office is in another's.</summary>
    PoliceCaseMoved,

    /// <summary>An alarm: a person was taken into custody under s.29 once more.</summary>
    CustodyAgain,

    /// <summary>An alarm: custody was corrected so that its hours become more, or none.</summary>
    CustodyCorrected,

    /// <summary>An alarm: an office recorded a court's order that ends the custody of another.</summary>
    CustodyTakenOver,

    /// <summary>Another office recorded that it holds or houses the person too, or corrected or ended what the reader's office recorded.</summary>
    HeldElsewhere,

    /// <summary>An office recorded that the person left, while the reader's office had recorded that it holds or houses them.</summary>
    LeftElsewhere,

    /// <summary>The person has arrived at another shelter, and the stay at the reader's has ended by that.</summary>
    MovedElsewhere,

    /// <summary>An alarm: by the attendance list a decision was made without the quorum.</summary>
    QuorumLost,

    /// <summary>An alarm: a person protected by s.41 is prosecuted without the Minister's written permission.</summary>
    ProsecutedWithoutPermission,

    /// <summary>The reader has a seat on a panel of the MDT.</summary>
    MdtConvened,

    /// <summary>The meeting on which the reader sits is on another day or in another place.</summary>
    MdtMoved,

    /// <summary>The meeting on which the reader sat does not take place.</summary>
    MdtCancelled,

    /// <summary>Another panel took the place of the one on which the reader sat.</summary>
    MdtReplaced,

    /// <summary>The person was found to be an adult: DCY, which takes part, looks at that and ends its part.</summary>
    DcyNoChild,

    /// <summary>The work on a case in which DCY takes part has ended: DCY finishes what is its own, and ends its part.</summary>
    DcyWorkEnded,

    /// <summary>A danger or a rule of safe contact no longer stands; which one, the case says.</summary>
    WarningEnded,

    /// <summary>The case left identification before the panel on which the reader sat had decided.</summary>
    MdtEnded,

    /// <summary>The case went to another province office while a panel sat: the meeting is about it no more, and the panel goes on until that office convenes its own.</summary>
    MdtCaseMoved,

    /// <summary>An alarm: a panel that had not decided was replaced by another.</summary>
    MdtConvenedAnew,

    /// <summary>A member of an <c>agency</c> has a conflict of interest; another may be seated, and must be where a <c>gap</c> is named.</summary>
    MdtConflict,

    /// <summary>The competent authority has decided; <c>outcome</c> says what.</summary>
    MdtDecided,

    /// <summary>A decision is to be reviewed, or new facts are reported: a second panel is to be convened.</summary>
    MdtReviewAsked,

    /// <summary>A task came over from somebody else.</summary>
    TaskHandedOver,

    /// <summary>A task the reader gave is done.</summary>
    TaskDone,

    /// <summary>Days of a stay that no basis covers, two cover, or that are past a limit; <c>alarm</c> says which.</summary>
    StayAlarm,

    /// <summary>The consent on which somebody is held or housed was taken back or ran out.</summary>
    StayGroundEnded,

    /// <summary>Somebody asks that a guardian who may be the suspect be cleared: a second person decides.</summary>
    GuardianClearingAsked,

    /// <summary>A guardian who might have been the suspect was cleared.</summary>
    GuardianCleared,

    /// <summary>Somebody named on the case may not answer for the person any more: who does, and what they agreed to, is looked at anew.</summary>
    MayNotAnswer,

    /// <summary>A message about a case; <c>urgent</c> says whether it cannot wait.</summary>
    MessageWritten,

    /// <summary>A <c>referral</c> is before the reader's office, which answers it; <c>urgent</c> says whether it cannot wait.</summary>
    ReferralReceived,

    /// <summary>An urgent <c>referral</c>, or an emergency, was sent to DATIP: others stand in its queue and tell nobody.</summary>
    ReferralUrgent,

    /// <summary>The receiver of a <c>referral</c> has accepted the person or taken them on.</summary>
    ReferralAccepted,

    /// <summary>The person has arrived where a <c>referral</c> led them.</summary>
    ReferralArrived,

    /// <summary>A service has done what a <c>referral</c> of the reader's office asked for, and hands over.</summary>
    ReferralFinished,

    /// <summary>Whoever answers for the case has ended a <c>referral</c> that the reader's office had taken on.</summary>
    ReferralStopped,

    /// <summary>A <c>referral</c> was declined or sent back: whoever may send it again reads it.</summary>
    ReferralReturned,

    /// <summary>Nobody answered a <c>referral</c> of the reader's office, and it has ended.</summary>
    ReferralLapsed,

    /// <summary>The receiver of a <c>referral</c> asks back before it answers.</summary>
    ReferralAsked,

    /// <summary>A question about a <c>referral</c> has an answer.</summary>
    ReferralAnswered,

    /// <summary>The receiver of a <c>referral</c> reports how it goes.</summary>
    ReferralReported,

    /// <summary>Another office proposes to hand a case over to the reader's.</summary>
    TransferProposed,

    /// <summary>The office to which a case was to be handed over declines.</summary>
    TransferDeclined,

    /// <summary>A case has another owner.</summary>
    CaseTakenOver,

    /// <summary>The consent on which the reader's office has a case is gone: the responsible office decides who has it.</summary>
    OwnerConsentEnded,
}

/// <summary>One person has read one notice, or marked it as read.</summary>
public sealed class NoticeRead
{
    private NoticeRead() { }

    public NoticeRead(Guid noticeId, Actor by, DateTimeOffset at) => (NoticeId, UserId, At) = (noticeId, by.UserId, at);

    public Guid NoticeId { get; private set; }
    public Guid UserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <summary>
/// One notice to one audience, written in the transaction of the act it tells of: the portal shows it, and the post sends it
/// from this same row. It names the case and nothing of the person.
/// </summary>
public sealed class Notice
{
    private Notice() { }

    internal Notice(Guid id, Guid caseId, NoticeCode code, string path, Audience to, Actor? by, DateTimeOffset at, IEnumerable<(string Key, string Value)> parameters)
    {
        (Id, CaseId, Code, Path, At, ByUserId) = (id, caseId, code, path, at, by?.UserId);
        (ToUnitId, ToMembershipId, ToAgency, ToRole) = to;
        Parameters = parameters.ToDictionary(p => p.Key, p => IsCode(p.Value) ? p.Value : throw new ArgumentException("A notice names codes and numbers only.", nameof(parameters)), StringComparer.Ordinal);
    }

    // The wall against a name in a letter: what has a space or a letter of Thai is no code.
    private static bool IsCode(string value) => value.Length <= 60 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':');

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public NoticeCode Code { get; private set; }

    /// <summary>Where in the portal it leads, for instance <c>/cases/NRM-2569-000123/consent</c>.</summary>
    public string Path { get; private set; } = "";
    public Guid? ToUnitId { get; private set; }
    public Guid? ToMembershipId { get; private set; }
    public Access.AgencyType? ToAgency { get; private set; }
    public Access.Role? ToRole { get; private set; }

    /// <summary>Null when a job tells.</summary>
    public Guid? ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>Codes and numbers that the text names; never anything of the person.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
