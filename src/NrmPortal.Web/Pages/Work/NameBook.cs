using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Work;

/// <summary>The names of offices, accounts and memberships that a list of tasks or messages shows: two questions, however long the list.</summary>
public sealed class NameBook
{
    private readonly Dictionary<Guid, string> names = [];

    public string Of(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "–") : "–";

    internal static async Task<NameBook> OfAsync(PortalDbContext db, IEnumerable<Guid?> units, IEnumerable<Guid?> users, IEnumerable<Guid?> memberships)
    {
        var book = new NameBook();
        var (unitIds, userIds, memberIds) = (Known(units), Known(users), Known(memberships));
        if (unitIds.Count > 0)
        {
            foreach (var u in await db.Units.Where(u => unitIds.Contains(u.Id)).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync())
                book.names[u.Id] = Languages.Pick(u.NameTh, u.NameEn);
        }

        if (userIds.Count + memberIds.Count == 0) return book;
        var people = await (from u in db.Users
                            join m in db.Memberships on u.Id equals m.UserId
                            where userIds.Contains(u.Id) || memberIds.Contains(m.Id)
                            select new { u.Id, Membership = m.Id, u.NameTh, u.NameEn }).ToListAsync();
        foreach (var p in people) book.names[p.Id] = book.names[p.Membership] = Languages.Pick(p.NameTh, p.NameEn);
        return book;
    }

    private static List<Guid> Known(IEnumerable<Guid?> ids) => [.. ids.OfType<Guid>().Distinct()];
}
