using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Work;

/// <summary>The change of shift: the leaving one writes what is open, the arriving one acknowledges point by point.</summary>
[Needs(Permission.TaskWork)]
public sealed class HandoverModel(PortalDbContext db, CurrentActor current, AuditTrail audit, TimeProvider clock, IStringLocalizer<WorkPages> texts) : PageModel, IFormPage
{
    /// <summary>A point as the form sends it.</summary>
    public sealed class Point
    {
        public Guid Case { get; set; }
        public Guid? Task { get; set; }
        public bool Chosen { get; set; }
        public string? Remark { get; set; }
    }

    [BindProperty]
    public List<Point> Points { get; set; } = [];

    public Guid Me => current.Required.UserId;
    public IReadOnlyList<ShiftLine> Waiting { get; private set; } = [];
    public IReadOnlyList<ShiftLine> Lately { get; private set; } = [];
    public ShiftOffers Offered { get; private set; } = ShiftOffers.None;
    public NameBook Names { get; private set; } = null!;

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var (by, at) = (current.Required, clock.GetUtcNow());
        var offered = await new ShiftList(db, by).OfferedAsync(Points);
        // What was typed for a point that stays behind would be lost.
        for (var i = 0; i < offered.Points.Count; i++)
            if (offered.Points[i] is { Chosen: false } left && !string.IsNullOrWhiteSpace(left.Remark)) ModelState.AddModelError($"remark-{i}", texts["Shift.RemarkUnchosen"]);
        if (!ModelState.IsValid)
        {
            await FillAsync();
            return Page();
        }

        db.Add(ShiftHandover.Write(Guid.CreateVersion7(at), offered.Points.Where(o => o.Chosen).Select(o => new ShiftPoint(o.CaseId, o.TaskId, SealedText.Of(o.Remark))), by, at));
        await db.SaveChangesAsync();
        return Redirect("/tasks/handover");
    }

    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid item)
    {
        // Locked, so that of two who press at once one is first.
        await db.Database.ExecuteSqlAsync($"select 1 from shift_items where id = {item} for update");
        if (await db.ShiftItems.FirstOrDefaultAsync(i => i.Id == item) is not { } found) return NotFound();
        found.Acknowledge(current.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect("/tasks/handover");
    }

    public async Task FillAsync()
    {
        var list = new ShiftList(db, current.Required);
        var since = clock.GetUtcNow().AddDays(-2);
        Waiting = await list.LinesAsync(i => i.AcknowledgedAt == null);
        Lately = await list.LinesAsync(i => i.AcknowledgedAt > since);
        Offered = await list.OfferedAsync(Points);
        Names = await NameBook.OfAsync(db, [], Waiting.Concat(Lately).SelectMany(l => new[] { l.Item.WrittenByUserId, l.Item.AcknowledgedByUserId }), []);
        await audit.Person("list", "handover", new { cases = Waiting.Concat(Lately).Select(l => l.Item.CaseId).Concat(Offered.Points.Select(o => o.CaseId)).Distinct() });
    }
}
