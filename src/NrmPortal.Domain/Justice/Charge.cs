namespace NrmPortal.Domain.Justice;

/// <summary>One charge by section of law. Section <c>Legal</c>; whom it is against is an id alone, for those who may read suspects.</summary>
public sealed class Charge
{
    private Charge() { }

    internal Charge(Guid id, PoliceCase police, string offence, Guid? suspectId, DateOnly on, LegalCorrection? corrects, Actor by, DateTimeOffset at)
    {
        (CorrectsId, Why) = (corrects?.Of, corrects?.Why);
        (Id, CaseId, PoliceCaseId, Offence, SuspectId, ChargedOn) = (id, police.CaseId, police.Id, offence, suspectId, on);
        (ByUserId, At) = (by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PoliceCaseId { get; private set; }

    /// <summary>A code of <see cref="Justice.Offence"/>.</summary>
    public string Offence { get; private set; } = "";
    public Guid? SuspectId { get; private set; }
    public DateOnly ChargedOn { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <summary>The court that gave a verdict; a higher one comes later.</summary>
public enum CourtLevel
{
    FirstInstance,
    Appeal,
    Supreme,
}

public enum VerdictOutcome
{
    Convicted,
    Acquitted,
    Dismissed,
}

/// <summary>What a court said of one charge. A higher court's verdict, or one put right, is another row; none is rewritten. Section <c>Legal</c>.</summary>
public sealed class Verdict
{
    private Verdict() { }

    internal Verdict(Guid id, Charge charge, CourtLevel court, VerdictOutcome outcome, DateOnly on, LegalCorrection? corrects, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, ChargeId, Court, Outcome, On, ByUserId, At) = (id, charge.CaseId, charge.Id, court, outcome, on, by.UserId, at);
        (CorrectsId, Why) = (corrects?.Of, corrects?.Why);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ChargeId { get; private set; }
    public CourtLevel Court { get; private set; }
    public VerdictOutcome Outcome { get; private set; }
    public DateOnly On { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
