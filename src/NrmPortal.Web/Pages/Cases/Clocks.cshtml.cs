using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;
using NrmPortal.Web.TagHelpers;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>Every limit that runs on the case, why it ends when it does, and by what rule it may be paused or extended.</summary>
[CaseAction(CaseAction.View)]
public sealed class ClocksModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock, Words words, IStringLocalizer<ClockPages> texts) : PageModel, IFormPage
{
    private const int LongestDocument = 100;

    [BindProperty]
    public PauseInput Pause { get; set; } = new();

    [BindProperty]
    public ExtendInput Extend { get; set; } = new();

    public Case Case => current.Value;
    public ClockSheet Sheet { get; private set; } = new([], ClockChanges.None);
    public bool MayPause => Case.Can(CaseAction.PauseClock, actor.Required.Role);
    public int MostPauseDays => ClockBook.Current.Explain(ClockCode.PauseEnd, clock.GetUtcNow()).LastDay.DayNumber - Domain.ThaiDay.Of(clock.GetUtcNow()).DayNumber;
    public bool MayRecordStay => Case.Can(CaseAction.RecordBasisOfStay, actor.Required.Role);
    public IEnumerable<SelectListItem> Pausable => Choices(Sheet.Lines.Where(l => l.Running.Due > clock.GetUtcNow() && PauseRules.Of(l.Running.Code).Any()));
    public IEnumerable<SelectListItem> Reasons => Values<PauseReason>();
    public IEnumerable<SelectListItem> Authorities => Enum.GetValues<ExtendingAuthority>().Where(a => ExtensionRules.All.Any(r => r.Authority == a && !r.IsABasisOfStay))
        .Select(a => new SelectListItem(words.Of(a), a.ToString()));
    public IEnumerable<SelectListItem> Extendable => Case.Can(CaseAction.ExtendClock, actor.Required.Role)
        ? Choices(Sheet.Lines.Where(l => ExtensionRules.Find(l.Running.Code)?.Recorders.Contains(actor.Required.Role) == true)) : [];

    public sealed class PauseInput
    {
        public ClockCode? Clock { get; set; }
        public PauseReason? Reason { get; set; }
        public string? ResumeBy { get; set; }
    }

    public sealed class ExtendInput
    {
        public ClockCode? Clock { get; set; }
        public ExtendingAuthority? Authority { get; set; }
        public int? Days { get; set; }
        public string? Document { get; set; }
    }

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostPauseAsync()
    {
        await FillAsync();
        ModelState.Forgive();
        if (Pause.Clock is null) Wrong("Pause.Clock", "Error.Choose");
        if (Pause.Reason is null) Wrong("Pause.Reason", "Error.Choose");
        var resumeBy = ThaiDates.Parse(Pause.ResumeBy);
        if (resumeBy is null) Wrong("Pause.ResumeBy", "Error.Day");
        if (!ModelState.IsValid) return Page();
        db.Add(Case.PauseClock(Guid.CreateVersion7(clock.GetUtcNow()), Pause.Clock!.Value, Pause.Reason!.Value, resumeBy!.Value, actor.Required, clock.GetUtcNow()));
        return await Saved();
    }

    public async Task<IActionResult> OnPostResumeAsync([FromForm(Name = "Clock")] ClockCode? chosen)
    {
        await FillAsync();
        if (chosen is not { } code) throw new Domain.RefusedException("clock.notPaused");
        Case.ResumeClock(code, Sheet.Changes, actor.Required, clock.GetUtcNow());
        return await Saved();
    }

    public async Task<IActionResult> OnPostExtendAsync()
    {
        await FillAsync();
        ModelState.Forgive();
        if (Extend.Clock is null) Wrong("Extend.Clock", "Error.Choose");
        if (Extend.Authority is null) Wrong("Extend.Authority", "Error.Choose");
        if (Extend.Days is null) Wrong("Extend.Days", "Error.Number");
        if (string.IsNullOrWhiteSpace(Extend.Document)) Wrong("Extend.Document", "Error.Required");
        if (Extend.Document?.Trim().Length > LongestDocument) Wrong("Extend.Document", "Error.Long");
        if (!ModelState.IsValid) return Page();
        db.Add(Case.ExtendClock(Guid.CreateVersion7(clock.GetUtcNow()), Extend.Clock!.Value, Extend.Days!.Value, Extend.Authority!.Value, Extend.Document, Sheet.Changes, actor.Required, clock.GetUtcNow()));
        return await Saved();
    }

    public async Task FillAsync() => Sheet = await ClockSheet.OfAsync(db, Case);

    private async Task<IActionResult> Saved()
    {
        await db.SaveChangesAsync();
        return Redirect($"/cases/{Case.Number}/clocks");
    }

    private void Wrong(string field, string error) => ModelState.AddModelError(field, texts[error, texts[field].Value]);

    private IEnumerable<SelectListItem> Choices(IEnumerable<ClockLine> lines) => lines.Select(l => new SelectListItem(words.Clock(l.Running.Code.ToString()), l.Running.Code.ToString()));

    private IEnumerable<SelectListItem> Values<T>() where T : struct, Enum => Enum.GetValues<T>().Select(v => new SelectListItem(words.Of(v), v.ToString()));
}
