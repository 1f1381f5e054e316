using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.TagHelpers;

/// <summary>Every posted form gets a key against double submits, and a button that changes the language without losing what was typed.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class PortalFormTagHelper : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>False for small forms with nothing to lose.</summary>
    public bool Language { get; set; } = true;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{Submissions.Field}\" value=\"{Guid.CreateVersion7()}\">");
        output.Attributes.SetAttribute("novalidate", "novalidate");
        if (!Language) return;
        var other = Languages.IsThai ? "en" : "th";
        var label = Languages.IsThai ? "Continue this form in English" : "กรอกแบบนี้ต่อเป็นภาษาไทย";
        output.PostContent.AppendHtml($"<p class=\"nrm-noprint nrm-inlang\"><button class=\"nrm-textbutton\" name=\"_lang\" value=\"{other}\" lang=\"{other}\">{label}</button></p>");
    }
}
