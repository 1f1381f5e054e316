using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>The person leaves: when, why and where to. The placement ends and frees its place; the bases that run end with it.</summary>
[CaseAction(CaseAction.EndPlacement)]
public sealed class PlacementsEndModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<CasePages> texts, IStringLocalizer<Common> shared)
    : PageModel, IFormPage
{
    private const int LongestReason = 1000;

    [BindProperty]
    public string? On { get; set; } = ThaiDates.Typed(clock.GetUtcNow());

    [BindProperty]
    public string? Time { get; set; } = ThaiDates.TypedTime(clock.GetUtcNow());

    [BindProperty]
    public StayEnd? Reason { get; set; }

    [BindProperty]
    public StayDestination? Destination { get; set; }

    /// <summary>Why it is recorded after the limit of a custody, as of a moment before it.</summary>
    [BindProperty]
    public string? LateReason { get; set; }

    public Case Case => current.Value;

    /// <summary>A limit of custody has passed: an end before it needs its reason.</summary>
    public bool IsLate => Running.Any(s => s.IsPastLimit(clock.GetUtcNow()));
    public Placement? Placement { get; private set; }
    public string? At { get; private set; }

    /// <summary>What the shelter still keeps of the person's, and whether it has written its note: it has some days for both, and then sees the case no longer.</summary>
    public int Kept { get; private set; }
    public bool LacksExitNote { get; private set; }
    public IReadOnlyList<BasisOfStay> Running { get; private set; } = [];

    // What gave way to a court's order that runs: freedom may turn out to have come before it.
    private IReadOnlyList<BasisOfStay> gaveWay = [];

    /// <summary>What other offices recorded, theirs to end.</summary>
    public IReadOnlyList<BasisOfStay> GoOn { get; private set; } = [];

    public string FieldOf(Domain.Refusal refusal) => refusal.Code == "stay.lateReason" ? nameof(LateReason) : "";

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var on = ThaiDates.Parse(On);
        if (on is null) ModelState.AddModelError(nameof(On), texts["Day.Wrong"]);
        var moment = on is { } day ? ThaiDates.At(day, Time) : null;
        if (on is not null && moment is null) ModelState.AddModelError(nameof(Time), texts["Time.Wrong"]);
        if (Reason is null) ModelState.AddModelError(nameof(Reason), shared["Required.Of", texts["End.Reason"].Value]);
        if (Destination is null) ModelState.AddModelError(nameof(Destination), shared["Required.Of", texts["End.Destination"].Value]);
        if (LateReason?.Length > LongestReason) ModelState.AddModelError(nameof(LateReason), texts["TooLong", LongestReason]);
        if (!ModelState.IsValid) return Page();
        Case.EndStay([.. Running, .. gaveWay], Placement, new StayEnding(moment!.Value, Reason!.Value, Destination!.Value, LateReason), actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        if (Placement is not null) await CompleteReferral(Placement.ReferralId);
        return Redirect($"/cases/{Case.Number}/placements");
    }

    public async Task FillAsync()
    {
        if (RoleGrants.Has(actor.Required.Role, Permission.PlacementRecord)) Placement = Case.PlacementFor(await db.Placements.Where(p => p.CaseId == Case.Id && p.EndedAt == null).ToListAsync(), actor.Required, clock.GetUtcNow());
        // Another shelter's is not theirs to end.
        if (Placement is not null && !Case.MayRecordOf(Placement, actor.Required)) Placement = null;
        var now = clock.GetUtcNow();
        var all = await db.Stays.Where(s => s.CaseId == Case.Id && s.CorrectedAt == null && (s.EndedAt == null || s.EndReason == StayEnd.NextBasis)).OrderBy(s => s.StartsAt).ToListAsync();
        var stays = all.Where(s => s.EndedAt is null || s.EndedAt > now).ToList();
        gaveWay = [.. all.Except(stays)];
        (Running, GoOn) = ([.. stays.Where(s => Case.MayEnd(s, actor.Required) || (s.AwaitsArrival && s.AwaitsPlacementId == Placement?.Id))], [.. stays.Where(s => s.IsRunning && !Case.MayEnd(s, actor.Required))]);
        if (Placement is { ArrivedAt: not null, Id: var stay })
            (Kept, LacksExitNote) = (await db.Belongings.CountAsync(b => b.PlacementId == stay && b.ReturnedAt == null), !await db.ExitNotes.AnyAsync(n => n.PlacementId == stay));
        if (Placement is { UnitId: var unit }) At = await db.Units.Where(u => u.Id == unit).Select(u => Languages.Pick(u.NameTh, u.NameEn)).FirstOrDefaultAsync();
    }

    // The referral has done its work, and the receiver's sight ends with it.
    private async Task CompleteReferral(Guid id)
    {
        var referral = await db.Referrals.SingleAsync(r => r.Id == id);
        if (ReferralFlow.Find(referral.State, ReferralAction.Complete) is null) return;
        referral.Complete(null, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
    }
}
