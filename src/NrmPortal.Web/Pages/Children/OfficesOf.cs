using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Children;

/// <summary>The offices of one kind of agency that take something on now; those of the province whose office has the case first.</summary>
internal static class OfficesOf
{
    /// <param name="stays">The office that has it today: left as it is, it is no choice to be refused.</param>
    public static async Task<IReadOnlyList<SelectListItem>> OfAsync(this PortalDbContext db, AgencyType agency, Case subject, Guid? stays = null)
    {
        var province = await db.ProvinceInChargeAsync(subject);
        var units = await db.Units.AsNoTracking().Where(u => u.Agency == agency && (u.Id == stays || (u.IsActive && !db.DirectoryEntries.Any(e => e.Id == u.Id && e.Status != Domain.Directory.EntryStatus.Active))))
            .OrderByDescending(u => u.ProvinceCode == province).ThenBy(u => u.Code).ToListAsync();
        return [.. units.Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString()))];
    }
}
