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

/// <summary>The day a police case was opened: the count "in a police case".</summary>
[CaseAction(CaseAction.RecordPoliceCase)]
public sealed class LegalModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public string? PoliceCaseOn { get; set; }

    public Case Case => current.Value;

    public async Task<IActionResult> OnPostAsync()
    {
        if (ThaiDates.Parse(PoliceCaseOn) is not { } day)
        {
            ModelState.AddModelError(nameof(PoliceCaseOn), texts["Day.Wrong"]);
            return Page();
        }

        Case.RecordPoliceCase(day, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }

    public Task FillAsync() => Task.CompletedTask;
}
