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

/// <summary>The day the first service began: the count "receiving services".</summary>
[LeadsToContact]
[CaseAction(CaseAction.RecordService)]
public sealed class ServicesModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public string? ServiceFrom { get; set; }

    public Case Case => current.Value;

    public async Task<IActionResult> OnPostAsync()
    {
        if (ThaiDates.Parse(ServiceFrom) is not { } day)
        {
            ModelState.AddModelError(nameof(ServiceFrom), texts["Day.Wrong"]);
            return Page();
        }

        Case.RecordService(day, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }

    public Task FillAsync() => Task.CompletedTask;
}
