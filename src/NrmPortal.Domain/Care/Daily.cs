using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Care;

/// <summary>Out of the shelter for a while: the person comes and goes, and is missed when they are not back. Section <c>Plan</c>, and the shelter.</summary>
public sealed class ShelterLeave
{
    private ShelterLeave() { }

    internal ShelterLeave(Guid id, Placement placement, LeaveTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, PlacementId, OutAt, BackBy, Note) = (id, placement.CaseId, placement.Id, terms.OutAt, terms.BackBy, terms.Note);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlacementId { get; private set; }
    public DateTimeOffset OutAt { get; private set; }
    public DateTimeOffset BackBy { get; private set; }
    public SealedText? Note { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? BackAt { get; private set; }
    public Guid? BackByUserId { get; private set; }

    public bool IsLate(DateTimeOffset now) => BackAt is null && BackBy < now;

    internal void ComeBack(DateTimeOffset back, Actor by)
    {
        if (BackAt is not null) throw new RefusedException("leave.back");
        if (back < OutAt) throw new RefusedException("leave.backBeforeOut");
        (BackAt, BackByUserId) = (back, by.UserId);
    }
}

/// <param name="Note">Where to, and with whom: as much as the person wishes to say.</param>
public sealed record LeaveTerms(DateTimeOffset OutAt, DateTimeOffset BackBy, SealedText? Note);

public enum IncidentKind
{
    Illness,
    Injury,
    SelfHarm,
    Violence,
    SexualViolence,

    /// <summary>A trafficker or somebody for them reached the person.</summary>
    ContactByTrafficker,
    Damage,
    Other,
}

public enum IncidentHarm
{
    None,
    Slight,
    Serious,
    Death,
}

/// <param name="ReportedTo">Which doctor, police station or office was told.</param>
public sealed record IncidentTerms(IncidentKind Kind, IncidentHarm Harm, DateTimeOffset HappenedAt, SealedText? Account, SealedText? ReportedTo)
{
    /// <summary>Of body, mind or sexual life (PDPA s.26): read with the rights to the health section too.</summary>
    public static IReadOnlyList<IncidentKind> OfHealth { get; } = [IncidentKind.Illness, IncidentKind.Injury, IncidentKind.SelfHarm, IncidentKind.SexualViolence];

    public bool IsHealth => OfHealth.Contains(Kind);

    /// <summary>DATIP looks into it.</summary>
    public bool IsSerious => Harm >= IncidentHarm.Serious || Kind is IncidentKind.SelfHarm or IncidentKind.SexualViolence or IncidentKind.ContactByTrafficker;
}

/// <summary>Something that happened to the person in the shelter. Never rewritten. Section <c>Plan</c>, and the shelter; of a kind of health also <c>Health</c>.</summary>
public sealed class ShelterIncident
{
    private ShelterIncident() { }

    internal ShelterIncident(Guid id, Placement placement, IncidentTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, PlacementId, Kind, Harm, IsSerious) = (id, placement.CaseId, placement.Id, terms.Kind, terms.Harm, terms.IsSerious);
        (HappenedAt, Account, ReportedTo) = (terms.HappenedAt, terms.Account, terms.ReportedTo);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlacementId { get; private set; }
    public IncidentKind Kind { get; private set; }
    public IncidentHarm Harm { get; private set; }
    public bool IsSerious { get; private set; }
    public DateTimeOffset HappenedAt { get; private set; }
    public SealedText? Account { get; private set; }
    public SealedText? ReportedTo { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

public enum RestrictionKind
{
    NotOutAlone,
    NotOut,
    NoVisits,
    NoTelephone,
}

/// <summary>On what the law lets a person's movement be restricted in a shelter: nothing else does.</summary>
public enum RestrictionBasis
{
    CustodyS29,
    CourtOrder,

    /// <summary>Of a child alone.</summary>
    ChildProtectionAct,

    /// <summary>The person asked for it, and may end it at any time.</summary>
    OwnWish,
}

/// <param name="Until">When it ends by itself; there is no restriction without an end.</param>
public sealed record RestrictionTerms(RestrictionKind Kind, RestrictionBasis Basis, SealedText? Reason, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A restriction of the person's movement, with its reason, its basis and its end. Section <c>Plan</c>, and the shelter.</summary>
public sealed class MovementRestriction
{
    private MovementRestriction() { }

    internal MovementRestriction(Guid id, Placement placement, RestrictionTerms terms, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, PlacementId, Kind, Basis, Reason) = (id, placement.CaseId, placement.Id, terms.Kind, terms.Basis, terms.Reason);
        (From, Until) = (terms.From, terms.Until!.Value);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PlacementId { get; private set; }
    public RestrictionKind Kind { get; private set; }
    public RestrictionBasis Basis { get; private set; }
    public SealedText? Reason { get; private set; }
    public DateTimeOffset From { get; private set; }
    public DateTimeOffset Until { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public Guid? LiftedByUserId { get; private set; }

    public bool Holds(DateTimeOffset now) => LiftedAt is null && Until > now;

    internal void Lift(Actor by, DateTimeOffset at)
    {
        if (!Holds(at)) throw new RefusedException("restriction.over");
        (LiftedAt, LiftedByUserId) = (at, by.UserId);
    }
}
