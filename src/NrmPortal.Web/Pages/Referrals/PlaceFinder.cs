using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
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
        // Tracked, so that each finds its unit and its places by itself: an Include costs many times as much for each of 500 rows.
        await db.Set<PlacePool>().LoadAsync();
        var shelters = await (from s in db.Shelters join u in db.Units on s.UnitId equals u.Id where u.IsActive select new { Shelter = s, Unit = u }).ToListAsync();
        var districts = await db.ShelterAddresses.Where(a => a.DistrictCode != null).Select(a => new { a.Id, a.DistrictCode }).ToDictionaryAsync(a => a.Id, a => a.DistrictCode);
        var here = await db.Units.Where(u => u.Id == referral.FromUnitId).Select(u => u.DistrictCode).SingleOrDefaultAsync();
        var neighbours = await db.ProvinceNeighbours.Where(n => n.Province == referral.ProvinceCode || n.Neighbour == referral.ProvinceCode)
            .Select(n => n.Province == referral.ProvinceCode ? n.Neighbour : n.Province).ToListAsync();
        var search = new PlaceSearch(needs, who, new SearchOrigin(referral.ProvinceCode, here, neighbours), referral.ShelterKind);
        return search.Rank(shelters.Select(s => (s.Shelter, districts.GetValueOrDefault(s.Shelter.Id))));
    }

    /// <summary>Calls to each office, the last one first; DATIP alone sees any.</summary>
    public async Task<ILookup<Guid, PlaceCall>> CallsAsync(Referral referral) =>
        (await db.PlaceCalls.AsNoTracking().Where(c => c.ReferralId == referral.Id).OrderByDescending(c => c.CalledAt).ToListAsync()).ToLookup(c => c.UnitId);

    /// <summary>The place promised to whoever the referral is about, while the shelter has not answered.</summary>
    public Task<HeldPlace?> HeldAsync(Referral referral) => (from h in db.PlaceHolds
                                                             where h.ReferralId == referral.Id && h.EndedAt == null
                                                             join p in db.Set<PlacePool>() on h.PoolId equals p.Id
                                                             select new HeldPlace(p.Kind, h.Until)).FirstOrDefaultAsync();
}

/// <summary>A place that is promised, and until when.</summary>
public sealed record HeldPlace(PlaceKind Kind, DateTimeOffset? Until);
