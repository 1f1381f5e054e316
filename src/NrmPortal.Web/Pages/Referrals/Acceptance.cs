using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>
/// A shelter accepts: under the lock of its places, then, having sight of the case by its acceptance, writes the
/// placement and the basis of stay. With the arrival that basis takes the place of what ran elsewhere.
/// </summary>
internal sealed class Acceptance(PortalDbContext db, Actor by, DateTimeOffset at)
{
    public async Task RecordAsync(Referral referral, StayBasis basis, string? authority, string? documentNumber, string? note, PlaceKind? kind)
    {
        var shelter = await db.LockShelterAsync(by.UnitId, at) ?? throw new RefusedException("shelter.none");
        referral.Accept(note, by, at);
        await db.SaveChangesAsync();

        var subject = await db.RecallAsync(await db.Cases.SingleAsync(c => c.Id == referral.CaseId));
        var needs = await db.NeedsProfiles.SingleAsync(n => n.Id == referral.Id);
        var hold = await db.PlaceHolds.AsNoTracking().FirstOrDefaultAsync(h => h.ReferralId == referral.Id && h.EndedAt == null);
        var placement = subject.Accept(referral, needs, Guid.CreateVersion7(at), shelter, by, at, hold, kind);
        db.Add(placement);
        // Until the person arrives, what runs elsewhere is the ground on which they are held or housed.
        var awaited = await db.StayRunsAsync(subject.Id) ? placement : null;
        db.Add(subject.HouseUnder(basis, Guid.CreateVersion7(at), by, at, await db.AgreedAsync(referral, at), authority, documentNumber, awaited));
        await db.SaveChangesAsync();
        await db.CheckCustodyAsync();
    }

    public async Task ArriveAsync(Referral referral)
    {
        var subject = await db.RecallAsync(await db.Cases.SingleAsync(c => c.Id == referral.CaseId));
        var placement = await db.Placements.SingleAsync(p => p.ReferralId == referral.Id);
        var stays = await db.Stays.Where(s => s.CaseId == subject.Id && s.CorrectedAt == null && s.EndedAt == null).ToListAsync();
        var others = await db.Placements.AsNoTracking().Where(p => p.CaseId == subject.Id && p.Id != placement.Id).ToListAsync();
        subject.RecordArrival(referral, placement, stays, by, at, others);
        await db.SaveChangesAsync();
        await db.CheckCustodyAsync();
    }
}
