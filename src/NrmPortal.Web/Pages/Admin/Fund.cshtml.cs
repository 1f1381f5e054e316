using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Money;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>Every benefit of the Fund with the rate of today, those that come, and how many there were.</summary>
[Needs(Permission.SettingsEdit)]
public sealed class FundModel(PortalDbContext db, TimeProvider clock) : PageModel
{
    public FundRates Rates { get; private set; } = new([]);
    public DateOnly Today { get; } = ThaiDay.Of(clock.GetUtcNow());

    public async Task OnGetAsync() => Rates = new FundRates(await db.FundRates.AsNoTracking().ToListAsync());

    public int Earlier(FundBenefit benefit) => Rates.Of(benefit.Code).Count(r => r.From <= Today) - (Rates.On(benefit.Code, Today) is null ? 0 : 1);
}
