using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace NrmPortal.Web.TagHelpers;

/// <summary>What all fields share: name, label, hint, the error beside it, the value typed.</summary>
public abstract class FieldTagHelper : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;
    public string Label { get; set; } = "";
    public string? Hint { get; set; }

    protected string Name => For.Name;
    protected string Id => Name.Replace('.', '_');

    protected string? Typed => ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.AttemptedValue is not null
        ? entry.AttemptedValue
        : For.Model?.ToString();

    protected string? Error => ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    protected static string E(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    protected string DescribedBy => string.Join(' ', new[] { Hint is null ? null : Id + "-hint", Error is null ? null : Id + "-error" }.Where(x => x is not null))
        is { Length: > 0 } ids ? $" aria-describedby=\"{ids}\"" : "";

    protected string Around => (Hint is null ? "" : $"<div class=\"govuk-hint\" id=\"{Id}-hint\">{E(Hint)}</div>")
        + (Error is null ? "" : $"<p class=\"govuk-error-message\" id=\"{Id}-error\">{E(Error)}</p>");

    protected void Group(TagHelperOutput output, string html)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-form-group" + (Error is null ? "" : " govuk-form-group--error"));
        output.Content.SetHtmlContent(new HtmlString(html));
    }
}

[HtmlTargetElement("govuk-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTagHelper : FieldTagHelper
{
    public string Type { get; set; } = "text";
    public string Width { get; set; } = "";
    public string? Autocomplete { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => Group(output,
        $"<label class=\"govuk-label\" for=\"{Id}\">{E(Label)}</label>{Around}<input class=\"govuk-input {(Width.Length > 0 ? "govuk-input--width-" + Width : "")}{(Error is null ? "" : " govuk-input--error")}\" id=\"{Id}\" name=\"{Name}\" type=\"{Type}\""
        + $" value=\"{E(Type == "password" ? "" : Typed)}\"{(Autocomplete is null ? "" : $" autocomplete=\"{Autocomplete}\"")}{DescribedBy}>");
}

[HtmlTargetElement("govuk-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaTagHelper : FieldTagHelper
{
    public int Rows { get; set; } = 4;

    public override void Process(TagHelperContext context, TagHelperOutput output) => Group(output,
        $"<label class=\"govuk-label\" for=\"{Id}\">{E(Label)}</label>{Around}<textarea class=\"govuk-textarea{(Error is null ? "" : " govuk-textarea--error")}\" id=\"{Id}\" name=\"{Name}\" rows=\"{Rows}\"{DescribedBy}>{E(Typed)}</textarea>");
}

[HtmlTargetElement("govuk-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTagHelper : FieldTagHelper
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output) => Group(output,
        $"<label class=\"govuk-label\" for=\"{Id}\">{E(Label)}</label>{Around}<select class=\"govuk-select\" id=\"{Id}\" name=\"{Name}\"{DescribedBy}>"
        + string.Concat(Items.Select(i => $"<option value=\"{E(i.Value)}\"{(i.Value == (Typed ?? "") ? " selected" : "")}>{E(i.Text)}</option>")) + "</select>");
}

[HtmlTargetElement("govuk-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosTagHelper : FieldTagHelper
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];
    public bool Inline { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => Group(output,
        $"<fieldset class=\"govuk-fieldset\"{DescribedBy}><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">{E(Label)}</legend>{Around}<div class=\"govuk-radios{(Inline ? " govuk-radios--inline" : "")}\">"
        + string.Concat(Items.Select((i, n) => $"<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" type=\"radio\" id=\"{(n == 0 ? Id : $"{Id}-{n}")}\" name=\"{Name}\" value=\"{E(i.Value)}\"{(i.Value == Typed ? " checked" : "")}>"
            + $"<label class=\"govuk-label govuk-radios__label\" for=\"{(n == 0 ? Id : $"{Id}-{n}")}\">{E(i.Text)}</label></div>")) + "</div></fieldset>");
}

/// <summary>A single yes-box bound to a bool.</summary>
[HtmlTargetElement("govuk-check", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckTagHelper : FieldTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Group(output,
        $"<div class=\"govuk-checkboxes\"><div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\" id=\"{Id}\" name=\"{Name}\" value=\"true\"{(Typed?.StartsWith("true", StringComparison.OrdinalIgnoreCase) == true ? " checked" : "")}{DescribedBy}>"
        + $"<label class=\"govuk-label govuk-checkboxes__label\" for=\"{Id}\">{E(Label)}</label></div></div>{Around}");
}
