using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>Cancels a meeting: its open cases wait again to be convened, and their members are told.</summary>
[Needs(Permission.MdtConvene)]
public sealed class SittingCancelModel(PortalDbContext db, CurrentActor actor, AuditTrail audit, TimeProvider clock, IStringLocalizer<MdtPages> texts) : SittingPage(db, actor, audit)
{
    [BindProperty]
    public string? Reason { get; set; }

    protected override bool Act()
    {
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), texts["Change.ReasonNone"]);
        if (!ModelState.IsValid) return false;
        var at = clock.GetUtcNow();
        Db.Add(Sitting.Cancel(SealedText.Of(Reason), Reader, at));
        foreach (var item in Ours.Where(a => a.Panel.IsOpen)) item.Case.CancelSitting(item.Panel, Sitting, Reader, at);
        return true;
    }
}
