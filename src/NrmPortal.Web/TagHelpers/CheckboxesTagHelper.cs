using System.Collections;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace NrmPortal.Web.TagHelpers;

/// <summary>Several of a list: boxes bound to a list of values.</summary>
[HtmlTargetElement("govuk-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxesTagHelper : FieldTagHelper
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var chosen = (For.Model as IEnumerable ?? Array.Empty<object>()).Cast<object?>().Select(v => v?.ToString() ?? "").ToHashSet(StringComparer.Ordinal);
        Group(output, $"<fieldset class=\"govuk-fieldset\"{DescribedBy}><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">{E(Label)}</legend>{Around}<div class=\"govuk-checkboxes\">"
            + string.Concat(Items.Select((item, n) => Box(item, n == 0 ? Id : $"{Id}-{n}", chosen.Contains(item.Value)))) + "</div></fieldset>");
    }

    private string Box(SelectListItem item, string id, bool isChosen) =>
        $"<div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\" id=\"{id}\" name=\"{Name}\" value=\"{E(item.Value)}\"{(isChosen ? " checked" : "")}>"
        + $"<label class=\"govuk-label govuk-checkboxes__label\" for=\"{id}\">{E(item.Text)}</label></div>";
}
