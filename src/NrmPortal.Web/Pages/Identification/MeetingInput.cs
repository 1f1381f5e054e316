using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>When and where a meeting is, as it is typed.</summary>
public sealed class MeetingInput
{
    public string? Day { get; set; }
    public string? Time { get; set; }
    public string? Place { get; set; }
    public string? Link { get; set; }

    internal DateTimeOffset? StartsAt => ThaiDates.At(Day, Time);

    internal static MeetingInput Of(Sitting sitting) => new()
    {
        Day = ThaiDates.Typed(sitting.StartsAt),
        Time = ThaiDates.TypedTime(sitting.StartsAt),
        Place = sitting.Place,
        Link = sitting.Link,
    };

    internal void Check(ModelStateDictionary state, IStringLocalizer<MdtPages> texts)
    {
        if (StartsAt is null) state.AddModelError("Meeting.Day", texts["Meeting.When"]);
        if (!string.IsNullOrWhiteSpace(Link) && !(Uri.TryCreate(Link.Trim(), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps)) state.AddModelError("Meeting.Link", texts["Meeting.LinkWrong"]);
        if ((Place?.Length ?? 0) > 200 || (Link?.Length ?? 0) > 500) state.AddModelError("Meeting.Place", texts["Meeting.TooLong"]);
    }
}
