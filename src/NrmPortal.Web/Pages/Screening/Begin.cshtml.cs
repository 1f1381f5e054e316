using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>The screening of somebody whom another office has announced: the case is there already.</summary>
[LeadsToContact]
[CaseAction(CaseAction.StartScreening)]
public sealed class BeginModel(PortalDbContext db, CurrentCase current, CurrentActor actor, CaseNumbers numbers, TimeProvider clock) : ScreeningStart(db, current, actor, numbers, clock);

/// <summary>What a screening of a case that is there already begins with.</summary>
public abstract class ScreeningStart(PortalDbContext db, CurrentCase current, CurrentActor actor, CaseNumbers numbers, TimeProvider clock) : PageModel, IFormPage
{
    public Case Case => current.Value;

    public Task FillAsync() => Task.CompletedTask;

    public string FieldOf(Refusal refusal) => "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (by, at, definition) = (actor.Required, clock.GetUtcNow(), ScreeningDefinition.Current);
        var screening = Case.StartScreening(Guid.CreateVersion7(at), await numbers.Screening(at), definition.Id, definition.Hash, by, at);
        db.AddRange(screening, new ScreeningRecord(screening, SealedText.Of(new ScreeningAnswers().ToJson())));
        await db.SaveChangesAsync();
        return Redirect($"/screenings/{screening.Id}");
    }
}
