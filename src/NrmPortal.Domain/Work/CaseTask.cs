using NrmPortal.Domain.Access;

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

    /// <summary>A child, or a person whose age is not known, declined: child protection takes care, and the case stays open.</summary>
    ProtectChild,

    /// <summary>A consent was withdrawn: a recipient outside the portal must be told to stop and to delete what it has.</summary>
    TellRecipientToStop,

    /// <summary>A child, or a person of unknown age, has entered protection: the Department of Children and Youth is to be asked.</summary>
    InvolveDcy,

    /// <summary>The best interests of a child are to be assessed.</summary>
    AssessBestInterests,

    /// <summary>DCY was asked to take part in a child's case and is to answer.</summary>
    AnswerAsDcy,

    /// <summary>No prosecution for the offences of s.41 without the Minister's written permission: to be looked into and answered.</summary>
    AnswerNonPunishment,
}

/// <summary>One thing to do on a case, by an office, a role there, or one person, by a day. Done once, by whoever is first.</summary>
public sealed class CaseTask
{
    private CaseTask() { }

    internal CaseTask(Guid id, Guid caseId, TaskCode code, SealedText? text, Audience to, DateTimeOffset? due, Actor? by, DateTimeOffset at)
    {
        (Id, CaseId, Code, Text, DueAt, GivenAt, GivenByUserId) = (id, caseId, code, text, due, at, by?.UserId);
        (ToUnitId, ToMembershipId, ToAgency, ToRole) = to;
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public TaskCode Code { get; private set; }
    public SealedText? Text { get; private set; }
    public Guid? ToUnitId { get; private set; }
    public Guid? ToMembershipId { get; private set; }
    public AgencyType? ToAgency { get; private set; }
    public Role? ToRole { get; private set; }
    public DateTimeOffset GivenAt { get; private set; }
    public Guid? GivenByUserId { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public Guid? DoneByUserId { get; private set; }

    public bool IsOpen => DoneAt is null;

    internal void Finish(Actor by, DateTimeOffset at) => (DoneAt, DoneByUserId) = (at, by.UserId);
}
