using Microsoft.AspNetCore.Mvc;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Care;

/// <summary>A conference of those who help: when, who, and what they decided.</summary>
[CaseAction(CaseAction.HoldConference)]
public sealed class ConferenceModel(CareSetting setting) : CareForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? On { get; set; }
        public string? Attendance { get; set; }
        public PersonsPart? Part { get; set; }
        public string? AbsentWhy { get; set; }
        public string? Decisions { get; set; }
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" => "Input.On",
        "conference.absentWhy" => "Input.AbsentWhy",
        _ => "",
    };

    public async Task<IActionResult> OnPostAsync()
    {
        NeedOne(Input.Part, "Input.Part", "Conference.Part");
        var terms = new ConferenceTerms(Day(Input.On, "Input.On"), Sealed(Input.Attendance, "Input.Attendance", "Conference.Attendance"), Input.Part ?? default,
            Sealed(Input.AbsentWhy, "Input.AbsentWhy"), Sealed(Input.Decisions, "Input.Decisions", "Conference.Decisions"));
        if (!ModelState.IsValid) return Page();
        if (!await Db.SeesAsync(Case.Id, Section.Plan, By.Role)) throw new RefusedException("plan.unseen");
        return await SavedAsync("plan#conferences", Case.HoldConference(NewId(), terms, By, At));
    }
}
