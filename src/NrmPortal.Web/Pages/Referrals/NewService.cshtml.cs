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

/// <summary>Refers the person to a service that takes no place: which office, what it may read before it answers, what acceptance opens.</summary>
[LeadsToContact]
[CaseAction(CaseAction.Refer)]
public sealed partial class NewServiceModel(
    PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, ShareBases bases, Words words, IStringLocalizer<ServicePages> texts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public ReferralKind Kind { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    // As it stood, for a reader without the identity.
    private NationalityClass nationality;

    public Case Case => current.Value;
    public ReferralKindRule Rule => ReferralKinds.Of(Kind);
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    /// <summary>The receivers that read this part, where not all of them do.</summary>
    public string? ReadersOf(Section part) => Rule.Offers.All(o => o.Sections.Contains(part)) ? null
        : string.Join(", ", Rule.Offers.Where(o => o.Sections.Contains(part)).Select(o => words.Of(o.Agency)));

    public IReadOnlyList<SelectListItem> Bases { get; private set; } = [];

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public Guid? UnitId { get; set; }
        public bool Urgent { get; set; }
        public string? Basis { get; set; }
        public string? GroundReason { get; set; }
        public List<Section> Sections { get; set; } = [];
        public List<string> Languages { get; set; } = [];
        public bool WithFamily { get; set; }
        public bool Medical { get; set; }
        public bool Psychosocial { get; set; }
        public bool Disability { get; set; }
        public bool HighRisk { get; set; }
        public string? Remarks { get; set; }

        /// <summary>To whoever sent it back, with what was changed.</summary>
        public string? Note { get; set; }
    }

    private sealed class Validator : AbstractValidator<Draft>
    {
        public Validator(IStringLocalizer<Common> shared, IStringLocalizer<ServicePages> texts)
        {
            RuleFor(d => d.UnitId).NotNull().WithMessage(shared["Required.Of", texts["Unit"].Value]);
            RuleFor(d => d.Basis).NotEmpty().WithMessage(shared["Required.Of", texts["Share"].Value]);
            RuleFor(d => d.Sections).NotEmpty().WithMessage(texts["Sections.Missing"]);
            RuleFor(d => d.Remarks).NotEmpty().WithMessage(shared["Required.Of", texts["Remarks"].Value]);
            RuleFor(d => d.Remarks).MaximumLength(2000).WithMessage(texts["TooLong"]);
            RuleFor(d => d.Note).MaximumLength(2000).WithMessage(texts["TooLong"]);
            RuleFor(d => d.GroundReason).MaximumLength(2000).WithMessage(texts["TooLong"]);
            RuleForEach(d => d.Languages).Must(code => NewModel.Spoken.Any(o => o.Value == code)).WithMessage(texts["TooLong"]);
        }
    }

    public string FieldOf(Refusal refusal) => refusal.Code == "referral.notShareable" ? "Input.Sections" : refusal.Code is "referral.receiver" or "referral.ownUnit" or "referral.noService" ? "Input.UnitId" : refusal.Code == "referral.changed" ? "" : "Input.Basis";

    public async Task<IActionResult> OnGetAsync()
    {
        await FindRevisedAsync();
        if (IsAbsent) return NotFound();
        if (!Enum.IsDefined(Kind) || Rule.TakesPlace) return Redirect($"/cases/{Case.Number}/referrals/kinds");
        if (revision is not null) return await OpenRevisedAsync();
        var record = await db.ScreeningRecords.AsNoTracking().Where(r => r.CaseId == Case.Id).OrderByDescending(r => r.Id).FirstOrDefaultAsync();
        if (record is not null && ScreeningAnswers.FromJson(record.Answers?.Open())["language"] is { } spoken) Input.Languages = [spoken];
        Input.Sections = [.. Rule.Sections];
        await FillAsync();
        return Page();
    }

    public Task<IActionResult> OnPostAsync([FromServices] IStringLocalizer<Common> shared) => WriteAsync(shared, Case.Refer);

    /// <summary>Kept for somebody of the office to look at before it is sent.</summary>
    public Task<IActionResult> OnPostDraftAsync([FromServices] IStringLocalizer<Common> shared) => WriteAsync(shared, Case.DraftReferral);

    private async Task<IActionResult> WriteAsync(IStringLocalizer<Common> shared, Func<Guid, ReferralRequest, Consent?, Actor, DateTimeOffset, IReadOnlyCollection<Consent>?, Referral> write)
    {
        await FindRevisedAsync();
        if (IsAbsent) return NotFound();
        if (!Enum.IsDefined(Kind) || Rule.TakesPlace) return BadRequest();
        await RequireUnchangedAsync();
        foreach (var error in new Validator(shared, texts).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        await FillAsync();
        if (!ModelState.IsValid) return Page();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        var (consent, ground) = await bases.ReadAsync(Case, Input.Basis);
        var agency = await db.Units.Where(u => u.Id == Input.UnitId && u.IsActive).Select(u => (AgencyType?)u.Agency).SingleOrDefaultAsync() ?? throw new RefusedException("referral.noService");
        // What the office asked needs to know of languages and papers, and not who they are.
        if (await db.Identities.AsNoTracking().FirstOrDefaultAsync(i => i.CaseId == Case.Id) is { } identity) nationality = identity.NationalityClass;
        var request = new ReferralRequest(Input.Urgent, false, null, Input.UnitId, ground, consent?.Id, [.. Input.Sections.Intersect(Rule.ShareableWith(null))])
        { Kind = Kind, UnitAgency = agency, UnitIsShut = await db.IsShutAsync(Input.UnitId), LivesIn = await db.LivesInAsync(Case.Id), GroundReason = SealedText.Of(ground is null ? null : Input.GroundReason) };
        var answers = await bases.AnswersAsync(Case.Id, ConsentPurpose.Referral);
        if (revision is not null)
        {
            await revision.SaveAsync(request, Needs(revision.Referral.Id), consent, answers, write != Case.DraftReferral, Input.Note, by, at);
            return Redirect($"/referrals/{Revise}");
        }

        var referral = write(Guid.CreateVersion7(at), request, consent, by, at, answers);
        db.Add(referral);
        await db.SaveChangesAsync();
        db.Add(Needs(referral.Id));
        await db.SaveChangesAsync();
        return Redirect($"/referrals/{referral.Number}");
    }

    private NeedsProfile Needs(Guid referral) => new(referral, Case.Id, Case.AgeGroup, Case.Sex, string.Join(' ', Input.Languages), Input.WithFamily,
        new NeedsAndRisk(Input.Medical, Input.Psychosocial, Input.Disability, Input.HighRisk, SealedText.Of(Input.Remarks)), nationality);

    public async Task FillAsync()
    {
        await FindRevisedAsync();
        Bases = await bases.AllAsync(Case, ConsentPurpose.Referral);
        Units = [new SelectListItem("–", ""), .. await ServiceUnits.OfAsync(db, Rule, actor.Required.UnitId, await db.ProvinceInChargeAsync(Case))];
    }
}
