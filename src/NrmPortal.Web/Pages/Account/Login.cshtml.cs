using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace NrmPortal.Web.Pages.Account;

/// <summary>Sign-in with password, then the code of the second factor where one is set up. Each try is recorded.</summary>
[AllowAnonymous]
public sealed class LoginModel(
    SignInManager<PortalUser> signIn, PortalDbContext db, PortalSettings settings, AccountRecord record, TimeProvider clock, IStringLocalizer<Common> texts) : PageModel, IFormPage
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
        await using var transaction = await record.BeginAsync();
        var answer = Code is null ? await FirstStep(UserName!.Trim(), Password!) : await SecondStep(Code);
        if (transaction is not null) await transaction.CommitAsync();
        return answer;
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

    private async Task<IActionResult> FirstStep(string name, string password)
    {
        var user = await signIn.UserManager.FindByNameAsync(name);
        if (user is not { DisabledAt: null })
        {
            // The same work as for a real account: the time it takes tells nothing.
            _ = signIn.UserManager.PasswordHasher.HashPassword(new PortalUser(), password);
            return await Refused(user, "disabled", texts["Account.Wrong"]);
        }

        if (user.MustChangePassword && (await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)).Succeeded)
            return RedirectToPage("/Account/SetPassword", new { user = user.Id, token = await signIn.UserManager.GeneratePasswordResetTokenAsync(user) });
        var result = user.MustChangePassword ? SignInResult.Failed : await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded) return await Onward(user, "password");
        // A locked account is refused without a look at the password; the same work is done all the same.
        if (result.IsLockedOut) _ = signIn.UserManager.PasswordHasher.HashPassword(user, password);
        AsksCode = result.RequiresTwoFactor;
        return AsksCode ? Page() : await Refused(user, result.IsLockedOut ? "locked" : "password", texts["Account.Wrong"]);
    }

    // Six digits come from the app; anything else is a recovery code, whose wrong tries count as well.
    private async Task<IActionResult> SecondStep(string code)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { DisabledAt: null } user) return await Refused(null, "", texts["Account.Wrong"]);
        var users = signIn.UserManager;
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        var isApp = plain.Length == 6 && plain.All(char.IsAsciiDigit);
        var result = await users.IsLockedOutAsync(user) ? SignInResult.LockedOut
            : isApp ? await signIn.TwoFactorAuthenticatorSignInAsync(plain, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(plain);
        if (result.Succeeded) return await Onward(user, isApp ? "code" : "recovery code");
        if (!isApp && !result.IsLockedOut) await users.AccessFailedAsync(user);
        var locked = await users.IsLockedOutAsync(user);
        AsksCode = !locked;
        return await Refused(user, locked ? "locked" : "code", texts[locked ? "Account.Locked" : "Account.CodeWrong"], nameof(Code));
    }

    private async Task<IActionResult> Refused(PortalUser? user, string why, string text, string field = "")
    {
        if (user is not null) await record.WriteAsync(user.Id, "denied", "signin", new { why });
        ModelState.AddModelError(AsksCode ? field : "", text);
        return await Again();
    }

    private async Task<IActionResult> Onward(PortalUser user, string how)
    {
        var membership = await db.Memberships.AsNoTracking().LiveOn(ThaiDay.Of(clock.GetUtcNow())).Where(m => m.UserId == user.Id).OrderBy(m => m.Role).FirstOrDefaultAsync();
        if (membership is null)
        {
            await signIn.SignOutAsync();
            return await Refused(user, "membership", texts["Account.NoMembership"]);
        }

        await record.SignedInAsync(membership.AsActor(), how);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/home");
    }

    private async Task<IActionResult> Again()
    {
        await FillAsync();
        return Page();
    }
}
