namespace NrmPortal.Domain.Justice;

/// <summary>A dated step beside the police case: early testimony, protection as a witness, prosecution, appeal.</summary>
public enum LegalStepKind
{
    TestimonyRequested,
    TestimonyRefused,
    TestimonyHeld,
    ProtectionRequested,
    ProtectionGranted,
    ProtectionRefused,
    ProtectionEnded,
    ProsecutionOrdered,
    NotProsecuted,
    Indicted,
    AppealFiled,
    AppealWithdrawn,
}

/// <summary>What the steps belong to; each kind of step follows steps of its own track alone.</summary>
public enum LegalTrackKind
{
    Testimony,
    Protection,
    Prosecution,
    Appeal,
}

/// <summary>Where early testimony was heard.</summary>
public enum TestimonyPlace
{
    Court,
    CourtByScreen,
    ChildFriendlyRoom,
    Shelter,
    Elsewhere,
}

/// <param name="Note">By whom it was heard, ordered or asked.</param>
public sealed record StepFacts(LegalStepKind Kind, DateOnly On, TestimonyPlace? Place = null, SealedText? Note = null)
{
    /// <summary>The police case that it is of. Null for protection, which is of the person; a step put right keeps its own unless another is named.</summary>
    public Guid? PoliceCaseId { get; init; }
}

/// <summary>One step, dated and never rewritten. Section <c>Legal</c>.</summary>
public sealed class LegalStep
{
    private LegalStep() { }

    internal LegalStep(Guid id, Guid caseId, PoliceCase? police, StepFacts facts, LegalCorrection? corrects, Actor by, DateTimeOffset at)
    {
        (CorrectsId, Why) = (corrects?.Of, corrects?.Why);
        (Id, CaseId, PoliceCaseId, Kind, On, Place, Note) = (id, caseId, police?.Id, facts.Kind, facts.On, facts.Place, facts.Note);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>As it was written; <see cref="LegalTrack.PoliceCaseOf(LegalStep)"/> says of which it counts now.</summary>
    public Guid? PoliceCaseId { get; private set; }
    public LegalStepKind Kind { get; private set; }
    public DateOnly On { get; private set; }
    public TestimonyPlace? Place { get; private set; }
    public SealedText? Note { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
