using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace NrmPortal.Web.Pages;

[AllowAnonymous]
public sealed class IndexModel : PageModel;
