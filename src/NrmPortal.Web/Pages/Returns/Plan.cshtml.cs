using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Pages.Compensation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>The next version of the plan to return and of the life after it.</summary>
[CaseAction(CaseAction.MakeReturnPlan)]
public sealed class PlanModel(CareSetting setting, IStringLocalizer<ReturnPages> texts) : ReturnForm(setting, texts)
{
    private const int MostGoals = 12;

    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>The version that was the newest as this form was filled; 0: there was none.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>Somebody saved another version meanwhile: it is shown beside what was typed.</summary>
    public Later? Later { get; private set; }

    /// <summary>How many goals about health of the newest version the reader is not shown.</summary>
    public int Hidden { get; private set; }
    public bool MayAdd => Input.Goals.Count < MostGoals;
    public IEnumerable<SelectListItem> Areas => PlanNewModel.AreasOf(SeesHealth);

    /// <summary>Of this case; the role alone is not enough.</summary>
    public bool SeesHealth { get; private set; }

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public ReturnDirection? Direction { get; set; }
        public string? Country { get; set; }
        public ReturnReceiver? Receiver { get; set; }
        public string? ReceiverName { get; set; }
        public string? PlannedOn { get; set; }
        public ServiceSource? Source { get; set; }
        public string? Why { get; set; }
        public List<GoalDraft> Goals { get; set; } = [];
    }

    public sealed class GoalDraft
    {
        public string? Area { get; set; }
        public string? Goal { get; set; }
        public string? Support { get; set; }
        public string? Money { get; set; }

        /// <summary>Offered and not used.</summary>
        public bool IsBlank => new[] { Area, Goal, Support, Money }.All(string.IsNullOrWhiteSpace);
    }

    public async Task OnGetAsync()
    {
        await FillAsync();
        Seen = Known.Plan?.Version ?? 0;
        if (Known.Plan is { } before)
        {
            (Input.Direction, Input.Country, Input.Receiver, Input.ReceiverName, Input.Source) = (before.Direction, before.Country, before.Receiver, before.ReceiverName?.Open(), before.Source);
            Input.PlannedOn = before.PlannedOn is { } on && on >= ThaiDay.Of(At) ? ThaiDates.Typed(ThaiDay.StartOf(on)) : null;
            Input.Goals = [.. before.Goals.Select(g => new GoalDraft { Area = g.Area, Goal = g.Goal?.Open(), Support = g.Support?.Open(), Money = g.Money is { } money ? Book.Baht(money) : null })];
        }

        if (Input.Goals.Count == 0) Input.Goals.Add(new GoalDraft());
    }

    /// <summary>One more goal; nothing is saved.</summary>
    public async Task<IActionResult> OnPostAddAsync()
    {
        await FillAsync();
        if (MayAdd) Input.Goals.Add(new GoalDraft());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (!Sees) throw new RefusedException("return.unseen");
        if (Known.Plan is { } newest && newest.Version != Seen)
        {
            (Seen, Later) = (newest.Version, await LaterAsync(newest.ByUserId));
            throw Later.Than(newest.Version, newest.At);
        }

        NeedOne(Input.Direction, "Input.Direction", "Direction");
        Need(Country.Of(Input.Country) is not null, "Input.Country", "Country");
        NeedOne(Input.Receiver, "Input.Receiver", "Receiver");
        if (Input.Source is not null) NeedOne(Input.Source, "Input.Source", "Source");
        var goals = Input.Goals.Take(MostGoals).Select((goal, n) => (goal, n)).Where(g => !g.goal.IsBlank).Select(g => Read(g.goal, $"Input.Goals[{g.n}]")).ToList();
        var terms = new ReturnPlanTerms(Input.Direction ?? default, Input.Country ?? "", Input.Receiver ?? default, Sealed(Input.ReceiverName, "Input.ReceiverName", "ReceiverName"),
            DayOrNone(Input.PlannedOn, "Input.PlannedOn"), Input.Source, Sealed(Input.Why, "Input.Why", Known.Plan is null ? null : "Why"), goals);
        if (!SeesHealth && goals.Exists(g => g.IsHealth)) throw new RefusedException("plan.health");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("return", Case.MakeReturnPlan(NewId(), Known.Plan?.Version ?? 0, Hidden, terms, By, At));
    }

    public override async Task FillAsync()
    {
        await base.FillAsync();
        SeesHealth = await Db.SeesAsync(Case.Id, Section.Health, By.Role);
        if (Known.Plan is { } last) Hidden = (await Db.HealthKeptBackAsync(Case.Id)).From(last.Id);
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "return.direction" => "Input.Direction",
        "return.country" => "Input.Country",
        "return.plannedPast" => "Input.PlannedOn",
        "service.source" => "Input.Source",
        _ => "",
    };

    private ReturnGoalTerms Read(GoalDraft goal, string field)
    {
        Need(SupportArea.Of(goal.Area) is not null, $"{field}.Area", "Goal.Area");
        return new ReturnGoalTerms(goal.Area ?? "", Sealed(goal.Goal, $"{field}.Goal", "Goal.Goal"), Sealed(goal.Support, $"{field}.Support", "Goal.Support"), Amount(goal.Money, $"{field}.Money"));
    }
}
