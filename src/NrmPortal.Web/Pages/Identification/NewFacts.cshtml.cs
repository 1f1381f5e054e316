using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>A report of what was not known at the decision.</summary>
[CaseAction(CaseAction.ReportNewFacts)]
public sealed class NewFactsModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<MdtPages> texts) : ComesAgainModel(db, current, actor, texts)
{
    public override string Key => "NewFacts";

    protected override ReviewRequest Ask(Decision decision, ReviewAsker asker, SealedText? grounds) => Case.ReportNewFacts(decision, asker, grounds, By, clock.GetUtcNow());
}
