using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>The legal track as far as this reader may open it; what row security withholds simply has no rows.</summary>
internal static class LegalFile
{
    public static async Task<LegalTrack> TrackAsync(PortalDbContext db, Guid id) => new(
        await db.PoliceCases.AsNoTracking().Where(p => p.CaseId == id).OrderBy(p => p.OpenedOn).ToListAsync(),
        await db.Charges.AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.ChargedOn).ToListAsync(),
        await db.LegalSteps.AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.On).ThenBy(s => s.At).ToListAsync(),
        await db.CourtDates.AsNoTracking().Where(d => d.CaseId == id).OrderBy(d => d.StartsAt).ToListAsync(),
        await db.Verdicts.AsNoTracking().Where(v => v.CaseId == id).OrderBy(v => v.On).ToListAsync())
    {
        Suspects = await db.Suspects.AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.At).ToListAsync(),
        Tellings = await TellingsAsync(db, id),
        Strikes = await StrikesAsync(db, id),
    };

    public static Task<List<CompensationTelling>> TellingsAsync(PortalDbContext db, Guid id) => db.CompensationTellings.AsNoTracking().Where(t => t.CaseId == id).OrderByDescending(t => t.On).ToListAsync();

    public static Task<List<LegalStrike>> StrikesAsync(PortalDbContext db, Guid id) => db.LegalStrikes.AsNoTracking().Where(s => s.CaseId == id).ToListAsync();
}
