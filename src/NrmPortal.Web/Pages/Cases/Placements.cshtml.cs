using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>On what ground the person is held or housed, from when to when.</summary>
[CaseAction(CaseAction.RecordBasisOfStay)]
public sealed class PlacementsModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public StayBasis Basis { get; set; } = StayBasis.VoluntaryReflection;

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    public Case Case => current.Value;

    public async Task<IActionResult> OnPostAsync()
    {
        var (from, until) = (ThaiDates.Parse(From), ThaiDates.Parse(Until));
        if (from is null) ModelState.AddModelError(nameof(From), texts["Day.Wrong"]);
        if (until is null && !string.IsNullOrWhiteSpace(Until)) ModelState.AddModelError(nameof(Until), texts["Day.Wrong"]);
        if (!ModelState.IsValid) return Page();
        var at = clock.GetUtcNow();
        db.Add(Case.RecordBasisOfStay(Guid.CreateVersion7(at), Basis, from!.Value, until, actor.Required, at));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }

    public Task FillAsync() => Task.CompletedTask;
}
