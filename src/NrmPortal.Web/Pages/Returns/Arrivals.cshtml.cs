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
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Returns;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Returns;

/// <summary>The Ministry of Foreign Affairs announces a Thai national who comes home, and reads its own announcements.</summary>
[Needs(Permission.ArrivalAnnounce)]
public sealed class ArrivalsModel(PortalDbContext db, CurrentActor actor, CaseNumbers numbers, AuditTrail audit, TimeProvider clock, IStringLocalizer<ReturnPages> texts, IStringLocalizer<Common> shared)
    : PageModel, IFormPage, IArrivalForm
{
    [BindProperty]
    public ArrivalDraft Input { get; set; } = new();

    /// <summary>The province office that receives.</summary>
    [BindProperty]
    public Guid? Office { get; set; }

    public const int AtMost = 100;

    public IReadOnlyList<Line> Own { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Offices { get; private set; } = [];

    /// <summary>An announcement of the reader's office.</summary>
    /// <param name="Number">Of its case; null once the person is home or the announcement is closed: the case is then the office's.</param>
    public sealed record Line(ArrivalNotice Notice, string? Number, string Office);

    public string FieldOf(Refusal refusal) => ArrivalDraft.FieldOf(refusal);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var terms = Input.Read(ModelState, texts, shared);
        var office = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == Office && u.IsActive && u.Agency == AgencyType.ProvincialMsdhs);
        if (office is null) ModelState.AddModelError(nameof(Office), shared["Required.Of", texts["Arrival.Office"].Value]);
        await FillAsync();
        if (!ModelState.IsValid) return Page();
        var (by, at) = (actor.Required, clock.GetUtcNow());
        var opened = Case.OpenFor(Guid.CreateVersion7(at), await numbers.FirstContact(at), office!, by, at);
        db.AddRange(opened, opened.AnnounceArrival(Guid.CreateVersion7(at), terms, by, at));
        await db.SaveChangesAsync();
        await audit.Case(opened.Id, "change", "announced");
        return Redirect("/arrivals");
    }

    public async Task FillAsync()
    {
        var offices = await db.Units.AsNoTracking().Where(u => u.Agency == AgencyType.ProvincialMsdhs && u.IsActive).OrderBy(u => u.Code).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        Offices = [new SelectListItem("–", ""), .. offices.Select(u => new SelectListItem(Languages.Pick(u.NameTh, u.NameEn), u.Id.ToString()))];
        var unit = actor.Required.UnitId;
        var own = await db.ArrivalNotices.AsNoTracking().Where(n => n.ByUnitId == unit).OrderByDescending(n => n.At).Take(AtMost).ToListAsync();
        var cases = own.Select(n => n.CaseId).ToList();
        var known = await db.Cases.AsNoTracking().Where(c => cases.Contains(c.Id)).Select(c => new { c.Id, Number = c.NrmNumber ?? c.FirstContactNumber }).ToDictionaryAsync(c => c.Id, c => c.Number);
        Own = [.. own.Select(n => new Line(n, known.GetValueOrDefault(n.CaseId), offices.FirstOrDefault(o => o.Id == n.ToUnitId) is { } o ? Languages.Pick(o.NameTh, o.NameEn) : ""))];
        await audit.Person("list", "announced arrivals", new { cases });
    }
}
