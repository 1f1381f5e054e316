using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>The steps of one screening and how far each is.</summary>
[CaseAction(CaseAction.View)]
public sealed class TasksModel(ScreeningFile file, StepFaults faults, CurrentCase current) : PageModel
{
    public ScreeningFile Opened => file;
    public Case Case => current.Value;

    /// <summary>How far each step is, by its id.</summary>
    public Dictionary<string, StepStatus> Statuses { get; } = new(StringComparer.Ordinal);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await file.OpenAsync(id)) return NotFound();
        if (file.Screening.State != ScreeningState.Draft) return Redirect($"/screenings/{id}/check");
        foreach (var step in file.Definition.Steps) Statuses[step.Id] = await faults.StatusAsync(step);
        return Page();
    }
}
