using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Care;

/// <summary>"My plan": a sheet that the person is shown and may take along. It says what they want and what is done, and nothing of what happened.</summary>
[PrintView]
[CaseAction(CaseAction.View)]
public sealed class MineModel(CareSetting setting) : CareForm(setting)
{
    private const int BuddhistEra = 543;

    [BindProperty(SupportsGet = true)]
    public string? Lang { get; set; }

    public Plan? Plan { get; private set; }
    public int Kept { get; private set; }
    public string Code => Lang is { } chosen && SheetTexts.All.ContainsKey(chosen) ? chosen : Plan is { } plan && SheetTexts.All.ContainsKey(plan.Language) ? plan.Language : "th";
    public SheetTexts Words => SheetTexts.All[Code];
    public override bool IsAbsent => Plan is null;

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    /// <summary>Of all versions: what was reached is not taken over into the next.</summary>
    public IReadOnlyList<PlanGoal> Reached { get; private set; } = [];

    public override async Task FillAsync()
    {
        var plans = await Db.PlansOfAsync(Case.Id);
        Plan = plans.FirstOrDefault();
        if (Plan is not null) Kept = (await Db.HealthKeptBackAsync(Case.Id)).From(Plan.Id);
        Reached = [.. plans.OrderBy(p => p.Version).SelectMany(p => p.Goals.Where(g => g.State == GoalState.Reached)).DistinctBy(g => g.Goal?.Open())];
    }

    /// <summary>In figures, which need no translation.</summary>
    public string Figures(DateOnly day) => day.ToString("dd/MM/", CultureInfo.InvariantCulture) + (day.Year + (Code == "th" ? BuddhistEra : 0)).ToString(CultureInfo.InvariantCulture);
}
