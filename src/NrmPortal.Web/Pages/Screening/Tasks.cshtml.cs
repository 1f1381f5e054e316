using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>The steps of one screening and how far each is.</summary>
[CaseAction(CaseAction.View)]
public sealed class TasksModel(ScreeningFile file, CurrentCase current) : PageModel
{
    public ScreeningFile Opened => file;
    public Case Case => current.Value;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await file.OpenAsync(id)) return NotFound();
        return file.Screening.State == ScreeningState.Draft ? Page() : Redirect($"/screenings/{id}/check");
    }
}
