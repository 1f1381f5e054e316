using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Flow;

/// <summary>DATIP's live flow: how many cases stand at each box now, and how many are past their clock.</summary>
[Needs(Permission.FlowLive)]
public sealed class LiveModel(PortalDbContext db, AuditTrail audit, TimeProvider clock) : PageModel
{
    public Chart Chart { get; private set; } = new(null);

    public async Task OnGetAsync()
    {
        var now = clock.GetUtcNow();
        var counts = await db.Access.In(CaseScopes.National).GroupBy(a => a.Stage)
            .Select(g => new { Stage = g.Key, Open = g.Count(), Overdue = g.Count(a => a.DueAt < now) }).ToListAsync();
        Chart = new Chart(counts.ToDictionary(c => c.Stage, c => (c.Open.ToString(System.Globalization.CultureInfo.InvariantCulture), c.Overdue.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        await audit.Person("list", "flow live");
    }
}
