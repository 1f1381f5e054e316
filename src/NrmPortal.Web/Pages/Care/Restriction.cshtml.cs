using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Care;

/// <summary>A restriction of the person's movement: why, on what basis, and until when.</summary>
[CaseAction(CaseAction.RestrictMovement)]
public sealed class RestrictionModel(CareSetting setting) : CareForm(setting)
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public RestrictionKind? Kind { get; set; }
        public RestrictionBasis? Basis { get; set; }
        public string? Reason { get; set; }
        public string? Day { get; set; }
        public string? Time { get; set; }
        public string? EndDay { get; set; }
        public string? EndTime { get; set; }
    }

    public void OnGet() => (Input.Day, Input.Time) = (ThaiDates.Typed(At), ThaiDates.TypedTime(At));

    public async Task<IActionResult> OnPostAsync()
    {
        NeedOne(Input.Kind, "Input.Kind", "Restriction.Kind");
        NeedOne(Input.Basis, "Input.Basis", "Restriction.Basis");
        // Left empty is an open end, which the rule refuses.
        var open = string.IsNullOrWhiteSpace(Input.EndDay);
        var terms = new RestrictionTerms(Input.Kind ?? default, Input.Basis ?? default, Sealed(Input.Reason, "Input.Reason", "Restriction.Reason"),
            Moment(Input.Day, Input.Time, "Input.Day", "Input.Time"), open ? null : Moment(Input.EndDay, Input.EndTime, "Input.EndDay", "Input.EndTime"));
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("daily", Case.Restrict(NewId(), await HousedAsync(), terms, By, At));
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "daily.beforeArrival" => "Input.Time",
        "restriction.end" or "restriction.tooLong" => "Input.EndDay",
        "restriction.childOnly" or "restriction.custody" => "Input.Basis",
        _ => "",
    };
}
