using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Care;

/// <summary>Daily care in the shelter: who is out, what happened, and what restricts the person's movement.</summary>
[CaseAction(CaseAction.View)]
public sealed class DailyModel(CareSetting setting) : CareForm(setting)
{
    [BindProperty]
    public string? BackDay { get; set; }

    [BindProperty]
    public string? BackTime { get; set; }

    /// <summary>Of the office that reads, or the one in which the person lives; one that has just ended by a move is still handed over.</summary>
    public Placement? Live { get; private set; }
    public IReadOnlyList<ShelterLeave> Leaves { get; private set; } = [];
    public IReadOnlyList<ShelterIncident> Incidents { get; private set; } = [];
    public HealthKeptBack Kept { get; private set; } = HealthKeptBack.Nothing;
    public IReadOnlyList<MovementRestriction> Restrictions { get; private set; } = [];
    public IReadOnlyList<ExitNote> ExitNotes { get; private set; } = [];

    /// <summary>Of whoever lives elsewhere by now nobody waits to be back.</summary>
    public ShelterLeave? Out => Leaves.FirstOrDefault(l => l.BackAt is null && Placements.Any(p => p.Id == l.PlacementId && p.IsLive));
    public bool IsHoused => Live is { IsLive: true, ArrivedAt: not null };
    public bool MayRecord => Case.Can(CaseAction.RecordLeave, By.Role) && (Live is null || Case.MayRecordOf(Live, By));

    /// <summary>Of a stay that has ended what happened in it can still be told.</summary>
    public bool MayTell => Case.Can(CaseAction.RecordIncident, By.Role) && Placements.Any(p => Case.MayTellOf(p, By, At));

    /// <summary>Of this stay: no other shelter says that the person is back, or ends a restriction.</summary>
    public bool MayEnd(Guid stay) => Case.Can(CaseAction.RecordBack, By.Role) && MayRecordOf(stay);

    public async Task OnGetAsync()
    {
        await FillAsync();
        (BackDay, BackTime) = (ThaiDates.Typed(At), ThaiDates.TypedTime(At));
    }

    public async Task<IActionResult> OnPostBackAsync()
    {
        await FillAsync();
        var back = Moment(BackDay, BackTime, nameof(BackDay), nameof(BackTime));
        if (!ModelState.IsValid) return Page();
        var away = Out ?? throw new RefusedException("leave.back");
        Case.ComeBack(away, PlacementOf(away.PlacementId), back, By, At);
        return await SavedAsync("daily");
    }

    public async Task<IActionResult> OnPostLiftAsync(Guid restriction)
    {
        await FillAsync();
        var held = Restrictions.FirstOrDefault(r => r.Id == restriction) ?? throw new RefusedException("restriction.over");
        Case.Lift(held, PlacementOf(held.PlacementId), By, At);
        return await SavedAsync("daily");
    }

    public override async Task FillAsync()
    {
        Live = await PlacementAsync();
        Leaves = await Db.Leaves.Where(l => l.CaseId == Case.Id).OrderByDescending(l => l.OutAt).ToListAsync();
        Incidents = await Db.ShelterIncidents.AsNoTracking().Where(i => i.CaseId == Case.Id).OrderByDescending(i => i.HappenedAt).ToListAsync();
        Kept = await Db.HealthKeptBackAsync(Case.Id);
        ExitNotes = await Db.ExitNotes.AsNoTracking().Where(n => n.CaseId == Case.Id).OrderByDescending(n => n.At).ToListAsync();
        Restrictions = await Db.Restrictions.Where(r => r.CaseId == Case.Id).OrderByDescending(r => r.From).ToListAsync();
    }

    public override string FieldOf(Refusal refusal) => refusal.Code is "date.future" or "leave.backBeforeOut" ? nameof(BackTime) : "";
}
