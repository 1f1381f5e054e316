using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Scopes;

/// <summary>Whom the directory says can be asked.</summary>
public static class DirectoryScopes
{
    /// <summary>Paused or closed: it is asked for nobody.</summary>
    public static Task<bool> IsShutAsync(this PortalDbContext db, Guid? unit) => db.DirectoryEntries.AnyAsync(e => e.Id == unit && e.Status != EntryStatus.Active);
}
