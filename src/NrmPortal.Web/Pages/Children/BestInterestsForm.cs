using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Children;

/// <summary>What an assessment and a determination ask alike.</summary>
public abstract class BestInterestsForm(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ChildPages> texts)
    : ChildForm(db, current, actor, clock, texts)
{
    [BindProperty]
    public BestInterestsInput Input { get; set; } = new();

    public abstract string Name { get; }

    public sealed class BestInterestsInput
    {
        public List<BestInterestsFactor> Factors { get; set; } = [];
        public string? Options { get; set; }
        public string? ChildViews { get; set; }
        public BestInterestsOutcome? Outcome { get; set; }
        public string? Reasons { get; set; }
        public string? ReviewOn { get; set; }
    }

    /// <returns>Null where a field lacks something; the errors stand beside the fields.</returns>
    protected BestInterestsFindings? Read()
    {
        Need(Input.Factors.Count > 0, "Input.Factors", "Factors.None");
        Need(Input.ChildViews, "Input.ChildViews", "ChildViews.None");
        Need(Input.Options, "Input.Options", "Options.None");
        Need(Input.Outcome is not null, "Input.Outcome", "Outcome.None");
        Need(Input.Reasons, "Input.Reasons", "Reasons.None");
        var review = Day(Input.ReviewOn, "Input.ReviewOn");
        Need(review > ThaiDay.Of(At), "Input.ReviewOn", "ReviewOn.None");
        return ModelState.IsValid
            ? new BestInterestsFindings(Input.Factors, SealedText.Of(Input.Options), SealedText.Of(Input.ChildViews), SealedText.Of(Input.Reasons), Input.Outcome, review)
            : null;
    }
}
