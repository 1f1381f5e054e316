using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Care;

/// <summary>The person goes out of the shelter, and when they mean to be back.</summary>
[CaseAction(CaseAction.RecordLeave)]
public sealed class LeaveModel(CareSetting setting) : CareForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? Day { get; set; }
        public string? Time { get; set; }
        public string? BackDay { get; set; }
        public string? BackTime { get; set; }
        public string? Note { get; set; }
    }

    public void OnGet() => (Input.Day, Input.Time, Input.BackDay) = (ThaiDates.Typed(At), ThaiDates.TypedTime(At), ThaiDates.Typed(At));

    public async Task<IActionResult> OnPostAsync()
    {
        var terms = new LeaveTerms(Moment(Input.Day, Input.Time, "Input.Day", "Input.Time"), Moment(Input.BackDay, Input.BackTime, "Input.BackDay", "Input.BackTime"), Sealed(Input.Note, "Input.Note"));
        if (!ModelState.IsValid) return Page();
        var away = await Db.Leaves.AsNoTracking().Where(l => l.CaseId == Case.Id && l.BackAt == null).ToListAsync();
        return await SavedAsync("daily", Case.GoOut(NewId(), await HousedAsync(), terms, away, By, At));
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "daily.beforeArrival" => "Input.Time",
        "leave.backBy" => "Input.BackTime",
        _ => "",
    };
}
