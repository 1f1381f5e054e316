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

/// <summary>Moves a meeting to another day or place; the members of every open case on its agenda are told.</summary>
[Needs(Permission.MdtConvene)]
public sealed class SittingMoveModel(PortalDbContext db, CurrentActor actor, AuditTrail audit, TimeProvider clock, IStringLocalizer<MdtPages> texts) : SittingPage(db, actor, audit)
{
    [BindProperty]
    public MeetingInput Meeting { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    protected override void Begin() => Meeting = MeetingInput.Of(Sitting);

    protected override bool Act()
    {
        Meeting.Check(ModelState, texts);
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), texts["Change.ReasonNone"]);
        if (!ModelState.IsValid) return false;
        var at = clock.GetUtcNow();
        Db.Add(Sitting.Move(Meeting.StartsAt!.Value, (Meeting.Place, Meeting.Link), SealedText.Of(Reason), Reader, at));
        foreach (var item in Ours.Where(a => a.Panel.IsOpen)) item.Case.MoveSitting(item.Panel, Sitting, Reader, at);
        return true;
    }
}
