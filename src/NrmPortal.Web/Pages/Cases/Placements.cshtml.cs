using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Work;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>Every day the person is held or housed, on what ground, and where no ground holds.</summary>
[CaseAction(CaseAction.View)]
public sealed class PlacementsModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock) : PageModel
{
    public Case Case => current.Value;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public IReadOnlyList<BasisOfStay> Stays { get; private set; } = [];
    public IReadOnlyList<Placement> Placements { get; private set; } = [];
    public IReadOnlyList<StayDay> Days { get; private set; } = [];

    /// <summary>Which office and who recorded and ended what.</summary>
    public NameBook Names { get; private set; } = new();

    /// <summary>Alarms that were put right: what was wrong stays to be seen.</summary>
    public IReadOnlyList<StayAlarm> Past { get; private set; } = [];

    /// <summary>A court's order runs beside another basis: it is not the portal's to end.</summary>
    public bool OrderBeside => Stays.Any(s => s.Basis == StayBasis.CourtExtension && s.Covers(Now)) && Stays.Any(s => s.Basis != StayBasis.CourtExtension && s.Covers(Now));

    /// <summary>The arrival has come and the basis did not begin: custody had no time left (s.29).</summary>
    public bool NeverBegan(BasisOfStay stay) => stay.AwaitsArrival && Placements.Any(p => p.Id == stay.AwaitsPlacementId && p.ArrivedAt is not null);

    /// <summary>False for an office that reads only what it recorded itself on this case: its strip has holes that are none.</summary>
    public bool SeesAll { get; private set; }

    /// <inheritdoc cref="CaseFile.Told"/>
    public IReadOnlyList<StayAlarm>? Told { get; private set; }

    public bool MayRecord => Case.Can(CaseAction.RecordBasisOfStay, actor.Required.Role);

    public bool MayCorrect(BasisOfStay stay) => MayRecord && Case.MayEnd(stay, actor.Required);
    public bool MayEnd => Case.Can(CaseAction.EndPlacement, actor.Required.Role);

    /// <summary>For what the consent was given on which a stay rests, where the reader sees it.</summary>
    public IReadOnlyDictionary<Guid, ConsentPurpose> Purposes { get; private set; } = new Dictionary<Guid, ConsentPurpose>();

    public async Task OnGetAsync()
    {
        Stays = await db.Stays.AsNoTracking().Where(s => s.CaseId == Case.Id).OrderByDescending(s => s.StartsAt).ThenByDescending(s => s.RecordedAt).ToListAsync();
        Names = await NameBook.OfAsync(db, Stays.Select(s => (Guid?)s.ByUnitId), Stays.SelectMany(s => new[] { s.ByUserId, s.EndedByUserId }), []);
        var agreed = Stays.Where(s => s.ConsentId is not null).Select(s => s.ConsentId!.Value).ToList();
        if (agreed.Count > 0) Purposes = await db.Consents.AsNoTracking().Where(n => agreed.Contains(n.Id)).ToDictionaryAsync(n => n.Id, n => n.Purpose);
        Placements = await db.Placements.AsNoTracking().Where(p => p.CaseId == Case.Id).OrderBy(p => p.AcceptedAt).ToListAsync();
        SeesAll = await db.SeesAsync(Case.Id, Section.Plan, actor.Required.Role);
        if (!SeesAll) Told = await CaseFile.LiveAlarmsAsync(db, Case.Id, Now);
        var until = Case.Stage == Stage.FollowUp ? Case.StageSince : Now;
        Days = !SeesAll ? StayCalendar.Seen(Stays, until) : StayCalendar.Of(Stays, Placements.Where(p => p.ArrivedAt is not null).Select(p => new Housing(p.ArrivedAt!.Value, p.EndedAt)), until);
        if (SeesAll) Past = await db.StayAlarms.AsNoTracking().Where(a => a.CaseId == Case.Id && a.EndedAt != null && a.Since <= Now).OrderByDescending(a => a.Since).ThenBy(a => a.Kind).ToListAsync();
    }
}
