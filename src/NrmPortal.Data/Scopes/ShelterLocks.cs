using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Scopes;

public static class ShelterLocks
{
    /// <summary>A unit's shelter as it is once nobody else can change its numbers: places are promised and taken one after the other.</summary>
    public static async Task<Shelter?> LockShelterAsync(this PortalDbContext db, Guid? unit, DateTimeOffset at)
    {
        await db.Database.ExecuteSqlAsync($"select lock_shelter(s.id, {at}) from shelters s where s.unit_id = {unit}");
        return await db.Shelters.AsNoTracking().Include(s => s.Unit).Include(s => s.Pools).SingleOrDefaultAsync(s => s.UnitId == unit);
    }
}
