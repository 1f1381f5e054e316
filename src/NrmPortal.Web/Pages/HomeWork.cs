using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;

namespace NrmPortal.Web.Pages;

/// <summary>Finds what needs this person now, by what the role can do. Numbers only: no name stands on a start page.</summary>
internal sealed partial class HomeWork(PortalDbContext db, Actor actor, IReadOnlyCollection<Guid> covered, DateTimeOffset now)
{
    public const int Shown = 5;

    private readonly List<Waiting> all = [];

    public async Task<IReadOnlyList<Waiting>> AllAsync()
    {
        await Tasks();
        await Shift();
        await Escalated();
        await Referrals();
        await Questions();
        await Screenings();
        await Panels();
        await Cases();
        await Protection();
        await EmergencyOpenings();
        await Safeguards();
        // Tasks come first, then what is late.
        return [.. all.OrderByDescending(w => w.Key == "Home.Tasks").ThenByDescending(w => w.IsLate(now))];
    }

    private bool Can(string permission) => RoleGrants.Has(actor.Role, permission);

    private async Task Add(string key, string url, IQueryable<WaitingItem> items)
    {
        var first = await items.Take(Shown).ToListAsync();
        if (first.Count == 0) return;
        all.Add(new Waiting(key, url, first.Count < Shown ? first.Count : await items.CountAsync(), first));
    }
}
