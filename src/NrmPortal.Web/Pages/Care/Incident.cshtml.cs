using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Care;

/// <summary>Something that happened to the person in the shelter, and who was told of it.</summary>
[CaseAction(CaseAction.RecordIncident)]
public sealed class IncidentModel(CareSetting setting) : CareForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? Day { get; set; }
        public string? Time { get; set; }
        public IncidentKind? Kind { get; set; }
        public IncidentHarm? Harm { get; set; }
        public string? Account { get; set; }
        public string? ReportedTo { get; set; }
    }

    public void OnGet() => (Input.Day, Input.Time) = (ThaiDates.Typed(At), ThaiDates.TypedTime(At));

    public async Task<IActionResult> OnPostAsync()
    {
        NeedOne(Input.Kind, "Input.Kind", "Incident.Kind");
        NeedOne(Input.Harm, "Input.Harm", "Incident.Harm");
        var terms = new IncidentTerms(Input.Kind ?? default, Input.Harm ?? default, Moment(Input.Day, Input.Time, "Input.Day", "Input.Time"),
            Sealed(Input.Account, "Input.Account", "Incident.Account"), Sealed(Input.ReportedTo, "Input.ReportedTo"));
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("daily", Case.RecordIncident(NewId(), await StayAsync(terms.HappenedAt), terms, By, At));
    }

    // The stay of that time; where there is none of the actor's, the refusal says why.
    private async Task<Placement> StayAsync(DateTimeOffset on)
    {
        var last = await PlacementAsync();
        return Case.PlacementOn(on, Placements, By, At) ?? last ?? Placements.Where(p => Case.MayTellOf(p, By, At)).MaxBy(p => p.ArrivedAt) ?? throw new RefusedException("daily.notHoused");
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "daily.beforeArrival" or "daily.afterStay" => "Input.Time",
        "incident.reportedTo" => "Input.ReportedTo",
        _ => "",
    };
}
