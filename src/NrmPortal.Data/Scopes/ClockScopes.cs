using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Data.Scopes;

public static class ClockScopes
{
    /// <summary>The case with its pauses and extensions before an act that may end a pause or count a limit anew; and with the standing of the reader's office.</summary>
    public static async Task<Case> RecallAsync(this PortalDbContext db, Case subject)
    {
        // Tracked: a pause may be closed by the act.
        if (subject.ClockChangeCount > 0)
            subject.Recall(new ClockChanges(
                await db.ClockPauses.Where(p => p.CaseId == subject.Id).ToListAsync(),
                await db.ClockExtensions.Where(e => e.CaseId == subject.Id).ToListAsync()));
        return await db.StandingAsync(subject);
    }
}
