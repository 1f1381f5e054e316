using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
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

    // An answer of the database (PostgresException) is a fault of ours unless it says that it is shutting down (class 57).
    private static bool IsDatabaseAway(Exception? failure) =>
        failure is Npgsql.PostgresException answer ? answer.SqlState.StartsWith("57P", StringComparison.Ordinal) : failure is Npgsql.NpgsqlException;

    private void Show(int code)
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        var away = IsDatabaseAway(failure) || IsDatabaseAway(failure?.InnerException);
        Code = away ? 503 : Known.Contains(code) ? code : code < 500 ? 400 : 500;
        Response.StatusCode = code >= 500 ? Code : code;
        Reason = HttpContext.Items["refusal"] as string;
    }
}
