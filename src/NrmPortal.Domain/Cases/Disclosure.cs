using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Cases;

/// <summary>How it was handed over.</summary>
public enum DisclosureChannel
{
    ByHand,
    SealedLetter,
    EncryptedMail,
    Meeting,
    Telephone,
}

/// <summary>What is shared beside a referral, with whom and on what.</summary>
/// <param name="RecipientName">Which embassy, court or organisation; null for a unit of the portal.</param>
public sealed record DisclosureRequest(
    IReadOnlyCollection<Section> Sections, Recipient To, SealedText? RecipientName, SealedText? Reason, DisclosureChannel How, string? LegalGround);

/// <summary>
/// Parts of the file given to a unit of the portal or a recipient outside it, on consent or a named legal ground (PDPA B.E. 2562
/// s.27). A record of what was handed over; it opens nothing in the portal. Section <c>Consent</c>.
/// </summary>
public sealed class Disclosure
{
    private Disclosure() { }

    internal Disclosure(Guid id, Guid caseId, DisclosureRequest request, Consent? consent, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Sections, How) = (id, caseId, [.. request.Sections], request.How);
        (ToUnitId, ToAgency, ToOutside) = request.To;
        (RecipientName, Reason, LegalGround, ConsentId) = (request.RecipientName, request.Reason, request.LegalGround, consent?.Id);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public IReadOnlyList<Section> Sections { get; private set; } = [];
    public Guid? ToUnitId { get; private set; }
    public AgencyType? ToAgency { get; private set; }
    public OutsideRecipient? ToOutside { get; private set; }
    public SealedText? RecipientName { get; private set; }

    /// <summary>What the recipient needs it for.</summary>
    public SealedText? Reason { get; private set; }
    public DisclosureChannel How { get; private set; }
    public string? LegalGround { get; private set; }
    public Guid? ConsentId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The consent it rested on was withdrawn: the recipient must stop and delete.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedByUserId { get; private set; }
    public DateTimeOffset? ToldAt { get; private set; }
    public Guid? ToldByUserId { get; private set; }

    public bool RestsOn(Consent consent) => ConsentId == consent.Id && EndedAt is null;

    internal void End(Actor by, DateTimeOffset at) => (EndedAt, EndedByUserId) = (at, by.UserId);

    internal void Told(Actor by, DateTimeOffset at)
    {
        if (EndedAt is null || ToldAt is not null) throw new RefusedException("share.notToTell");
        (ToldAt, ToldByUserId) = (at, by.UserId);
    }
}
