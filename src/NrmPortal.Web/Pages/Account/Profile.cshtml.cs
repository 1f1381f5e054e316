using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Account;

/// <summary>The account: under which membership the person acts, and the second factor. Every signed-in person has it.</summary>
public sealed class ProfileModel(PortalDbContext db, CurrentActor current, AccountRecord record, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Membership> Memberships { get; private set; } = [];
    public bool HasTasks => RoleGrants.Has(current.Required.Role, Permission.TaskWork);
    public Guid Acting => current.Required.MembershipId;

    private IQueryable<Membership> Mine => db.Memberships.AsNoTracking().LiveOn(ThaiDay.Of(clock.GetUtcNow())).Where(m => m.UserId == current.Required.UserId);

    public async Task OnGetAsync() => Memberships = await Mine.Include(m => m.Unit).OrderBy(m => m.Role).ToListAsync();

    public async Task<IActionResult> OnPostAsync(Guid membership, string? returnUrl)
    {
        if (!await Mine.AnyAsync(m => m.Id == membership)) return NotFound();
        await record.WriteAsync(current.Required.UserId, "change", "membership", new { from = Acting, to = membership });
        var identity = new ClaimsIdentity(User.Claims.Where(c => c.Type != SignedIn.MembershipClaim).Append(new Claim(SignedIn.MembershipClaim, membership.ToString())), IdentityConstants.ApplicationScheme);
        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity));
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/home");
    }
}
