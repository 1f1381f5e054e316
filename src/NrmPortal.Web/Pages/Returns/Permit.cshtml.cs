using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>A permission to stay or to work; or an entry that takes the place of a wrong one.</summary>
[CaseAction(CaseAction.RecordPermit)]
public sealed class PermitModel(CareSetting setting, IStringLocalizer<ReturnPages> texts) : ReturnForm(setting, texts)
{
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    public override bool IsAbsent => Corrects is not null && Wrong is null;
    public static IEnumerable<SelectListItem> Kinds => PermitKind.All.Select(k => new SelectListItem(Languages.Pick(k.LabelTh, k.LabelEn), k.Code));
    private StayPermit? Wrong { get; set; }

    private IReadOnlyList<StayPermit> permits = [];

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? Kind { get; set; }
        public string? Number { get; set; }
        public string? GrantedBy { get; set; }
        public string? From { get; set; }
        public string? Until { get; set; }
        public string? Note { get; set; }
        public string? Why { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        if (Wrong is { } w)
            (Input.Kind, Input.Number, Input.GrantedBy, Input.From, Input.Until, Input.Note) =
                (w.Kind, w.Number?.Open(), w.GrantedBy?.Open(), ThaiDates.Typed(ThaiDay.StartOf(w.From)), ThaiDates.Typed(ThaiDay.StartOf(w.Until)), w.Note?.Open());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Need(PermitKind.Of(Input.Kind) is not null, "Input.Kind", "Permit.Kind");
        var terms = new PermitTerms(Input.Kind ?? "", Sealed(Input.Number, "Input.Number"), Sealed(Input.GrantedBy, "Input.GrantedBy", "Permit.By"), Day(Input.From, "Input.From"), Day(Input.Until, "Input.Until"),
            Sealed(Input.Note, "Input.Note"), Sealed(Input.Why, "Input.Why", Corrects is null ? null : "Correct.Why"));
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("return", Case.RecordPermit(NewId(), terms, Wrong, permits, By, At));
    }

    /// <summary>There was no such permit; nothing stands in its place.</summary>
    public async Task<IActionResult> OnPostStrikeAsync()
    {
        await FillAsync();
        if (Wrong is not { } wrong) return NotFound();
        var why = Sealed(Input.Why, "Input.Why", "Correct.Why");
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("return", Case.StrikePermit(NewId(), wrong, why, permits, By, At));
    }

    public override async Task FillAsync()
    {
        await base.FillAsync();
        permits = await Db.PermitsAsync(Case.Id);
        Wrong = permits.FirstOrDefault(p => p.Id == Corrects);
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" => "Input.From",
        "permit.until" => "Input.Until",
        "return.correctsOther" => "Input.Kind",
        _ => "",
    };
}
