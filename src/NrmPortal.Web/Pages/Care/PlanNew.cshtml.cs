using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Care;

/// <summary>The next version of the plan: it takes over the goals that are still open.</summary>
[CaseAction(CaseAction.MakePlan)]
public sealed class PlanNewModel(CareSetting setting) : CareForm(setting)
{
    private const int MostGoals = 20;

    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>The version that was the newest as this form was filled; 0: there was none.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public Plan? Before { get; private set; }

    /// <summary>Somebody saved another version meanwhile: it is shown beside what was typed.</summary>
    public Later? Later { get; private set; }
    public bool Sees { get; private set; }

    /// <summary>Without it no goal of health is written, and those there are stay as they stand.</summary>
    public bool SeesHealth { get; private set; }
    public int Kept { get; private set; }
    public bool MayAdd => Input.Goals.Count < MostGoals;
    public IEnumerable<SelectListItem> Areas => AreasOf(SeesHealth);

    public static IEnumerable<SelectListItem> AreasOf(bool health) => SupportArea.All.Where(a => health || !a.IsHealth).Select(a => new SelectListItem(Localisation.Languages.Pick(a.LabelTh, a.LabelEn), a.Code)).Prepend(new SelectListItem("–", ""));

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public List<GoalDraft> Goals { get; set; } = [];
        public PlanAgreement? Agreement { get; set; }
        public string? AgreementNote { get; set; }
        public string? Language { get; set; }
        public InterpreterUse? Interpreter { get; set; }
        public string? ReviewOn { get; set; }
        public string? Why { get; set; }
    }

    public sealed class GoalDraft
    {
        public string? Area { get; set; }
        public string? Need { get; set; }
        public string? Goal { get; set; }
        public string? Language { get; set; }
        public string? Action { get; set; }
        public PlanActor? Who { get; set; }
        public string? WhoName { get; set; }
        public string? By { get; set; }
        public GoalState State { get; set; }

        /// <summary>Offered and not used.</summary>
        public bool IsBlank => new[] { Area, Need, Goal, Action }.All(string.IsNullOrWhiteSpace);
    }

    public async Task OnGetAsync()
    {
        await FillAsync();
        Seen = Before?.Version ?? 0;
        Input.Goals = [.. (Before?.Pending ?? []).Select(g => new GoalDraft
        {
            Area = g.Area, Need = g.Need?.Open(), Goal = g.Goal?.Open(), Language = g.Language, Action = g.Action?.Open(), Who = g.Who, WhoName = g.WhoName?.Open(),
            By = g.By is { } by ? ThaiDates.Typed(ThaiDay.StartOf(by)) : null, State = g.State,
        })];
        Input.Language = Before?.Language;
        if (Input.Goals.Count == 0) Input.Goals.Add(new GoalDraft());
    }

    /// <summary>One more goal; nothing is saved.</summary>
    public async Task<IActionResult> OnPostAddAsync()
    {
        await FillAsync();
        if (MayAdd) Input.Goals.Add(new GoalDraft { Language = Input.Goals.LastOrDefault()?.Language });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (!Sees) throw new RefusedException("plan.unseen");
        if (Before is { } newest && newest.Version != Seen)
        {
            (Seen, Later) = (newest.Version, await LaterAsync(newest.ByUserId));
            throw Later.Than(newest.Version, newest.At);
        }

        var terms = Read();
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("plan", Case.MakePlan(NewId(), Before, SeesHealth, terms, By, At));
    }

    public override async Task FillAsync()
    {
        Sees = await Db.SeesAsync(Case.Id, Section.Plan, By.Role);
        SeesHealth = await Db.SeesAsync(Case.Id, Section.Health, By.Role);
        Before = (await Db.PlansOfAsync(Case.Id)).FirstOrDefault();
        if (Before is not null) Kept = (await Db.HealthKeptBackAsync(Case.Id)).From(Before.Id);
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "plan.reviewLater" or "plan.reviewTooLate" => "Input.ReviewOn",
        "plan.agreementNote" => "Input.AgreementNote",
        "plan.why" => "Input.Why",
        _ => "",
    };

    private PlanTerms Read()
    {
        var goals = Input.Goals.Take(Math.Max(MostGoals, Before?.Pending.Count() ?? 0)).Select((goal, n) => (goal, n)).Where(g => !g.goal.IsBlank).Select(g => Read(g.goal, $"Input.Goals[{g.n}]")).ToList();
        NeedOne(Input.Agreement, "Input.Agreement", "Agreement");
        NeedOne(Input.Interpreter, "Input.Interpreter", "Interpreter");
        Need(IsLanguage(Input.Language), "Input.Language", "Language");
        return new PlanTerms(Input.Agreement ?? default, Sealed(Input.AgreementNote, "Input.AgreementNote"), Input.Language ?? "", Input.Interpreter ?? default,
            Day(Input.ReviewOn, "Input.ReviewOn"), Sealed(Input.Why, "Input.Why", Before is null ? null : "Why"), goals);
    }

    private GoalTerms Read(GoalDraft goal, string field)
    {
        Need(SupportArea.Of(goal.Area) is not null, $"{field}.Area", "Goal.Area");
        NeedOne(goal.Who, $"{field}.Who", "Goal.Who");
        NeedOne<GoalState>(goal.State, $"{field}.State", "Goal.State");
        Need(IsLanguage(goal.Language), $"{field}.Language", "Goal.Language");
        var named = goal.Who is PlanActor.OtherOffice or PlanActor.Outside;
        return new GoalTerms(goal.Area ?? "", Sealed(goal.Need, $"{field}.Need", "Goal.Need"), Sealed(goal.Goal, $"{field}.Goal", "Goal.Goal"), goal.Language ?? "",
            Sealed(goal.Action, $"{field}.Action", "Goal.Action"), goal.Who ?? default, Sealed(goal.WhoName, $"{field}.WhoName", named ? "Goal.WhoName" : null), DayOrNone(goal.By, $"{field}.By"), goal.State);
    }

    private static bool IsLanguage(string? code) => code is { Length: > 0 } && ConsentForm.Languages.Any(l => l.Value == code);
}
