using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages;

/// <summary>The role's own start page: what needs this person now.</summary>
public sealed class HomeModel(PortalDbContext db, CurrentActor current, TimeProvider clock, SignedIn me, AuditTrail audit, Statistics statistics, PostOffice post) : PageModel
{
    public SignedIn Me => me;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];

    /// <summary>The newest published period, for those who read figures and no cases.</summary>
    public PublishedPeriod? Published { get; private set; }

    /// <summary>For those who operate the portal: letters that did not go out.</summary>
    public long FailedLetters { get; private set; }

    public async Task OnGetAsync()
    {
        if (me.Can(Permission.SystemOperate)) FailedLetters = await post.FailedCountAsync();
        Waiting = await new HomeWork(db, current.Required, me.Can(Permission.TaskWork) ? await db.CoveredAsync() : [], Now).AllAsync();
        if (me.Can(Permission.StatisticsRead)) Published = (await statistics.PeriodsAsync()).FirstOrDefault(p => p.Kind == "month");
        if (Waiting.Count > 0) await audit.Person("list", "home", new { cases = Waiting.SelectMany(w => w.Items).Select(i => i.CaseId).Distinct() });
    }
}
