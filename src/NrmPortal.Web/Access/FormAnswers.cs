using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Access;

/// <summary>How a form answers when its act did not happen: shown again with everything typed and the reason.</summary>
public sealed class FormAnswers(IStringLocalizer<Refusals> texts)
{
    /// <summary>The refusal in the reader's words.</summary>
    public string Text(Refusal refusal) => texts[refusal.Code, [.. refusal.Parameters.Cast<object>()]];

    internal async Task<IActionResult> Refused(PageModel page, Refusal refusal)
    {
        page.ModelState.AddModelError("", Text(refusal));
        return await Again(page, StatusCodes.Status409Conflict);
    }

    internal StatusCodeResult StageForbids(PageHandlerExecutingContext context, Refusal refusal)
    {
        context.HttpContext.Items["refusal"] = Text(refusal);
        return new StatusCodeResult(StatusCodes.Status409Conflict);
    }

    /// <summary>A language button inside a form posts the form: it is shown again in the other language, unvalidated, nothing lost.</summary>
    internal static async Task<IActionResult?> ChangesLanguage(PageHandlerExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType) return null;
        var wanted = (await request.ReadFormAsync())["_lang"].ToString();
        if (!Languages.Supported.Contains(wanted, StringComparer.Ordinal)) return null;
        Languages.Remember(context.HttpContext.Response, wanted);
        var page = (PageModel)context.HandlerInstance;
        foreach (var entry in page.ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Skipped;
        }

        return await Again(page, StatusCodes.Status200OK);
    }

    private static async Task<IActionResult> Again(PageModel page, int status)
    {
        if (page is IFormPage form) await form.FillAsync();
        var result = page.Page();
        result.StatusCode = status;
        return result;
    }
}
