using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>The best-interests assessment: what was weighed, the options, the child's own views, what is best now.</summary>
[LeadsToContact]
[CaseAction(CaseAction.AssessBestInterests)]
public sealed class AssessmentModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts)
    : BestInterestsForm(db, current, actor, clock, texts)
{
    public override string Name => "Assessment";

    public async Task<IActionResult> OnPostAsync() =>
        Read() is { } findings ? await SavedAsync(Case.AssessBestInterests(NewId(), findings, By, At)) : Page();
}
