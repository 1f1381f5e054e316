using Microsoft.EntityFrameworkCore;

namespace NrmPortal.Data.Scopes;

/// <summary>What the database knows of a stay and the reader may not see.</summary>
public static class StayScopes
{
    /// <summary>Asks now, and not at commit, whether custody under s.29 goes beyond the first one of the holding: rows of other offices count too.</summary>
    /// <exception cref="Npgsql.PostgresException">It does (ck_stay_custody_once).</exception>
    public static Task CheckCustodyAsync(this PortalDbContext db) => db.Database.ExecuteSqlRawAsync("set constraints custody_is_once immediate");
}
