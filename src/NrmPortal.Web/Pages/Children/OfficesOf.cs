using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Children;

/// <summary>The offices of one kind of agency to choose from; those of the province whose office has the case first.</summary>
internal static class OfficesOf
{
    public static async Task<IReadOnlyList<SelectListItem>> OfAsync(this PortalDbContext db, AgencyType agency, Case subject)
    {
        var province = await db.ProvinceInChargeAsync(subject);
        var units = await db.Units.AsNoTracking().Where(u => u.Agency == agency)
            .OrderByDescending(u => u.ProvinceCode == province).ThenBy(u => u.Code).ToListAsync();
        return [.. units.Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString()))];
    }
}
