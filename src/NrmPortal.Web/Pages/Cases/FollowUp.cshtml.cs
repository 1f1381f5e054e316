using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A follow-up after help has ended: when, how, what was found, and whether there is a next one.</summary>
[LeadsToContact]
[CaseAction(CaseAction.FollowUp)]
public sealed class FollowUpModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts, IStringLocalizer<Common> shared)
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
        if (string.IsNullOrWhiteSpace(Input.Note)) Missing(nameof(Draft.Note), "Visit.Note");
        if (Input.Note?.Length > Longest) ModelState.AddModelError("Input.Note", texts["TooLong", Longest]);
        if (Input.Again is null) Missing(nameof(Draft.Again), "Visit.Again");
        await FillAsync();
        if (!ModelState.IsValid) return Page();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        db.Add(Case.FollowUp(Guid.CreateVersion7(at), on!.Value, Input.Kind!.Value, SealedText.Of(Input.Note), Input.Again!.Value, by, at));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/follow-up");
    }

    public async Task FillAsync() => Visits = await db.FollowUps.AsNoTracking().Where(v => v.CaseId == Case.Id).OrderByDescending(v => v.At).ToListAsync();

    private void Missing(string field, string label) => ModelState.AddModelError("Input." + field, shared["Required.Of", texts[label].Value]);
}
