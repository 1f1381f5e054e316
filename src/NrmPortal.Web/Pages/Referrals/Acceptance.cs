using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>
/// A shelter accepts: under the lock of its places, then, having sight of the case by its acceptance, writes the
/// placement and the basis of stay.
/// </summary>
internal sealed class Acceptance(PortalDbContext db, Actor by, DateTimeOffset at)
{
    public async Task RecordAsync(Referral referral, StayBasis basis, string? authority, string? documentNumber, string? note)
    {
        var shelter = await db.LockShelterAsync(by.UnitId, at) ?? throw new RefusedException("shelter.none");
        referral.Accept(note, by, at);
        await db.SaveChangesAsync();

        var subject = await db.RecallAsync(await db.Cases.SingleAsync(c => c.Id == referral.CaseId));
        var needs = await db.NeedsProfiles.SingleAsync(n => n.Id == referral.Id);
        var hold = await db.PlaceHolds.AsNoTracking().FirstOrDefaultAsync(h => h.ReferralId == referral.Id && h.EndedAt == null);
        db.Add(subject.Accept(referral, needs, Guid.CreateVersion7(at), shelter, by, at, hold));
        db.Add(subject.HouseUnder(basis, Guid.CreateVersion7(at), by, at, referral.ConsentId, referral.ShareUntil, authority, documentNumber));
        await db.SaveChangesAsync();
        await db.CheckCustodyAsync();
    }
}
