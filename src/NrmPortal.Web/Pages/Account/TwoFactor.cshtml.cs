using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Identity;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;
using QRCoder;

namespace NrmPortal.Web.Pages.Account;

/// <summary>
/// The second factor: set up, renewed, turned off, each with a current code of the app. Reachable before it stands, since
/// the setting may require it of everyone.
/// </summary>
[Authorize]
public sealed class TwoFactorModel(
    UserManager<PortalUser> users, SignInManager<PortalUser> signIn, AccountRecord record, IStringLocalizer<Common> texts) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Where the person was going when the setting sent them here.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool IsOn { get; private set; }
    public string Key { get; private set; } = "";
    public string Qr { get; private set; } = "";
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task OnGetAsync() => await Show(await Me());

    public Task<IActionResult> OnPostAsync() => WithCode("second factor on", async user =>
    {
        await users.SetTwoFactorEnabledAsync(user, true);
        await NewRecoveryCodes(user);
    });

    public Task<IActionResult> OnPostRenewAsync() => WithCode("recovery codes renewed", NewRecoveryCodes);

    public Task<IActionResult> OnPostOffAsync() => WithCode("second factor off", async user =>
    {
        await users.SetTwoFactorEnabledAsync(user, false);
        // The old secret is worth nothing from now on, and neither are its recovery codes.
        await users.ResetAuthenticatorKeyAsync(user);
        await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 0);
    });

    // Wrong codes count towards the lockout here too: an unattended screen is no place to guess.
    private async Task<IActionResult> WithCode(string change, Func<PortalUser, Task> act)
    {
        var user = await Me();
        var code = (Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        var locked = await users.IsLockedOutAsync(user);
        if (!locked && await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            await act(user);
            await record.WriteAsync(user.Id, "change", change);
            await signIn.RefreshSignInAsync(user);
        }
        else
        {
            if (!locked && user.TwoFactorEnabled) await users.AccessFailedAsync(user);
            await record.WriteAsync(user.Id, "denied", change);
            ModelState.AddModelError(nameof(Code), texts[locked ? "Account.Locked" : "Account.CodeWrong"]);
        }

        await Show(user);
        return Page();
    }

    private async Task NewRecoveryCodes(PortalUser user) => RecoveryCodes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10) ?? []];

    private async Task<PortalUser> Me() => await users.GetUserAsync(User) ?? throw new InvalidOperationException("Signed in without an account.");

    private async Task Show(PortalUser user)
    {
        IsOn = user.TwoFactorEnabled;
        if (IsOn) return;
        if (await users.GetAuthenticatorKeyAsync(user) is null)
        {
            await users.ResetAuthenticatorKeyAsync(user);
            // The account has changed, so its other sign-ins end; this one goes on.
            await signIn.RefreshSignInAsync(user);
        }

        Key = await users.GetAuthenticatorKeyAsync(user) ?? "";
        var uri = $"otpauth://totp/NRM%20Portal:{UrlEncoder.Default.Encode(user.UserName!)}?secret={Key}&issuer=NRM%20Portal&digits=6";
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        // As a picture: an inline style or script would break the content policy.
        using var png = new PngByteQRCode(data);
        Qr = "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
    }
}
