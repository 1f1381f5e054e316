using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Care;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>Something that was found out or arranged for a return; or an entry that takes the place of a wrong one.</summary>
[LeadsToContact]
[CaseAction(CaseAction.RecordReturnStep)]
public sealed class StepModel(CareSetting setting, IStringLocalizer<ReturnPages> texts) : ReturnForm(setting, texts)
{
    [BindProperty(SupportsGet = true)]
    public ReturnStepKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty]
    public Draft Input { get; set; } = new();

    public ReturnStepRule? Rule => Kind is { } kind && Enum.IsDefined(kind) ? ReturnStepRule.Of(kind) : null;
    public override bool IsAbsent => Corrects is not null && Wrong is null;
    private ReturnStep? Wrong => Known.Steps.FirstOrDefault(s => s.Id == Corrects);

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public string? On { get; set; }
        public string? Who { get; set; }
        public ReturnFinding? Finding { get; set; }
        public TravelPaper? Paper { get; set; }
        public string? ExpiresOn { get; set; }
        public string? Reasons { get; set; }
        public string? Why { get; set; }
        public OutsideRecipient? To { get; set; }
        public DisclosureChannel? How { get; set; }
        public string? Ground { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        (Input.To, Input.How) = (Rule?.To, DisclosureChannel.SealedLetter);
        Input.On = ThaiDates.Typed(Wrong is { } wrong ? ThaiDay.StartOf(wrong.On) : At);
        if (Wrong is { } before)
            (Input.Who, Input.Finding, Input.Paper, Input.Reasons, Input.ExpiresOn) = (before.Who?.Open(), before.Finding, before.Paper, before.Reasons?.Open(), before.ExpiresOn is { } ends ? ThaiDates.Typed(ThaiDay.StartOf(ends)) : null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        if (Rule is not { } rule) return BadRequest();
        if (rule.Findings.Count > 0) Need(Input.Finding is { } found && rule.Findings.Contains(found), "Input.Finding", "Found");
        if (rule.NeedsPaper) NeedOne(Input.Paper, "Input.Paper", "Paper");
        var issued = rule.Kind == ReturnStepKind.TravelPaperIssued;
        var terms = new ReturnStepTerms(rule.Kind, Day(Input.On, "Input.On"), Input.Finding, Sealed(Input.Who, "Input.Who", "Who." + rule.Kind),
            Sealed(Input.Reasons, "Input.Reasons", rule.NeedsReasons ? "Reasons" : null), Input.Paper, DayOrNone(issued ? Input.ExpiresOn : null, "Input.ExpiresOn", issued),
            Sealed(Input.Why, "Input.Why", Corrects is null ? null : "Correct.Why"))
        {
            Reach = new ReturnReach(Input.To, Input.How ?? DisclosureChannel.SealedLetter, string.IsNullOrWhiteSpace(Input.Ground) ? null : LegalGrounds.ChildInterest, Sealed(Input.Ground, "Input.Ground")),
        };
        if (!ModelState.IsValid) return Page();
        return await SavedAsync("return", Case.RecordReturnStep(NewId(), terms, Wrong, Known, By, At));
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "return.askedFirst" => "Input.On",
        "return.paperExpires" => "Input.ExpiresOn",
        "return.childGround" or "share.groundOfChild" => "Input.Ground",
        "share.recipient" => "Input.To",
        _ => "",
    };
}
