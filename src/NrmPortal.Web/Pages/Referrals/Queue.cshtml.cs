using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>DATIP's queue: what waits for a decision: emergencies, then the urgent, then by the clock.</summary>
[Needs(Permission.ReferralReview)]
public sealed class QueueModel(PortalDbContext db, AuditTrail audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Filter Chosen { get; set; } = new();

    /// <summary>One state alone; the sheet counts through both lists.</summary>
    public sealed class Filter
    {
        public ReferralState? State { get; set; }
        public int Sheet { get; set; } = 1;
    }

    public RowPage Waiting { get; private set; } = RowPage.Empty;

    /// <summary>Decided by DATIP, not yet answered by the receiver.</summary>
    public RowPage Unanswered { get; private set; } = RowPage.Empty;

    public async Task OnGetAsync()
    {
        Waiting = await PageOf(db.Referrals.AsNoTracking().ForReview());
        Unanswered = await PageOf(db.Referrals.AsNoTracking().AwaitingAnswer());
        await audit.Person("list", "review", new { cases = Waiting.Rows.Concat(Unanswered.Rows).Select(r => r.CaseId).Distinct() });
    }

    public string PageUrl(int sheet) => $"/review?Chosen.State={Chosen.State}&Chosen.Sheet={sheet}";

    private Task<RowPage> PageOf(IQueryable<Referral> list)
    {
        if (Chosen.State is { } state) list = list.InState(state);
        return RowPage.OfAsync(db, list, list.EmergencyFirst(), Chosen.Sheet);
    }
}
