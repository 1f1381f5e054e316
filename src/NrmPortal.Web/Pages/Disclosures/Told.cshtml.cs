using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Disclosures;

/// <summary>A recipient outside the portal was told to stop: who, when, how, and what they answered.</summary>
[LeadsToContact]
[CaseAction(CaseAction.RecordRecipientTold)]
public sealed class ToldModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ConsentPages> texts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    public Case Case => current.Value;
    public Disclosure Disclosure { get; private set; } = null!;
    public bool IsAbsent => Disclosure is null;

    public sealed class Draft
    {
        public string? Who { get; set; }
        public string? On { get; set; }
        public DisclosureChannel? How { get; set; }
        public RecipientAnswer? Answer { get; set; }
        public string? Note { get; set; }
    }

    private sealed class Validator : AbstractValidator<Draft>
    {
        public Validator(IStringLocalizer<Common> shared, IStringLocalizer<ConsentPages> texts)
        {
            string Needed(string key) => shared["Required.Of", texts[key].Value];
            RuleFor(d => d.Who).Must(w => !string.IsNullOrWhiteSpace(w) && w.Length <= 200).WithMessage(Needed("Told.Who"));
            RuleFor(d => d.On).Must(on => ThaiDates.Parse(on) is not null).WithMessage(Needed("Told.On"));
            RuleFor(d => d.How).Chosen().WithMessage(Needed("Told.How"));
            RuleFor(d => d.Answer).Chosen().WithMessage(Needed("Told.Answer"));
            RuleFor(d => d.Note).MaximumLength(2000).WithMessage(Needed("Told.Note"));
        }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync([FromServices] IStringLocalizer<Common> shared)
    {
        if (await db.Disclosures.FirstOrDefaultAsync(d => d.Id == Id && d.CaseId == Case.Id) is not { } disclosure) return NotFound();
        Disclosure = disclosure;
        foreach (var error in new Validator(shared, texts).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (!ModelState.IsValid) return Page();
        var told = new StopTold(SealedText.Of(Input.Who), ThaiDates.Parse(Input.On)!.Value, Input.How!.Value, Input.Answer!.Value, SealedText.Of(Input.Note));
        Case.RecordRecipientTold(disclosure, told, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/disclosures");
    }

    public async Task FillAsync() => Disclosure = (await db.Disclosures.AsNoTracking().FirstOrDefaultAsync(d => d.Id == Id && d.CaseId == Case.Id))!;

    public string FieldOf(Refusal refusal) => refusal.Code switch { "share.toldWho" => "Input.Who", "share.toldOn" => "Input.On", _ => "" };
}
