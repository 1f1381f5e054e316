using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A court's verdict on one charge.</summary>
[CaseAction(CaseAction.RecordVerdict)]
public sealed class VerdictModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public IEnumerable<SelectListItem> Charges => Track.Charges.Select(c => new SelectListItem(
        $"{ChargeModel.NameOf(Offence.All.First(o => o.Code == c.Offence), Words)} ({ThaiDates.Day(c.ChargedOn)})", c.Id.ToString()));

    public sealed class Draft
    {
        public Guid? ChargeId { get; set; }
        public CourtLevel? Court { get; set; }
        public VerdictOutcome? Outcome { get; set; }
        public string? On { get; set; }
    }

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        Need(Input.ChargeId is not null, "Input.ChargeId", "Choose");
        Need(Input.Court is not null, "Input.Court", "Choose");
        Need(Input.Outcome is not null, "Input.Outcome", "Choose");
        var on = Day(Input.On, "Input.On");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.RecordVerdict(NewId(), Track, Input.ChargeId!.Value, Input.Court!.Value, Input.Outcome!.Value, on, By, At));
    }
}
