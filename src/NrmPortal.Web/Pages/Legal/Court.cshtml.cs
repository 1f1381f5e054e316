using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>A day in court; one still to come is asked of the caseworkers and the prosecutor's office as a task.</summary>
[LeadsToContact]
[CaseAction(CaseAction.SetCourtDate)]
public sealed class CourtModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public sealed class Draft
    {
        public string? On { get; set; }
        public string? Time { get; set; }
        public CourtPurpose? Purpose { get; set; }
        public string? Court { get; set; }
        public bool PersonAttends { get; set; }
    }

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var starts = Moment(Input.On, Input.Time, "Input");
        Need(Input.Purpose is not null, "Input.Purpose", "Choose");
        var court = Sealed(Input.Court, "Input.Court");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("legal", Case.SetCourtDate(NewId(), Track, new CourtDateTerms(starts, Input.Purpose!.Value, court, Input.PersonAttends), By, At));
    }
}
