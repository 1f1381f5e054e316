using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data.Identity;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Account;

[AllowAnonymous]
public sealed class LogoutModel(SignInManager<PortalUser> signIn, AccountRecord record) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        // A copy of the cookie must not outlive the sign-out: the account's stamp changes, and every session of it ends.
        if (await signIn.UserManager.GetUserAsync(User) is { } user)
        {
            await using var transaction = await record.BeginAsync();
            await signIn.UserManager.UpdateSecurityStampAsync(user);
            await record.WriteAsync(user.Id, "signin", "signed out");
            if (transaction is not null) await transaction.CommitAsync();
        }

        await signIn.SignOutAsync();
        return LocalRedirect("/");
    }
}
