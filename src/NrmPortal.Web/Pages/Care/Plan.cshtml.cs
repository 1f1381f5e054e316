using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Children;
using Microsoft.EntityFrameworkCore;

namespace NrmPortal.Web.Pages.Care;

/// <summary>The person's plan in its versions, and the conferences about the case.</summary>
[CaseAction(CaseAction.View)]
public sealed class PlanModel(CareSetting setting) : CareForm(setting)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<Plan> Plans { get; private set; } = [];
    public IReadOnlyList<CaseConference> Conferences { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();
    public HealthKeptBack Kept { get; private set; } = HealthKeptBack.Nothing;
    public bool Sees { get; private set; }
    public bool MayWrite => Sees && Case.Can(CaseAction.MakePlan, By.Role);

    public Task OnGetAsync() => FillAsync();

    public override async Task FillAsync()
    {
        Sees = await Db.SeesAsync(Case.Id, Section.Plan, By.Role);
        Plans = await Db.PlansOfAsync(Case.Id);
        Kept = await Db.HealthKeptBackAsync(Case.Id);
        Conferences = await Db.Conferences.AsNoTracking().Where(c => c.CaseId == Case.Id).OrderByDescending(c => c.On).ThenByDescending(c => c.At).ToListAsync();
        People = await ChildFile.PeopleAsync(Db, Plans.Select(p => p.ByUserId).Concat(Conferences.Select(c => c.ByUserId)));
    }
}
