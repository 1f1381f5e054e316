using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;

namespace NrmPortal.Web.Pages.Consents;

internal static class RecorderNames
{
    /// <summary>The names of whoever writes an answer down, as they are known to the portal.</summary>
    public static async Task<IReadOnlyList<string>> RecorderAsync(this PortalDbContext db, Actor by) =>
        [.. (await db.Users.AsNoTracking().Where(u => u.Id == by.UserId).Select(u => new[] { u.NameTh, u.NameEn }).SingleAsync()).Where(n => !string.IsNullOrWhiteSpace(n))];
}
