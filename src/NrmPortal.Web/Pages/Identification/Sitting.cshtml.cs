using Microsoft.AspNetCore.Mvc;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>One meeting: when and where, earlier dates, who came, the agenda with quorum and conflicts of each case the reader sees, the minutes.</summary>
[Needs(Permission.MdtConvene, Permission.MdtSit, Permission.MdtReview)]
public sealed class SittingModel(PortalDbContext db, CurrentActor actor, AuditTrail audit, TimeProvider clock, PortalSettings settings) : SittingPage(db, actor, audit)
{
    [BindProperty]
    public string? Minutes { get; set; }

    public MdtRules Rules => settings.Mdt;
    public bool HasBegun => Sitting.StartsAt <= clock.GetUtcNow();

    protected override void Begin() => Minutes = Sitting.Minutes?.Open();

    protected override bool Act()
    {
        Sitting.WriteMinutes(SealedText.Of(Minutes), Reader, clock.GetUtcNow());
        return true;
    }
}
