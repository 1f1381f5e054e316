using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>What became of a day in court: held, moved to another day, or cancelled.</summary>
[CaseAction(CaseAction.EndCourtDate)]
public sealed class CourtEndModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    public CourtDate? Date { get; private set; }
    public override bool IsAbsent => Date is null;

    public IEnumerable<SelectListItem> States => Words.Of<CourtDateState>().Where(s => s.Value != nameof(CourtDateState.Planned));

    public sealed class Draft
    {
        public CourtDateState? State { get; set; }
        public string? Reason { get; set; }
        public string? On { get; set; }
        public string? Time { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (await Db.CourtDates.FirstOrDefaultAsync(d => d.Id == Id && d.CaseId == Case.Id) is not { } date) return NotFound();
        Need(Input.State is not null && Input.State != CourtDateState.Planned, "Input.State", "Choose");
        var reason = Sealed(Input.Reason, "Input.Reason", needed: Input.State is CourtDateState.Moved or CourtDateState.Cancelled);
        var to = Input.State == CourtDateState.Moved ? Moment(Input.On, Input.Time, "Input") : (DateTimeOffset?)null;
        if (!ModelState.IsValid) return Page();
        if (to is { } moved) return await SavedAsync("legal", Case.MoveCourtDate(NewId(), Track, date, moved, reason, By, At));
        Case.EndCourtDate(date, Input.State!.Value, reason, By, At);
        return await SavedAsync("legal");
    }

    public override async Task FillAsync()
    {
        await base.FillAsync();
        Date = Track.CourtDates.FirstOrDefault(d => d.Id == Id);
    }
}
