using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.TagHelpers;

/// <summary>
/// Every posted form gets a key against double submits, the mark of who opened it, and a button that changes the language
/// without losing what was typed. A form taken up again from a draft says so and keeps its first key.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class PortalFormTagHelper(FormAuthor author, IHtmlGenerator html, IStringLocalizer<Common> texts) : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>False for small forms with nothing to lose.</summary>
    public bool Language { get; set; } = true;

    /// <summary>False for a form that must not come back as a draft: choosing the membership again would be meaningless.</summary>
    public bool Kept { get; set; } = true;

    /// <summary>The key the form had before; a new one by itself.</summary>
    public string? Key { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var restored = TakesUpDraft(context);
        if (restored) output.PreContent.AppendHtml("<p class=\"govuk-inset-text\" role=\"status\">").Append(texts["Draft.Restored"]).AppendHtml("</p>");
        var first = restored ? ViewContext.HttpContext.Request.Form[Submissions.Field].ToString() : Key;
        Hide(output, Submissions.Field, string.IsNullOrEmpty(first) ? Guid.CreateVersion7().ToString() : first);
        if (Kept && author.Mark is { } mark) Hide(output, FormAuthor.Field, mark);
        // The framework leaves the token out where the address is written down; ours are never another site's.
        if (context.AllAttributes.ContainsName("action")) output.PostContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
        if (!output.Attributes.ContainsName("action")) output.Attributes.SetAttribute("action", Own(ViewContext.HttpContext.Request));
        output.Attributes.SetAttribute("novalidate", "novalidate");
        if (!Language) return;
        var other = Languages.IsThai ? "en" : "th";
        var label = Languages.IsThai ? "Continue this form in English" : "กรอกแบบนี้ต่อเป็นภาษาไทย";
        output.PostContent.AppendHtml($"<p class=\"nrm-noprint nrm-inlang\"><button class=\"nrm-textbutton\" name=\"_lang\" value=\"{other}\" lang=\"{other}\">{label}</button></p>");
    }

    private static void Hide(TagHelperOutput output, string name, string value) =>
        output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{name}\" value=\"").Append(value).AppendHtml("\">");

    // A form that names no handler means the page's own act, also where it is shown again by another button's: without an
    // address it would go to that button's handler a second time.
    private static string Own(HttpRequest request) =>
        request.PathBase + request.Path + QueryString.Create(request.Query.Where(q => !string.Equals(q.Key, "handler", StringComparison.OrdinalIgnoreCase)));

    // A page may hold several forms: the one that posts to the same handler, or the first that names none.
    private bool TakesUpDraft(TagHelperContext context)
    {
        var http = ViewContext.HttpContext;
        if (!http.Items.ContainsKey(Drafts.Restore) || context.AllAttributes.ContainsName("action")) return false;
        var handler = context.AllAttributes.TryGetAttribute("asp-page-handler", out var named) ? named.Value?.ToString() : null;
        if (handler is not null && handler != http.Request.Query["handler"]) return false;
        return http.Items.Remove(Drafts.Restore);
    }
}
