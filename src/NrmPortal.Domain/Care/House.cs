using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Care;

/// <summary>Where in the shelter the person lives, from this moment on. The last one holds. Section <c>Plan</c>, and the shelter.</summary>
public sealed class ShelterRoom
{
    private ShelterRoom() { }

    internal ShelterRoom(Guid id, Placement placement, SealedText room, Actor by, DateTimeOffset at) =>
        (Id, CaseId, PlacementId, Room, ByUserId, ByUnitId, At) = (id, placement.CaseId, placement.Id, room, by.UserId, by.UnitId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlacementId { get; private set; }
    public SealedText? Room { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

public enum RulesManner
{
    Spoken,
    InWriting,
    ReadOut,
    Pictures,
}

/// <param name="Language">In which the rules were explained.</param>
/// <param name="Note">What the person asked or did not agree to.</param>
public sealed record RulesTerms(string Language, RulesManner How, InterpreterUse Interpreter, DateTimeOffset On, SealedText? Note);

/// <summary>The house rules were explained to the person. Section <c>Plan</c>, and the shelter.</summary>
public sealed class RulesExplained
{
    private RulesExplained() { }

    internal RulesExplained(Guid id, Placement placement, RulesTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, PlacementId) = (id, placement.CaseId, placement.Id);
        (Language, How, Interpreter, On, Note) = (terms.Language, terms.How, terms.Interpreter, terms.On, terms.Note);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlacementId { get; private set; }
    public string Language { get; private set; } = "";
    public RulesManner How { get; private set; }
    public InterpreterUse Interpreter { get; private set; }
    public DateTimeOffset On { get; private set; }
    public SealedText? Note { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

/// <summary>Something of the person's that the shelter keeps for them, and gives back whenever they ask. Section <c>Plan</c>, and the shelter.</summary>
public sealed class Belonging
{
    private Belonging() { }

    internal Belonging(Guid id, Placement placement, SealedText what, Actor by, DateTimeOffset at) =>
        (Id, CaseId, PlacementId, What, ByUserId, ByUnitId, At) = (id, placement.CaseId, placement.Id, what, by.UserId, by.UnitId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlacementId { get; private set; }
    public SealedText? What { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? ReturnedAt { get; private set; }
    public Guid? ReturnedByUserId { get; private set; }

    internal void Return(Actor by, DateTimeOffset at)
    {
        if (ReturnedAt is not null) throw new RefusedException("belonging.returned");
        (ReturnedAt, ReturnedByUserId) = (at, by.UserId);
    }
}

/// <summary>What the shelter hands over when the person leaves it; one for each stay. Section <c>Plan</c>, and the shelter.</summary>
public sealed class ExitNote
{
    private ExitNote() { }

    internal ExitNote(Guid id, Placement placement, SealedText text, int stillKept, Actor by, DateTimeOffset at) =>
        (Id, CaseId, PlacementId, Text, StillKept, ByUserId, ByUnitId, At) = (id, placement.CaseId, placement.Id, text, stillKept, by.UserId, by.UnitId, at);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlacementId { get; private set; }
    public SealedText? Text { get; private set; }

    /// <summary>How many belongings the shelter still kept when it was written.</summary>
    public int StillKept { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
