using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>The person goes out; whoever is not back in time is missed, first by the shelter.</summary>
    /// <param name="out">Leaves of which the person is not back; whoever lives elsewhere now is out of the stay before no longer.</param>
    public ShelterLeave GoOut(Guid id, Placement placement, LeaveTerms terms, IReadOnlyCollection<ShelterLeave> @out, Actor by, DateTimeOffset at)
    {
        RequireHoused(placement, terms.OutAt, by, at);
        if (@out.Any(l => l.BackAt is null && l.PlacementId == placement.Id)) throw new RefusedException("leave.out");
        if (terms.BackBy <= terms.OutAt || terms.BackBy <= at) throw new RefusedException("leave.backBy");
        Apply(CaseAction.RecordLeave, by, at, ("leave", id.ToString()));
        Ask(TaskCode.BackFromLeave, Audience.Of(placement.UnitId), terms.BackBy, by, at, id.ToString());
        return new ShelterLeave(id, placement, terms, by, at);
    }

    /// <param name="placement">The stay from which they were out.</param>
    public void ComeBack(ShelterLeave leave, Placement placement, DateTimeOffset back, Actor by, DateTimeOffset at)
    {
        RequireKeptBy(placement, leave.PlacementId, by);
        if (back > at) throw new RefusedException("date.future");
        Apply(CaseAction.RecordBack, by, at, ("leave", leave.Id.ToString()));
        leave.ComeBack(back, by);
    }

    /// <summary>Something happened to the person in the shelter; of a serious thing DATIP is asked to look into it.</summary>
    public ShelterIncident RecordIncident(Guid id, Placement placement, IncidentTerms terms, Actor by, DateTimeOffset at)
    {
        RequireStay(placement, terms.HappenedAt, by, at);
        if (terms.IsHealth && !SectionGrants.Has(by.Role, Section.Health)) throw new RefusedException("incident.health");
        if (terms.Account is null) throw new RefusedException("incident.account");
        if (terms.IsSerious && terms.ReportedTo is null) throw new RefusedException("incident.reportedTo");
        // What happened stands in its section: the history says that something did.
        Apply(CaseAction.RecordIncident, by, at);
        if (terms.IsSerious) Ask(TaskCode.LookIntoIncident, Audience.Everywhere(AgencyType.Datip, Role.DatipReviewer), null, by, at);
        return new ShelterIncident(id, placement, terms, by, at);
    }

    /// <summary>A shelter is no prison: a restriction has a reason, a basis in law and an end.</summary>
    public MovementRestriction Restrict(Guid id, Placement placement, RestrictionTerms terms, Actor by, DateTimeOffset at)
    {
        RequireHoused(placement, terms.From, by, at);
        if (terms.Reason is null) throw new RefusedException("restriction.reason");
        if (terms.Until is not { } until || until <= terms.From || until <= at) throw new RefusedException("restriction.end");
        if (until > ClockEngine.Run(ClockCode.RestrictionLength, terms.From).Due) throw new RefusedException("restriction.tooLong");
        if (terms.Basis == RestrictionBasis.ChildProtectionAct && !IsTreatedAsChild) throw new RefusedException("restriction.childOnly");
        // Custody gives no more time than it has itself (s.29).
        if (terms.Basis == RestrictionBasis.CustodyS29 && (CustodyDueAt is null || until > CustodyDueAt)) throw new RefusedException("restriction.custody");
        Apply(CaseAction.RestrictMovement, by, at);
        return new MovementRestriction(id, placement, terms, by, at);
    }

    /// <param name="placement">The stay of which it is a part.</param>
    public void Lift(MovementRestriction restriction, Placement placement, Actor by, DateTimeOffset at)
    {
        RequireKeptBy(placement, restriction.PlacementId, by);
        Apply(CaseAction.LiftRestriction, by, at);
        restriction.Lift(by, at);
    }

    /// <summary>Who tells of what happened in a stay that has ended: the shelter as long as it hands over, and the office responsible for the case, for what is told of late is true as well.</summary>
    public bool MayTellOf(Placement ended, Actor by, DateTimeOffset at) =>
        ended is { ArrivedAt: not null, IsLive: false } && MayRecordOf(ended, by) && (ended.HandsOver(at) || by.UnitId == ProvinceOfficeId);

    /// <summary>The stay in which something happened, of those that the actor records for.</summary>
    public Placement? PlacementOn(DateTimeOffset on, IEnumerable<Placement> placements, Actor by, DateTimeOffset at) => placements
        .Where(p => p.CaseId == Id && p.ArrivedAt <= on && (p.IsLive ? MayRecordOf(p, by) : on <= p.EndedAt && MayTellOf(p, by, at))).MaxBy(p => p.ArrivedAt);

    private void RequireStay(Placement placement, DateTimeOffset on, Actor by, DateTimeOffset at)
    {
        if (!MayTellOf(placement, by, at))
        {
            RequireHoused(placement, on, by, at);
            return;
        }

        RequireMine(placement.CaseId);
        if (on < placement.ArrivedAt) throw new RefusedException("daily.beforeArrival");
        if (on > placement.EndedAt) throw new RefusedException("daily.afterStay");
    }

    // While they live there; what has happened is written down afterwards, and nothing before it happens.
    private void RequireHoused(Placement placement, DateTimeOffset on, Actor by, DateTimeOffset at)
    {
        RequireMine(placement.CaseId);
        RequireTheirs(placement, by);
        if (!placement.IsLive || placement.ArrivedAt is not { } arrived) throw new RefusedException("daily.notHoused");
        if (on > at) throw new RefusedException("date.future");
        if (on < arrived) throw new RefusedException("daily.beforeArrival");
    }
}
