using NrmPortal.Domain.Directory;

namespace NrmPortal.Domain.Work;

/// <summary>
/// While one person is away another of the same office and role sees their personal tasks and notices. A seat on a panel is
/// personal and is never covered for.
/// </summary>
public sealed class Absence
{
    private Absence() { }

    public Guid Id { get; private set; }
    public Guid UserId { get; private set; }
    public Guid MembershipId { get; private set; }
    public Guid CoverMembershipId { get; private set; }

    /// <summary>First and last day, in Thailand.</summary>
    public DateOnly From { get; private set; }
    public DateOnly Until { get; private set; }
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>Back earlier than said.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <param name="known">What the planner sees of absences: their own, and those in which they stand in.</param>
    /// <exception cref="RefusedException">
    /// The cover is not of the same office and role or is away themselves, the days are not in order, or they are away on one of them already.
    /// </exception>
    public static Absence Plan(Guid id, Membership cover, DateOnly from, DateOnly until, IEnumerable<Absence> known, Actor by, DateTimeOffset at)
    {
        if (cover.UserId == by.UserId || cover.UnitId != by.UnitId || cover.Role != by.Role || !cover.IsLive) throw new RefusedException("absence.cover");
        if (until < from || until < ThaiDay.Of(at)) throw new RefusedException("absence.days");
        if (cover.LastDay < until) throw new RefusedException("absence.coverEnds");
        foreach (var other in known.Where(a => a.EndedAt is null && a.From <= until && from <= a.Until))
        {
            if (other.MembershipId == by.MembershipId) throw new RefusedException("absence.overlaps");
            if (other.MembershipId == cover.Id) throw new RefusedException("absence.coverAway");
        }

        return new Absence { Id = id, UserId = by.UserId, MembershipId = by.MembershipId, CoverMembershipId = cover.Id, From = from, Until = until, WrittenAt = at };
    }

    public bool Runs(DateOnly today) => EndedAt is null && From <= today && today <= Until;

    /// <exception cref="RefusedException">Somebody else's absence.</exception>
    public void End(Actor by, DateTimeOffset at)
    {
        if (by.UserId != UserId) throw new RefusedException("absence.notYours");
        EndedAt ??= at;
    }
}
