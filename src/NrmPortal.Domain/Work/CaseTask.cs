using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Work;

/// <summary>What is to be done. All but <see cref="Written"/> come from the flow or a decision and have their words in the portal.</summary>
public enum TaskCode
{
    /// <summary>Put into words by a person.</summary>
    Written,

    /// <summary>A case has entered protection and nobody of the province office manages it yet.</summary>
    AssignCaseManager,

    /// <summary>The safety and risk assessment is to be made anew by this day.</summary>
    ReassessRisk,

    /// <summary>A child, or a person whose age is not known, declined, left, is missing or is let go: child protection takes care.</summary>
    ProtectChild,

    /// <summary>A consent runs out soon: the person is to be asked again.</summary>
    RenewConsent,

    /// <summary>A consent was withdrawn or ran out: a recipient outside the portal must be told to stop and to delete what it has.</summary>
    TellRecipientToStop,

    /// <summary>A child, or a person of unknown age, has entered protection: the Department of Children and Youth is to be asked.</summary>
    InvolveDcy,

    /// <summary>The best interests of a child are to be assessed.</summary>
    AssessBestInterests,

    /// <summary>DCY was asked to take part in a child's case and is to answer.</summary>
    AnswerAsDcy,

    /// <summary>No prosecution for the offences of s.41 without the Minister's written permission: to be looked into and answered.</summary>
    AnswerNonPunishment,

    /// <summary>A second trained person considers a negative screening.</summary>
    SecondScreening,

    /// <summary>The province's secretary calls the multidisciplinary team together.</summary>
    ConveneMdt,

    /// <summary>A member of the team gives an opinion; of the seat alone.</summary>
    GiveOpinion,

    /// <summary>The competent authority decides; of the seat alone.</summary>
    Decide,

    /// <summary>DATIP considers a placement that was made first.</summary>
    ReviewEmergencyPlacement,

    /// <summary>The next visit after help has ended.</summary>
    FollowUpVisit,

    /// <summary>A limit stands still, and is to run on by this day or to be paused anew with a reason.</summary>
    ResumeClock,

    /// <summary>A day in court, of which the person is told and for which they are prepared; due on that day.</summary>
    AttendCourt,

    /// <summary>A named officer pursues what the person is owed.</summary>
    PursueClaim,

    /// <summary>The person is told what was decided about them, in their language, with their right to a review.</summary>
    TellDecision,

    /// <summary>Somebody gave the number of the case and asked for something; what, is read beside the task.</summary>
    AnswerNumberMessage,

    /// <summary>A shelter houses a person on the consent to the referral alone: they are to be asked whether they agree to the stay.</summary>
    AskStayConsent,

    /// <summary>A second person looks at a proposal to close the case.</summary>
    AnswerClosure,

    /// <summary>The person's plan is looked at again with them, by the day that it names.</summary>
    ReviewPlan,

    /// <summary>A person who went out of the shelter is to be back; the shelter's.</summary>
    BackFromLeave,

    /// <summary>A serious thing happened in a shelter: DATIP looks into it and writes down what it found.</summary>
    LookIntoIncident,

    /// <summary>An offer ended without an answer: the person is to be referred again, or helped otherwise.</summary>
    ReferAgain,

    /// <summary>Another office was asked to take the case over: its answer is awaited, and asked for where none comes.</summary>
    AwaitTransfer,
    /// <summary>A permit to stay or to work ends soon: the next one is to be applied for, or another way found.</summary>
    RenewPermit,

    /// <summary>The Ministry of Foreign Affairs has announced that a Thai national comes home: somebody meets them on that day.</summary>
    MeetArrival,

    /// <summary>A visit found the person in danger, or trafficked again: somebody acts and writes down how.</summary>
    ActOnDanger,

    /// <summary>The person has left the shelter: belongings and the note of departure are to be handed over.</summary>
    HandOverAfterStay,

    /// <summary>A police case was opened: the person is told of the right to compensation (s.34), in their language.</summary>
    TellCompensationRight,

    /// <summary>A hospital was asked to help: what came of it is asked there, and the service is recorded.</summary>
    AskTheHospital,

    /// <summary>An office has the case on a consent that is gone: the responsible office takes it over, or writes down the legal ground on which it stays there.</summary>
    SettleOwner,
}

/// <summary>One thing to do on a case, by an office, a role there, or one person, by a day. Done once, by whoever is first.</summary>
public sealed class CaseTask
{
    /// <summary>How long whoever has done a task can say that it is not done after all.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromHours(24);

    private readonly List<TaskWords> words = [];

    private CaseTask() { }

    internal CaseTask(Guid id, Guid caseId, TaskCode code, Audience to, DateTimeOffset? due, Actor? by, DateTimeOffset at, string? about = null, ClockCode? dueBy = null, ClockCode? clock = null)
    {
        (About, DueBy) = (about, dueBy);
        (Id, CaseId, Code, DueAt, GivenAt) = (id, caseId, code, due, at);
        Clock = due is null ? null : clock;
        (GivenByUserId, GivenByMembershipId) = (by?.UserId, by?.MembershipId);
        (ToUnitId, ToMembershipId, ToAgency, ToRole) = to;
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public TaskCode Code { get; private set; }

    /// <summary>A code or id of the one thing it is about: only an event that names it answers the task. Null: any such event does.</summary>
    public string? About { get; private set; }
    public Guid? ToUnitId { get; private set; }
    public Guid? ToMembershipId { get; private set; }
    public AgencyType? ToAgency { get; private set; }
    public Role? ToRole { get; private set; }
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>Null when a job asks.</summary>
    public Guid? GivenByUserId { get; private set; }
    public Guid? GivenByMembershipId { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The limit that runs on this task alone and goes up the ladder; null where none does, or the case's or referral's own clock does.</summary>
    public ClockCode? Clock { get; private set; }

    /// <summary>The limit that its day was computed by, whether it runs on the task or on the case: the day follows it. Null: a day that somebody named.</summary>
    public ClockCode? DueBy { get; private set; }

    /// <summary>Who of an office has taken it in hand.</summary>
    public Guid? TakenByUserId { get; private set; }
    public DateTimeOffset? TakenAt { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public Guid? DoneByUserId { get; private set; }

    /// <summary>What this transaction wrote on it; earlier words are read from their own table, as far as the reader may.</summary>
    public IReadOnlyCollection<TaskWords> Words => words;

    /// <summary>The event that answered it; null when a person said that it is done. Written by the database.</summary>
    public string? AnsweredBy { get; private set; }

    /// <summary>When it last went from one to another.</summary>
    public DateTimeOffset? HandedOverAt { get; private set; }

    public bool IsOpen => DoneAt is null;

    /// <summary>Whether the actor is among those it is for.</summary>
    /// <param name="covered">Memberships whose absence the actor covers now.</param>
    public bool IsFor(Actor who, IReadOnlyCollection<Guid> covered) =>
        ToMembershipId == who.MembershipId
        || (ToMembershipId is { } person && covered.Contains(person) && !TaskRules.IsOfASeat(Code))
        || (ToUnitId == who.UnitId && (ToRole is null || ToRole == who.Role))
        || (ToAgency is not null && ToRole == who.Role);

    /// <summary>
    /// Whether the actor asked for it in words of their own, and so may ask another instead. What the flow asks after somebody's act is
    /// no task of theirs: whoever caused it would take it from those who look into it.
    /// </summary>
    public bool IsTakenBackBy(Actor who) => IsOpen && Code == TaskCode.Written && GivenByUserId == who.UserId;

    /// <summary>Whether the actor may still say that it is not done.</summary>
    public Refusal? WhyNotReopen(Actor by, DateTimeOffset at) =>
        IsOpen ? new Refusal("task.open")
        : AnsweredBy is not null ? new Refusal("task.byAct")
        : DoneByUserId != by.UserId ? new Refusal("task.notYourDone")
        : at > DoneAt + UndoWithin ? new Refusal("task.undoTooLate") : null;

    internal void RequireOpenFor(Actor by, IReadOnlyCollection<Guid> covered)
    {
        if (!IsOpen) throw new RefusedException("task.done");
        if (!IsFor(by, covered)) throw new RefusedException("task.notYours");
    }

    /// <summary>When it is due under this book, with what was done to the limit since it was given; null: no limit says.</summary>
    public DateTimeOffset? DueUnder(ClockBook book, ClockChanges changes) => WhyUnder(book, changes)?.Due;

    /// <summary>Why it is due then.</summary>
    public ClockExplanation? WhyUnder(ClockBook book, ClockChanges changes) => DueBy is { } code ? book.Explain(code, GivenAt, changes.Of(code, GivenAt)) : null;

    // A changed limit or calendar moved the day: part of that change, recorded on the case.
    internal void Move(DateTimeOffset due) => DueAt = due;

    internal void Take(Actor by, DateTimeOffset at)
    {
        if (TakenByUserId is { } taken && taken != by.UserId) throw new RefusedException("task.taken");
        (TakenByUserId, TakenAt) = (by.UserId, at);
    }

    internal void Finish(SealedText? note, Actor by, DateTimeOffset at)
    {
        (DoneAt, DoneByUserId) = (at, by.UserId);
        if (note is not null) Write(TaskWordsKind.Done, note, by, at);
    }

    internal void Write(TaskWordsKind kind, SealedText text, Actor by, DateTimeOffset at) => words.Add(new TaskWords(this, kind, text, by, at));

    internal void Reopen() => (DoneAt, DoneByUserId) = (null, null);

    internal TaskHandover HandOver(Guid id, Audience to, SealedText reason, Actor by, DateTimeOffset at)
    {
        var handover = new TaskHandover(id, this, to, reason, by, at);
        (ToUnitId, ToMembershipId, ToAgency, ToRole) = to;
        (TakenByUserId, TakenAt, HandedOverAt) = (null, null, at);
        return handover;
    }
}

/// <summary>A task went from one to another: from whom, to whom, why.</summary>
public sealed class TaskHandover
{
    private TaskHandover() { }

    internal TaskHandover(Guid id, CaseTask task, Audience to, SealedText reason, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, TaskId, Reason, ByUserId, At) = (id, task.CaseId, task.Id, reason, by.UserId, at);
        (FromUnitId, FromMembershipId, ToUnitId, ToMembershipId) = (task.ToUnitId, task.ToMembershipId, to.UnitId, to.MembershipId);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid TaskId { get; private set; }
    public Guid? FromUnitId { get; private set; }
    public Guid? FromMembershipId { get; private set; }
    public Guid? ToUnitId { get; private set; }
    public Guid? ToMembershipId { get; private set; }
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
