using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Transfers;

/// <summary>Proposals with the names of their offices.</summary>
internal static class TransferList
{
    /// <summary>Whether what a proposal rests on still carries it; asked by those who see the case and by the office that is asked.</summary>
    public static Task<bool> BasisLivesAsync(PortalDbContext db, CaseTransfer transfer) =>
        db.Database.SqlQuery<bool>($"select transfer_basis_lives({transfer.Id}) as \"Value\"").SingleAsync();

    public static async Task<IReadOnlyDictionary<Guid, string>> OfficesAsync(PortalDbContext db, IEnumerable<CaseTransfer> transfers)
    {
        var ids = transfers.SelectMany(t => new[] { t.FromUnitId, t.ToUnitId, t.FromOfficeId, t.ByUnitId }).Distinct().ToList();
        var units = await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        return units.ToDictionary(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn));
    }
}
