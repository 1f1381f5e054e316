using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>Brings together what ranks the shelters for a referral. Their districts are read by those who may know where they are.</summary>
internal sealed class PlaceFinder(PortalDbContext db)
{
    /// <summary>So many of those that can be chosen, and of those that cannot, stand on the page at first.</summary>
    public const int Shown = 25;

    public async Task<IReadOnlyList<RankedPlace>> FindAsync(Referral referral, NeedsProfile needs, Resident who)
    {
        var shelters = await HomesAsync();
        var districts = await db.ShelterAddresses.Where(a => a.DistrictCode != null).Select(a => new { a.Id, a.DistrictCode }).ToDictionaryAsync(a => a.Id, a => a.DistrictCode);
        // The sending office's district says where the person is only where the office lies in the province that is searched from.
        var here = await db.Units.Where(u => u.Id == referral.FromUnitId && u.ProvinceCode == referral.ProvinceCode).Select(u => u.DistrictCode).SingleOrDefaultAsync();
        var neighbours = await NeighboursAsync(referral.ProvinceCode);
        var search = new PlaceSearch(needs, who, new SearchOrigin(referral.ProvinceCode, here, neighbours), referral.ShelterKind);
        return search.Rank(shelters.Select(s => (s, districts.GetValueOrDefault(s.Id))));
    }

    /// <summary>For the sender, who asks for a shelter and may not know in which district one is: those that take people and might take this person.</summary>
    public async Task<IReadOnlyList<RankedPlace>> OfferedAsync(NeedsProfile needs, Case subject, Actor sender)
    {
        var (who, origin) = (subject.Resident, subject.OriginFor(sender, await db.LivesInAsync(subject.Id)));
        var search = new PlaceSearch(needs, who, new SearchOrigin(origin, null, await NeighboursAsync(origin)), null);
        return [.. search.Rank((await HomesAsync()).Where(s => s.HasStated && s.IsOpen && s.UnitId != sender.UnitId && s.WhyNever(needs, who) is null).Select(s => (s, (string?)null)))];
    }

    // Also those that have not stated their places: they are offered to nobody, and DATIP reads why. The places come in a query
    // of their own: EF brings a collection together a delegate a row, which for the whole country is most of the page's time.
    private async Task<List<Shelter>> HomesAsync()
    {
        var pools = (await db.Set<PlacePool>().AsNoTracking().ToListAsync()).ToLookup(p => p.ShelterId);
        var homes = await db.Shelters.AsNoTracking().Include(s => s.Unit).Where(s => s.Unit!.IsActive).ToListAsync();
        foreach (var home in homes) home.Furnish(pools[home.Id]);
        return homes;
    }

    private Task<List<string>> NeighboursAsync(string province) => db.ProvinceNeighbours.Where(n => n.Province == province || n.Neighbour == province)
        .Select(n => n.Province == province ? n.Neighbour : n.Province).ToListAsync();

    /// <summary>Calls to each office, the last one first; DATIP alone sees any.</summary>
    public async Task<ILookup<Guid, PlaceCall>> CallsAsync(Referral referral) =>
        (await db.PlaceCalls.AsNoTracking().Where(c => c.ReferralId == referral.Id).OrderByDescending(c => c.CalledAt).ToListAsync()).ToLookup(c => c.UnitId);

    /// <summary>What the home that is to answer may choose from; nothing, where there is no choice.</summary>
    public async Task<IReadOnlyList<PlaceKind>> ChoiceAsync(Referral referral, NeedsProfile needs, Resident who, Actor home)
    {
        if (who.IsOfOneSex || await db.Shelters.AsNoTracking().Include(s => s.Pools).FirstOrDefaultAsync(s => s.UnitId == home.UnitId) is not { } shelter) return [];
        var kinds = shelter.ChoiceFor(needs, who, await db.PlaceHolds.AsNoTracking().FirstOrDefaultAsync(h => h.ReferralId == referral.Id && h.EndedAt == null));
        return kinds.Count > 1 ? kinds : [];
    }

    /// <summary>The place promised to whoever the referral is about, while the shelter has not answered.</summary>
    public Task<HeldPlace?> HeldAsync(Referral referral) => (from h in db.PlaceHolds
                                                             where h.ReferralId == referral.Id && h.EndedAt == null
                                                             join p in db.Set<PlacePool>() on h.PoolId equals p.Id
                                                             select new HeldPlace(p.Kind, h.Until)).FirstOrDefaultAsync();
}

/// <summary>A place that is promised, and until when.</summary>
public sealed record HeldPlace(PlaceKind Kind, DateTimeOffset? Until);
