using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>Referrals to this unit and from it (or from an office whose case it has now), what still runs first; what it declined stays as a stub without personal data.</summary>
[Needs(Permission.ReferralRead)]
public sealed class IndexModel(PortalDbContext db, CurrentActor current, AuditTrail audit) : PageModel
{
    public static readonly string[] Sides = ["in", "out"];

    [BindProperty(SupportsGet = true)]
    public Filter Chosen { get; set; } = new();

    /// <summary>One side alone, one state alone; the sheet counts through both lists.</summary>
    public sealed class Filter
    {
        public string? Side { get; set; }
        public ReferralState? State { get; set; }
        public int Sheet { get; set; } = 1;
    }

    public RowPage Incoming { get; private set; } = RowPage.Empty;
    public RowPage Outgoing { get; private set; } = RowPage.Empty;
    public const int StubsAtMost = 20;

    public IReadOnlyList<DeclinedStub> Declined { get; private set; } = [];

    public bool Shows(string side) => !Sides.Contains(Chosen.Side, StringComparer.Ordinal) || Chosen.Side == side;

    public async Task OnGetAsync()
    {
        var unit = current.Required.UnitId;
        if (Shows("in")) Incoming = await PageOf(db.Referrals.AsNoTracking().Where(r => r.ReceiverUnitId == unit));
        if (Shows("out")) Outgoing = await PageOf(db.Referrals.AsNoTracking().Where(r => r.FromUnitId == unit).Concat(db.Referrals.AsNoTracking().LeftTo(db, unit)));
        Declined = await db.DeclinedStubs.AsNoTracking().OrderByDescending(d => d.At).Take(StubsAtMost).ToListAsync();
        await audit.Person("list", "referrals", new { cases = Incoming.Rows.Concat(Outgoing.Rows).Select(r => r.CaseId).Distinct() });
    }

    public string PageUrl(int sheet) => $"/referrals?Chosen.Side={Chosen.Side}&Chosen.State={Chosen.State}&Chosen.Sheet={sheet}";

    private Task<RowPage> PageOf(IQueryable<Referral> list)
    {
        if (Chosen.State is { } state) list = list.InState(state);
        return RowPage.OfAsync(db, list, list.OpenFirst(), Chosen.Sheet);
    }
}
