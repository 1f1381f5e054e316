using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>Somebody who may be seated: of the province, or of Foreign Affairs, whose one office is for all of them.</summary>
public sealed record Candidate(Guid MembershipId, Guid UserId, Role Role, AgencyType Agency, string Name);

internal static class Candidates
{
    public static async Task<IReadOnlyList<Candidate>> OfAsync(PortalDbContext db, string provinceCode, Words words, DateOnly today)
    {
        var people = await (from m in db.Memberships.LiveOn(today)
                            join u in db.Users on m.UserId equals u.Id
                            where m.ProvinceCode == provinceCode || m.Unit!.Agency == AgencyType.ForeignAffairs
                            select new { m.Id, m.UserId, m.Role, m.Unit!.Agency, m.LastDay, u.NameTh, u.NameEn }).ToListAsync();
        return [.. people.Where(p => RoleGrants.Has(p.Role, Permission.MdtSit)).Select(p => new Candidate(p.Id, p.UserId, p.Role, p.Agency, $"{Languages.Pick(p.NameTh, p.NameEn)} ({words.Of(p.Role)}{(p.LastDay is { } last ? Languages.Pick($" ถึง {ThaiDates.Day(last)}", $" until {ThaiDates.Day(last)}") : "")})"))];
    }
}
