using Microsoft.AspNetCore.Mvc.RazorPages;

namespace NrmPortal.Web.Pages;

public sealed class HomeModel : PageModel;
