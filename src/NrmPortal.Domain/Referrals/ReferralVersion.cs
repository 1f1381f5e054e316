using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Referrals;

/// <summary>
/// A referral as it stood while it was before others, kept when its sender changed it: whom it asked, what it said and what it
/// was to share. Never rewritten; read by the sender's side and by DATIP.
/// </summary>
public sealed class ReferralVersion
{
    private ReferralVersion() { }

    internal ReferralVersion(Guid id, Referral of, NeedsProfile needs, Actor by, DateTimeOffset at)
    {
        (Id, ReferralId, CaseId) = (id, of.Id, of.CaseId);
        (Urgent, Emergency, ShelterKind, RequestedUnitId, Sections) = (of.Urgent, of.Emergency, of.ShelterKind, of.RequestedUnitId, [.. of.Sections]);
        (ConsentId, LegalGround, GroundReason, SentAt) = (of.ConsentId, of.LegalGround, SealedText.Of(of.GroundReason?.Open()), of.SentAt);
        (AgeGroup, Sex, Nationality, Languages, WithFamily) = (needs.AgeGroup, needs.Sex, needs.Nationality, needs.Languages, needs.WithFamily);
        (Medical, Psychosocial, Disability, HighRisk, Remarks) = (needs.Medical, needs.Psychosocial, needs.Disability, needs.HighRisk, SealedText.Of(needs.Remarks?.Open()));
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid ReferralId { get; private set; }
    public Guid CaseId { get; private set; }
    public bool Urgent { get; private set; }
    public bool Emergency { get; private set; }
    public AgencyType? ShelterKind { get; private set; }
    public Guid? RequestedUnitId { get; private set; }
    public IReadOnlyList<Section> Sections { get; private set; } = [];
    public Guid? ConsentId { get; private set; }
    public string? LegalGround { get; private set; }
    public SealedText? GroundReason { get; private set; }

    /// <summary>When this version was sent.</summary>
    public DateTimeOffset? SentAt { get; private set; }
    public AgeGroup AgeGroup { get; private set; }
    public Sex Sex { get; private set; }
    public NationalityClass Nationality { get; private set; }
    public string Languages { get; private set; } = "";
    public bool WithFamily { get; private set; }
    public bool Medical { get; private set; }
    public bool Psychosocial { get; private set; }
    public bool Disability { get; private set; }
    public bool HighRisk { get; private set; }
    public SealedText? Remarks { get; private set; }

    /// <summary>Who put the next one in its place, and when.</summary>
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
