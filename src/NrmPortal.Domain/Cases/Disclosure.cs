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

/// <summary>What a recipient answered who was told to stop.</summary>
public enum RecipientAnswer
{
    Stops,
    Returned,
    Destroyed,

    /// <summary>Keeps it under a duty of its own, as a court does.</summary>
    KeepsByDuty,
    Refuses,

    /// <summary>Not reached, or silent: it is tried again.</summary>
    NoAnswer,
}

/// <summary>Who of the recipient was told to stop, return or destroy, on which day and how, and what they answered.</summary>
public sealed record StopTold(SealedText? Who, DateOnly On, DisclosureChannel How, RecipientAnswer Answer, SealedText? Note);

/// <summary>What is shared beside a referral, with whom and on what.</summary>
/// <param name="RecipientName">Which embassy, court or organisation; null for a unit of the portal.</param>
public sealed record DisclosureRequest(
    IReadOnlyCollection<Section> Sections, Recipient To, SealedText? RecipientName, SealedText? Reason, DisclosureChannel How, string? LegalGround)
{
    /// <summary>Why a ground is to carry what the person has said no to.</summary>
    public SealedText? GroundReason { get; init; }
}

/// <summary>
/// Parts of the file given to a unit of the portal or a recipient outside it, on consent or a named legal ground (PDPA B.E. 2562
/// s.27). A record of what was handed over; it opens nothing in the portal. Section <c>Consent</c>.
/// </summary>
public sealed class Disclosure
{
    private Disclosure() { }

    internal Disclosure(Guid id, Guid caseId, DisclosureRequest request, Guid? consent, Actor by, DateTimeOffset at, Guid? returnStep = null)
    {
        (Id, CaseId, Sections, How) = (id, caseId, [.. request.Sections], request.How);
        (ToUnitId, ToAgency, ToOutside) = request.To;
        (RecipientName, Reason, LegalGround, GroundReason, ConsentId) = (request.RecipientName, request.Reason, request.LegalGround, request.GroundReason, consent);
        ReturnStepId = returnStep;
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

    /// <summary>Why it carries what the person has said no to.</summary>
    public SealedText? GroundReason { get; private set; }
    public Guid? ConsentId { get; private set; }

    /// <summary>The step towards a return with which somebody outside heard of the person. It rests on what the return rests on.</summary>
    public Guid? ReturnStepId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The consent it rested on was withdrawn: the recipient must stop and delete.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedByUserId { get; private set; }

    /// <summary>When it was written down that the recipient was told; the other fields say how it went.</summary>
    public DateTimeOffset? ToldAt { get; private set; }
    public Guid? ToldByUserId { get; private set; }
    public SealedText? ToldWho { get; private set; }
    public DateOnly? ToldOn { get; private set; }
    public DisclosureChannel? ToldHow { get; private set; }
    public RecipientAnswer? ToldAnswer { get; private set; }
    public SealedText? ToldNote { get; private set; }

    public bool RestsOn(Consent consent) => ConsentId == consent.Id && EndedAt is null;

    /// <summary>It has ended, and the recipient outside the portal has not answered yet.</summary>
    public bool IsToTell => EndedAt is not null && ToUnitId is null && ToldAnswer is (null or RecipientAnswer.NoAnswer);

    internal void End(Actor by, DateTimeOffset at) => (EndedAt, EndedByUserId) = (at, by.UserId);

    internal void Told(StopTold told, Actor by, DateTimeOffset at)
    {
        if (!IsToTell) throw new RefusedException("share.notToTell");
        if (told.Who is null) throw new RefusedException("share.toldWho");
        if (told.On > ThaiDay.Of(at) || told.On < ThaiDay.Of(EndedAt!.Value)) throw new RefusedException("share.toldOn");
        (ToldAt, ToldByUserId, ToldWho, ToldOn, ToldHow, ToldAnswer, ToldNote) = (at, by.UserId, told.Who, told.On, told.How, told.Answer, told.Note);
    }
}
