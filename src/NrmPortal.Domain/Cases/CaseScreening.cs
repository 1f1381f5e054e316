namespace NrmPortal.Domain.Cases;

public enum ScreeningOutcome
{
    None,
    Unclear,
    ReasonableGrounds,
}

public enum ScreeningState
{
    Draft,
    AwaitingSecond,
    Concluded,
}

/// <summary>One screening interview: the core that lists may show. Answers and account are <see cref="ScreeningRecord"/>.</summary>
public sealed class CaseScreening
{
    private CaseScreening() { }

    internal CaseScreening(Guid id, Guid caseId, string number, string definitionId, string definitionHash, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Number, DefinitionId, DefinitionHash) = (id, caseId, number, definitionId, definitionHash);
        (ByUserId, ByUnitId, StartedAt, SavedAt) = (by.UserId, by.UnitId, at, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Case? Case { get; private set; }

    /// <summary><c>SCR-2569-000123</c>.</summary>
    public string Number { get; private set; } = "";
    public string DefinitionId { get; private set; } = "";
    public string DefinitionHash { get; private set; } = "";
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset SavedAt { get; private set; }
    public ScreeningState State { get; private set; }
    public ScreeningOutcome? Outcome { get; private set; }
    public string SecondReasons { get; private set; } = "";
    public DateTimeOffset? ConcludedAt { get; private set; }
    public Guid? SecondByUserId { get; private set; }

    /// <summary>Everybody who saved answers or concluded: none of them can be the second screener.</summary>
    public List<Guid> WrittenBy { get; private set; } = [];

    public bool IsWorkOf(Guid userId) => ByUserId == userId || WrittenBy.Contains(userId);

    public void Saved(Actor by, DateTimeOffset at)
    {
        RequireDraft();
        SavedAt = at;
        Wrote(by);
    }

    private void Wrote(Actor by)
    {
        if (!WrittenBy.Contains(by.UserId)) WrittenBy.Add(by.UserId);
    }

    internal void RequireDraft()
    {
        if (State != ScreeningState.Draft) throw new RefusedException("screening.concluded");
    }

    internal void Conclude(ScreeningOutcome outcome, IReadOnlyList<string> secondReasons, Actor by, DateTimeOffset at)
    {
        Wrote(by);
        var waits = outcome == ScreeningOutcome.None && secondReasons.Count > 0;
        (Outcome, ConcludedAt, SecondReasons) = (outcome, at, string.Join(' ', secondReasons));
        State = waits ? ScreeningState.AwaitingSecond : ScreeningState.Concluded;
    }

    internal void Second(bool confirms, Actor by, DateTimeOffset at)
    {
        if (State != ScreeningState.AwaitingSecond) throw new RefusedException("screening.noSecondAsked");
        (State, SecondByUserId, ConcludedAt) = (ScreeningState.Concluded, by.UserId, at);
        if (!confirms) Outcome = ScreeningOutcome.ReasonableGrounds;
    }
}

/// <summary>The answers of a screening as one sealed JSON document. Section <c>Account</c>.</summary>
public sealed class ScreeningRecord
{
    private ScreeningRecord() { }

    public ScreeningRecord(CaseScreening screening, SealedText? answers)
        => (Id, CaseId, ByUnitId, Answers) = (screening.Id, screening.CaseId, screening.ByUnitId, answers);

    /// <summary>The screening's id.</summary>
    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public SealedText? Answers { get; private set; }

    public void Replace(SealedText answers) => Answers = answers;
}
