using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>First contact: opens a case and its screening.</summary>
[Needs(Permission.ScreeningRecord)]
public sealed class NewModel(PortalDbContext db, CurrentActor current, CaseNumbers numbers, AuditTrail audit, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        var (by, at) = (current.Required, clock.GetUtcNow());
        var office = await db.Units.Where(u => u.Agency == AgencyType.ProvincialMsdhs && u.ProvinceCode == by.ProvinceCode).Select(u => u.Id).SingleAsync();
        var opened = Case.Open(Guid.CreateVersion7(at), await numbers.FirstContact(at), office, by, at);
        var definition = ScreeningDefinition.Current;
        var screening = opened.StartScreening(Guid.CreateVersion7(at), await numbers.Screening(at), definition.Id, definition.Hash, by, at);
        db.AddRange(opened, screening, new ScreeningRecord(screening, SealedText.Of(new ScreeningAnswers().ToJson())));
        await db.SaveChangesAsync();
        await audit.Case(opened.Id, "change", "opened");
        return Redirect($"/screenings/{screening.Id}");
    }
}
