using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Work;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Account;

/// <summary>Days away, and the colleague of the same office and role who sees the personal tasks and notices meanwhile.</summary>
[Needs(Permission.TaskWork)]
public sealed class AbsenceModel(PortalDbContext db, CurrentActor current, AccountRecord record, TimeProvider clock, IStringLocalizer<WorkPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public Guid? Cover { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    public Guid Membership => current.Required.MembershipId;
    public DateOnly Today { get; } = ThaiDay.Of(clock.GetUtcNow());
    public IReadOnlyList<Absence> Planned { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Colleagues { get; private set; } = [];
    public NameBook Names { get; private set; } = null!;

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        var (from, until) = (ThaiDates.Parse(From), ThaiDates.Parse(Until));
        if (from is null) ModelState.AddModelError(nameof(From), texts["Tasks.DayWrong"]);
        if (until is null) ModelState.AddModelError(nameof(Until), texts["Tasks.DayWrong"]);
        var cover = await Others().FirstOrDefaultAsync(m => m.Id == Cover);
        if (cover is null) ModelState.AddModelError(nameof(Cover), texts["Absence.CoverMissing"]);
        if (!ModelState.IsValid) return Page();
        var at = clock.GetUtcNow();
        db.Add(Absence.Plan(Guid.CreateVersion7(at), cover!, from!.Value, until!.Value, Planned, current.Required, at));
        await db.SaveChangesAsync();
        await record.WriteAsync(current.Required.UserId, "change", "absence", new { cover = cover!.Id, from, until });
        return Redirect("/account/absence");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid absence)
    {
        if (await db.Absences.FirstOrDefaultAsync(a => a.Id == absence) is not { } found) return NotFound();
        found.End(current.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        await record.WriteAsync(current.Required.UserId, "change", "absence", new { ended = absence });
        return Redirect("/account/absence");
    }

    public string FieldOf(Refusal refusal) => refusal.Code switch { "absence.coverEnds" or "absence.days" => nameof(Until), "absence.overlaps" => nameof(From), "absence.cover" or "absence.coverAway" => nameof(Cover), _ => "" };

    public async Task FillAsync()
    {
        var me = Membership;
        Planned = await db.Absences.AsNoTracking().Where(a => (a.MembershipId == me || a.CoverMembershipId == me) && a.EndedAt == null && a.Until >= Today).OrderBy(a => a.From).ToListAsync();
        var others = await Others().AsNoTracking().ToListAsync();
        Names = await NameBook.OfAsync(db, [], [], [.. others.Select(m => (Guid?)m.Id), .. Planned.SelectMany(a => new Guid?[] { a.MembershipId, a.CoverMembershipId })]);
        Colleagues = [.. others.Select(m => new SelectListItem(Names.Of(m.Id), m.Id.ToString()))];
    }

    private IQueryable<Membership> Others()
    {
        var me = current.Required;
        return db.Memberships.LiveOn(Today).Where(m => m.UnitId == me.UnitId && m.Role == me.Role && m.UserId != me.UserId);
    }
}
