namespace NrmPortal.Domain.Referrals;

/// <summary>What an office said on the telephone.</summary>
public enum CallAnswer
{
    TakesThePerson,
    HasNoPlace,
    Declines,
    CallsBack,
    NotReached,
}

/// <param name="SpokeTo">With whom, by function and not by name.</param>
/// <param name="Reason">Why the office cannot or will not; without identity.</param>
public sealed record CallTerms(Guid UnitId, DateTimeOffset CalledAt, SealedText? SpokeTo, CallAnswer Answer, SealedText? Reason);

/// <summary>DATIP has called an office to find a place. Read by DATIP alone, never rewritten.</summary>
public sealed class PlaceCall
{
    private PlaceCall() { }

    internal PlaceCall(Guid id, Referral referral, CallTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, ReferralId, CaseId, UnitId, CalledAt) = (id, referral.Id, referral.CaseId, terms.UnitId, terms.CalledAt);
        (SpokeTo, Answer, Reason) = (terms.SpokeTo, terms.Answer, terms.Reason);
        (ByUserId, At) = (by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid ReferralId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid UnitId { get; private set; }
    public DateTimeOffset CalledAt { get; private set; }
    public SealedText? SpokeTo { get; private set; }
    public CallAnswer Answer { get; private set; }
    public SealedText? Reason { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
