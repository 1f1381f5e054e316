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

    /// <summary>The person leaves this placement, as its own office or the one responsible for the case says.</summary>
    /// <exception cref="RefusedException">Another shelter houses the person.</exception>
    public void Leave(IReadOnlyCollection<BasisOfStay> running, Placement? placement, StayEnding ending, Actor by, DateTimeOffset at)
    {
        if (placement is not null) RequireTheirs(placement, by);
        EndStay(running, placement, ending, by, at);
    }

    // What a shelter hands over is written while the stay lasts, or in the days after the person has moved to another one.
    private void RequireHandingOver(Placement placement, Actor by, DateTimeOffset at)
    {
        RequireMine(placement.CaseId);
        RequireTheirs(placement, by);
        if (!placement.HandsOver(at) && (!placement.IsLive || placement.ArrivedAt is null)) throw new RefusedException("daily.notHoused");
    }

    private void RequireTheirs(Placement placement, Actor by)
    {
        if (!MayRecordOf(placement, by)) throw new RefusedException("daily.otherShelter");
    }
}
