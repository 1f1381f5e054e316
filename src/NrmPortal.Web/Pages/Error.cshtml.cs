using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace NrmPortal.Web.Pages;

/// <summary>Plain words for what went wrong. The same page for a case that is absent and one that is not seen.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    private static readonly int[] Known = [400, 403, 404, 409, 500, 503];

    public int Code { get; private set; }
    public string? Reason { get; private set; }
    public string Reference => Activity.Current?.TraceId.ToString()[..12] ?? HttpContext.TraceIdentifier;

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        Code = Known.Contains(code) ? code : code < 500 ? 400 : 500;
        Response.StatusCode = code is >= 400 and < 500 ? code : Code;
        Reason = HttpContext.Items["refusal"] as string;
    }
}
