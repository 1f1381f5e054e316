using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Account;

/// <summary>Answers that were posted after the sign-in was lost: one button takes them back to their form. To anyone else it does not exist.</summary>
public sealed class DraftModel(Drafts drafts, PortalDbContext db, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true), FromRoute]
    public Guid Id { get; set; }

    public Draft Draft { get; private set; } = null!;

    /// <summary>The membership under which the form was opened, where the person acts under another one now and could go back.</summary>
    public Membership? OpenedAs { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var me = current.Required;
        if (await drafts.FindAsync(me.UserId, Id) is not { } found) return NotFound();
        Draft = found;
        if (found.Membership == me.MembershipId) return Page();
        OpenedAs = await db.Memberships.AsNoTracking().Include(m => m.Unit)
            .SingleOrDefaultAsync(m => m.Id == found.Membership && m.UserId == me.UserId && m.EndedAt == null);
        return Page();
    }
}
