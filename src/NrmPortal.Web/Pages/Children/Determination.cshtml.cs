using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>The formal determination, by somebody else than whoever assessed.</summary>
[LeadsToContact]
[CaseAction(CaseAction.DetermineBestInterests)]
public sealed class DeterminationModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts)
    : BestInterestsForm(db, current, actor, clock, texts)
{
    public override string Name => "Determination";

    public async Task<IActionResult> OnPostAsync()
    {
        if (Read() is not { } findings) return Page();
        var assessment = await Db.BestInterests.AsNoTracking().Where(b => b.CaseId == Case.Id && !b.Determines).OrderByDescending(b => b.At).FirstOrDefaultAsync();
        return await SavedAsync(Case.DetermineBestInterests(NewId(), assessment, findings, By, At));
    }
}
