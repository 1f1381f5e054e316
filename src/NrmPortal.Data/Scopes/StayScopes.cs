using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Scopes;

/// <summary>What the database knows of a stay and the reader may not see.</summary>
public static class StayScopes
{
    private sealed record LiveConsent(Guid Id, DateOnly? ExpiresOn);

    /// <summary>Whether anything runs on the case that the basis of a new placement would follow, whichever office recorded it.</summary>
    public static Task<bool> StayRunsAsync(this PortalDbContext db, Guid caseId) => db.Database.SqlQuery<bool>($"select stay_runs({caseId}) as \"Value\"").SingleAsync();

    /// <summary>What a stay at the acting shelter rests on: the live consent to assistance that reaches it, or as long as nobody has asked for one the referral's.</summary>
    /// <returns>Null: neither, the referral rests on a legal ground.</returns>
    public static async Task<Agreed?> AgreedAsync(this PortalDbContext db, Referral referral, DateTimeOffset at)
    {
        if (await db.ConsentToStayAsync(referral.CaseId, at) is { } found) return found;
        return referral.ConsentId is { } shared ? new Agreed(shared, referral.ShareUntil, ConsentPurpose.Referral) : null;
    }

    /// <summary>The live consent to assistance that reaches the acting shelter; it may stand in a part of the file that the shelter does not read.</summary>
    public static async Task<Agreed?> ConsentToStayAsync(this PortalDbContext db, Guid caseId, DateTimeOffset at)
    {
        var found = await db.Database.SqlQuery<LiveConsent>($"select id, expires_on from stay_consent({caseId}, {ThaiDay.Of(at)})").ToListAsync();
        return found.Count == 0 ? null : new Agreed(found[0].Id, found[0].ExpiresOn, ConsentPurpose.Assistance);
    }

    /// <summary>Asks now, and not at commit, whether custody under s.29 goes beyond the first one of the holding: rows of other offices count too.</summary>
    /// <exception cref="Npgsql.PostgresException">It does (ck_stay_custody_once).</exception>
    public static Task CheckCustodyAsync(this PortalDbContext db) => db.Database.ExecuteSqlRawAsync("set constraints custody_is_once immediate");
}
