using Microsoft.Extensions.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NrmPortal.Domain;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>A page with the form of an announcement.</summary>
public interface IArrivalForm
{
    ArrivalDraft Input { get; }
}

/// <summary>What the form of an announcement holds.</summary>
public sealed class ArrivalDraft
{
    private const int Longest = 2_000;

    public string? Country { get; set; }
    public string? Post { get; set; }
    public string? On { get; set; }
    public string? Airport { get; set; }
    public string? Person { get; set; }
    public bool? Escort { get; set; }
    public string? Needs { get; set; }

    /// <summary>Read back, with what is missing written beside its field.</summary>
    internal ArrivalTerms Read(ModelStateDictionary state, IStringLocalizer<ReturnPages> texts, IStringLocalizer<Common> shared)
    {
        void Need(bool there, string field, string label)
        {
            if (!there) state.AddModelError($"Input.{field}", shared["Required.Of", texts[label].Value]);
        }

        Need(Domain.Returns.Country.Of(Country) is not null, nameof(Country), "Post.Country");
        var on = ThaiDates.Parse(On);
        Need(on is not null, nameof(On), "Arrival.On");
        foreach (var (text, field, label) in new[] { (Post, nameof(Post), "Post"), (Airport, nameof(Airport), "Arrival.Airport"), (Person, nameof(Person), "Arrival.Person") })
            Need(!string.IsNullOrWhiteSpace(text) && text.Length <= Longest, field, label);
        Need(Escort is not null, nameof(Escort), "Arrival.Escort");
        Need(Needs is null || Needs.Length <= Longest, nameof(Needs), "Arrival.Needs");
        return new ArrivalTerms(Country ?? "", SealedText.Of(Post), on ?? default, SealedText.Of(Airport), SealedText.Of(Person), Escort == true, SealedText.Of(Needs));
    }

    internal static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "arrival.past" => "Input.On",
        "return.country" => "Input.Country",
        "arrival.office" => "Office",
        _ => "",
    };
}
