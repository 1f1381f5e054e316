using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A court's verdict on one charge.</summary>
[CaseAction(CaseAction.RecordVerdict)]
public sealed class VerdictModel(JusticeSetting setting) : LegalEntryForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public IEnumerable<SelectListItem> Charges => Track.LiveCharges.Select(c => new SelectListItem(
        $"{ChargeModel.NameOf(Offence.All.First(o => o.Code == c.Offence), Words)} ({ThaiDates.Day(c.ChargedOn)}){Among(c)}", c.Id.ToString()));

    // The same offence may be charged in several.
    private string Among(Charge charge) => Track.PoliceCases.Count > 1 ? $" · {Text("PoliceCase")} {NameOf(Track.PoliceCases.First(p => p.Id == charge.PoliceCaseId))}" : "";

    public sealed class Draft
    {
        public Guid? ChargeId { get; set; }
        public CourtLevel? Court { get; set; }
        public VerdictOutcome? Outcome { get; set; }
        public string? On { get; set; }
    }

    protected override LegalEntry Entry => LegalEntry.Verdict;
    public override bool IsAbsent => Corrects is not null && Wrong is null;
    private Verdict? Wrong => Track.Verdicts.FirstOrDefault(v => v.Id == Corrects && Track.Stands(v.Id));

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Wrong is { } w) Input = new() { ChargeId = Track.LiveCharges.FirstOrDefault(c => Track.VerdictsOn(c).Contains(w))?.Id, Court = w.Court, Outcome = w.Outcome, On = ThaiDates.Typed(w.On) };
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var corrects = Correction();
        Need(Input.ChargeId is not null, "Input.ChargeId", "Choose");
        Need(Input.Court is not null, "Input.Court", "Choose");
        Need(Input.Outcome is not null, "Input.Outcome", "Choose");
        var on = Day(Input.On, "Input.On");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.RecordVerdict(NewId(), Track, Input.ChargeId!.Value, Input.Court!.Value, Input.Outcome!.Value, on, By, At, corrects));
    }
}
