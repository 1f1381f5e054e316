using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Cases;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>First contact: opens a case and its screening, in the province where the person was met or, told of on the telephone, is.</summary>
[Needs(Permission.ScreeningRecord)]
public sealed class NewModel(PortalDbContext db, CurrentActor current, CaseNumbers numbers, AuditTrail audit, TimeProvider clock, IStringLocalizer<Screenings> texts, IStringLocalizer<Common> shared) : PageModel
{
    /// <summary>Empty: that of the office of whoever opens it.</summary>
    [BindProperty]
    public string? Province { get; set; }

    public static IReadOnlyList<SelectListItem> Provinces => ProvinceNames.Choices;

    /// <summary>The hotline meets nobody: it hears where the person is.</summary>
    public string ProvinceLabel => current.Required.Role == Role.HotlineOperator ? "New.Province.Hotline" : "New.Province";

    public void OnGet() => Province = current.Required.ProvinceCode;

    public async Task<IActionResult> OnPostAsync()
    {
        var (by, at) = (current.Required, clock.GetUtcNow());
        if (string.IsNullOrEmpty(Province)) Province = by.ProvinceCode;
        if (await db.Units.Where(u => u.Agency == AgencyType.ProvincialMsdhs && u.ProvinceCode == Province).Select(u => (Guid?)u.Id).SingleOrDefaultAsync() is not { } office)
        {
            ModelState.AddModelError(nameof(Province), shared["Required.Of", texts[ProvinceLabel].Value]);
            return Page();
        }

        var opened = Case.Open(Guid.CreateVersion7(at), await numbers.FirstContact(at), office, by, at, Province);
        var definition = ScreeningDefinition.Current;
        var screening = opened.StartScreening(Guid.CreateVersion7(at), await numbers.Screening(at), definition.Id, definition.Hash, by, at);
        db.AddRange(opened, screening, new ScreeningRecord(screening, SealedText.Of(new ScreeningAnswers().ToJson())));
        await db.SaveChangesAsync();
        await audit.Case(opened.Id, "change", "opened");
        return Redirect($"/screenings/{screening.Id}");
    }
}
