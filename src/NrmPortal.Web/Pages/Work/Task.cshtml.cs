using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Cases;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Work;

/// <summary>One task: taken in hand, done with a note, taken back within a day, handed over with the reason. The case's lock lets one be first.</summary>
[CaseAction(CaseAction.FinishTask)]
[LeadsToContact]
public sealed class TaskModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, Words words, IStringLocalizer<WorkPages> texts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Case Case => current.Value;
    public CaseTask Item { get; private set; } = null!;
    public bool IsAbsent => Item is null;
    public bool IsMine { get; private set; }
    public bool MayReopen { get; private set; }
    public bool MayHandOver { get; private set; }

    /// <summary>The handover form stands open again with what was typed.</summary>
    public bool Typed => !ModelState.IsValid && (To ?? Reason) is not null;
    public IReadOnlyList<TaskHandover> Handovers { get; private set; } = [];
    private IReadOnlyList<TaskWords> written = [];

    /// <summary>The last words of the kind that this reader may read.</summary>
    public TaskWords? Said(TaskWordsKind kind) => written.LastOrDefault(w => w.Kind == kind);
    public IReadOnlyList<SelectListItem> Offered { get; private set; } = [];
    public NameBook Names { get; private set; } = null!;

    /// <summary>What somebody asked who gave the number of the case.</summary>
    public NumberMessage? Asked { get; private set; }

    /// <summary>Why its day is what it is; null where somebody named the day.</summary>
    public Why? Why { get; private set; }

    private IReadOnlyCollection<Guid> covered = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public Task<IActionResult> OnPostTakeAsync() => Do(t => Case.TakeTask(t, covered, actor.Required, clock.GetUtcNow()));

    public Task<IActionResult> OnPostFinishAsync() => Do(t => Case.FinishTask(t, SealedText.Of(Note), covered, actor.Required, clock.GetUtcNow()));

    public Task<IActionResult> OnPostUndoAsync() => Do(t => Case.ReopenTask(t, actor.Required, clock.GetUtcNow()));

    public async Task<IActionResult> OnPostHandOverAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        var to = Receivers.Read(To, Offered);
        if (to is null) ModelState.AddModelError(nameof(To), texts["Tasks.ForMissing"]);
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), texts["Tasks.ReasonMissing"]);
        return ModelState.IsValid
            ? await Do(t => db.Add(Case.HandOverTask(t, to!, SealedText.Of(Reason), covered, actor.Required, clock.GetUtcNow()))) : Page();
    }

    public async Task FillAsync()
    {
        Item = (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == Id && t.CaseId == Case.Id))!;
        if (IsAbsent) return;
        covered = await db.CoveredAsync();
        IsMine = Item.IsFor(actor.Required, covered);
        MayReopen = Item.WhyNotReopen(actor.Required, clock.GetUtcNow()) is null;
        MayHandOver = Item.IsOpen && !TaskRules.IsOfASeat(Item.Code) && (IsMine || Item.IsTakenBackBy(actor.Required));
        Offered = MayHandOver ? await Receivers.OfAsync(db, Case.Id, actor.Required, words, ThaiDay.Of(clock.GetUtcNow())) : [];
        Asked = Item.Code == TaskCode.AnswerNumberMessage && Guid.TryParse(Item.About, out var asked) ? await db.NumberMessages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == asked && m.CaseId == Case.Id) : null;
        Handovers = Item.HandedOverAt is null ? [] : await db.TaskHandovers.AsNoTracking().Where(h => h.TaskId == Id).OrderBy(h => h.At).ToListAsync();
        Why = await Why.OfAsync(db, Case, Item);
        written = await db.TaskWords.AsNoTracking().Where(w => w.TaskId == Id).OrderBy(w => w.At).ToListAsync();
        Names = await NameBook.OfAsync(db,
            [Item.ToUnitId, Asked?.FromUnitId, .. Handovers.SelectMany(h => new[] { h.FromUnitId, h.ToUnitId })],
            [Item.GivenByUserId, Asked?.ByUserId, Item.TakenByUserId, Item.DoneByUserId, .. Handovers.Select(h => (Guid?)h.ByUserId)],
            [Item.ToMembershipId, .. Handovers.SelectMany(h => new[] { h.FromMembershipId, h.ToMembershipId })]);
    }

    private async Task<IActionResult> Do(Action<CaseTask> act)
    {
        if (await db.Tasks.FirstOrDefaultAsync(t => t.Id == Id && t.CaseId == Case.Id) is not { } task) return NotFound();
        covered = await db.CoveredAsync();
        act(task);
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/tasks/{Id}");
    }
}
