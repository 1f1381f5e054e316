namespace NrmPortal.Domain.Justice;

public enum CourtPurpose
{
    EarlyTestimony,
    WitnessHearing,
    TrialHearing,
    CompensationHearing,
    VerdictReading,
    Other,
}

public enum CourtDateState
{
    Planned,
    Held,

    /// <summary>Another row names the new day.</summary>
    Moved,
    Cancelled,
}

/// <param name="PersonAttends">The person is called, and has to be prepared and brought there.</param>
public sealed record CourtDateTerms(DateTimeOffset StartsAt, CourtPurpose Purpose, SealedText? Court, bool PersonAttends);

/// <summary>One day in court. A day that is moved keeps its row and its reason; the new day is another. Section <c>Legal</c>.</summary>
public sealed class CourtDate
{
    private CourtDate() { }

    internal CourtDate(Guid id, Guid caseId, CourtDateTerms terms, Guid? movedFromId, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, StartsAt, Purpose, Court, PersonAttends) = (id, caseId, terms.StartsAt, terms.Purpose, terms.Court, terms.PersonAttends);
        (MovedFromId, ByUserId, At) = (movedFromId, by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }
    public CourtPurpose Purpose { get; private set; }
    public SealedText? Court { get; private set; }
    public bool PersonAttends { get; private set; }
    public CourtDateState State { get; private set; }
    public Guid? MovedFromId { get; private set; }

    /// <summary>Why it was moved or cancelled.</summary>
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid? EndedByUserId { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal void End(CourtDateState state, SealedText? reason, Actor by, DateTimeOffset at) =>
        (State, Reason, EndedByUserId, EndedAt) = (state, reason, by.UserId, at);
}
