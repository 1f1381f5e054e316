using System.Globalization;
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
    public string Text(Refusal refusal) => texts[refusal.Code, [.. refusal.Parameters.Select(Said)]];

    // A day is named as the reader reads days.
    private static object Said(string value) => DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? ThaiDates.Day(day) : value;

    internal async Task<IActionResult> Refused(PageModel page, Refusal refusal)
    {
        // A page that is no form has nothing typed to show again: the reason stands on a page of its own.
        if (page is not IFormPage form) return Told(page.HttpContext, refusal);
        page.ModelState.AddModelError(form.FieldOf(refusal), Text(refusal));
        return await Again(page, StatusCodes.Status409Conflict);
    }

    internal StatusCodeResult StageForbids(PageHandlerExecutingContext context, Refusal refusal) => Told(context.HttpContext, refusal);

    /// <summary>Likewise, by the page itself where it knows what was done meanwhile.</summary>
    internal async Task<IActionResult> ForbidsAsync(PageHandlerExecutingContext context, Refusal refusal)
    {
        if (context.HandlerInstance is not PageModel page || page is not ITellsWhatWasDone told || !await told.FindWhatWasDoneAsync()) return StageForbids(context, refusal);
        var result = page.Page();
        result.StatusCode = StatusCodes.Status409Conflict;
        return result;
    }

    private StatusCodeResult Told(HttpContext http, Refusal refusal)
    {
        http.Items["refusal"] = Text(refusal);
        return new StatusCodeResult(StatusCodes.Status409Conflict);
    }

    /// <summary>
    /// A language button inside a form posts the form, and so does a kept draft that is taken up again: the form is shown
    /// once more, unvalidated, nothing lost, nothing done.
    /// </summary>
    internal static async Task<IActionResult?> ShowsAgain(PageHandlerExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType) return null;
        var form = await request.ReadFormAsync();
        var (wanted, restores) = (form["_lang"].ToString(), form.ContainsKey(Drafts.Restore));
        var changes = Languages.Supported.Contains(wanted, StringComparer.Ordinal);
        if (!changes && !restores) return null;
        if (changes) Languages.Remember(context.HttpContext.Response, wanted);
        var page = (PageModel)context.HandlerInstance;
        // A page that is no form has a button and nothing typed: it is opened as usual.
        if (page is not IFormPage) return new LocalRedirectResult(request.Path);
        if (restores) context.HttpContext.Items[Drafts.Restore] = true;
        foreach (var entry in page.ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Skipped;
        }

        return await Again(page, StatusCodes.Status200OK);
    }

    private static async Task<IActionResult> Again(PageModel page, int status)
    {
        if (page is IFormPage form)
        {
            await form.FillAsync();
            if (form.IsAbsent) return new NotFoundResult();
        }

        var result = page.Page();
        result.StatusCode = status;
        return result;
    }
}
