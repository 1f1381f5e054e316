using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Transfers;

/// <summary>Proposals with the names of their offices.</summary>
internal static class TransferList
{
    public static async Task<IReadOnlyDictionary<Guid, string>> OfficesAsync(PortalDbContext db, IEnumerable<CaseTransfer> transfers)
    {
        var ids = transfers.SelectMany(t => new[] { t.FromUnitId, t.ToUnitId, t.FromOfficeId, t.ByUnitId }).Distinct().ToList();
        var units = await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        return units.ToDictionary(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn));
    }
}
