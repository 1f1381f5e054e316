using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages;

/// <summary>Remembers the language and goes back to the page.</summary>
[AllowAnonymous]
public sealed class LanguageModel : PageModel
{
    public IActionResult OnGet(string? to, string? back)
    {
        if (to is not null && Languages.Supported.Contains(to, StringComparer.Ordinal)) Languages.Remember(Response, to);
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}
