using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>The person was told the last decision: when, how, in which language, with the right to a review; or could not be told, and why.</summary>
[LeadsToContact]
[CaseAction(CaseAction.TellDecision)]
public sealed class TellModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<MdtPages> texts, IStringLocalizer<Common> shared) : PageModel, IFormPage
{
    private static readonly TimeSpan Thailand = TimeSpan.FromHours(7);

    [BindProperty]
    public Draft Input { get; set; } = new();

    public Case Case => current.Value;
    public IdentificationFile Opened { get; private set; } = null!;

    public sealed class Draft
    {
        public TellingManner? How { get; set; }
        public string? Day { get; set; }
        public string? Time { get; set; }
        public string? Language { get; set; }
        public InterpreterUse? Interpreter { get; set; }
        public bool Review { get; set; }
        public string? Reason { get; set; }

        internal DateTimeOffset? At => ThaiDates.At(Day, Time);
    }

    public async Task OnGetAsync()
    {
        await FillAsync();
        (Input.Day, Input.Time) = (ThaiDates.Typed(clock.GetUtcNow()), ThaiDates.TypedTime(clock.GetUtcNow()));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var decision = Opened.Latest ?? throw new RefusedException("mdt.noDecision");
        Check(decision);
        if (!ModelState.IsValid) return Page();
        var at = clock.GetUtcNow();
        // The minute in which it was decided is not before it.
        var told = Input.At!.Value < decision.At && Input.At.Value > decision.At.AddMinutes(-1) ? decision.At : Input.At.Value;
        var telling = new Telling(Input.How!.Value, Input.Language, Input.Interpreter ?? InterpreterUse.NotNeeded, Input.Review, SealedText.Of(Input.Reason));
        db.Add(Case.TellDecision(Guid.CreateVersion7(at), decision, telling, told, actor.Required, at));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/identification");
    }

    public async Task FillAsync() => Opened = await IdentificationFile.OpenAsync(db, Case, actor.Required);

    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "mdt.toldWhen" => "Input.Day",
        "mdt.toldLetter" or "mdt.toldLanguage" => "Input.Language",
        "mdt.toldReason" => "Input.Reason",
        "mdt.toldReview" => "Input.Review",
        _ => "",
    };

    private void Check(Decision decision)
    {
        void Need(bool there, string field, string key)
        {
            if (!there) ModelState.AddModelError($"Input.{field}", shared["Required.Of", texts[key].Value]);
        }

        Need(Input.How is { } how && Enum.IsDefined(how), nameof(Input.How), "Tell.How");
        Need(Input.At is not null, nameof(Input.Day), "Tell.Day");
        if (Input.How == TellingManner.NotPossible) Need(!string.IsNullOrWhiteSpace(Input.Reason), nameof(Input.Reason), "Tell.Reason");
        else
        {
            Need(Consents.ConsentForm.Languages.Any(l => l.Value == Input.Language && l.Value.Length > 0), nameof(Input.Language), "Tell.Language");
            Need(Input.Interpreter is { } use && Enum.IsDefined(use), nameof(Input.Interpreter), "Tell.Interpreter");
            Need(Input.Review || !decision.IsFinal, nameof(Input.Review), "Tell.Review");
        }
    }
}
