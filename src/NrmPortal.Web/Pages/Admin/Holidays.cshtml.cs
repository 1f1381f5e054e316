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
using NrmPortal.Domain.Clocks;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;
using NrmPortal.Web.TagHelpers;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>Public holidays by year; one day or a whole year is added, or a day taken back, after showing which limits that moves.</summary>
[Needs(Permission.SettingsEdit)]
public sealed class HolidaysModel(PortalDbContext db, CurrentActor current, AuditTrail audit, TimeProvider clock, Words words, IStringLocalizer<ClockPages> texts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Year { get; set; }

    [BindProperty]
    public OneDay One { get; set; } = new();

    [BindProperty]
    public string? Lines { get; set; }

    [BindProperty]
    public IFormFile? CsvFile { get; set; }

    [BindProperty]
    public Guid? Remove { get; set; }

    [BindProperty]
    public string? Stamp { get; set; }

    public sealed class OneDay
    {
        public string? Day { get; set; }
        public string? NameTh { get; set; }
        public string? NameEn { get; set; }
        public HolidayKind? Kind { get; set; }
        public string? Confidence { get; set; }
    }

    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<Holiday> Listed { get; private set; } = [];
    public IReadOnlyList<HolidayTerms> Days { get; private set; } = [];
    public Holiday? Gone { get; private set; }
    public MovePreview? Preview { get; private set; }

    /// <summary>The days of the preview as lines, for the button that applies them.</summary>
    public string Proposed => string.Join('\n', Days.Select(HolidayLines.Write));

    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<HolidayKind>().Select(k => new SelectListItem(words.Of(k), k.ToString()));
    public IEnumerable<SelectListItem> Confidences => ClockForm.Confidences.Select(c => new SelectListItem(texts["Confidence." + c], c));

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAddAsync()
    {
        await FillAsync();
        ModelState.Forgive();
        if (ThaiDates.Parse(One.Day) is not { } day) Wrong("One.Day", "Error.Day", "Holidays.Day");
        else await PreviewAsync(HolidayLines.Write(new HolidayTerms(day, One.NameTh?.Trim() ?? "", One.NameEn?.Trim() ?? "", One.Kind ?? HolidayKind.Cabinet, One.Confidence ?? "K")), "One.NameTh");
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await FillAsync();
        ModelState.Forgive();
        if (CsvFile is { Length: > HolidayLines.MostCharacters * 3 }) Wrong("Lines", "Holidays.Bad.large", "Holidays.Lines");
        else await PreviewAsync(CsvFile is null ? Lines : await TextOf(CsvFile), "Lines");
        return Page();
    }

    public async Task<IActionResult> OnPostCsvAsync()
    {
        await FillAsync();
        ModelState.Forgive();
        await PreviewAsync(Lines, "Lines");
        return Preview is null ? Page() : await MoveList.FileAsync(Preview, audit, words, texts);
    }

    public async Task<IActionResult> OnPostApplyAsync()
    {
        await FillAsync();
        ModelState.Forgive();
        await PreviewAsync(Lines, "Lines");
        if (Preview is null) return Page();
        if (Preview.Stamp != Stamp) throw new RefusedException("clock.previewStale");
        var (by, at) = (current.Required, clock.GetUtcNow());
        if (Gone is not null) Gone.Remove(by, at);
        else await Add(by, at);
        await db.SaveChangesAsync();
        await new ClockMoves(db, audit, clock).ApplyAsync(Preview, by, at);
        await audit.Person("change", "holidays changed", new { added = Days.Select(d => d.Day), removed = Gone?.Day, moved = Preview.Moves.Count });
        return Redirect($"/admin/holidays?Year={(Gone?.Day ?? Days[0].Day).Year}");
    }

    public async Task FillAsync()
    {
        Years = await db.Holidays.Where(h => h.RemovedAt == null).Select(h => h.Day.Year).Distinct().OrderBy(y => y).ToListAsync();
        if (!Years.Contains(Year)) Year = ThaiDay.Of(clock.GetUtcNow()).Year;
        Listed = await db.Holidays.AsNoTracking().Where(h => h.RemovedAt == null && h.Day.Year == Year).OrderBy(h => h.Day).ToListAsync();
    }

    private async Task PreviewAsync(string? lines, string field)
    {
        var book = ClockBook.Current;
        if (Remove is { } id)
        {
            Gone = await db.Holidays.SingleOrDefaultAsync(h => h.Id == id && h.RemovedAt == null) ?? throw new RefusedException("holiday.gone");
            Preview = await FindAsync(book.With(book.Calendar.Without(Gone.Day)), $"-{Gone.Day:O}");
            return;
        }

        var (days, errors) = HolidayLines.Read(lines, book.Calendar);
        foreach (var (line, why) in errors) ModelState.AddModelError(field, texts["Holidays.Line", line, texts["Holidays.Bad." + why].Value]);
        if (errors.Count > 0) return;
        Days = days;
        Preview = await FindAsync(book.With(book.Calendar.With(days)), Proposed);
    }

    private async Task Add(Actor by, DateTimeOffset at)
    {
        var wanted = Days.Select(d => d.Day).ToList();
        var gone = await db.Holidays.Where(h => wanted.Contains(h.Day)).ToDictionaryAsync(h => h.Day);
        foreach (var day in Days)
        {
            if (gone.TryGetValue(day.Day, out var before)) before.Restore(day, by, at);
            else db.Add(new Holiday(Guid.CreateVersion7(at), day, by, at));
        }
    }

    private Task<MovePreview> FindAsync(ClockBook after, string what) => new ClockMoves(db, audit, clock).FindAsync(
        after, [.. after.Settings.All.Where(s => s.Unit == ClockUnit.WorkingDays).Select(s => s.Code).Distinct()], null, what);

    private void Wrong(string field, string error, string label) => ModelState.AddModelError(field, texts[error, texts[label].Value]);

    private static async Task<string> TextOf(IFormFile file)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync();
    }
}
