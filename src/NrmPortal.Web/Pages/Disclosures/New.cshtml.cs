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
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Consents;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Disclosures;

/// <summary>Parts of the file are given to somebody beside a referral: to whom, what, what for, on what, how.</summary>
[LeadsToContact]
[CaseAction(CaseAction.Disclose)]
public sealed class NewModel(
    PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, ShareBases bases, IStringLocalizer<ConsentPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public Draft Input { get; set; } = new();

    public Case Case => current.Value;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Bases { get; private set; } = [];

    public sealed class Draft
    {
        public Guid? UnitId { get; set; }
        public OutsideRecipient? Outside { get; set; }
        public string? Name { get; set; }
        public List<Section> Sections { get; set; } = [];
        public string? Reason { get; set; }
        public string? Basis { get; set; }
        public string? GroundReason { get; set; }
        public DisclosureChannel? How { get; set; }
    }

    private sealed class Validator : AbstractValidator<Draft>
    {
        public Validator(IStringLocalizer<Common> shared, IStringLocalizer<ConsentPages> texts)
        {
            // One of the two: a unit, or a kind with a name.
            RuleFor(d => d.UnitId).Must((d, unit) => unit is null != d.Outside is null).WithMessage(texts["Disclosure.Recipient.Missing"]);
            RuleFor(d => d.Outside).IsInEnum().WithMessage(texts["Disclosure.Recipient.Missing"]);
            RuleFor(d => d.Name).NotEmpty().When(d => d.Outside is not null).WithMessage(shared["Required.Of", texts["Disclosure.Name"].Value]);
            RuleFor(d => d.Name).MaximumLength(200).WithMessage(shared["Required.Of", texts["Disclosure.Name"].Value]);
            RuleFor(d => d.Sections).NotEmpty().WithMessage(texts["Sections.Missing"]);
            RuleFor(d => d.Reason).Must(r => !string.IsNullOrWhiteSpace(r) && r.Length <= 2000).WithMessage(shared["Required.Of", texts["Disclosure.Reason"].Value]);
            RuleFor(d => d.Basis).NotEmpty().WithMessage(texts["Basis.Choose"]);
            RuleFor(d => d.GroundReason).MaximumLength(2000).WithMessage(shared["Required.Of", texts["GroundReason"].Value]);
            RuleFor(d => d.How).Chosen().WithMessage(shared["Required.Of", texts["Disclosure.How"].Value]);
        }
    }

    /// <param name="to">Where somebody was sent here to: a hospital hears who the person is and what it needs for care.</param>
    public Task OnGetAsync(OutsideRecipient? to)
    {
        Input.Outside = to;
        if (to == OutsideRecipient.Hospital) Input.Sections = [Section.Identity, Section.Health];
        return FillAsync();
    }

    public string FieldOf(Refusal refusal) => refusal.Code switch { "share.groundReason" => "Input.GroundReason", "share.groundReach" => "Input.Basis", _ => "" };

    public async Task<IActionResult> OnPostAsync([FromServices] IStringLocalizer<Common> shared)
    {
        foreach (var error in new Validator(shared, texts).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (!ModelState.IsValid)
        {
            await FillAsync();
            return Page();
        }

        var to = new Recipient(null, null, Input.Outside);
        if (Input.UnitId is { } id)
        {
            var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.IsActive) ?? throw new RefusedException("share.recipient");
            to = new Recipient(unit.Id, unit.Agency, null);
        }

        var (consent, ground) = await bases.ReadAsync(Case, Input.Basis);
        var request = new DisclosureRequest([.. Input.Sections.Intersect(ConsentForm.Shareable)], to, SealedText.Of(Input.Outside is null ? null : Input.Name), SealedText.Of(Input.Reason), Input.How!.Value, ground)
        {
            GroundReason = SealedText.Of(ground is null ? null : Input.GroundReason),
        };
        var at = clock.GetUtcNow();
        db.Add(Case.Disclose(Guid.CreateVersion7(at), request, consent, actor.Required, at, await bases.AnswersAsync(Case.Id, ConsentPurpose.Disclosure)));
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/disclosures");
    }

    public async Task FillAsync()
    {
        Units = [new SelectListItem("–", ""), .. await db.Units.AsNoTracking().Where(u => u.IsActive).OrderBy(u => u.Code)
            .Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString())).ToListAsync()];
        Bases = await bases.AllAsync(Case, ConsentPurpose.Disclosure);
    }
}
