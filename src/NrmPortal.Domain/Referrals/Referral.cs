using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Domain.Referrals;

/// <summary>
/// A person is offered to a shelter or service. It shares; it never changes who owns the case.
/// DATIP's review stands between sending and receiving.
/// </summary>
public sealed partial class Referral
{
    private readonly List<ReferralStep> steps = [];

    private Referral() { }

    internal Referral(Guid id, Guid caseId, string number, ReferralRequest request, DateOnly? shareUntil, string origin, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Number, State) = (id, caseId, number, ReferralState.Draft);
        (Urgent, Emergency, ShelterKind, RequestedUnitId) = (request.Urgent, request.Emergency, request.ShelterKind, request.UnitId);
        (LegalGround, ConsentId, Sections) = (request.LegalGround, request.ConsentId, request.Sections);
        (ShareUntil, GroundReason) = (shareUntil, request.GroundReason);
        Kind = request.Kind;
        (FromUnitId, ByUserId, CreatedAt) = (by.UnitId, by.UserId, at);
        ProvinceCode = origin;
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>The case number with a running suffix: <c>NRM-2569-000123-R1</c>.</summary>
    public string Number { get; private set; } = "";
    public ReferralKind Kind { get; private set; }
    public ReferralState State { get; private set; }
    public bool Urgent { get; private set; }
    public bool Emergency { get; private set; }

    /// <summary>The kind of shelter asked for, if any kind would do null.</summary>
    public AgencyType? ShelterKind { get; private set; }

    /// <summary>The unit asked for; DATIP may choose another.</summary>
    public Guid? RequestedUnitId { get; private set; }

    /// <summary>The unit that may receive: set when DATIP approves or the person is placed in an emergency.</summary>
    public Guid? ReceiverUnitId { get; private set; }
    public Unit? ReceiverUnit { get; private set; }
    public Guid FromUnitId { get; private set; }
    public Guid ByUserId { get; private set; }

    /// <summary>Where the person is: what is near is sought from there (<see cref="Case.OriginFor"/>).</summary>
    public string ProvinceCode { get; private set; } = "";

    /// <summary>The named legal ground where the share does not rest on consent.</summary>
    public string? LegalGround { get; private set; }

    /// <summary>Why it carries what the person has said no to; written for colleagues, without identity.</summary>
    public SealedText? GroundReason { get; private set; }
    public Guid? ConsentId { get; private set; }

    /// <summary>The last day in Thailand on which the consent it rests on lives; null where it rests on a legal ground.</summary>
    public DateOnly? ShareUntil { get; private set; }

    /// <summary>The consent was withdrawn: the receiver reads the shared sections no longer. A placement that lives keeps the core.</summary>
    public DateTimeOffset? ShareEndedAt { get; private set; }

    /// <summary>The sections that acceptance opens to the receiver.</summary>
    public IReadOnlyList<Section> Sections { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public Guid? ClaimedByUserId { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public DateTimeOffset? SeenByReceiverAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public string? DueClock { get; private set; }

    /// <summary>When the running clock started.</summary>
    public DateTimeOffset? DueFrom { get; private set; }
    public IReadOnlyCollection<ReferralStep> Steps => steps;

    /// <summary>What follows from its kind.</summary>
    public ReferralKindRule Rule => ReferralKinds.Of(Kind);

    /// <summary>It names a house that awaits the person or has taken them in.</summary>
    public bool LeadsToAPlace => Rule.TakesPlace && ReceiverUnitId is not null
        && State is ReferralState.Approved or ReferralState.Redirected or ReferralState.Accepted or ReferralState.Arrived;

    /// <summary>A letter may tell of it: it was sent, and nobody took it back.</summary>
    public bool IsTold => SentAt is not null && State is not (ReferralState.Draft or ReferralState.Withdrawn or ReferralState.Lapsed);
}

/// <summary>What the sender asks for.</summary>
public sealed record ReferralRequest(
    bool Urgent, bool Emergency, AgencyType? ShelterKind, Guid? UnitId, string? LegalGround, Guid? ConsentId, IReadOnlyList<Section> Sections)
{
    /// <summary>What the person is referred to.</summary>
    public ReferralKind Kind { get; init; } = ReferralKind.ShelterPlacement;

    /// <summary>The province of the shelter in which the person lives now; null: in none.</summary>
    public string? LivesIn { get; init; }

    /// <summary>The directory says that the unit asked for takes nobody at present.</summary>
    public bool UnitIsShut { get; init; }

    /// <summary>The kind of agency of the unit asked for: a consent may name the kind alone.</summary>
    public AgencyType? UnitAgency { get; init; }

    /// <summary>Why a ground is to carry what the person has said no to.</summary>
    public SealedText? GroundReason { get; init; }

    /// <summary>Whom a share must reach.</summary>
    public Recipient Asked => new(UnitId, UnitAgency ?? ShelterKind, null);
}

/// <summary>One act on the referral with its reason; the reason is written for colleagues and holds no identity.</summary>
public sealed class ReferralStep
{
    private ReferralStep() { }

    internal ReferralStep(Referral referral, ReferralAction action, ReferralState from, string? reason, Actor by, DateTimeOffset at, string? changed)
    {
        (Id, ReferralId, CaseId, Action, From, To) = (Guid.CreateVersion7(at), referral.Id, referral.CaseId, action, from, referral.State);
        Changed = changed;
        (Reason, ByUserId, ByUnitId, At) = (SealedText.Of(reason), by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid ReferralId { get; private set; }
    public Guid CaseId { get; private set; }
    public ReferralAction Action { get; private set; }
    public ReferralState From { get; private set; }
    public ReferralState To { get; private set; }
    public SealedText? Reason { get; private set; }

    /// <summary>What was changed by it, as codes of <see cref="ReferralChange"/>.</summary>
    public string? Changed { get; private set; }

    /// <summary>Null when the portal itself did it: a consent ran out.</summary>
    public Guid? ByUserId { get; private set; }
    public Guid? ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
