using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Money;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>What a new rate would do: the rate that it takes the place of, its last day where a later one is set, and how many open claims follow it.</summary>
/// <param name="Stamp">Of all that was shown: the rate is set only while it is still true.</param>
public sealed record RatePreview(RateTerms Terms, FundRate? Before, DateOnly? Until, int Claims, string Stamp);

/// <summary>One benefit of the Fund: its rates by date, and a new one that shows first what it would do.</summary>
[Needs(Permission.SettingsEdit)]
public sealed class FundRateModel(PortalDbContext db, CurrentActor current, AuditTrail audit, TimeProvider clock, Words words, IStringLocalizer<FundPages> texts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "benefit")]
    public string? Wanted { get; set; }

    [BindProperty]
    public FundForm Input { get; set; } = new();

    [BindProperty]
    public string? Stamp { get; set; }

    public FundBenefit? Benefit { get; private set; }
    public bool IsAbsent => Benefit is null;
    public FundRates Rates { get; private set; } = new([]);
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();
    public RatePreview? Preview { get; private set; }
    public DateOnly Today { get; } = ThaiDay.Of(clock.GetUtcNow());

    public IReadOnlyList<FundRate> History => Rates.Of(Benefit!.Code);
    public IEnumerable<SelectListItem> Pers => Enum.GetValues<RatePer>().Select(p => new SelectListItem(words.Of(p), p.ToString())).Append(new SelectListItem(texts["Per.None"], FundForm.NoRate));
    public IEnumerable<SelectListItem> Confidences => FundForm.Confidences.Select(c => new SelectListItem(texts["Confidence." + c], c));

    /// <summary>Where a rate of the history stands: corrected, to come, in force (or awaited, where it is not known), or past.</summary>
    public string StandingOf(FundRate rate) => Rates.IsCorrected(rate) ? "Corrected" : rate.From > Today ? "Later" : rate != Rates.On(rate.Benefit, Today) ? "Past" : rate.IsUnknown ? "Unknown" : "Now";

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Benefit is null) return NotFound();
        Input = FundForm.Of(Rates.On(Benefit.Code, Today), words);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await FillAsync();
        if (Benefit is null) return NotFound();
        await ReadAsync(Benefit.Code);
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync()
    {
        await FillAsync();
        if (Benefit is null) return NotFound();
        if (await ReadAsync(Benefit.Code) is not { } rate) return Page();
        if (Preview!.Stamp != Stamp) throw new RefusedException("clock.previewStale");
        db.Add(rate);
        await db.SaveChangesAsync();
        await audit.Person("change", "fund rate set", new { benefit = rate.Benefit, rate.Amount, per = rate.Per?.ToString(), from = rate.From, claims = Preview.Claims });
        return Redirect($"/admin/fund/{rate.Benefit}");
    }

    public async Task FillAsync()
    {
        Benefit = FundBenefit.Of(Wanted);
        if (Benefit is null) return;
        Rates = new FundRates(await db.FundRates.AsNoTracking().Where(r => r.Benefit == Benefit.Code).ToListAsync());
        var by = History.Select(r => r.ByUserId).OfType<Guid>().Distinct().ToList();
        People = by.Count == 0 ? People : await db.Users.Where(u => by.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn));
    }

    public string FieldOf(Refusal refusal) => refusal.Code switch { "fund.past" or "fund.same" => "Input.From", "money.amount" or "fund.per" => "Input.Amount", _ => "" };

    // A rate that may be set, with what it does; null: the errors stand beside the fields.
    private async Task<FundRate?> ReadAsync(string benefit)
    {
        if (Input.Read(ModelState, texts, words) is not { } terms) return null;
        var rate = FundRate.Set(Guid.CreateVersion7(clock.GetUtcNow()), benefit, Rates, terms, current.Required, clock.GetUtcNow());
        var until = Rates.After(benefit, terms.From).FirstOrDefault()?.From.AddDays(-1);
        var claims = await db.Claims.CountAsync(c => c.Benefit == benefit && c.OpenedOn >= terms.From && (until == null || c.OpenedOn <= until));
        var shown = string.Create(CultureInfo.InvariantCulture, $"{rate.Number}|{claims}|{rate.Amount}|{rate.Per}|{rate.From:O}|{rate.LegalBasis}|{rate.Confidence}|{rate.Reason}");
        Preview = new RatePreview(terms, Rates.On(benefit, terms.From), until, claims, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(shown))));
        return rate;
    }
}
