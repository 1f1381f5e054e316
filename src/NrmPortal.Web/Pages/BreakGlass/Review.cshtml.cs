using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using Opening = NrmPortal.Domain.Cases.BreakGlass;

namespace NrmPortal.Web.Pages.BreakGlass;

/// <summary>A supervisor considers one emergency opening: who, when, why, what was read; and writes what they find.</summary>
[Needs(Permission.BreakGlassReview)]
public sealed class ReviewModel(PortalDbContext db, CurrentActor current, AuditTrail audit, CaseWarnings warnings, TimeProvider clock) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Finding { get; set; }

    public Opening Opening { get; private set; } = null!;
    public bool IsAbsent => Opening is null;
    public string Number { get; private set; } = "";
    public string Who { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        return await Find() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(bool justified)
    {
        if (!await Find()) return NotFound();
        Opening.Review(justified, SealedText.Of(Finding), current.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        await audit.Case(Opening.CaseId, "change", "break-glass reviewed", new { justified });
        return Redirect("/home");
    }

    public Task FillAsync() => Find();

    private async Task<bool> Find()
    {
        var found = await db.BreakGlasses.FirstOrDefaultAsync(g => g.Id == Id);
        if (found is null) return false;
        Opening = found;
        await audit.Case(found.CaseId, "read", "break-glass");
        await warnings.ReadAsync(db, found.CaseId, ThaiDay.Of(clock.GetUtcNow()));
        Number = await db.Cases.Where(c => c.Id == found.CaseId).Select(c => c.NrmNumber ?? c.FirstContactNumber).SingleAsync();
        Who = await db.Users.Where(u => u.Id == found.ByUserId).Select(u => Languages.Pick(u.NameTh, u.NameEn)).SingleAsync()
            + ", " + await db.Units.Where(u => u.Id == found.UnitId).Select(u => Languages.Pick(u.NameTh, u.NameEn)).SingleAsync();
        return true;
    }
}
