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

/// <summary>Which notices of the last ninety days.</summary>
public enum NoticeFilter
{
    All,
    Unread,
}

/// <summary>What the reader has been told, the latest first. Case numbers and links; nothing of a person.</summary>
[Needs(Permission.TaskWork)]
public sealed class NotificationsModel(PortalDbContext db, CurrentActor current, AuditTrail audit, TimeProvider clock) : PageModel
{
    public const int PageSize = 25;

    // More are not counted.
    public const int CountedUpTo = 1000;

    [BindProperty(SupportsGet = true)]
    public NoticeFilter Show { get; set; }

    /// <summary>The key of the page: when the last row before it was told, and its id.</summary>
    [BindProperty(SupportsGet = true)]
    public DateTimeOffset? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? FromId { get; set; }

    public IReadOnlyList<NoticeLine> Lines { get; private set; } = [];
    public bool HasMore { get; private set; }
    public bool IsFirst => From is null || FromId is null;

    /// <summary>How many are unread, on all pages.</summary>
    public int Unread { get; private set; }

    public async Task OnGetAsync()
    {
        var (me, now) = (current.Required.UserId, clock.GetUtcNow());
        var since = now - WorkScopes.NoticesLast;
        var unread = db.Notices.AsNoTracking().Unread(db, current.Required, now);
        var lines = await Page(Show == NoticeFilter.Unread ? unread : db.Notices.AsNoTracking().Where(n => n.At > since && n.ByUserId != me))
            .Select(n => new NoticeLine(n, db.NoticeReads.Any(r => r.NoticeId == n.Id && r.UserId == me))).ToListAsync();
        HasMore = lines.Count > PageSize;
        Lines = [.. lines.Take(PageSize)];
        Unread = await unread.OrderByDescending(n => n.At).Take(CountedUpTo).CountAsync();
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
        return Redirect($"/notifications?Show={Show}");
    }

    // Where the page begins, its order and one row more than it shows.
    private IQueryable<Notice> Page(IQueryable<Notice> notices)
    {
        if (From is { } at && FromId is { } id) notices = notices.Where(n => n.At <= at && (n.At < at || n.Id < id));
        return notices.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(PageSize + 1);
    }
}
