using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>An age assessment: how it was looked into, what it found, how far it may be off.</summary>
[LeadsToContact]
[CaseAction(CaseAction.AssessAge)]
public sealed class AgeModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts)
    : ChildForm(db, current, actor, clock, texts)
{
    [BindProperty]
    public AgeInput Input { get; set; } = new();

    public sealed class AgeInput
    {
        public List<AgeMethod> Methods { get; set; } = [];
        public bool AgreedToMedical { get; set; }
        public string? BornOn { get; set; }
        public string? Years { get; set; }
        public string? Months { get; set; }
        public string? Margin { get; set; }

        /// <summary>months or years.</summary>
        public string MarginUnit { get; set; } = "months";
        public AgeOutcome? Outcome { get; set; }
        public string? Reasons { get; set; }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Need(Input.Methods.Count > 0, "Input.Methods", "Age.Methods.None");
        Need(Input.Outcome is not null, "Input.Outcome", "Age.Outcome.None");
        Need(Input.Reasons, "Input.Reasons", "Reasons.None");
        var (born, years, months, margin) = (Day(Input.BornOn, "Input.BornOn"), Number(Input.Years, "Input.Years"), Number(Input.Months, "Input.Months"), Number(Input.Margin, "Input.Margin"));
        if (!ModelState.IsValid) return Page();
        var estimate = years is null && months is null ? null : (years ?? 0) * 12 + (months ?? 0) as int?;
        return await SavedAsync(Case.AssessAge(NewId(), new AgeFindings(Input.Methods, Input.Outcome!.Value, estimate,
            Input.MarginUnit == "years" ? margin * 12 : margin, born, Input.AgreedToMedical, SealedText.Of(Input.Reasons)), By, At));
    }
}
