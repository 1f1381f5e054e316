using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Scopes;

/// <summary>Whom the directory says can be asked.</summary>
public static class DirectoryScopes
{
    /// <summary>
    /// The province of the office that answers for the case now: the offices there are asked first. The case's own province stays that of
    /// the first contact, which statistics count, also when another office has taken the case over.
    /// </summary>
    public static Task<string> ProvinceInChargeAsync(this PortalDbContext db, Case subject) => db.Units.Where(u => u.Id == subject.ProvinceOfficeId).Select(u => u.ProvinceCode).SingleAsync();

    /// <summary>The province of the shelter in which the person lives now; null: in none.</summary>
    public static Task<string?> LivesInAsync(this PortalDbContext db, Guid subject) => db.Placements.Where(p => p.CaseId == subject && p.EndedAt == null && p.ArrivedAt != null)
        .OrderByDescending(p => p.ArrivedAt).Join(db.Shelters, p => p.ShelterId, s => s.Id, (p, s) => s.ProvinceCode).FirstOrDefaultAsync();

    /// <summary>Paused or closed: it is asked for nobody.</summary>
    public static Task<bool> IsShutAsync(this PortalDbContext db, Guid? unit) => db.DirectoryEntries.AnyAsync(e => e.Id == unit && e.Status != EntryStatus.Active);
}
