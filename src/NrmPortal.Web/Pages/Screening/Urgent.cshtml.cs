using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>Numbers to call now; open to everyone, since a lost sign-in must not stand between a person and help.</summary>
[AllowAnonymous]
public sealed class UrgentModel : PageModel
{
    /// <summary>The screening to go back to. Nothing of it is read or shown here.</summary>
    [BindProperty(SupportsGet = true), FromRoute]
    public Guid? Screening { get; set; }
}
