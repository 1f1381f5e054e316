using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>Offers the person to a shelter: needs, urgency, what the share rests on, which sections it opens.</summary>
[CaseAction(CaseAction.Refer)]
public sealed class NewModel(
    PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ReferralPages> texts) : PageModel, IFormPage
{
    public static readonly Section[] Shareable = [Section.Identity, Section.Health, Section.Family, Section.Plan, Section.Consent];

    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>The languages of the screening form.</summary>
    public static IReadOnlyList<FieldOption> Spoken { get; } = ScreeningDefinition.Current.Fields.First(f => f.Id == "language").Options!;

    /// <summary>The points to be explained, those of the screening form (HTCDS).</summary>
    public static IReadOnlyList<FieldOption> Explained { get; } = ScreeningDefinition.Current.Fields.First(f => f.Id == "consent_points").Options!;

    public Case Case => current.Value;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public sealed class Draft
    {
        public AgencyType? Kind { get; set; }
        public Guid? UnitId { get; set; }
        public bool Urgent { get; set; }
        public bool Emergency { get; set; }
        public string? RestsOn { get; set; }
        public string? Ground { get; set; }

        /// <summary>What was explained before the person said yes.</summary>
        public List<string> Points { get; set; } = [];
        public List<Section> Sections { get; set; } = [Section.Identity];
        public List<string> Languages { get; set; } = [];
        public bool WithFamily { get; set; }
        public bool Medical { get; set; }
        public bool Psychosocial { get; set; }
        public bool Disability { get; set; }
        public bool HighRisk { get; set; }
        public string? Remarks { get; set; }

        public static Draft From(ScreeningAnswers answers) => new()
        {
            Languages = answers["language"] is { } code ? [code] : [],
            Urgent = answers["danger_now"] == "yes",
            WithFamily = answers.Has("urgent_needs", "childcare"),
            Medical = answers.Has("urgent_needs", "medical"),
            Psychosocial = answers.Has("urgent_needs", "psychosocial"),
            Disability = answers.Has("urgent_needs", "disability"),
        };
    }

    private sealed class Validator : AbstractValidator<Draft>
    {
        public Validator(IStringLocalizer<Common> shared, IStringLocalizer<ReferralPages> texts)
        {
            RuleFor(d => d.RestsOn).Must(v => v is "consent" or "ground").WithMessage(shared["Required.Of", texts["Basis"].Value]);
            RuleFor(d => d.Points).NotEmpty().When(d => d.RestsOn == "consent").WithMessage(shared["Required.Of", texts["Points"].Value]);
            RuleFor(d => d.Ground).Must(code => LegalGrounds.All.Contains(code, StringComparer.Ordinal)).When(d => d.RestsOn == "ground").WithMessage(shared["Required.Of", texts["Ground"].Value]);
            RuleFor(d => d.UnitId).NotNull().When(d => d.Emergency).WithMessage(texts["Emergency.Unit"]);
            RuleFor(d => d.Sections).NotEmpty().WithMessage(texts["Sections.Missing"]);
            RuleFor(d => d.Remarks).MaximumLength(2000);
            RuleForEach(d => d.Languages).Must(code => Spoken.Any(o => o.Value == code)).WithMessage(shared["Required.Of", texts["Languages"].Value]);
            RuleForEach(d => d.Points).Must(code => Explained.Any(o => o.Value == code)).WithMessage(shared["Required.Of", texts["Points"].Value]);
        }
    }

    /// <param name="emergency">The person is to be placed first and DATIP reviews after.</param>
    public async Task OnGetAsync(bool emergency)
    {
        await FillAsync();
        // What the officer has already written down need not be ticked again; a reader without the account starts from nothing.
        var record = await db.ScreeningRecords.AsNoTracking().Where(r => r.CaseId == Case.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync();
        if (record is not null) Input = Draft.From(ScreeningAnswers.FromJson(record.Answers?.Open()));
        if (emergency) Input.Emergency = Input.Urgent = true;
    }

    public async Task<IActionResult> OnPostAsync([FromServices] IStringLocalizer<Common> shared)
    {
        foreach (var error in new Validator(shared, texts).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (!ModelState.IsValid)
        {
            await FillAsync();
            return Page();
        }

        if (Input.UnitId is { } asked && !await db.Shelters.AnyAsync(s => s.UnitId == asked && s.Unit!.IsActive)) throw new RefusedException("referral.noUnit");
        var (by, at) = (actor.Required, clock.GetUtcNow());
        var consent = Input.RestsOn == "consent" ? Case.RecordConsent(Guid.CreateVersion7(at), ConsentPurpose.Referral, ConsentOutcome.Given, Input.Points.Distinct(StringComparer.Ordinal).Count(), string.Join(' ', Input.Languages), by, at) : null;
        if (consent is not null) db.Add(consent);
        var request = new ReferralRequest(Input.Urgent || Input.Emergency, Input.Emergency, Input.Kind, Input.UnitId, consent is null ? Input.Ground : null, consent?.Id, [.. Input.Sections.Intersect(Shareable)]);
        var referral = Case.Refer(Guid.CreateVersion7(at), request, consent, by, at);
        db.Add(referral);
        await db.SaveChangesAsync();
        db.Add(new NeedsProfile(referral.Id, Case.Id, Case.AgeGroup, Case.Sex, string.Join(' ', Input.Languages), Input.WithFamily,
            new NeedsAndRisk(Input.Medical, Input.Psychosocial, Input.Disability, Input.HighRisk, SealedText.Of(Input.Remarks))));
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{referral.Number}");
    }

    public async Task FillAsync() => Units = [new SelectListItem(texts["Unit.Any"], ""), .. await db.Shelters.AsNoTracking().OrderBy(s => s.ProvinceCode)
        .Select(s => new SelectListItem(Languages.Pick(s.Unit!.NameTh, s.Unit.NameEn), s.UnitId.ToString())).ToListAsync()];
}
