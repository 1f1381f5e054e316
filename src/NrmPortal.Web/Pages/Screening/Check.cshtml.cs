using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>All answers, the explained pattern beside the officer's own conclusion, and the act of concluding.</summary>
[CaseAction(CaseAction.View)]
public sealed class CheckModel(
    ScreeningFile file, CurrentCase current, CurrentActor actor, Conclusion conclusion, TimeProvider clock,
    IStringLocalizer<Screenings> texts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    public ScreeningFile Opened => file;
    public Case Case => current.Value;

    public async Task<IActionResult> OnGetAsync() => await file.OpenAsync(Id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await file.OpenAsync(Id)) return NotFound();
        foreach (var field in file.Form.MissingRequired)
            ModelState.AddModelError("", texts["Missing", Languages.Pick(field.LabelTh, field.LabelEn)]);
        if (ScreeningSafeguards.NeedsDisagreementReason(file.Answers, file.Pattern) && file.Answers["disagreement_reason"] is null)
            ModelState.AddModelError("", texts["Disagreement"]);
        if (!ModelState.IsValid) return Page();
        await conclusion.RecordAsync(current.Value, file, actor.Required, clock.GetUtcNow());
        return Redirect($"/cases/{current.Value.Number}");
    }

    public Task FillAsync() => file.OpenAsync(Id);
}
