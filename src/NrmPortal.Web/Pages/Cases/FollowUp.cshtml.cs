using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A follow-up after help has ended: when, how, what was found, and whether there is a next one.</summary>
[LeadsToContact]
[CaseAction(CaseAction.FollowUp)]
public sealed class FollowUpModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts, IStringLocalizer<ReturnPages> more, IStringLocalizer<Common> shared)
    : PageModel, IFormPage
{
    private const int Longest = 10_000;

    [BindProperty]
    public Draft Input { get; set; } = new();

    public Case Case => current.Value;
    public IReadOnlyList<FollowUpVisit> Visits { get; private set; } = [];

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? On { get; set; }
        public VisitKind? Kind { get; set; }
        public VisitOutcome? Outcome { get; set; }
        public VisitDanger? Danger { get; set; }
        public string? Note { get; set; }

        /// <summary>Nothing is preset, so that no case is let go of by oversight.</summary>
        public bool? Again { get; set; }
    }

    public async Task OnGetAsync()
    {
        Input.On = ThaiDates.Typed(clock.GetUtcNow());
        await FillAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var on = ThaiDates.Parse(Input.On);
        if (on is null) ModelState.AddModelError("Input.On", texts["Day.Wrong"]);
        if (Input.Kind is null) Missing(nameof(Draft.Kind), "Visit.Kind");
        // Of whom nobody found nothing is known.
        else if (Input.Kind != VisitKind.NotFound)
        {
            if (Input.Outcome is not { } outcome || !Enum.IsDefined(outcome)) Missing(nameof(Draft.Outcome), "Visit.Outcome");
            if (Input.Danger is not { } danger || !Enum.IsDefined(danger)) Missing(nameof(Draft.Danger), "Visit.Danger");
        }

        if (string.IsNullOrWhiteSpace(Input.Note)) Missing(nameof(Draft.Note), "Visit.Note");
        if (Input.Note?.Length > Longest) ModelState.AddModelError("Input.Note", texts["TooLong", Longest]);
        if (Input.Again is null) Missing(nameof(Draft.Again), "Visit.Again");
        await FillAsync();
        if (!ModelState.IsValid) return Page();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        var terms = new VisitTerms(on!.Value, Input.Kind!.Value, Input.Outcome, SealedText.Of(Input.Note), Input.Again!.Value, Input.Danger ?? VisitDanger.None);
        db.Add(Case.FollowUp(Guid.CreateVersion7(at), terms, by, at, await db.Warnings.AsNoTracking().Where(w => w.CaseId == Case.Id && w.EndedAt == null).ToListAsync()));
        await db.SaveChangesAsync();
        // Somebody trafficked again may have another case: it is offered to link the two.
        if (terms.Danger == VisitDanger.TraffickedAgain && Case.Can(CaseAction.LinkCase, by.Role)) return Redirect($"/cases/{Case.Number}/links?kind={CaseLinkKind.TraffickedAgain}");
        // After the last one the case rests: how it was closed, and how it begins again, stands there.
        return Redirect($"/cases/{Case.Number}/{(terms.Again ? "follow-up" : "closure")}");
    }

    /// <summary>Of whoever went home: when they are to be visited, and which visit stands for which.</summary>
    public IReadOnlyList<PlannedVisit> Schedule => Case.ReturnedOn is { } home ? ReturnVisits.Table(home, Reached(home)) : [];

    /// <summary>The days since the arrival on which somebody was reached.</summary>
    public IEnumerable<DateOnly> Reached(DateOnly home) => Visits.Where(v => v.On >= home && v.Kind != VisitKind.NotFound).Select(v => v.On);
    public DateOnly Today => ThaiDay.Of(clock.GetUtcNow());

    public async Task FillAsync() => Visits = await db.FollowUps.AsNoTracking().Where(v => v.CaseId == Case.Id).OrderByDescending(v => v.At).ToListAsync();

    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "visit.beforeFollowUp" => "Input.On",
        "visit.lastAfterEnd" or "visit.notFoundAgain" or "visit.dangerAgain" => "Input.Again",
        "visit.outcome" or "visit.dangerNotWell" => "Input.Outcome",
        _ => "",
    };

    private void Missing(string field, string label) =>
        ModelState.AddModelError("Input." + field, shared["Required.Of", (texts[label] is { ResourceNotFound: false } known ? known : more[label]).Value]);
}
