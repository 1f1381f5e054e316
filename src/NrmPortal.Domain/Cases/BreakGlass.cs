using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Cases;

/// <summary>
/// An emergency opening: a person with the right reads a case they do not otherwise see, for a stated reason and a limited
/// time. The owner and DATIP see it at once; a supervisor reviews every one. It opens for reading and never for acts.
/// </summary>
public sealed class BreakGlass
{
    /// <summary>How long the case stays open to the person.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    private BreakGlass() { }

    private BreakGlass(Guid id, Guid caseId, SealedText reason, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, Reason, At, Until) = (id, caseId, reason, at, at + Lasts);
        (ByUserId, MembershipId, UnitId) = (by.UserId, by.MembershipId, by.UnitId);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid MembershipId { get; private set; }
    public Guid UnitId { get; private set; }
    public SealedText? Reason { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset Until { get; private set; }
    public Guid? ReviewedByUserId { get; private set; }
    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>The supervisor's finding; null until reviewed.</summary>
    public bool? Justified { get; private set; }
    public SealedText? Finding { get; private set; }

    /// <exception cref="RefusedException">The role has no right to it, or no reason is given.</exception>
    public static BreakGlass Open(Guid id, Guid caseId, SealedText? reason, Actor by, DateTimeOffset at)
    {
        if (!RoleGrants.Has(by.Role, Permission.CaseBreakGlass)) throw new RefusedException("flow.role", nameof(BreakGlass));
        return new BreakGlass(id, caseId, reason ?? throw new RefusedException("glass.reason"), by, at);
    }

    /// <exception cref="RefusedException">Not a supervisor's right, one's own opening, reviewed already, or no finding is written.</exception>
    public void Review(bool justified, SealedText? finding, Actor by, DateTimeOffset at)
    {
        if (!RoleGrants.Has(by.Role, Permission.BreakGlassReview)) throw new RefusedException("flow.role", nameof(Review));
        if (by.UserId == ByUserId) throw new RefusedException("glass.own");
        if (ReviewedAt is not null) throw new RefusedException("glass.reviewed");
        (Finding, Justified) = (finding ?? throw new RefusedException("glass.finding"), justified);
        (ReviewedByUserId, ReviewedAt) = (by.UserId, at);
    }
}
