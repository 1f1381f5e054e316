using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
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

namespace NrmPortal.Web.Pages.Consents;

/// <summary>The person's answer: what was asked and explained, who answered and how.</summary>
[LeadsToContact]
[CaseAction(CaseAction.RecordConsent)]
public sealed class NewModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, IStringLocalizer<ConsentPages> texts, Words words) : PageModel, IFormPage
{
    [BindProperty]
    public ConsentForm Input { get; set; } = new();

    public Case Case => current.Value;
    public DateOnly LastDay => Case.LastDayOfConsent(clock.GetUtcNow());
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    /// <summary>Who is named on the case as acting for the child.</summary>
    public IReadOnlyList<SelectListItem> Guardians { get; private set; } = [];

    /// <summary>Whoever was to answer for the child cannot: another representative or DCY is to be asked.</summary>
    public bool NeedsAnother { get; private set; }

    /// <summary>A child may say yes to the interview, and no to everything.</summary>
    public IEnumerable<ConsentGiver> Givers => Enum.GetValues<ConsentGiver>().Where(g => Case.IsTreatedAsChild || g is ConsentGiver.Person or ConsentGiver.Representative);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync([FromServices] IStringLocalizer<Common> shared)
    {
        foreach (var error in new ConsentForm.Validator(shared, texts).Validate(Input).Errors) ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (!ModelState.IsValid)
        {
            await FillAsync();
            return Page();
        }

        if (Input.UnitId is { } unit && !await db.Units.AnyAsync(u => u.Id == unit && u.IsActive)) throw new RefusedException("share.recipient");
        var at = clock.GetUtcNow();
        var consent = Case.RecordConsent(Guid.CreateVersion7(at), Input.Outcome!.Value, Input.AsTerms(), Input.AsExplanation(), Input.AsAnswer(await GuardiansAsync(), await db.RecorderAsync(actor.Required)), actor.Required, at);
        db.Add(consent);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/consent");
    }

    public string FieldOf(Refusal refusal)
    {
        NeedsAnother = Case.IsTreatedAsChild && refusal.Code is "consent.suspectParent" or "consent.mayNotConsent" or "consent.notChecked" or "consent.giverRecords" or "guardian.mayNotAct" or "consent.childDisagrees";
        return ConsentForm.FieldOf(refusal);
    }

    public async Task FillAsync()
    {
        Units = [new SelectListItem("–", ""), .. await db.Units.AsNoTracking().Where(u => u.IsActive).OrderBy(u => u.Code)
            .Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString())).ToListAsync()];
        Guardians = [new SelectListItem(texts["Guardian.None"], ""), .. (await GuardiansAsync()).Where(g => g.EndedAt is null).OrderBy(g => g.At)
            .Select(g => new SelectListItem($"{g.Name?.Open()} ({words.Of(g.Relation)}, {words.Of(g.Check)})", g.Id.ToString()))];
    }

    // Whole, because the name is sealed; row security withholds them from whoever does not read the family.
    private Task<List<Guardian>> GuardiansAsync() => db.Guardians.AsNoTracking().Where(g => g.CaseId == Case.Id).ToListAsync();
}
