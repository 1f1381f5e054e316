using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Compensation;

namespace NrmPortal.Web.Pages.Care;

/// <summary>A service that was given, or that the person did not want; or an entry in the place of a wrong one, or nothing in its place.</summary>
[LeadsToContact]
[CaseAction(CaseAction.RecordService)]
public sealed class ServiceNewModel(CareSetting setting, Words words) : CareForm(setting)
{
    /// <summary>The entry that this one is to take the place of.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public ServiceGiven? Wrong => known.FirstOrDefault(s => s.Id == Corrects);
    public override bool IsAbsent => Corrects is not null && Wrong is null;
    private IReadOnlyList<ServiceGiven> known = [];

    /// <summary>Kinds of health are offered to those with rights to it; in the place of one of health, they alone.</summary>
    public IEnumerable<SelectListItem> Kinds => ServiceKind.All.Where(k => (!k.IsHealth || SectionGrants.Has(By.Role, Section.Health)) && (Wrong is null || k.IsHealth == Wrong is HealthService))
        .Select(k => new SelectListItem(Languages.Pick(k.LabelTh, k.LabelEn), k.Code)).Prepend(new SelectListItem("–", ""));

    public IEnumerable<SelectListItem> Outcomes => words.Of<ServiceOutcome>().Prepend(new SelectListItem("–", ""));

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
        public string? EndedOn { get; set; }
        public ServiceOutcome? Outcome { get; set; }
        public string? OutcomeNote { get; set; }
        public string? Why { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        if (Wrong is not { } wrong) return Page();
        if (Case.WhyNotCorrect(wrong, known, By) is { } refusal) throw new RefusedException(refusal);
        Input = new Draft
        {
            Kind = wrong.Kind,
            Refused = wrong.Refused,
            On = Typed(wrong.From),
            UnitId = wrong.ProviderUnitId,
            Provider = wrong.ProviderName?.Open(),
            Cost = wrong.Cost is { } cost ? Book.Baht(cost) : null,
            Source = wrong.Source,
            Note = wrong.Note?.Open(),
            ToldFree = wrong.Refused,
            EndedOn = Typed(wrong.EndedOn),
            Outcome = wrong.Outcome,
            OutcomeNote = wrong.OutcomeNote?.Open(),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Need(ServiceKind.Of(Input.Kind) is not null, "Input.Kind", "Service.Kind");
        Need(Input.Refused is not null, "Input.Refused", "Service.Answer");
        Need(Input.UnitId is null || Units.Any(u => u.Value == Input.UnitId.ToString()), "Input.UnitId", "Service.Unit");
        if (Input.Source is not null) NeedOne(Input.Source, "Input.Source", "Service.Source");
        var terms = new ServiceTerms(Input.Kind ?? "", Input.UnitId, Sealed(Input.Provider, "Input.Provider"), Day(Input.On, "Input.On"), Amount(Input.Cost, "Input.Cost"), Input.Source,
            Sealed(Input.Note, "Input.Note"), Input.Refused ?? false, Input.ToldFree);
        var end = Wrong is null || terms.Refused ? null : End();
        var why = Sealed(Input.Why, "Input.Why", Wrong is null ? null : "Service.Why");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("services", Wrong is null ? Case.RecordService(NewId(), terms, By, At) : Case.CorrectService(NewId(), await CorrectionAsync(Wrong, why), terms, end, By, At));
    }

    public async Task<IActionResult> OnPostStrikeAsync()
    {
        await FillAsync();
        if (Wrong is not { } wrong) return NotFound();
        var why = Sealed(Input.Why, "Input.Why", "Service.Why");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("services", Case.StrikeService(NewId(), await CorrectionAsync(wrong, why), By, At));
    }

    // An entry that ended has its day and its outcome, or is said to go on after all.
    private ServiceEnd? End()
    {
        if (string.IsNullOrWhiteSpace(Input.EndedOn) && Input.Outcome is null) return null;
        NeedOne(Input.Outcome, "Input.Outcome", "Service.Outcome");
        return new ServiceEnd(Day(Input.EndedOn, "Input.EndedOn"), Input.Outcome ?? default, Sealed(Input.OutcomeNote, "Input.OutcomeNote"), null, null);
    }

    private async Task<ServiceCorrection> CorrectionAsync(ServiceGiven wrong, SealedText? why) => new(wrong, why, known, await Db.OtherServicesFromAsync(Case.Id, wrong.Id));

    private static string? Typed(DateOnly? day) => day is { } on ? ThaiDates.Typed(ThaiDay.StartOf(on)) : null;

    public override async Task FillAsync()
    {
        if (Corrects is not null) known = await Db.ServicesOfAsync(Case.Id);
        var given = Wrong?.ProviderUnitId;
        Units = [new SelectListItem("–", ""), .. await Db.Units.AsNoTracking().Where(u => u.IsActive || u.Id == given).OrderBy(u => u.Code)
            .Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString())).ToListAsync()];
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" => "Input.On",
        "service.provider" => "Input.Provider",
        "service.source" => "Input.Source",
        "service.toldFree" => "Input.ToldFree",
        "service.health" or "service.correctsOther" => "Input.Kind",
        "service.endsBeforeStart" => "Input.EndedOn",
        "service.why" => "Input.Why",
        _ => "",
    };
}
