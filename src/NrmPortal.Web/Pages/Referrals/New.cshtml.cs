using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Consents;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>Offers the person to a shelter: needs, urgency, what the share rests on, which sections it opens.</summary>
[LeadsToContact]
[CaseAction(CaseAction.Refer)]
public sealed partial class NewModel(
    PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, ShareBases bases, IStringLocalizer<ReferralPages> texts) : PageModel, IFormPage
{
    public static IReadOnlyList<Section> Shareable => ReferralKinds.Of(ReferralKind.ShelterPlacement).ShareableWith(null);
    public static readonly string[] Reaches = ["any", "kind", "unit"];

    [BindProperty]
    public Draft Input { get; set; } = new();

    /// <summary>The languages of the screening form.</summary>
    public static IReadOnlyList<FieldOption> Spoken { get; } = ScreeningDefinition.Current.Fields.First(f => f.Id == "language").Options!;

    public Case Case => current.Value;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    /// <summary>What the share may rest on: a consent given now (an adult's), one on record, or a ground.</summary>
    public IReadOnlyList<SelectListItem> Bases { get; private set; } = [];

    public sealed class Draft
    {
        public AgencyType? Kind { get; set; }
        public Guid? UnitId { get; set; }
        public bool Urgent { get; set; }
        public bool Emergency { get; set; }
        public string? RestsOn { get; set; }
        public string? Ground { get; set; }
        public string? GroundReason { get; set; }

        /// <summary>What was explained before the person said yes.</summary>
        public List<string> Points { get; set; } = [];
        public ConsentManner? How { get; set; }
        public InterpreterUse? Interpreter { get; set; }
        public string Reach { get; set; } = "any";
        public List<Section> Sections { get; set; } = [Section.Identity];
        public List<string> Languages { get; set; } = [];
        public NationalityClass Nationality { get; set; }
        public bool WithFamily { get; set; }
        public bool Medical { get; set; }
        public bool Psychosocial { get; set; }
        public bool Disability { get; set; }
        public bool HighRisk { get; set; }
        public string? Remarks { get; set; }

        /// <summary>To whoever sent it back, with what was changed.</summary>
        public string? Note { get; set; }

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
            RuleFor(d => d.RestsOn).Must(v => v is "consent" or "ground" || v?.StartsWith("c:", StringComparison.Ordinal) == true).WithMessage(shared["Required.Of", texts["Basis"].Value]);
            RuleFor(d => d.Points).Must(p => ConsentNotice.Points.All(x => p.Contains(x.Code, StringComparer.Ordinal))).When(d => d.RestsOn == "consent").WithMessage(shared["Required.Of", texts["Points"].Value]);
            RuleFor(d => d.How).Chosen().When(d => d.RestsOn == "consent").WithMessage(shared["Required.Of", texts["How"].Value]);
            RuleFor(d => d.Interpreter).Chosen().When(d => d.RestsOn == "consent").WithMessage(shared["Required.Of", texts["Interpreter"].Value]);
            RuleFor(d => d.Reach).Must(r => Reaches.Contains(r, StringComparer.Ordinal)).WithMessage(shared["Required.Of", texts["Reach"].Value]);
            RuleFor(d => d.Reach).Must((d, r) => (r != "unit" || d.UnitId is not null) && (r != "kind" || d.Kind is not null)).When(d => d.RestsOn == "consent").WithMessage(texts["Reach.Missing"]);
            RuleFor(d => d.Ground).Must(code => LegalGrounds.All.Contains(code, StringComparer.Ordinal)).When(d => d.RestsOn == "ground").WithMessage(shared["Required.Of", texts["Ground"].Value]);
            RuleFor(d => d.UnitId).NotNull().When(d => d.Emergency).WithMessage(texts["Emergency.Unit"]);
            RuleFor(d => d.Sections).NotEmpty().WithMessage(texts["Sections.Missing"]);
            RuleFor(d => d.GroundReason).MaximumLength(2000).WithMessage(shared["Required.Of", texts["Ground"].Value]);
            RuleFor(d => d.Note).MaximumLength(2000).WithMessage(shared["Required.Of", texts["Revise.Note"].Value]);
            RuleFor(d => d.Remarks).MaximumLength(2000).WithMessage(shared["Required.Of", texts["Remarks"].Value]);
            RuleFor(d => d.Nationality).IsInEnum();
            RuleForEach(d => d.Languages).Must(code => Spoken.Any(o => o.Value == code)).WithMessage(shared["Required.Of", texts["Languages"].Value]);
        }
    }

    /// <param name="emergency">The person is to be placed first and DATIP reviews after.</param>
    public async Task<IActionResult> OnGetAsync(bool emergency)
    {
        await FindRevisedAsync();
        if (IsAbsent) return NotFound();
        if (revision is not null)
        {
            await FillAsync();
            return OpenRevised();
        }

        if (!Case.MayAskForAPlace) return Redirect($"/cases/{Case.Number}/referrals/kinds");
        Bases = await BasesAsync();
        // What the officer has already written down need not be ticked again; a reader without the account starts from nothing.
        var record = await db.ScreeningRecords.AsNoTracking().Where(r => r.CaseId == Case.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync();
        if (record is not null) Input = Draft.From(ScreeningAnswers.FromJson(record.Answers?.Open()));
        if (await db.Identities.AsNoTracking().FirstOrDefaultAsync(i => i.CaseId == Case.Id) is { } identity) Input.Nationality = identity.NationalityClass;
        if (emergency) Input.Emergency = Input.Urgent = true;
        await OfferAsync();
        return Page();
    }

    public Task<IActionResult> OnPostAsync([FromServices] IStringLocalizer<Common> shared) => WriteAsync(shared, Case.Refer);

    /// <summary>Kept for somebody of the office to look at before it is sent.</summary>
    public Task<IActionResult> OnPostDraftAsync([FromServices] IStringLocalizer<Common> shared) => WriteAsync(shared, Case.DraftReferral);

    private async Task<IActionResult> WriteAsync(IStringLocalizer<Common> shared, Func<Guid, ReferralRequest, Consent?, Actor, DateTimeOffset, IReadOnlyCollection<Consent>?, Referral> write)
    {
        await FindRevisedAsync();
        if (IsAbsent) return NotFound();
        await RequireUnchangedAsync();
        foreach (var error in new Validator(shared, texts).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (!ModelState.IsValid)
        {
            await FillAsync();
            return Page();
        }

        var agency = await db.Shelters.Where(s => s.UnitId == Input.UnitId && s.Unit!.IsActive && s.Places > 0).Select(s => (AgencyType?)s.Unit!.Agency).FirstOrDefaultAsync();
        if (Input.UnitId is not null && agency is null) throw new RefusedException("referral.noUnit");
        var (by, at) = (actor.Required, clock.GetUtcNow());
        var consent = await ConsentAsync(by, at);
        var ground = Input.RestsOn == "ground" ? Input.Ground : null;
        var request = new ReferralRequest(Input.Urgent || Input.Emergency, Input.Emergency, Input.Kind, Input.UnitId, ground, consent?.Id, Shared) { UnitAgency = agency, UnitIsShut = await db.IsShutAsync(Input.UnitId), LivesIn = await db.LivesInAsync(Case.Id), GroundReason = SealedText.Of(ground is null ? null : Input.GroundReason) };
        var answers = await bases.AnswersAsync(Case.Id, ConsentPurpose.Referral);
        if (revision is not null)
        {
            await revision.SaveAsync(request, Profile(revision.Referral.Id), consent, answers, write != Case.DraftReferral, Input.Note, by, at);
            return Redirect($"/referrals/{Revise}");
        }

        var referral = write(Guid.CreateVersion7(at), request, consent, by, at, answers);
        db.Add(referral);
        await db.SaveChangesAsync();
        db.Add(Profile(referral.Id));
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{referral.Number}");
    }

    private NeedsProfile Profile(Guid referral) => new(referral, Case.Id, Case.AgeGroup, Case.Sex, string.Join(' ', Input.Languages), Input.WithFamily,
        new NeedsAndRisk(Input.Medical, Input.Psychosocial, Input.Disability, Input.HighRisk, SealedText.Of(Input.Remarks)), Input.Nationality);

    private List<Section> Shared => [.. Input.Sections.Intersect(Shareable)];

    // Given now it is recorded here; one on record is looked up; of a ground there is none.
    private async Task<Consent?> ConsentAsync(Actor by, DateTimeOffset at)
    {
        if (Input.RestsOn != "consent") return (await bases.ReadAsync(Case, Input.RestsOn)).Consent;
        var to = Input.Reach switch { "kind" => new Recipient(null, Input.Kind, null), "unit" => new Recipient(Input.UnitId, null, null), _ => Recipient.AnyThatHelps };
        var consent = Case.RecordConsent(Guid.CreateVersion7(at), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, Shared, to, null),
            new Explanation([.. Input.Points.Distinct(StringComparer.Ordinal)], string.Join(' ', Input.Languages), Input.Interpreter!.Value), new Answer(Input.How, ConsentGiver.Person, null, null), by, at);
        db.Add(consent);
        return consent;
    }

    public async Task FillAsync()
    {
        await FindRevisedAsync();
        Bases = await BasesAsync();
        await OfferAsync();
    }

    private async Task<IReadOnlyList<SelectListItem>> BasesAsync() =>
        [.. Case.IsTreatedAsChild ? [] : new[] { new SelectListItem(texts["Basis.Consent"], "consent") }, .. await bases.ConsentsAsync(Case, ConsentPurpose.Referral), new SelectListItem(texts["Basis.Ground"], "ground")];

    // What fits the needs as they are known now stands first, then what is near; why not in every way stands beside it.
    private async Task OfferAsync()
    {
        var places = await new PlaceFinder(db).OfferedAsync(Profile(Guid.Empty), Case, actor.Required);
        Units = [new SelectListItem(texts["Unit.Any"], ""), .. places.Select(p => new SelectListItem(string.Join(" · ", Told(p)), p.Shelter.UnitId.ToString()))];
    }

    private IEnumerable<string> Told(RankedPlace place)
    {
        yield return Languages.Pick(place.Shelter.Unit!.NameTh, place.Shelter.Unit.NameEn);
        yield return texts["Near." + place.Nearness];
        yield return place.Missing == 0 ? texts["Fit.All"] : texts["Fit.Not", string.Join(", ", place.Fits.Where(f => !f.Holds).Select(f => texts["Fit." + f.Criterion].Value))];
    }
}
