using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A safety and risk assessment: five dangers each by itself, why, what protects, and when to look again.</summary>
[LeadsToContact]
[CaseAction(CaseAction.AssessRisk)]
public sealed class RiskAssessModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts, IStringLocalizer<Common> shared)
    : PageModel, IFormPage
{
    private const int Longest = 10_000;

    [BindProperty]
    public Draft Input { get; set; } = new();

    public Case Case => current.Value;

    /// <summary>The last day that may be set for the next assessment.</summary>
    public DateOnly Latest => Case.LatestReassessment(clock.GetUtcNow());

    /// <summary>What the form holds: nothing is preset, so that no level is an oversight.</summary>
    public sealed class Draft
    {
        public RiskLevel? Traffickers { get; set; }
        public RiskLevel? SelfHarm { get; set; }
        public RiskLevel? Community { get; set; }
        public RiskLevel? Retrafficking { get; set; }
        public RiskLevel? Health { get; set; }
        public string? Narrative { get; set; }
        public string? Measures { get; set; }
        public string? Again { get; set; }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var levels = Levels();
        if (string.IsNullOrWhiteSpace(Input.Narrative)) Missing(nameof(Draft.Narrative), "Risk.Narrative");
        if (Input.Narrative?.Length > Longest) ModelState.AddModelError("Input.Narrative", texts["TooLong", Longest]);
        if (Input.Measures?.Length > Longest) ModelState.AddModelError("Input.Measures", texts["TooLong", Longest]);
        var again = ThaiDates.Parse(Input.Again);
        if (again is null) ModelState.AddModelError("Input.Again", texts["Day.Wrong"]);
        if (!ModelState.IsValid || levels is null) return Page();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        db.Add(Case.AssessRisk(Guid.CreateVersion7(at), levels, Input.Narrative!, Input.Measures, again!.Value, by, at));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/risk");
    }

    public Task FillAsync() => Task.CompletedTask;

    public string FieldOf(Refusal refusal) => refusal.Code is "risk.reassessLater" or "risk.reassessSooner" ? "Input.Again" : "";

    private RiskLevels? Levels()
    {
        foreach (var (name, level) in new[] { (nameof(Draft.Traffickers), Input.Traffickers), (nameof(Draft.SelfHarm), Input.SelfHarm), (nameof(Draft.Community), Input.Community), (nameof(Draft.Retrafficking), Input.Retrafficking), (nameof(Draft.Health), Input.Health) })
            if (level is null) Missing(name, "Risk." + name);
        return Input is { Traffickers: { } t, SelfHarm: { } s, Community: { } c, Retrafficking: { } r, Health: { } h } ? new RiskLevels(t, s, c, r, h) : null;
    }

    private void Missing(string field, string label) => ModelState.AddModelError("Input." + field, shared["Required.Of", texts[label].Value]);
}
