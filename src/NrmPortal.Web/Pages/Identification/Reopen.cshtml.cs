using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>A closed case is opened again for identification.</summary>
[CaseAction(CaseAction.ReopenToIdentification)]
public sealed class ReopenModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<MdtPages> texts) : ComesAgainModel(db, current, actor, texts)
{
    public override string Key => "Reopen";

    protected override ReviewRequest Ask(Decision decision, ReviewAsker asker, SealedText? grounds) => Case.ReopenToIdentification(decision, asker, grounds, By, clock.GetUtcNow());
}
