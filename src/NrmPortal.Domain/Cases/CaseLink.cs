namespace NrmPortal.Domain.Cases;

/// <summary>What two cases have to do with each other.</summary>
public enum CaseLinkKind
{
    Family,
    SameIncident,
    SameExploiter,
    SamePlace,

    /// <summary>The same person: trafficked again after the earlier of the two cases.</summary>
    TraffickedAgain,

    /// <summary>The same person in the same situation, recorded twice.</summary>
    Duplicate,
}

/// <summary>
/// Two cases that belong together. It stands for both alike and is there only for those who see both: to all others it does not
/// exist, and neither case's history speaks of it. Ended with a reason, never deleted.
/// </summary>
public sealed class CaseLink
{
    private CaseLink() { }

    internal CaseLink(Guid id, Guid one, Guid other, CaseLinkKind kind, SealedText reason, Actor by, DateTimeOffset at)
    {
        // Always in the same order, so that a pair stands once.
        (CaseId, OtherCaseId) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        (Id, Kind, Reason) = (id, kind, reason);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }

    /// <summary>The case with the lower id of the two.</summary>
    public Guid CaseId { get; private set; }
    public Guid OtherCaseId { get; private set; }
    public CaseLinkKind Kind { get; private set; }
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public SealedText? EndReason { get; private set; }
    public Guid? EndedByUserId { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Seen from one of the two, the other.</summary>
    public Guid From(Guid caseId) => caseId == CaseId ? OtherCaseId : CaseId;

    public bool IsOf(Guid caseId) => caseId == CaseId || caseId == OtherCaseId;

    internal void End(SealedText reason, Actor by, DateTimeOffset at)
    {
        if (EndedAt is not null) throw new RefusedException("link.ended");
        (EndReason, EndedByUserId, EndedAt) = (reason, by.UserId, at);
    }
}
