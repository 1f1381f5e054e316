using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Scopes;

public static class StandingScopes
{
    /// <summary>The case with what the reader's office has of it (second lock: has_core_alone on its events).</summary>
    public static async Task<Case> StandingAsync(this PortalDbContext db, Case subject)
    {
        subject.ReadWithCoreAlone(await db.Database.SqlQuery<bool>($"select has_core_alone({subject.Id}) as \"Value\"").SingleAsync());
        return subject;
    }
}
