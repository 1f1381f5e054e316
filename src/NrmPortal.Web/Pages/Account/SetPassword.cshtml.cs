using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Identity;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Account;

/// <summary>Opened by the one-time link of a new person: they choose their own password.</summary>
[AllowAnonymous]
public sealed class SetPasswordModel(UserManager<PortalUser> users, IStringLocalizer<WorkPages> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "user")]
    public Guid UserId { get; set; }

    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var user = await users.FindByIdAsync(UserId.ToString());
        if (user is { DisabledAt: null } && (await users.ResetPasswordAsync(user, Token ?? "", Password ?? "")).Succeeded) return LocalRedirect("/account/login");
        ModelState.AddModelError(nameof(Password), texts["Password.Wrong"]);
        return Page();
    }
}
