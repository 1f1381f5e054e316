using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>A journey and the hand-over at its end, read one way or the other; or an entry that takes the place of a wrong one.</summary>
public abstract class JourneyForm(CareSetting setting, IStringLocalizer<ReturnPages> texts, bool home) : ReturnForm(setting, texts)
{
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    public override bool IsAbsent => Corrects is not null && Wrong is null;
    protected ReturnJourney? Wrong { get; private set; }

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? Country { get; set; }
        public string? From { get; set; }
        public ReturnReceiver? Receiver { get; set; }
        public string? Day { get; set; }
        public string? Time { get; set; }
        public string? ReceivedBy { get; set; }
        public string? Where { get; set; }
        public string? Note { get; set; }
        public string? Post { get; set; }
        public string? Letter { get; set; }
        public string? Why { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        var on = Wrong?.ReceivedAt ?? At;
        (Input.Day, Input.Time) = (ThaiDates.Typed(on), ThaiDates.TypedTime(on));
        if (Wrong is { } w)
        {
            (Input.Country, Input.From, Input.Receiver, Input.ReceivedBy, Input.Where) = (w.Country, w.From?.Open(), w.Receiver, w.ReceivedBy?.Open(), w.ReceivedWhere?.Open());
            (Input.Note, Input.Post, Input.Letter) = (w.Note?.Open(), w.Post?.Open(), w.Letter?.Open());
        }
        else if (Known.Plan is { } plan) Input.Receiver = plan.Receiver;

        return Page();
    }

    public override async Task FillAsync()
    {
        await base.FillAsync();
        Wrong = (await Db.JourneysAsync(Case.Id)).FirstOrDefault(j => j.Id == Corrects && j.IsHomecoming == home);
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "return.beforePlan" => "Input.Day",
        "return.country" => "Input.Country",
        _ => "",
    };

    protected JourneyTerms Read()
    {
        if (home) Need(Country.Of(Input.Country) is not null, "Input.Country", "Post.Country");
        else NeedOne(Input.Receiver, "Input.Receiver", "Receiver");
        return new JourneyTerms(home ? Input.Country ?? "" : Known.Plan?.Country ?? "", Sealed(Input.From, "Input.From", home ? null : "From"), home ? null : Input.Receiver,
            Sealed(Input.ReceivedBy, "Input.ReceivedBy", home ? "MetBy" : "ReceivedBy"), Moment(Input.Day, Input.Time, "Input.Day", "Input.Time"), Sealed(Input.Where, "Input.Where", home ? "ArrivedAt" : "Where"),
            Sealed(Input.Note, "Input.Note", home ? null : "Note"), Sealed(Input.Post, "Input.Post", home ? "Post" : null), Sealed(Input.Letter, "Input.Letter", home ? "Letter" : null),
            Sealed(Input.Why, "Input.Why", Corrects is null ? null : "Correct.Why"));
    }
}
