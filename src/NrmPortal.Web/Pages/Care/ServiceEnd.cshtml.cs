using Microsoft.AspNetCore.Mvc;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Care;

/// <summary>How a service ended, and what it cost where that was not known before.</summary>
[CaseAction(CaseAction.EndService)]
public sealed class ServiceEndModel(CareSetting setting) : CareForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public ServiceGiven? Service { get; private set; }
    public override bool IsAbsent => Service is null;

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? On { get; set; }
        public ServiceOutcome? Outcome { get; set; }
        public string? Note { get; set; }
        public string? Cost { get; set; }
        public ServiceSource? Source { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (Service is not { } service) return NotFound();
        NeedOne(Input.Outcome, "Input.Outcome", "Service.Outcome");
        if (Input.Source is not null) NeedOne(Input.Source, "Input.Source", "Service.Source");
        var end = new ServiceEnd(Day(Input.On, "Input.On"), Input.Outcome ?? default, Sealed(Input.Note, "Input.Note"), Amount(Input.Cost, "Input.Cost"), Input.Source);
        if (!ModelState.IsValid) return Page();
        Case.EndService(service, await Db.ServicesOfAsync(Case.Id), end, By, At);
        return await SavedAsync("services");
    }

    public override async Task FillAsync() => Service = Guid.TryParse(RouteData.Values["id"] as string, out var id) ? await Db.ServiceAsync(Case.Id, id) : null;

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "service.endsBeforeStart" => "Input.On",
        "service.source" => "Input.Source",
        "service.costThere" => "Input.Cost",
        _ => "",
    };
}
