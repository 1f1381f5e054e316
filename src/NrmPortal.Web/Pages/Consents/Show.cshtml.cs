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

namespace NrmPortal.Web.Pages.Consents;

/// <summary>What rests on a consent, by the name the reader knows.</summary>
public sealed record RestingShare(string Name, string Url, bool Ended);

/// <summary>One answer as a receipt for paper, and its withdrawal.</summary>
[LeadsToContact]
[CaseAction(CaseAction.View)]
public sealed class ShowModel(
    PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, Words words, IStringLocalizer<ConsentPages> texts, IStringLocalizer<Common> shared) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public ConsentManner? How { get; set; }

    /// <summary>Who takes it back: the person, or in their place somebody with a name who was looked into.</summary>
    [BindProperty]
    public ConsentGiver TakenBy { get; set; } = ConsentGiver.Person;

    [BindProperty]
    public string? TakerName { get; set; }

    [BindProperty]
    public GuardianRelation? TakerRelation { get; set; }

    [BindProperty]
    public SuspectCheck? TakerCheck { get; set; }

    /// <summary>Of an adult's representative who did not give the consent: on what they speak.</summary>
    [BindProperty]
    public MandateKind? Mandate { get; set; }

    [BindProperty]
    public string? MandateDocument { get; set; }

    public IEnumerable<ConsentGiver> Takers => Enum.GetValues<ConsentGiver>().Where(g => Case.IsTreatedAsChild || g is ConsentGiver.Person or ConsentGiver.Representative);

    public Case Case => current.Value;
    public Consent Consent { get; private set; } = null!;
    public DateOnly Today => ThaiDay.Of(clock.GetUtcNow());
    public string? RecordedBy { get; private set; }
    public string? Controller { get; private set; }
    public string To { get; private set; } = "";
    public IReadOnlyList<RestingShare> Shares { get; private set; } = [];
    public bool IsAbsent => Consent is null;
    public bool MayWithdraw => Consent.IsLiveOn(Today) && Case.Can(CaseAction.WithdrawConsent, actor.Required.Role);

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        if (await db.Consents.FirstOrDefaultAsync(c => c.Id == Id && c.CaseId == Case.Id) is not { } consent) return NotFound();
        if (How is not { } how || !Enum.IsDefined(how))
        {
            ModelState.AddModelError(nameof(How), shared["Required.Of", texts["Withdraw.How"].Value]);
            await FillAsync();
            return Page();
        }

        var referrals = await db.Referrals.Where(r => r.CaseId == Case.Id).ToListAsync();
        var disclosures = await db.Disclosures.Where(d => d.CaseId == Case.Id).ToListAsync();
        Case.WithdrawConsent(consent, await SaidAsync(how), referrals, disclosures, actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/consent");
    }

    private async Task<Answer> SaidAsync(ConsentManner how)
    {
        var known = await db.Guardians.AsNoTracking().Where(g => g.CaseId == Case.Id).ToListAsync();
        return new Answer(how, TakenBy, null, null)
        {
            StandsIn = TakenBy == ConsentGiver.Person ? null : StandsIn.Of(TakerName, TakerRelation ?? GuardianRelation.Other, TakerCheck),
            Mandate = TakenBy == ConsentGiver.Representative ? Domain.Cases.Mandate.Of(Mandate, MandateDocument) : null,
            Known = known,
            Recorder = await db.RecorderAsync(actor.Required),
        };
    }

    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "consent.suspectParent" or "consent.notChecked" => nameof(TakerCheck),
        "consent.standsIn" or "consent.official" or "consent.officialRecords" or "consent.giverRecords" or "consent.mayNotConsent" => nameof(TakerName),
        "consent.mandate" => nameof(Mandate),
        "consent.mandateProof" => nameof(MandateDocument),
        "consent.adultDecides" => nameof(TakenBy),
        _ => "",
    };

    public async Task FillAsync()
    {
        Consent = (await db.Consents.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Id && c.CaseId == Case.Id))!;
        if (IsAbsent) return;
        var units = await db.Units.AsNoTracking().Where(u => u.Id == Consent.ControllerUnitId || u.Id == Consent.ToUnitId).ToListAsync();
        string? NameOf(Guid? id) => units.Find(u => u.Id == id) is { } unit ? Languages.Pick(unit.NameTh, unit.NameEn) : null;
        Controller = NameOf(Consent.ControllerUnitId);
        To = NameOf(Consent.ToUnitId) ?? (Consent.ToAgency is { } agency ? words.Of(agency) : Consent.ToOutside is { } outside ? words.Of(outside) : texts["To.Any"]);
        RecordedBy = await db.Users.AsNoTracking().Where(u => u.Id == Consent.ByUserId).Select(u => Languages.Pick(u.NameTh, u.NameEn)).FirstOrDefaultAsync();
        var referrals = await db.Referrals.AsNoTracking().Where(r => r.ConsentId == Id).OrderBy(r => r.CreatedAt).Select(r => new { r.Number, r.ShareEndedAt }).ToListAsync();
        var disclosures = await db.Disclosures.AsNoTracking().Where(d => d.ConsentId == Id).OrderBy(d => d.At).Select(d => new { d.At, d.EndedAt }).ToListAsync();
        Shares = [.. referrals.Select(r => new RestingShare(r.Number, $"/referrals/{r.Number}", r.ShareEndedAt is not null)),
            .. disclosures.Select(d => new RestingShare($"{texts["Disclosures"].Value} {ThaiDates.Day(d.At)}", $"/cases/{Case.Number}/disclosures", d.EndedAt is not null))];
    }
}
