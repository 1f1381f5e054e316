using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Returns;

namespace NrmPortal.Data.Scopes;

/// <summary>What is known of a return, as far as the reader sees it.</summary>
public static class ReturnScopes
{
    public static async Task<ReturnFile> ReturnFileAsync(this PortalDbContext db, Guid caseId) => new(
        await db.ReturnSteps.AsNoTracking().Where(s => s.CaseId == caseId).OrderByDescending(s => s.On).ThenByDescending(s => s.At).ToListAsync(),
        await db.ReturnPlans.AsNoTracking().Include(p => p.Goals.OrderBy(g => g.Position)).Where(p => p.CaseId == caseId).OrderByDescending(p => p.Version).FirstOrDefaultAsync(),
        await db.Consents.AsNoTracking().Where(c => c.CaseId == caseId && c.Purpose == ConsentPurpose.Return).ToListAsync());

    /// <summary>Newest first.</summary>
    public static Task<List<ReturnJourney>> JourneysAsync(this PortalDbContext db, Guid caseId) =>
        db.ReturnJourneys.AsNoTracking().Where(j => j.CaseId == caseId).OrderByDescending(j => j.ReceivedAt).ThenByDescending(j => j.At).ToListAsync();

    /// <summary>The one that ends last first.</summary>
    public static Task<List<StayPermit>> PermitsAsync(this PortalDbContext db, Guid caseId) =>
        db.StayPermits.AsNoTracking().Where(p => p.CaseId == caseId).OrderByDescending(p => p.Until).ThenByDescending(p => p.At).ToListAsync();
}
