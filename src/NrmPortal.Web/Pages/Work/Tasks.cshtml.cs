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

/// <summary>What is to be done: by me, by my office, by all offices of my kind that I may see. Numbers and kinds only.</summary>
[Needs(Permission.TaskWork)]
public sealed class TasksModel(PortalDbContext db, CurrentActor current, SignedIn me, AuditTrail audit, TimeProvider clock) : PageModel
{
    public const int PageSize = 25;

    // More are not counted: nobody reads so far, and counting costs.
    public const int CountedUpTo = 1000;

    [BindProperty(SupportsGet = true)]
    public TaskScope Whose { get; set; }

    [BindProperty(SupportsGet = true)]
    public TaskFilter Show { get; set; }

    /// <summary>The key of the page: the moment of the last row before it, and that row's id.</summary>
    [BindProperty(SupportsGet = true)]
    public DateTimeOffset? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? FromId { get; set; }

    public TaskPage Shown => new(Show, From, FromId);

    /// <summary>How many the filter finds, on all pages.</summary>
    public int Count { get; private set; }
    public bool HasMore { get; private set; }
    public TaskRows Tasks { get; private set; } = null!;

    /// <summary>For how many absent colleagues the reader stands in.</summary>
    public int Covering { get; private set; }

    public async Task OnGetAsync()
    {
        var covered = await db.CoveredAsync();
        Covering = covered.Count;
        var all = db.Tasks.AsNoTracking();
        var those = Whose switch
        {
            TaskScope.Team => all.OfTeam(db, current.Required),
            TaskScope.Agency => all.OfAgency(db, me.Membership!.Unit!.Agency),
            _ => all.OfMe(current.Required, covered),
        };
        // Whoever gave one away finds it there too.
        if (Show == TaskFilter.Handed) those = all.AlsoHanded(those, db, current.Required, Whose, me.Membership!.Unit!.Agency);
        var found = Shown.Filtered(those, clock.GetUtcNow());
        Tasks = await TaskRows.OfPageAsync(db, found, Shown, PageSize + 1);
        HasMore = Tasks.Rows.Count > PageSize;
        if (HasMore) Tasks = Tasks with { Rows = [.. Tasks.Rows.Take(PageSize)] };
        // A single page is its own count.
        Count = Shown.IsFirst && !HasMore ? Tasks.Rows.Count : await found.OrderBy(t => t.DueAt).Take(CountedUpTo).CountAsync();
        await audit.Person("list", "tasks", new { cases = Tasks.Rows.Select(r => r.CaseId).Distinct() });
    }
}
