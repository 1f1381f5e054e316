using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>A sheet for the table and one for the file: the agenda of a meeting, or its minutes with the attendance list. Cases by their number, no names of persons.</summary>
[PrintView]
[Needs(Permission.MdtConvene, Permission.MdtSit, Permission.MdtReview)]
public sealed class SittingPrintModel(PortalDbContext db, AuditTrail audit, PortalSettings settings) : PageModel
{
    public SittingFile Opened { get; private set; } = null!;
    public MdtRules Rules => settings.Mdt;
    public string Province { get; private set; } = "";
    public bool IsMinutes { get; private set; }

    /// <summary>Opinions of its cases that were rewritten, as far as the reader may read them: once the case is decided.</summary>
    public ILookup<Guid, Opinion> Rewritten { get; private set; } = Array.Empty<Opinion>().ToLookup(o => o.PanelId);

    public async Task<IActionResult> OnGetAsync(string sheet)
    {
        if (sheet is not ("agenda" or "minutes")) return NotFound();
        if (await SittingFile.OpenAsync(db, RouteData.Values["id"]) is not { } file) return NotFound();
        (Opened, IsMinutes) = (file, sheet == "minutes");
        Province = await db.Provinces.Where(p => p.Code == file.Sitting.ProvinceCode).Select(p => new { p.NameTh, p.NameEn }).FirstOrDefaultAsync() is { } named
            ? Languages.Pick(named.NameTh, named.NameEn) : file.Sitting.ProvinceCode;
        if (IsMinutes) Rewritten = await RewrittenAsync([.. file.Agenda.Select(a => a.Panel.Id)]);
        await audit.Person("print", "/Identification/SittingPrint", new { sitting = file.Sitting.Id, sheet, cases = file.Agenda.Select(a => a.Case.Id) });
        return Page();
    }

    private async Task<ILookup<Guid, Opinion>> RewrittenAsync(List<Guid> panels) =>
        (await db.Opinions.AsNoTracking().Include(o => o.Versions).Where(o => panels.Contains(o.PanelId) && o.VersionCount > 1).ToListAsync()).ToLookup(o => o.PanelId);
}
