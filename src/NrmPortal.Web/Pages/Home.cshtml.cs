using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Access;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages;

/// <summary>The role's own start page: what needs this person now.</summary>
public sealed class HomeModel(PortalDbContext db, CurrentActor current, TimeProvider clock, SignedIn me, AuditTrail audit, Statistics statistics, PostOffice post, PortalSettings settings) : PageModel
{
    /// <summary>Where somebody is led whose act was the last of their part in a case.</summary>
    public const string Parted = "/home?parted=yes";

    public SignedIn Me => me;

    [BindProperty(SupportsGet = true, Name = "parted")]
    public string? HasParted { get; set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];

    /// <summary>The newest published period, for those who read figures and no cases.</summary>
    public PublishedPeriod? Published { get; private set; }

    /// <summary>For those who operate the portal: letters that did not go out.</summary>
    public long FailedLetters { get; private set; }

    /// <summary>Entries of the directory that the reader keeps and nobody has assured lately; the first few by name, and how many in all.</summary>
    public IReadOnlyList<Unit> ToAssure { get; private set; } = [];
    public int ToAssureCount { get; private set; }

    public async Task OnGetAsync()
    {
        if (me.Can(Permission.SystemOperate)) FailedLetters = await post.FailedCountAsync();
        if (me.Can(Permission.DirectoryKeep)) await FindStale();
        Waiting = await new HomeWork(db, current.Required, me.Can(Permission.TaskWork) ? await db.CoveredAsync() : [], Now).AllAsync();
        if (me.Can(Permission.StatisticsRead)) Published = (await statistics.PeriodsAsync()).FirstOrDefault(p => p.Kind == "month");
        if (Waiting.Count > 0) await audit.Person("list", "home", new { cases = Waiting.SelectMany(w => w.Items).Select(i => i.CaseId).Distinct() });
    }

    private async Task FindStale()
    {
        var (own, before, all) = (me.Membership!.Unit!, Now.AddDays(-settings.AssuranceDays), current.Required.Role == Role.AgencyAdministrator);
        var stale = db.DirectoryEntries.AsNoTracking().Where(e => (e.Id == own.Id || (all && e.Unit!.Agency == own.Agency)) && e.Status != EntryStatus.Closed && (e.AssuredAt == null || e.AssuredAt < before));
        ToAssure = await stale.OrderBy(e => e.AssuredAt).ThenBy(e => e.Unit!.Code).Select(e => e.Unit!).Take(HomeWork.Shown).ToListAsync();
        ToAssureCount = ToAssure.Count < HomeWork.Shown ? ToAssure.Count : await stale.CountAsync();
    }
}
