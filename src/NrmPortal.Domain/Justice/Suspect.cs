namespace NrmPortal.Domain.Justice;

public enum SuspectRole
{
    Recruiter,
    Transporter,
    Harbourer,
    Employer,
    Controller,
    Official,
    Other,
}

/// <summary>What the suspect is to the person.</summary>
public enum SuspectRelation
{
    NotKnown,
    Stranger,
    Acquaintance,
    Partner,
    Parent,
    OtherFamily,
    Employer,
    Friend,
}

/// <summary>Somebody suspected, as little as the track needs. A section of its own: inquiry officer and prosecutor alone.</summary>
public sealed class Suspect
{
    private Suspect() { }

    internal Suspect(Guid id, Guid caseId, SuspectFacts facts, LegalCorrection? corrects, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Role, IsKnown, Relation, Name) = (id, caseId, facts.Role, facts.Name is not null, facts.Relation, facts.Name);
        (CorrectsId, Why, ByUserId, ByUnitId, At) = (corrects?.Of, corrects?.Why, by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public SuspectRole Role { get; private set; }

    /// <summary>Known by name.</summary>
    public bool IsKnown { get; private set; }
    public SuspectRelation Relation { get; private set; }
    public SealedText? Name { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <param name="Name">Null: nobody knows who it is yet.</param>
public sealed record SuspectFacts(SuspectRole Role, SuspectRelation Relation, SealedText? Name);

/// <summary>What the prosecutor notes for the prosecution alone. A section that no other role reads.</summary>
public sealed class ProsecutorNote
{
    private ProsecutorNote() { }

    internal ProsecutorNote(Guid id, Guid caseId, SealedText text, Actor by, DateTimeOffset at) =>
        (Id, CaseId, Text, ByUserId, ByUnitId, At) = (id, caseId, text, by.UserId, by.UnitId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public SealedText? Text { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
