using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Justice;

/// <summary>How the person heard of the right to compensation.</summary>
public enum CompensationToldHow
{
    Spoken,

    /// <summary>Spoken, and the person keeps a paper about it.</summary>
    SpokenWithPaper,
    ByPhone,
}

/// <param name="Language">ISO 639; in which it was explained.</param>
public sealed record CompensationTold(DateOnly On, string Language, InterpreterUse Interpreter, CompensationToldHow How);

/// <summary>That the person was told of the right to compensation (s.34): on which day, in which language, how and by whom. Part of the core.</summary>
public sealed class CompensationTelling
{
    private CompensationTelling() { }

    internal CompensationTelling(Guid id, Guid caseId, CompensationTold told, LegalCorrection? corrects, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, On, Language, Interpreter, How) = (id, caseId, told.On, told.Language, told.Interpreter, told.How);
        (CorrectsId, Why, ByUserId, ByUnitId, At) = (corrects?.Of, corrects?.Why, by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public DateOnly On { get; private set; }
    public string Language { get; private set; } = "";
    public InterpreterUse Interpreter { get; private set; }
    public CompensationToldHow How { get; private set; }

    /// <summary>The entry in whose place it stands.</summary>
    public Guid? CorrectsId { get; private set; }
    public SealedText? Why { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
