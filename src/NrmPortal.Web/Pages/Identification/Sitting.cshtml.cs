using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>One meeting: when and where, the agenda with quorum and conflicts of each case the reader sees, the minutes.</summary>
[Needs(Permission.MdtConvene, Permission.MdtSit, Permission.MdtReview)]
public sealed class SittingModel(PortalDbContext db, CurrentActor actor, AuditTrail audit, TimeProvider clock, PortalSettings settings) : PageModel, IFormPage
{
    [BindProperty]
    public string? Minutes { get; set; }

    public Sitting? Sitting { get; private set; }
    public IReadOnlyList<(string Number, Panel Panel)> Agenda { get; private set; } = [];
    public MdtRules Rules => settings.Mdt;
    public bool IsAbsent => Sitting is null;

    public bool Writes => RoleGrants.Has(actor.Required.Role, Permission.MdtConvene) && Sitting?.ProvinceCode == actor.Required.ProvinceCode;

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Sitting is null) return NotFound();
        Minutes = Sitting.Minutes?.Open();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (Sitting is null) return NotFound();
        Sitting.WriteMinutes(SealedText.Of(Minutes), actor.Required, clock.GetUtcNow());
        await db.SaveChangesAsync();
        return Redirect($"/identification/sittings/{Sitting.Id}");
    }

    public async Task FillAsync()
    {
        var id = Guid.TryParse(RouteData.Values["id"]?.ToString(), out var parsed) ? parsed : Guid.Empty;
        Sitting = await db.Sittings.FirstOrDefaultAsync(s => s.Id == id);
        var panels = await db.Panels.AsNoTracking().Include(p => p.Seats).Where(p => p.SittingId == id).OrderBy(p => p.ConvenedAt).ToListAsync();
        var cases = panels.Select(p => p.CaseId).ToList();
        var numbers = (await db.Cases.AsNoTracking().Where(c => cases.Contains(c.Id)).ToListAsync()).ToDictionary(c => c.Id, c => c.Number);
        Agenda = [.. panels.Where(p => numbers.ContainsKey(p.CaseId)).Select(p => (numbers[p.CaseId], p))];
        await audit.Person("list", "sitting", new { sitting = id, cases });
    }
}
