using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>
/// A shelter accepts: takes a place under the shelter's lock, then, having sight of the case by its acceptance, writes the
/// placement and the basis of stay.
/// </summary>
internal sealed class Acceptance(PortalDbContext db, Actor by, DateTimeOffset at)
{
    public async Task RecordAsync(Referral referral, StayBasis basis, string? authority, string? documentNumber, string? note)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from shelters where unit_id = {by.UnitId} for update");
        var shelter = await db.Shelters.SingleOrDefaultAsync(s => s.UnitId == by.UnitId) ?? throw new RefusedException("shelter.none");
        referral.Accept(note, by, at);
        shelter.TakePlace();
        await db.SaveChangesAsync();

        var subject = await db.RecallAsync(await db.Cases.SingleAsync(c => c.Id == referral.CaseId));
        var needs = await db.NeedsProfiles.SingleAsync(n => n.Id == referral.Id);
        db.Add(subject.Accept(referral, needs, Guid.CreateVersion7(at), shelter, by, at));
        db.Add(subject.HouseUnder(basis, Guid.CreateVersion7(at), by, at, referral.ConsentId, referral.ShareUntil, authority, documentNumber));
        await db.SaveChangesAsync();
        await db.CheckCustodyAsync();
    }
}
