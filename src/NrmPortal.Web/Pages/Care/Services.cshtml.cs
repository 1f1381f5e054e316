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

    /// <summary>Newest first, as far as row security lets this reader see.</summary>
    public IReadOnlyList<ServiceGiven> Services { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Units { get; private set; } = new Dictionary<Guid, string>();
    public decimal Cost => Services.Sum(s => s.Cost ?? 0);
    public bool MayRecord => Case.Can(CaseAction.RecordService, By.Role);
    public bool MayEnd => Case.Can(CaseAction.EndService, By.Role);

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
        Services = await Db.ServicesOfAsync(Case.Id);
        Units = await ChildFile.UnitsAsync(Db, Services.Select(s => s.ProviderUnitId).OfType<Guid>());
    }

    public override string FieldOf(Domain.Refusal refusal) => refusal.Code == "date.future" ? nameof(ServiceFrom) : "";
}
