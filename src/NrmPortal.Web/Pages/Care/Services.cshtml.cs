using Microsoft.AspNetCore.Mvc;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Children;

namespace NrmPortal.Web.Pages.Care;

/// <summary>What was done for the person, by whom and what it cost; and, where no more than that is known, the day on which the first service began.</summary>
[LeadsToContact]
[CaseAction(CaseAction.View)]
public sealed class ServicesModel(CareSetting setting) : CareForm(setting)
{
    [BindProperty]
    public string? ServiceFrom { get; set; }

    /// <summary>What stands, newest first, as far as row security lets this reader see.</summary>
    public IReadOnlyList<ServiceGiven> Services { get; private set; } = [];

    /// <summary>Entries that were wrong, each with the one that took its place or took it away.</summary>
    public IReadOnlyList<(ServiceGiven Wrong, ServiceGiven Instead)> Wrong { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>How many services of health the reader is not shown.</summary>
    public int Kept { get; private set; }
    public IReadOnlyDictionary<Guid, string> Units { get; private set; } = new Dictionary<Guid, string>();
    public decimal Cost => Services.Sum(s => s.Cost ?? 0);
    public bool MayRecord => Case.Can(CaseAction.RecordService, By.Role);
    public bool MayEnd => Case.Can(CaseAction.EndService, By.Role);
    public bool MayCorrect(ServiceGiven service) => Case.WhyNotCorrect(service, [], By) is null;

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var day = Day(ServiceFrom, nameof(ServiceFrom));
        if (!ModelState.IsValid) return Page();
        Case.RecordService(day, By, At);
        await Db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}");
    }

    public override async Task FillAsync()
    {
        var all = await Db.ServicesOfAsync(Case.Id);
        Services = [.. ServiceGiven.Standing(all)];
        Wrong = [.. all.Where(s => s.CorrectsId is not null).OrderByDescending(s => s.At).Select(s => (all.FirstOrDefault(w => w.Id == s.CorrectsId)!, s)).Where(pair => pair.Item1 is not null)];
        People = await ChildFile.PeopleAsync(Db, Wrong.Select(pair => pair.Instead.ByUserId));
        Kept = (await Db.HealthKeptBackAsync(Case.Id)).Services(Case.Id);
        Units = await ChildFile.UnitsAsync(Db, all.Select(s => s.ProviderUnitId).OfType<Guid>());
    }

    public override string FieldOf(Domain.Refusal refusal) => refusal.Code == "date.future" ? nameof(ServiceFrom) : "";
}
