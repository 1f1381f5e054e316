using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NrmPortal.Domain;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Money;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Children;
using NrmPortal.Web.Pages.Legal;

namespace NrmPortal.Web.Pages.Compensation;

/// <summary>One claim: its book line by line, what is ordered and paid on it, and lines taken back.</summary>
[CaseAction(CaseAction.View)]
public sealed class ShowModel(JusticeSetting setting) : JusticeForm(setting)
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    [BindProperty]
    public string? ReverseReason { get; set; }

    public Claim? Claim { get; private set; }
    public override bool IsAbsent => Claim is null;
    public Ledger Ledger { get; private set; } = new([], []);

    /// <summary>The Fund's rate of the claim's day.</summary>
    public FundRate? Rate { get; private set; }
    /// <summary>Those of the case that the reader may open.</summary>
    public IReadOnlyList<Document> Documents { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyList<SelectListItem> Facts => [.. Enum.GetValues<MoneyFact>().Where(MayWrite).Select(f => new SelectListItem(Words.Of(f), f.ToString()))];

    public bool MayReverse(MoneyEntry entry) => entry.ReversesId is null && !Ledger.IsReversed(entry) && MayWrite(entry.Fact);

    private bool MayWrite(MoneyFact fact) => Claim is { } claim && Case.Can(Domain.Money.Claim.ActionOf(claim.Kind, fact), By.Role);

    public sealed class Draft
    {
        public MoneyFact? Fact { get; set; }
        public string? Amount { get; set; }
        public string? On { get; set; }
        public MoneyAuthority? Authority { get; set; }
        public string? Document { get; set; }
        public Guid? Filed { get; set; }
        public string? Reason { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostRecordAsync()
    {
        await FillAsync();
        if (Claim is null) return NotFound();
        Need(Input.Fact is not null, "Input.Fact", "Choose");
        var dated = Input.Fact is MoneyFact.Ordered or MoneyFact.Paid;
        Need(!dated || Input.Authority is not null, "Input.Authority", "Choose");
        var filed = Documents.FirstOrDefault(d => d.Id == Input.Filed);
        Need(Input.Filed is null || filed is not null, "Input.Filed", "Choose");
        var terms = new EntryTerms(Input.Fact ?? default, Amount(Input.Amount, "Input.Amount"), Day(Input.On, "Input.On"), Input.Authority,
            Sealed(Input.Document, "Input.Document", needed: dated && filed is null), Sealed(Input.Reason, "Input.Reason"), filed);
        if (!ModelState.IsValid) return Page();
        return await SavedAsync($"compensation/{Id}", Case.RecordMoney(NewId(), Ledger, Claim, terms, By, At));
    }

    public async Task<IActionResult> OnPostReverseAsync(Guid entry)
    {
        await FillAsync();
        if (Claim is null || Ledger.EntriesOf(Claim).FirstOrDefault(e => e.Id == entry) is not { } found) return NotFound();
        var reason = Sealed(ReverseReason, nameof(ReverseReason), needed: true);
        if (!ModelState.IsValid) return Page();
        return await SavedAsync($"compensation/{Id}", Case.ReverseEntry(NewId(), Ledger, found, reason, By, At));
    }

    public override async Task FillAsync()
    {
        Ledger = await Book.OfAsync(Db, Case.Id);
        Claim = Ledger.Claims.FirstOrDefault(c => c.Id == Id);
        if (Claim?.Benefit is { } benefit) Rate = (await Book.RatesAsync(Db, benefit)).On(benefit, Claim.OpenedOn);
        Documents = await Book.DocumentsAsync(Db, Case.Id);
        People = await ChildFile.PeopleAsync(Db, Ledger.Entries.Select(e => e.ByUserId));
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch { "money.overOrdered" or "money.overClaimed" => "Input.Reason", "money.beforeClaim" => "Input.On", "money.documentWithdrawn" or "money.documentSection" => "Input.Filed", _ => "" };
}
