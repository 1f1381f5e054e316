namespace NrmPortal.Domain.Referrals;

/// <summary>What sender and receiver write to each other on a referral, beside its steps.</summary>
public enum ReferralNoteKind
{
    /// <summary>The receiver asks back before it answers.</summary>
    Question,

    /// <summary>The sender, or DATIP, answers a question.</summary>
    Answer,

    /// <summary>The receiver reports how it goes.</summary>
    Progress,
}

/// <summary>
/// One note, never rewritten. Read by the sender's side, by DATIP, and by the receiver it was exchanged with while it is the
/// receiver: the next one asks for itself. Questions and answers hold no identity: they are read before acceptance.
/// </summary>
public sealed class ReferralNote
{
    private ReferralNote() { }

    internal ReferralNote(Guid id, Referral referral, ReferralNoteKind kind, SealedText text, Actor by, DateTimeOffset at)
    {
        (Id, ReferralId, CaseId, Kind, Text) = (id, referral.Id, referral.CaseId, kind, text);
        WithUnitId = referral.ReceiverUnitId!.Value;
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid ReferralId { get; private set; }
    public Guid CaseId { get; private set; }
    public ReferralNoteKind Kind { get; private set; }

    /// <summary>The receiver at the time.</summary>
    public Guid WithUnitId { get; private set; }

    /// <summary>The question that is answered.</summary>
    public Guid? ReplyToId { get; internal init; }
    public SealedText? Text { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
