using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Data.Scopes;

public static class StandingScopes
{
    /// <summary>The case with what the reader's office has of it (second lock: check_standing on its events).</summary>
    public static async Task<Case> StandingAsync(this PortalDbContext db, Case subject)
    {
        subject.ReadAs(Enum.Parse<Standing>(await db.Database.SqlQuery<string>($"select standing_in({subject.Id}) as \"Value\"").SingleAsync()));
        return subject;
    }
}
