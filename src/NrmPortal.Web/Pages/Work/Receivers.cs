using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Work;

/// <summary>To whom a task of a case can be given: colleagues of one's own office, and the offices that see the case.</summary>
internal static class Receivers
{
    private const string Unit = "unit-";
    private const string Person = "person-";

    public static async Task<IReadOnlyList<SelectListItem>> OfAsync(PortalDbContext db, Guid caseId, Actor actor, Words words, DateOnly today)
    {
        var ids = await db.UnitsOfAsync(caseId, forMessages: false);
        var units = await db.Units.Where(u => ids.Contains(u.Id)).OrderBy(u => u.Code).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        var people = await (from m in db.Memberships.LiveOn(today)
                                // Whoever sees the case by a seat alone has colleagues who do not.
                            where m.UnitId == actor.UnitId && ids.Contains(m.UnitId)
                            join u in db.Users on m.UserId equals u.Id
                            orderby u.NameTh
                            select new { m.Id, m.Role, u.NameTh, u.NameEn }).ToListAsync();
        return [
            .. units.Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), Unit + u.Id)),
            .. people.Where(p => RoleGrants.SeesUnit(p.Role) && RoleGrants.Has(p.Role, Permission.TaskWork)).Select(p => new SelectListItem($"{Languages.Pick(p.NameTh, p.NameEn)} ({words.Of(p.Role)})", Person + p.Id))];
    }

    /// <summary>The choice, or null where it is none of those offered.</summary>
    public static Audience? Read(string? chosen, IEnumerable<SelectListItem> offered) =>
        chosen is null || !offered.Any(o => o.Value == chosen) ? null
        : chosen.StartsWith(Unit, StringComparison.Ordinal) ? Audience.Of(Guid.Parse(chosen[Unit.Length..])) : Audience.Seat(Guid.Parse(chosen[Person.Length..]));
}
