using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages;

/// <summary>The role's own start page: what needs this person now.</summary>
public sealed class HomeModel(PortalDbContext db, CurrentActor current, TimeProvider clock, SignedIn me) : PageModel
{
    public SignedIn Me => me;
    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];

    public async Task OnGetAsync() => Waiting = await new HomeWork(db, current.Required, clock.GetUtcNow()).AllAsync();
}
