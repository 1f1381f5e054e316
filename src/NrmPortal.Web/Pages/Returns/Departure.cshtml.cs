using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>The person has gone: from where, and into whose hands.</summary>
[LeadsToContact]
[CaseAction(CaseAction.RecordDeparture)]
public sealed class DepartureModel(CareSetting setting, IStringLocalizer<ReturnPages> texts, FormAnswers answers) : JourneyForm(setting, texts, home: false)
{
    public IEnumerable<string> Missing => Known.Missing(Case.IsTreatedAsChild, ThaiDay.Of(At)).Select(answers.Text);

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        var terms = Read();
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("return", Case.Depart(NewId(), terms, Wrong, Known, By, At));
    }
}
