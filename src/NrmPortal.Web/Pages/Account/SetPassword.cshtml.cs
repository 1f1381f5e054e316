using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Identity;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Account;

/// <summary>A person chooses their own password: by the one-time link of a new account, or after a one-time password.</summary>
[AllowAnonymous]
public sealed class SetPasswordModel(UserManager<PortalUser> users, AccountRecord record, IStringLocalizer<WorkPages> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "user")]
    public Guid UserId { get; set; }

    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        await using var transaction = await record.BeginAsync();
        var user = await users.FindByIdAsync(UserId.ToString());
        if (user is not { DisabledAt: null } || await IsTheOldOne(user) || !(await users.ResetPasswordAsync(user, Token ?? "", Password ?? "")).Succeeded)
        {
            ModelState.AddModelError(nameof(Password), texts["Password.Wrong"]);
            return Page();
        }

        user.MustChangePassword = false;
        await users.UpdateAsync(user);
        await record.WriteAsync(user.Id, "change", "password");
        if (transaction is not null) await transaction.CommitAsync();
        return LocalRedirect("/account/login");
    }

    // A password that somebody else made and has seen is to be replaced.
    private async Task<bool> IsTheOldOne(PortalUser user) => user.PasswordHash is not null && await users.CheckPasswordAsync(user, Password ?? "");
}
