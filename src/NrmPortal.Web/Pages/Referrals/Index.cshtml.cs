using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>Referrals to this unit and from it; what it declined stays as a stub without personal data.</summary>
[Needs(Permission.ReferralRead)]
public sealed class IndexModel(PortalDbContext db, CurrentActor current, AuditTrail audit) : PageModel
{
    public IReadOnlyList<Row> Incoming { get; private set; } = [];
    public IReadOnlyList<Row> Outgoing { get; private set; } = [];
    public IReadOnlyList<Domain.Referrals.DeclinedStub> Declined { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var unit = current.Required.UnitId;
        Incoming = await db.Referrals.AsNoTracking().Where(r => r.ReceiverUnitId == unit).OrderBy(r => r.DueAt).Take(50).AsRows(db).ToListAsync();
        Outgoing = await db.Referrals.AsNoTracking().Where(r => r.FromUnitId == unit).OrderByDescending(r => r.CreatedAt).Take(50).AsRows(db).ToListAsync();
        Declined = await db.DeclinedStubs.AsNoTracking().OrderByDescending(d => d.At).Take(20).ToListAsync();
        await audit.Person("list", "referrals", new { cases = Incoming.Concat(Outgoing).Select(r => r.CaseId).Distinct() });
    }
}
