using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>All answers, the explained pattern beside the officer's own conclusion, and the act of concluding.</summary>
[LeadsToContact]
[CaseAction(CaseAction.View)]
public sealed class CheckModel(
    ScreeningFile file, CurrentCase current, CurrentActor actor, Conclusion conclusion, TimeProvider clock,
    IStringLocalizer<Screenings> texts, StepFaults faults) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public ScreeningFile Opened => file;
    public bool IsAbsent => file.Screening is null;
    public Case Case => current.Value;

    /// <summary>What stands against concluding: the step and field to go to, and the words for it.</summary>
    public IReadOnlyList<(string Step, string Field, string Text)> Missing { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await file.OpenAsync(Id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await file.OpenAsync(Id)) return NotFound();
        // What is already concluded is refused aloud by the act itself, not asked for missing fields.
        if (file.Screening.State == ScreeningState.Draft) Missing = [.. WhatIsMissing(), .. await WhatCannotStandAsync()];
        if (Missing.Count > 0) return Page();
        await conclusion.RecordAsync(current.Value, file, actor.Required, clock.GetUtcNow());
        return Redirect($"/cases/{current.Value.Number}");
    }

    public Task FillAsync() => file.OpenAsync(Id);

    /// <summary>Codes of why a second trained person will be asked; empty where none will.</summary>
    public IReadOnlyList<string> WhySecond => file.Answers["conclusion_outcome"] == "none"
        ? Case.WhySecondScreener(ScreeningSafeguards.SecondScreenerReasons(file.Answers, file.Pattern), file.Answers.AgeGroup) : [];

    private async Task<List<(string Step, string Field, string Text)>> WhatCannotStandAsync()
    {
        List<(string, string, string)> found = [];
        foreach (var step in file.Form.Steps) found.AddRange((await faults.OfAsync(step)).Select(f => (step.Id, f.Field, f.Text)));
        return found;
    }

    private IEnumerable<(string Step, string Field, string Text)> WhatIsMissing()
    {
        foreach (var step in file.Form.Steps)
            foreach (var field in file.Form.Missing(step))
                yield return (step.Id, field.Id, texts["Missing", Languages.Pick(field.LabelTh, field.LabelEn)]);
    }
}
