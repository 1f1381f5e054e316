using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Care;

/// <summary>A service that was given, or that the person did not want.</summary>
[LeadsToContact]
[CaseAction(CaseAction.RecordService)]
public sealed class ServiceNewModel(CareSetting setting) : CareForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    /// <summary>Kinds of health are offered to those with rights to it.</summary>
    public IEnumerable<SelectListItem> Kinds => ServiceKind.All.Where(k => !k.IsHealth || SectionGrants.Has(By.Role, Section.Health))
        .Select(k => new SelectListItem(Languages.Pick(k.LabelTh, k.LabelEn), k.Code)).Prepend(new SelectListItem("–", ""));

    public IEnumerable<SelectListItem> Answers => [new(Text("Service.Taken"), "false"), new(Text("Service.Refused"), "true")];

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? Kind { get; set; }
        public bool? Refused { get; set; }
        public string? On { get; set; }
        public Guid? UnitId { get; set; }
        public string? Provider { get; set; }
        public string? Cost { get; set; }
        public ServiceSource? Source { get; set; }
        public string? Note { get; set; }
        public bool ToldFree { get; set; }
    }

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        Need(ServiceKind.Of(Input.Kind) is not null, "Input.Kind", "Service.Kind");
        Need(Input.Refused is not null, "Input.Refused", "Service.Answer");
        Need(Input.UnitId is null || Units.Any(u => u.Value == Input.UnitId.ToString()), "Input.UnitId", "Service.Unit");
        if (Input.Source is not null) NeedOne(Input.Source, "Input.Source", "Service.Source");
        var terms = new ServiceTerms(Input.Kind ?? "", Input.UnitId, Sealed(Input.Provider, "Input.Provider"), Day(Input.On, "Input.On"), Amount(Input.Cost, "Input.Cost"), Input.Source,
            Sealed(Input.Note, "Input.Note"), Input.Refused ?? false, Input.ToldFree);
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("services", Case.RecordService(NewId(), terms, By, At));
    }

    public override async Task FillAsync() => Units = [new SelectListItem("–", ""), .. await Db.Units.AsNoTracking().Where(u => u.IsActive).OrderBy(u => u.Code)
        .Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString())).ToListAsync()];

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" => "Input.On",
        "service.provider" => "Input.Provider",
        "service.source" => "Input.Source",
        "service.toldFree" => "Input.ToldFree",
        "service.health" => "Input.Kind",
        _ => "",
    };
}
