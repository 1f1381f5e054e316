namespace NrmPortal.Domain.Directory;

/// <summary>
/// A shelter's places of one kind. The database alone counts what is occupied, held and out of use, from placements, holds and
/// outages, under the lock of the row, and never lets them pass the number of places.
/// </summary>
public sealed class PlacePool
{
    private PlacePool() { }

    internal PlacePool(Guid id, Guid shelterId, PlaceKind kind, int places) => (Id, ShelterId, Kind, Places) = (id, shelterId, kind, places);

    public Guid Id { get; private set; }
    public Guid ShelterId { get; private set; }
    public PlaceKind Kind { get; private set; }
    public int Places { get; private set; }
    public int Occupied { get; private set; }
    public int Held { get; private set; }
    public int OutOfUse { get; private set; }

    /// <summary>When the shelter itself last said how many there are, and who; null: from the file it was set up with.</summary>
    public DateTimeOffset? StatedAt { get; private set; }
    public Guid? StatedByUserId { get; private set; }

    public int Free => Places - Occupied - Held - OutOfUse;

    internal void State(int places, Actor by, DateTimeOffset at)
    {
        if (places is < 0 or > 999) throw new RefusedException("places.number");
        if (places < Occupied + Held + OutOfUse) throw new RefusedException("places.inUse");
        (Places, StatedAt, StatedByUserId) = (places, at, by.UserId);
    }

    /// <summary>Places that nobody has or is promised are put out of use until a day that is foreseen.</summary>
    public PlaceOutage PutOut(Guid id, int places, OutageReason reason, DateOnly? until, Actor by, DateTimeOffset at)
    {
        if (places < 1) throw new RefusedException("places.none");
        if (places > Free) throw new RefusedException("places.notFree");
        if (until is { } day && day < ThaiDay.Of(at)) throw new RefusedException("places.past");
        return new PlaceOutage(id, Id, places, reason, until, by, at);
    }
}

/// <summary>Who sleeps there. Places for anybody are given when those of the person's own kind are full.</summary>
public enum PlaceKind
{
    Any,
    Men,
    Women,
    Boys,
    Girls,
    Family,
}

/// <summary>Some places of one kind that cannot be slept in for a while.</summary>
public sealed class PlaceOutage
{
    private PlaceOutage() { }

    internal PlaceOutage(Guid id, Guid poolId, int places, OutageReason reason, DateOnly? until, Actor by, DateTimeOffset at)
        => (Id, PoolId, Places, Reason, Until, ByUserId, At) = (id, poolId, places, reason, until, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid PoolId { get; private set; }
    public int Places { get; private set; }
    public OutageReason Reason { get; private set; }

    /// <summary>The last day that is foreseen; they are back only when somebody says so.</summary>
    public DateOnly? Until { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedByUserId { get; private set; }

    public void End(Actor by, DateTimeOffset at)
    {
        if (EndedAt is not null) throw new RefusedException("places.back");
        (EndedAt, EndedByUserId) = (at, by.UserId);
    }
}

public enum OutageReason
{
    Repair,
    Staff,
    Quarantine,
    Safety,
    Other,
}

/// <summary>
/// A place promised to whoever a referral is about, from DATIP's approval until the shelter answers. The database ends it when
/// the referral is accepted, declined, withdrawn, undone or lapses, and when the time to answer is over.
/// </summary>
public sealed class PlaceHold
{
    private PlaceHold() { }

    internal PlaceHold(Guid id, Guid referralId, Guid poolId, DateTimeOffset? until, Actor by, DateTimeOffset at)
        => (Id, ReferralId, PoolId, Until, ByUserId, At) = (id, referralId, poolId, until, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid ReferralId { get; private set; }
    public Guid PoolId { get; private set; }

    /// <summary>The end of the receiver's time to answer.</summary>
    public DateTimeOffset? Until { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public HoldEnd? EndedBy { get; private set; }
}

/// <summary>What ended a hold; written by the database alone.</summary>
public enum HoldEnd
{
    Accepted,
    Declined,
    Withdrawn,
    Returned,
    Undone,
    Lapsed,
    Expired,
}
