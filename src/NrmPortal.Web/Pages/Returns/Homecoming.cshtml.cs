using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>A Thai national found abroad has come home.</summary>
[CaseAction(CaseAction.RecordHomecoming)]
public sealed class HomecomingModel(CareSetting setting, IStringLocalizer<ReturnPages> texts) : JourneyForm(setting, texts, home: true)
{
    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        var terms = Read();
        if (!ModelState.IsValid) return Page();
        var person = await Db.Identities.AsNoTracking().SingleOrDefaultAsync(p => p.CaseId == Case.Id);
        return await SavedAsync("return", Case.ComeHome(NewId(), terms, Wrong, person, By, At));
    }
}
