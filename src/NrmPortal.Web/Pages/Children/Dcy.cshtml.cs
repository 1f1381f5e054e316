using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>Asks a unit of the Department of Children and Youth to take part.</summary>
[CaseAction(CaseAction.InvolveDcy)]
public sealed class DcyModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts)
    : ChildForm(db, current, actor, clock, texts)
{
    [BindProperty]
    public Guid? UnitId { get; set; }

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        Need(Units.Any(u => u.Value == UnitId?.ToString()), nameof(UnitId), "Dcy.Unit.None");
        return ModelState.IsValid ? await SavedAsync(Case.InvolveDcy(NewId(), UnitId!.Value, By, At)) : Page();
    }

    public override async Task FillAsync() => Units = await Db.OfAsync(Domain.Access.AgencyType.Dcy, Case);
}
