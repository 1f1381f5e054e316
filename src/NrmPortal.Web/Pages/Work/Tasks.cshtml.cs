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

/// <summary>Which tasks of a list.</summary>
public enum TaskFilter
{
    Open,
    Overdue,

    /// <summary>Due within three days.</summary>
    Soon,

    /// <summary>Done within the last thirty days.</summary>
    Done,

    /// <summary>Gone from one to another, open or done.</summary>
    Handed,
}

/// <summary>What is to be done: by me, by my office, by all offices of my kind that I may see. Numbers and kinds only.</summary>
[Needs(Permission.TaskWork)]
public sealed class TasksModel(PortalDbContext db, CurrentActor current, SignedIn me, AuditTrail audit, TimeProvider clock) : PageModel
{
    public const int Most = 100;

    [BindProperty(SupportsGet = true)]
    public TaskScope Whose { get; set; }

    [BindProperty(SupportsGet = true)]
    public TaskFilter Show { get; set; }

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
        Tasks = await TaskRows.OfAsync(db, Filtered(those, clock.GetUtcNow()), withCase: true, Most);
        await audit.Person("list", "tasks", new { cases = Tasks.Rows.Select(r => r.CaseId).Distinct() });
    }

    private IQueryable<CaseTask> Filtered(IQueryable<CaseTask> tasks, DateTimeOffset now)
    {
        var (soon, lately) = (now.AddDays(3), now.AddDays(-30));
        return Show switch
        {
            TaskFilter.Overdue => tasks.Where(t => t.DoneAt == null && t.DueAt < now),
            TaskFilter.Soon => tasks.Where(t => t.DoneAt == null && t.DueAt >= now && t.DueAt < soon),
            TaskFilter.Done => tasks.Where(t => t.DoneAt > lately),
            TaskFilter.Handed => tasks.Where(t => t.HandedOverAt != null),
            _ => tasks.Where(t => t.DoneAt == null),
        };
    }
}
