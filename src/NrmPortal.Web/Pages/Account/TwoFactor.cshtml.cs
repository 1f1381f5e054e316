using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Identity;
using NrmPortal.Web.Resources;
using QRCoder;

namespace NrmPortal.Web.Pages.Account;

/// <summary>Sets up the second factor. Reachable before it stands, since the setting may require it of everyone.</summary>
[Authorize]
public sealed class TwoFactorModel(UserManager<PortalUser> users, SignInManager<PortalUser> signIn, IStringLocalizer<Common> texts) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public bool IsOn { get; private set; }
    public string Key { get; private set; } = "";
    public string Qr { get; private set; } = "";
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task OnGetAsync() => await Show(await Me());

    public async Task<IActionResult> OnPostAsync()
    {
        var user = await Me();
        var code = (Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            await users.SetTwoFactorEnabledAsync(user, true);
            RecoveryCodes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10) ?? []];
            await signIn.RefreshSignInAsync(user);
        }
        else
        {
            ModelState.AddModelError(nameof(Code), texts["Account.CodeWrong"]);
        }

        await Show(user);
        return Page();
    }

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
