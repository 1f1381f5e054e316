using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;
using Opening = NrmPortal.Domain.Cases.BreakGlass;

namespace NrmPortal.Web.Pages.BreakGlass;

/// <summary>Opens a case one does not see, in an emergency: by its number, for a stated reason, to read for a day.</summary>
[Needs(Permission.CaseBreakGlass)]
public sealed class IndexModel(PortalDbContext db, CurrentActor current, AuditTrail audit, TimeProvider clock, IStringLocalizer<WorkPages> texts) : PageModel, IFormPage
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public const int AtMost = 20;

    public IReadOnlyList<Mine> Openings { get; private set; } = [];

    public sealed record Mine(string? Number, DateTimeOffset At, DateTimeOffset Until, bool? Justified);

    public Task OnGetAsync() => FillAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        // Without a reason nothing is looked up: the answer must not tell whether the number exists.
        if (string.IsNullOrWhiteSpace(Reason)) throw new RefusedException("glass.reason");
        var wanted = (Number ?? "").Trim().ToUpperInvariant();
        var found = await db.Database.SqlQuery<Guid?>($"select case_for_break_glass({wanted}) as \"Value\"").SingleAsync();
        if (found is not { } id)
        {
            await audit.Person("denied", "break-glass", new { number = wanted });
            ModelState.AddModelError(nameof(Number), texts["Glass.Unknown"]);
            await FillAsync();
            return Page();
        }

        if (!await db.Cases.AnyAsync(c => c.Id == id)) await Open(id);
        return Redirect($"/cases/{Uri.EscapeDataString(wanted)}");
    }

    public async Task FillAsync() => Openings = await (from g in db.BreakGlasses.AsNoTracking()
                                                       where g.MembershipId == current.Required.MembershipId
                                                       join c in db.Cases on g.CaseId equals c.Id into seen
                                                       from c in seen.DefaultIfEmpty()
                                                       orderby g.At descending
                                                       select new Mine(c.NrmNumber ?? c.FirstContactNumber, g.At, g.Until, g.Justified)).Take(AtMost).ToListAsync();

    private async Task Open(Guid id)
    {
        var at = clock.GetUtcNow();
        var opening = Opening.Open(Guid.CreateVersion7(at), id, SealedText.Of(Reason), current.Required, at);
        db.Add(opening);
        await db.SaveChangesAsync();
        (await db.Cases.SingleAsync(c => c.Id == id)).TellOf(opening, current.Required);
        await db.SaveChangesAsync();
        await audit.Case(id, "read", "break-glass");
    }
}
