using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Directory;

public sealed partial class Shelter
{
    private readonly List<PlacePool> pools = [];

    /// <summary>Its places by kind; whoever asks for a place loads them.</summary>
    public IReadOnlyCollection<PlacePool> Pools => pools;

    /// <summary>Its places, where they were read apart from it to be looked at: of a home that is to change, they are loaded with it.</summary>
    public void Furnish(IEnumerable<PlacePool> read) => pools.AddRange(read.Where(p => p.ShelterId == Id && !pools.Exists(own => own.Id == p.Id)));

    // The sums over all kinds; counted by the database.
    public int Places { get; private set; }
    public int Occupied { get; private set; }
    public int Held { get; private set; }
    public int OutOfUse { get; private set; }

    public int Free => Places - Occupied - Held - OutOfUse;

    /// <summary>Somebody has said how many places it has, or its file does.</summary>
    public bool HasStated => Places > 0;

    /// <summary>Places of one kind, as a file or its manager says.</summary>
    public void Provide(Guid id, PlaceKind kind, int places)
    {
        if (places < 0 || pools.Exists(p => p.Kind == kind)) throw new RefusedException("places.none");
        pools.Add(new PlacePool(id, Id, kind, places));
        Places += places;
    }

    /// <summary>Whether they may say how many places it has: its own people, and whoever keeps the directory.</summary>
    public bool IsStatedBy(Actor by) => RoleGrants.Has(by.Role, Permission.DirectoryAdd) || (by.UnitId == UnitId && RoleGrants.Has(by.Role, Permission.PlacesKeep));

    /// <summary>How many places of one kind it has, as its own people say; the database refuses fewer than are in use.</summary>
    /// <returns>The places, new or changed.</returns>
    public PlacePool State(Guid id, PlaceKind kind, int places, Actor by, DateTimeOffset at)
    {
        if (!IsStatedBy(by)) throw new RefusedException("places.notYours");
        var pool = pools.Find(p => p.Kind == kind);
        if (pool is null) pools.Add(pool = new PlacePool(id, Id, kind, 0));
        pool.State(places, by, at);
        return pool;
    }

    /// <summary>The places this person would get: of their own kind first, then those for anybody; a full one only where none is free.</summary>
    public PlacePool? PoolFor(NeedsProfile needs, Resident who)
    {
        var fitting = KindsFor(needs, who).Select(kind => pools.Find(p => p.Kind == kind)).OfType<PlacePool>().ToList();
        return fitting.Find(p => p.Free > 0) ?? fitting.FirstOrDefault();
    }

    public bool HasPlaceFor(NeedsProfile needs, Resident who) => PoolFor(needs, who)?.Free > 0;

    /// <summary>A place is promised until the shelter has answered or its time to answer is over.</summary>
    /// <exception cref="RefusedException">No place that suits is free.</exception>
    public PlaceHold Hold(Guid id, Referral referral, NeedsProfile needs, Resident who, Actor by, DateTimeOffset at) =>
        new(id, referral.Id, FreeFor(needs, who).Id, referral.DueAt, by, at);

    /// <exception cref="RefusedException">No place that suits is free, or nobody has said how many there are.</exception>
    public PlacePool FreeFor(NeedsProfile needs, Resident who) =>
        PoolFor(needs, who) is { Free: > 0 } pool ? pool : throw new RefusedException(HasStated ? "shelter.full" : "shelter.unstated");

    /// <summary>The place that is taken now: the one promised to the referral, if it still suits the person.</summary>
    /// <param name="chosen">Where the home has a choice (<see cref="ChoiceFor"/>), what it chose.</param>
    /// <exception cref="RefusedException">No place that suits is free.</exception>
    public Guid PlaceFor(NeedsProfile needs, Resident who, PlaceHold? hold, PlaceKind? chosen = null)
    {
        var kinds = KindsFor(needs, who).ToList();
        var held = pools.Find(p => p.Id == hold?.PoolId && kinds.Contains(p.Kind));
        if (chosen is null || chosen == held?.Kind) return held?.Id ?? FreeFor(needs, who).Id;
        return pools.Find(p => p.Kind == chosen && kinds.Contains(p.Kind) && p.Free > 0)?.Id ?? throw new RefusedException("shelter.full");
    }

    /// <summary>Of a person of another or an unknown sex the home says where they sleep: the kinds it may choose from.</summary>
    public IReadOnlyList<PlaceKind> ChoiceFor(NeedsProfile needs, Resident who, PlaceHold? hold) =>
        who.IsOfOneSex ? [] : [.. KindsFor(needs, who).Where(kind => pools.Exists(p => p.Kind == kind && (p.Free > 0 || p.Id == hold?.PoolId)))];

    // A family stays together where there is room for families; a child with its family may live among adults there alone.
    private IEnumerable<PlaceKind> KindsFor(NeedsProfile needs, Resident who)
    {
        if (needs.WithFamily && AcceptsFamilies) yield return PlaceKind.Family;
        // A place for anybody before one among men or among women, and of these where most are free.
        if (!who.IsOfOneSex) yield return PlaceKind.Any;
        foreach (var kind in OfTheirSex(who).OrderByDescending(kind => pools.Find(p => p.Kind == kind)?.Free)) yield return kind;
        if (who.IsOfOneSex) yield return PlaceKind.Any;
    }

    // Of another or an unknown sex: wherever those of the age live whom the home takes.
    private IEnumerable<PlaceKind> OfTheirSex(Resident who)
    {
        if (who.IsChild && !Takes(child: true, who.Sex)) yield break;
        if (who.Sex == Sex.Male || (!who.IsOfOneSex && Takes(who.IsChild, Sex.Male))) yield return who.IsChild ? PlaceKind.Boys : PlaceKind.Men;
        if (who.Sex == Sex.Female || (!who.IsOfOneSex && Takes(who.IsChild, Sex.Female))) yield return who.IsChild ? PlaceKind.Girls : PlaceKind.Women;
    }

    private bool IsAmongOneSex(NeedsProfile needs, Resident who) => PoolFor(needs, who) is { Kind: not (PlaceKind.Any or PlaceKind.Family) };
}
