using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>The offices that may receive a kind of referral and take people now, those of the case's province first.</summary>
internal static class ServiceUnits
{
    public static async Task<IReadOnlyList<SelectListItem>> OfAsync(PortalDbContext db, ReferralKindRule rule, Guid sender, string province)
    {
        var agencies = rule.Receivers.ToList();
        var units = await db.Units.AsNoTracking().Where(u => u.IsActive && u.Id != sender && agencies.Contains(u.Agency)
                && !db.DirectoryEntries.Any(e => e.Id == u.Id && e.Status != Domain.Directory.EntryStatus.Active))
            .OrderByDescending(u => u.ProvinceCode == province).ThenBy(u => u.Code).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        return [.. units.Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString()))];
    }
}

/// <summary>What a reader may do about a referral that takes no place.</summary>
/// <param name="Units">For DATIP: the offices it may choose.</param>
public sealed record ServiceForm(Referral Referral, Domain.Actor Reader, string? Reason, IReadOnlyList<SelectListItem> Units)
{
    public bool May(ReferralAction action) => Referral.IsFor(action, Reader);

    internal static async Task<ServiceForm?> OfAsync(PortalDbContext db, Referral referral, Domain.Actor reader, string? reason) => referral.Rule.TakesPlace ? null
        : new ServiceForm(referral, reader, reason, referral.IsFor(ReferralAction.Approve, reader) ? await ServiceUnits.OfAsync(db, referral.Rule, referral.FromUnitId, referral.ProvinceCode) : []);
}
