using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Work;

/// <summary>A notice and whether the reader has read it.</summary>
public sealed record NoticeLine(Notice Notice, bool IsRead)
{
    /// <summary>The number of the case, as the notice or its address names it.</summary>
    public string Number => Notice.Parameters.GetValueOrDefault("number") ?? Notice.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "";
}

/// <summary>What the reader has been told, unread first. Case numbers and links; nothing of a person.</summary>
[Needs(Permission.TaskWork)]
public sealed class NotificationsModel(PortalDbContext db, CurrentActor current, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int Most = 60;

    public IReadOnlyList<NoticeLine> Lines { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var (me, since) = (current.Required.UserId, clock.GetUtcNow() - WorkScopes.NoticesLast);
        var lines = await db.Notices.AsNoTracking().Where(n => n.At > since && n.ByUserId != me)
            .Select(n => new { Notice = n, IsRead = db.NoticeReads.Any(r => r.NoticeId == n.Id && r.UserId == me) })
            .OrderBy(l => l.IsRead).ThenByDescending(l => l.Notice.At).Take(Most).ToListAsync();
        Lines = [.. lines.Select(l => new NoticeLine(l.Notice, l.IsRead))];
        if (Lines.Count > 0) await audit.Person("list", "notices", new { cases = Lines.Select(l => l.Notice.CaseId).Distinct() });
    }

    public async Task<IActionResult> OnPostOpenAsync(Guid notice)
    {
        var path = await db.Notices.Where(n => n.Id == notice).Select(n => n.Path).FirstOrDefaultAsync();
        if (path is null) return NotFound();
        await db.ReadNoticesAsync(notice, current.Required, clock.GetUtcNow());
        return LocalRedirect(path);
    }

    public async Task<IActionResult> OnPostAllAsync()
    {
        await db.ReadNoticesAsync(null, current.Required, clock.GetUtcNow());
        return Redirect("/notifications");
    }
}
