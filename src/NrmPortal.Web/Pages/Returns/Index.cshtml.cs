using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Pages.Children;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>Going home or staying: what is known, what is still missing, the plan, the journey, and the permits of whoever stays.</summary>
[CaseAction(CaseAction.View)]
[LeadsToContact]
public sealed class IndexModel(CareSetting setting, IStringLocalizer<ReturnPages> texts, FormAnswers answers) : ReturnForm(setting, texts)
{
    [BindProperty]
    public ReturnStop? Stop { get; set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReturnJourney> Journeys { get; private set; } = [];
    public IReadOnlyList<StayPermit> Permits { get; private set; } = [];

    /// <summary>The plans before the one in force, newest first.</summary>
    public IReadOnlyList<ReturnPlan> Earlier { get; private set; } = [];
    public HealthKeptBack Kept { get; private set; } = HealthKeptBack.Nothing;
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>That somebody comes home, as the Ministry of Foreign Affairs has announced it; the newest counts.</summary>
    public ArrivalNotice? Announced { get; private set; }

    /// <summary>Something of it: the whole section, or what the reader's own office has recorded.</summary>
    public bool Reads => Sees || Known.Steps.Count > 0 || Journeys.Count > 0 || Announced is not null;

    /// <summary>Whether the person wishes to go is read with the consents; of a child it is what was determined.</summary>
    public bool SeesWish { get; private set; }

    /// <summary>As far as the reader reads who the person is: nobody else comes home to Thailand.</summary>
    public bool IsThai { get; private set; }
    public DateOnly Today => ThaiDay.Of(At);

    /// <summary>Permits that ran out and that nothing has taken the place of.</summary>
    public IReadOnlyList<StayPermit> Alarming => [.. StayPermit.Alarming(Permits, Today)];

    /// <summary>What stands against a departure today, in words; of a child also what was determined.</summary>
    public IEnumerable<string> Missing => Known.Missing(Case.IsTreatedAsChild, Today).Concat(NotDetermined).Select(answers.Text);

    /// <summary>What has its line at the top: a question or an application only until its answer is there.</summary>
    public IEnumerable<ReturnStepKind> Shown => ReturnStepRule.All.Select(r => r.Kind).Where(kind => kind switch
    {
        ReturnStepKind.NationalityAsked => Known.Last(kind) is not null && Known.Last(ReturnStepKind.NationalityAnswered) is null,
        ReturnStepKind.TravelPaperApplied => Known.Last(kind) is not null && Known.Last(ReturnStepKind.TravelPaperIssued) is null,
        _ => true,
    });

    /// <summary>A return is spoken of and has not happened: what is missing is a list for those who prepare it, and no push for anybody to go.</summary>
    public bool IsWeighed => SeesWish && Case.ReturnedOn is null && (Case.Stage == Stage.Return || (Case.Stage == Stage.Assistance && (Known.Steps.Count > 0 || Known.Plan is not null || Known.IsAgreedOn(Today))));

    public bool IsOnTheWay => Case.Stage == Stage.Return && Case.ReturnedOn is null;

    /// <summary>Why the work towards a return cannot begin; empty: it can; null: it is not this reader's to begin, or not now.</summary>
    public string? WhyNotPlan => Case.WhyNot(CaseAction.PlanReturn, By.Role, Today) is { Code: "flow.stage" or "flow.role" } ? null
        : Case.WhyNotPlanReturn(Known, By, At) is { } why ? answers.Text(why) : "";

    private IEnumerable<Refusal> NotDetermined =>
        Case.WhyNot(Case.Stage == Stage.Return ? CaseAction.RecordDeparture : CaseAction.PlanReturn, By.Role, Today) is { Code: not ("flow.stage" or "flow.role") } why ? [why] : [];

    public bool IsCorrected(Guid entry) => Known.Steps.Any(s => s.CorrectsId == entry) || Journeys.Any(j => j.CorrectsId == entry) || Permits.Any(p => p.CorrectsId == entry);

    /// <summary>Home by what is recorded, and still housed here by what is recorded.</summary>
    public bool StillHoused { get; private set; }

    public bool May(CaseAction action) => Case.Can(action, By.Role);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostPlanAsync()
    {
        await FillAsync();
        Case.PlanReturn(Known, By, At);
        return await SavedAsync("return");
    }

    public async Task<IActionResult> OnPostStopAsync()
    {
        await FillAsync();
        NeedOne(Stop, nameof(Stop), "Stop.Why");
        if (!ModelState.IsValid) return Page();
        Case.StopReturn(Stop!.Value, By, At);
        return await SavedAsync("return");
    }

    public override async Task FillAsync()
    {
        await base.FillAsync();
        SeesWish = Sees && (Case.IsTreatedAsChild || await Db.SeesAsync(Case.Id, Section.Consent, By.Role));
        IsThai = (await Db.Identities.AsNoTracking().SingleOrDefaultAsync(p => p.CaseId == Case.Id))?.IsThai == true;
        Journeys = await Db.JourneysAsync(Case.Id);
        StillHoused = Case is { Stage: Stage.Return, ReturnedOn: not null } && May(CaseAction.EndPlacement)
            && (await Db.Placements.AnyAsync(p => p.CaseId == Case.Id && p.ArrivedAt != null && p.EndedAt == null) || await Db.Stays.AnyAsync(s => s.CaseId == Case.Id && s.CorrectedAt == null && s.EndedAt == null));
        Permits = await Db.PermitsAsync(Case.Id);
        if (Known.Plan is { Version: > 1 } inForce) Earlier = await Db.ReturnPlansBeforeAsync(inForce);
        Kept = await Db.HealthKeptBackAsync(Case.Id);
        Announced = await Db.ArrivalNotices.AsNoTracking().Where(n => n.CaseId == Case.Id).OrderByDescending(n => n.At).FirstOrDefaultAsync();
        People = await ChildFile.PeopleAsync(Db, [.. Known.Steps.Select(s => s.ByUserId), .. Journeys.Select(j => j.ByUserId), .. Permits.Select(p => p.ByUserId), .. Known.Plan is { } plan ? [plan.ByUserId] : Array.Empty<Guid>(), .. Earlier.Select(p => p.ByUserId)]);
    }
}
