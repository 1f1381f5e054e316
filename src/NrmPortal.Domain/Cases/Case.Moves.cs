using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>
    /// The placement that an office's acts are about: its own, live or just moved on; for the office responsible for the case, and
    /// for whoever looks on, the one in which the person lives, or to which they are on their way.
    /// </summary>
    /// <param name="placements">Those of the case, as far as they are in sight.</param>
    public Placement? PlacementFor(IEnumerable<Placement> placements, Actor by, DateTimeOffset at)
    {
        var mine = placements.Where(p => p.CaseId == Id).ToList();
        var own = mine.Where(p => p.UnitId == by.UnitId && (p.IsLive || p.HandsOver(at))).OrderByDescending(p => p.IsLive).ToList();
        if (own.Count == 0) own = [.. mine.Where(p => p.IsLive)];
        return own.OrderByDescending(p => p.IsLive).ThenByDescending(p => p.ArrivedAt ?? DateTimeOffset.MinValue).ThenByDescending(p => p.AcceptedAt).FirstOrDefault();
    }

    /// <summary>Whether they record for this placement: the office that houses the person, and the one responsible for the case.</summary>
    public bool MayRecordOf(Placement placement, Actor by) => placement.UnitId == by.UnitId || by.UnitId == ProvinceOfficeId;

    // What a shelter hands over is written while the stay lasts, or in the days after the person has left.
    private void RequireHandingOver(Placement placement, Actor by, DateTimeOffset at)
    {
        RequireMine(placement.CaseId);
        RequireTheirs(placement, by);
        if (!placement.HandsOver(at) && (!placement.IsLive || placement.ArrivedAt is null)) throw new RefusedException("daily.notHoused");
    }

    // What was written down in a stay is ended by those who record for it, also after it; no other shelter's is theirs.
    private void RequireKeptBy(Placement placement, Guid stay, Actor by)
    {
        RequireMine(placement.CaseId);
        if (placement.Id != stay) throw new RefusedException("daily.otherShelter");
        RequireTheirs(placement, by);
    }

    private void RequireTheirs(Placement placement, Actor by)
    {
        if (!MayRecordOf(placement, by)) throw new RefusedException("daily.otherShelter");
    }
}
