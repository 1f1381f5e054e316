using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>A second trained person confirms or overturns a negative conclusion.</summary>
[LeadsToContact]
[CaseAction(CaseAction.ConfirmNegative)]
public sealed class SecondModel(
    PortalDbContext db, ScreeningFile file, CurrentCase current, CurrentActor actor, CaseNumbers numbers, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public ScreeningFile Opened => file;
    public bool IsAbsent => file.Screening is null;

    /// <summary>The reader made this screening and cannot be its second screener; the domain refuses it as well.</summary>
    public bool IsOwn => file.Screening.IsWorkOf(actor.Required.UserId);
    public IReadOnlyList<string> Reasons => file.Screening.SecondReasons.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public async Task<IActionResult> OnGetAsync() => await file.OpenAsync(Id) && file.Screening.State == ScreeningState.AwaitingSecond ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(bool confirms)
    {
        if (!await file.OpenAsync(Id)) return NotFound();
        var at = clock.GetUtcNow();
        var number = confirms ? "" : await numbers.Nrm(at);
        current.Value.AnswerAsSecondScreener(file.Screening, confirms, () => number, actor.Required, at);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{current.Value.Number}");
    }

    public Task FillAsync() => file.OpenAsync(Id);
}
