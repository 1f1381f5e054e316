using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.TagHelpers;

/// <summary><c>&lt;thai-date value="..." /&gt;</c>: a day, or with <c>moment</c> the time of day too.</summary>
[HtmlTargetElement("thai-date", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ThaiDateTagHelper : TagHelper
{
    public DateTimeOffset? Value { get; set; }
    public DateOnly? Day { get; set; }
    public bool Moment { get; set; }

    /// <summary>The moment is one at which something ends.</summary>
    public bool Until { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = "time";
        if (Value is { } at)
        {
            output.Attributes.SetAttribute("datetime", at.ToString("O", CultureInfo.InvariantCulture));
            output.Content.SetContent(Until ? ThaiDates.Until(at) : Moment ? ThaiDates.Moment(at) : ThaiDates.Day(at));
        }
        else if (Day is { } day)
        {
            output.Attributes.SetAttribute("datetime", day.ToString("O", CultureInfo.InvariantCulture));
            output.Content.SetContent(ThaiDates.Day(day));
        }
        else
        {
            output.TagName = "span";
            output.Content.SetContent("–");
        }
    }
}

/// <summary><c>&lt;clock-badge due="..." code="..." /&gt;</c>: when a limit runs out, and whether it has.</summary>
[HtmlTargetElement("clock-badge", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ClockBadgeTagHelper(TimeProvider clock, Words words) : TagHelper
{
    public DateTimeOffset? Due { get; set; }
    public string? Code { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Due is not { } due)
        {
            output.SuppressOutput();
            return;
        }

        var left = due - clock.GetUtcNow();
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = "span";
        var state = left < TimeSpan.Zero ? "overdue" : left < TimeSpan.FromHours(24) ? "soon" : "running";
        output.Attributes.SetAttribute("class", $"nrm-clock nrm-clock--{state}");
        output.Attributes.SetAttribute("title", words.Clock(Code));
        output.Content.SetContent(Text(left));
    }

    private static string Text(TimeSpan left)
    {
        var amount = ThaiDates.Length(left.Duration());
        return left < TimeSpan.Zero ? Languages.Pick($"เกินกำหนด {amount}", $"{amount} overdue") : Languages.Pick($"เหลือ {amount}", $"{amount} left");
    }
}
