using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Endings;

/// <summary>A case that had ended begins again: why, and where the person needs it.</summary>
[CaseAction(CaseAction.ReopenToProtection)]
public sealed class ReopenModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, FormAnswers answers, IStringLocalizer<EndingPages> texts, IStringLocalizer<Common> shared)
    : PageModel, IFormPage
{
    private const int Longest = 10_000;
    private static readonly CaseAction[] Ways = [CaseAction.ReopenToProtection, CaseAction.ReopenToAssistance];

    [BindProperty]
    public Draft Input { get; set; } = new();

    public Case Case => current.Value;

    public IReadOnlyList<SelectListItem> Choices =>
        [.. NrmFlow.From(Case.Stage).Where(r => Ways.Contains(r.Action) && Case.Can(r.Action, actor.Required.Role)).Select(r => new SelectListItem(Languages.Pick(r.LabelTh, r.LabelEn), r.Action.ToString()))];

    public IEnumerable<(string Label, string Why)> Shut =>
        from row in NrmFlow.From(Case.Stage)
        where Ways.Contains(row.Action)
        let refusal = Case.WhyNot(row.Action, actor.Required.Role)
        where refusal is not null
        select (Languages.Pick(row.LabelTh, row.LabelEn), answers.Text(refusal));

    /// <summary>A decision of the MDT that stands can be looked at anew instead.</summary>
    public bool MayIdentify => Case.Can(CaseAction.ReopenToIdentification, actor.Required.Role);

    /// <summary>What the form holds.</summary>
    public sealed class Draft
    {
        public CaseAction? How { get; set; }
        public ReopenReason? Reason { get; set; }
        public string? Note { get; set; }
    }

    public string FieldOf(Refusal refusal) => refusal.Code == "reopen.note" ? "Input.Note" : "";

    public Task FillAsync() => Task.CompletedTask;

    public void OnGet()
    {
        if (Choices is [var only]) Input.How = Enum.Parse<CaseAction>(only.Value);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Choices.Any(c => c.Value == Input.How?.ToString())) Missing(nameof(Draft.How), "Reopen.To");
        if (Input.Reason is not { } reason || !Enum.IsDefined(reason)) Missing(nameof(Draft.Reason), "Reopen.Why");
        if (string.IsNullOrWhiteSpace(Input.Note)) Missing(nameof(Draft.Note), "Reopen.Note");
        if (Input.Note?.Length > Longest) ModelState.AddModelError("Input.Note", texts["TooLong", Longest]);
        if (!ModelState.IsValid) return Page();
        var at = clock.GetUtcNow();
        var flagged = await db.Warnings.AsNoTracking().Where(w => w.CaseId == Case.Id && w.EndedAt == null).ToListAsync();
        db.Add(Case.Reopen(Guid.CreateVersion7(at), Input.How!.Value, Input.Reason!.Value, SealedText.Of(Input.Note), actor.Required, at, flagged));
        await db.SaveChangesAsync();
        // Somebody trafficked again may have another case: it is offered to link the two.
        return Redirect(Input.Reason == ReopenReason.TraffickedAgain && Case.Can(CaseAction.LinkCase, actor.Required.Role) ? $"/cases/{Case.Number}/links?kind={CaseLinkKind.TraffickedAgain}" : $"/cases/{Case.Number}");
    }

    private void Missing(string field, string label) => ModelState.AddModelError("Input." + field, shared["Required.Of", texts[label].Value]);
}
