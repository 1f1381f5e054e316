using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Access;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>The competent authority who decided: name, role and office, by the seat held in the panel.</summary>
public sealed record Authority(string NameTh, string NameEn, Role Role, string UnitTh, string UnitEn)
{
    /// <returns>null: the seat is not in sight.</returns>
    public static Task<Authority?> OfAsync(PortalDbContext db, Guid panel, Guid user) =>
        (from s in db.Panels.Where(p => p.Id == panel).SelectMany(p => p.Seats).Where(s => s.Decides && s.UserId == user)
         join m in db.Memberships on s.MembershipId equals m.Id
         join u in db.Users on m.UserId equals u.Id
         select new Authority(u.NameTh, u.NameEn, m.Role, m.Unit!.NameTh, m.Unit.NameEn)).FirstOrDefaultAsync();
}
