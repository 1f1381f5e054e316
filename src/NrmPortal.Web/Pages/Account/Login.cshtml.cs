using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Account;

/// <summary>Sign-in with password, then the code of the second factor where one is set up.</summary>
[AllowAnonymous]
public sealed class LoginModel(
    SignInManager<PortalUser> signIn, PortalDbContext db, PortalSettings settings, IStringLocalizer<Common> texts) : PageModel, IFormPage
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool AsksCode { get; private set; }

    /// <summary>The way here leads back to answers that were kept.</summary>
    public bool HasDraft => ReturnUrl?.StartsWith("/account/draft/", StringComparison.Ordinal) == true;
    public IReadOnlyList<DemoAccount> Accounts { get; private set; } = [];

    public sealed record DemoAccount(string UserName, string NameTh, string NameEn, Domain.Access.Role Role);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(UserName)) ModelState.AddModelError(nameof(UserName), texts["Required.Of", texts["Account.User"].Value]);
        if (string.IsNullOrEmpty(Password) && Code is null) ModelState.AddModelError(nameof(Password), texts["Required.Of", texts["Account.Password"].Value]);
        if (!ModelState.IsValid) return await Again();
        if (Code is not null) return await SecondStep(Code);

        var user = await signIn.UserManager.FindByNameAsync(UserName!.Trim());
        if (user is { DisabledAt: null })
        {
            var result = await signIn.PasswordSignInAsync(user, Password!, isPersistent: false, lockoutOnFailure: true);
            if (result.Succeeded) return Onward();
            if (result.RequiresTwoFactor)
            {
                AsksCode = true;
                return Page();
            }
        }

        ModelState.AddModelError("", texts["Account.Wrong"]);
        return await Again();
    }

    public async Task FillAsync()
    {
        if (!settings.IsDemo) return;
        Accounts = await (from m in db.Memberships
                          join u in db.Users on m.UserId equals u.Id
                          where u.IsDemo
                          orderby m.Role
                          select new DemoAccount(u.UserName!, u.NameTh, u.NameEn, m.Role)).ToListAsync();
    }

    private async Task<IActionResult> SecondStep(string code)
    {
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(plain, isPersistent: false, rememberClient: false);
        if (!result.Succeeded) result = await signIn.TwoFactorRecoveryCodeSignInAsync(plain);
        if (result.Succeeded) return Onward();
        AsksCode = true;
        ModelState.AddModelError(nameof(Code), texts["Account.CodeWrong"]);
        return Page();
    }

    private LocalRedirectResult Onward() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/home");

    private async Task<IActionResult> Again()
    {
        await FillAsync();
        return Page();
    }
}
