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

/// <summary>The two dated facts that feed the counts "in a police case" and "receiving services".</summary>
[CaseAction(CaseAction.RecordService)]
public sealed class ServicesModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public string? PoliceCaseOn { get; set; }

    [BindProperty]
    public string? ServiceFrom { get; set; }

    public Case Case => current.Value;

    public async Task<IActionResult> OnPostAsync()
    {
        var police = Day(PoliceCaseOn, nameof(PoliceCaseOn));
        var service = Day(ServiceFrom, nameof(ServiceFrom));
        if (!ModelState.IsValid) return Page();
        if (police is { } on) Case.RecordPoliceCase(on, actor.Required, clock.GetUtcNow());
        if (service is { } from) Case.RecordService(from, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }

    public Task FillAsync() => Task.CompletedTask;

    private DateOnly? Day(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var day = ThaiDates.Parse(typed);
        if (day is null) ModelState.AddModelError(field, texts["Day.Wrong"]);
        return day;
    }
}
