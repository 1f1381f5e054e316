using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Web.Pages.Cases;

internal static class CaseToLink
{
    /// <summary>The other of two cases, by its number, for who sees it otherwise than by an emergency opening.</summary>
    /// <exception cref="RefusedException">A case that is not seen, and a number that nobody has: the same questions and the same answer.</exception>
    public static async Task<Case> CaseToLinkAsync(this PortalDbContext db, string typed)
    {
        var number = typed.Trim().ToUpperInvariant();
        var other = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.NrmNumber == number || c.FirstContactNumber == number) ?? throw new RefusedException("link.noCase");
        return await db.Access.AnyAsync(a => a.CaseId == other.Id && a.Via != "glass") ? other : throw new RefusedException("glass.readOnly");
    }
}
