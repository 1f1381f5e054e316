using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Returns;

namespace NrmPortal.Data.Scopes;

/// <summary>What is known of a return, as far as the reader sees it.</summary>
public static class ReturnScopes
{
    private sealed record Word(Guid Id, DateTimeOffset GivenAt);

    public static async Task<ReturnFile> ReturnFileAsync(this PortalDbContext db, Guid caseId, DateOnly? today = null) => new(
        await db.ReturnSteps.AsNoTracking().Where(s => s.CaseId == caseId).OrderByDescending(s => s.On).ThenByDescending(s => s.At).ToListAsync(),
        await db.ReturnPlans.AsNoTracking().Include(p => p.Goals.OrderBy(g => g.Position)).Where(p => p.CaseId == caseId).OrderByDescending(p => p.Version).FirstOrDefaultAsync(),
        await db.Consents.AsNoTracking().Where(c => c.CaseId == caseId && c.Purpose == ConsentPurpose.Return).ToListAsync())
    {
        Told = today is { } day ? await db.ReturnWordAsync(caseId, day) : null,
    };

    // The consulate and DCY read no consents; what they do for a return rests on one all the same.
    private static async Task<ReturnWord?> ReturnWordAsync(this PortalDbContext db, Guid caseId, DateOnly day) =>
        (await db.Database.SqlQuery<Word>($"select id, given_at from return_consent({caseId}, {day})").ToListAsync()).FirstOrDefault() is { } word ? new ReturnWord(word.Id, word.GivenAt) : null;

    /// <summary>The versions before this one, newest first.</summary>
    public static Task<List<ReturnPlan>> ReturnPlansBeforeAsync(this PortalDbContext db, ReturnPlan last) =>
        db.ReturnPlans.AsNoTracking().Include(p => p.Goals.OrderBy(g => g.Position)).Where(p => p.CaseId == last.CaseId && p.Version < last.Version).OrderByDescending(p => p.Version).ToListAsync();

    /// <summary>Newest first.</summary>
    public static Task<List<ReturnJourney>> JourneysAsync(this PortalDbContext db, Guid caseId) =>
        db.ReturnJourneys.AsNoTracking().Where(j => j.CaseId == caseId).OrderByDescending(j => j.ReceivedAt).ThenByDescending(j => j.At).ToListAsync();

    /// <summary>The one that ends last first.</summary>
    public static Task<List<StayPermit>> PermitsAsync(this PortalDbContext db, Guid caseId) =>
        db.StayPermits.AsNoTracking().Where(p => p.CaseId == caseId).OrderByDescending(p => p.Until).ThenByDescending(p => p.At).ToListAsync();
}
