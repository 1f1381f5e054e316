using System.Globalization;
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

namespace NrmPortal.Web.Pages.Admin;

/// <summary>One limit: its values by date, a change that shows first what it would move, and its escalation ladder.</summary>
[Needs(Permission.SettingsEdit)]
public sealed class ClockModel(PortalDbContext db, CurrentActor current, AuditTrail audit, TimeProvider clock, Words words, IStringLocalizer<ClockPages> texts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "code")]
    public string? Wanted { get; set; }

    [BindProperty]
    public ClockForm Input { get; set; } = new();

    [BindProperty]
    public string? Stamp { get; set; }

    [BindProperty]
    public RungForm Next { get; set; } = new();

    [BindProperty]
    public Guid? Rung { get; set; }

    public ClockCode Code { get; private set; }
    public bool IsAbsent => Values.Count == 0;
    public IReadOnlyList<(ClockValue Value, string? By)> Values { get; private set; } = [];
    public IReadOnlyList<ClockRung> Rungs { get; private set; } = [];
    public ClockTerms? Terms { get; private set; }
    public MovePreview? Preview { get; private set; }

    /// <summary>How many running limits have passed the step that is to be added.</summary>
    public long ToldAtOnce { get; private set; }

    /// <summary>The form's fields as they were typed, for the button that applies them.</summary>
    public IEnumerable<(string Name, string? Value)> Typed =>
    [
        (nameof(Input.Amount), Input.Amount?.ToString(CultureInfo.InvariantCulture)), (nameof(Input.Unit), Input.Unit?.ToString()), (nameof(Input.From), Input.From),
        (nameof(Input.LegalBasis), Input.LegalBasis), (nameof(Input.Confidence), Input.Confidence), (nameof(Input.Reason), Input.Reason),
    ];

    public IEnumerable<SelectListItem> Units => Enum.GetValues<ClockUnit>().Select(u => new SelectListItem(words.Of(u), u.ToString()));
    public IEnumerable<SelectListItem> Confidences => ClockForm.Confidences.Select(c => new SelectListItem(texts["Confidence." + c], c));
    public IEnumerable<SelectListItem> Audiences => Enum.GetValues<Told>().Select(t => new SelectListItem(words.Of(t), t.ToString()));
    public IEnumerable<SelectListItem> Roles => Enum.GetValues<Role>().Where(r => RoleGrants.Has(r, Permission.CaseRead))
        .Select(r => new SelectListItem(words.Of(r), r.ToString())).Prepend(new SelectListItem(texts["Ladder.Everybody"], ""));

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        var now = ClockBook.Current.Settings.At(Code, clock.GetUtcNow());
        Input = new ClockForm { Amount = now.Amount, Unit = now.Unit, LegalBasis = words.Basis(now.LegalBasis), Confidence = now.Confidence };
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        if (await Read() is { } absent) return absent;
        if (Terms is not null) Preview = await FindAsync(Terms);
        return Page();
    }

    public async Task<IActionResult> OnPostCsvAsync()
    {
        if (await Read() is { } absent) return absent;
        return Terms is null ? Page() : await MoveList.FileAsync(await FindAsync(Terms), audit, words, texts);
    }

    public async Task<IActionResult> OnPostApplyAsync()
    {
        if (await Read() is { } absent) return absent;
        if (Terms is null) return Page();
        Preview = await FindAsync(Terms);
        if (Preview.Stamp != Stamp) throw new RefusedException("clock.previewStale");
        var (by, at) = (current.Required, clock.GetUtcNow());
        var last = await db.ClockValues.SingleAsync(v => v.Code == Code && v.Until == null);
        var next = last.FollowedBy(Guid.CreateVersion7(at), Terms, by, at);
        // The old value ends before the new one stands: one is in force at a time.
        await db.SaveChangesAsync();
        db.Add(next);
        await db.SaveChangesAsync();
        await new ClockMoves(db, audit, clock).ApplyAsync(Preview, by, at);
        await audit.Person("change", "clock setting changed", new { clock = Code.ToString(), Terms.Amount, unit = Terms.Unit.ToString(), from = Terms.From, moved = Preview.Moves.Count });
        return Redirect($"/admin/clocks/{Code}");
    }

    public async Task<IActionResult> OnPostAddRungAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        if (Next.Percent is null || Next.Told is null) throw new RefusedException("clock.percent");
        var rung = ClockRung.Add(Guid.CreateVersion7(clock.GetUtcNow()), new Rung(Code, Next.Percent.Value, Next.Told.Value, Next.Role), Rungs, current.Required, clock.GetUtcNow());
        ToldAtOnce = await db.Database.SqlQuery<long>($"select limits_beyond({Code.ToString()}, {rung.Percent}) as \"Value\"").SingleAsync();
        if (ToldAtOnce > 0 && !Next.Confirmed) return Page();
        db.Add(rung);
        return await LadderSaved();
    }

    public async Task<IActionResult> OnPostEndRungAsync()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        (Rungs.FirstOrDefault(r => r.Id == Rung) ?? throw new RefusedException("clock.rungGone")).End(Rungs, current.Required, clock.GetUtcNow());
        return await LadderSaved();
    }

    public async Task FillAsync()
    {
        if (!Enum.TryParse<ClockCode>(Wanted, out var code) || code.ToString() != Wanted) return;
        Code = code;
        var values = await (from v in db.ClockValues.AsNoTracking()
                            where v.Code == code
                            join u in db.Users on v.ByUserId equals u.Id into people
                            from u in people.DefaultIfEmpty()
                            orderby v.From descending, v.SetAt descending
                            select new { Value = v, NameTh = u == null ? null : u.NameTh, NameEn = u == null ? null : u.NameEn }).ToListAsync();
        Values = [.. values.Select(v => (v.Value, v.NameTh is null ? null : Languages.Pick(v.NameTh, v.NameEn!)))];
        Rungs = await db.ClockRungs.Where(r => r.Code == code && r.EndedAt == null).OrderBy(r => r.Percent).ThenBy(r => r.Told).ToListAsync();
    }

    private async Task<IActionResult?> Read()
    {
        await FillAsync();
        if (IsAbsent) return NotFound();
        Terms = Input.Read(ModelState, texts, words);
        if (Terms is not null && Terms.From < Values[0].Value.From) throw new RefusedException("clock.beforeLast");
        if (Terms is not null && Values[0].Value.WhyNotLonger(Terms) is { } refusal) throw new RefusedException(refusal);
        return null;
    }

    private Task<MovePreview> FindAsync(ClockTerms terms)
    {
        var book = ClockBook.Current;
        return new ClockMoves(db, audit, clock).FindAsync(book.With(book.Settings.With(ClockValue.Proposed(Code, terms))), [Code], terms.From, terms.ToString());
    }

    private async Task<IActionResult> LadderSaved()
    {
        await db.SaveChangesAsync();
        await audit.Person("change", "clock ladder changed", new { clock = Code.ToString() });
        return Redirect($"/admin/clocks/{Code}#ladder");
    }
}
