using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Domain;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Money;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Legal;

namespace NrmPortal.Web.Pages.Compensation;

/// <summary>A new claim and what is claimed by it, or what a court ordered without one; the form offers the kinds that the reader's role pursues.</summary>
[CaseAction(CaseAction.View)]
public sealed class ClaimModel(JusticeSetting setting) : JusticeForm(setting)
{
    private FundRates rates = new([]);

    [BindProperty]
    public Draft Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Kinds => [.. Enum.GetValues<ClaimKind>().Where(k => Case.Can(Claim.ActionOf(k, MoneyFact.Claimed), By.Role)).Select(k => new SelectListItem(Words.Of(k), k.ToString()))];
    public bool OffersUnclaimed => Kinds.Any(k => Claim.MayBeOrderedUnclaimed(Enum.Parse<ClaimKind>(k.Value)));
    public bool OffersFund => Kinds.Any(k => k.Value == nameof(ClaimKind.Fund));

    /// <summary>The day of which rates are shown: the claim's, as far as it was typed.</summary>
    public DateOnly RateDay => ThaiDates.Parse(Input.On) ?? ThaiDay.Of(At);

    public IEnumerable<SelectListItem> Benefits => FundBenefit.All.Select(b => new SelectListItem(
        $"{Languages.Pick(b.LabelTh, b.LabelEn)} ({Languages.Pick("ม." + b.Section[2..], b.Section)}) · {Words.Of(rates.On(b.Code, RateDay))}", b.Code));

    public sealed class Draft
    {
        public ClaimKind? Kind { get; set; }
        public string? Benefit { get; set; }
        public string? Amount { get; set; }
        public string? On { get; set; }
        public string? Document { get; set; }
        public Guid? Filed { get; set; }

        /// <summary>The court ordered it, and nobody had claimed it.</summary>
        public bool Unclaimed { get; set; }
    }

    public IReadOnlyList<Document> Documents { get; private set; } = [];

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var filed = Documents.FirstOrDefault(d => d.Id == Input.Filed);
        Need(Input.Filed is null || filed is not null, "Input.Filed", "Choose");
        Need(Input.Kind is not null, "Input.Kind", "Choose");
        Need(Input.Kind != ClaimKind.Fund || FundBenefit.Of(Input.Benefit) is not null, "Input.Benefit", "Choose");
        var (fact, authority) = Input.Unclaimed ? (MoneyFact.Ordered, MoneyAuthority.Court) : (MoneyFact.Claimed, (MoneyAuthority?)null);
        var terms = new EntryTerms(fact, Amount(Input.Amount, "Input.Amount"), Day(Input.On, "Input.On"), authority, Sealed(Input.Document, "Input.Document", needed: Input.Unclaimed && filed is null), Filed: filed);
        if (!ModelState.IsValid) return Page();
        var (claim, entry) = Case.OpenClaim(NewId(), NewId(), Input.Kind!.Value, Input.Kind == ClaimKind.Fund ? Input.Benefit : null, terms, By, At);
        return await SavedAsync($"compensation/{claim.Id}", claim, entry);
    }

    public override string FieldOf(Refusal refusal) => refusal.Code == "money.claimFirst" ? "Input.Kind" : "";

    public override async Task FillAsync()
    {
        rates = OffersFund ? await Book.RatesAsync(Db) : rates;
        Documents = await Book.DocumentsAsync(Db, Case.Id);
    }
}
