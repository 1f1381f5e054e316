using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Documents;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>A copy of one version: recorded before a byte leaves, always to save and never shown in the page's own place.</summary>
[CaseAction(CaseAction.View)]
public sealed class DownloadModel(PortalDbContext db, CurrentCase current, CurrentActor actor, DocumentVault vault, AuditTrail audit, TimeProvider clock) : PageModel
{
    public Case Case => current.Value;

    public async Task<IActionResult> OnGetAsync(Guid id, int? version)
    {
        if (await db.Documents.AsNoTracking().Include(d => d.Versions).FirstOrDefaultAsync(d => d.Id == id && d.CaseId == Case.Id) is not { } document) return NotFound();
        if (document.Versions.FirstOrDefault(v => v.Number == (version ?? document.VersionCount)) is not { } wanted) return NotFound();
        db.Add(document.Copy(wanted, Languages.IsThai ? "th" : "en", actor.Required, clock.GetUtcNow()));
        await audit.Case(Case.Id, "read", "/Documents/Download", new { document = document.Number, version = wanted.Number });
        await db.SaveChangesAsync();
        Response.Headers.CacheControl = "no-store";
        Response.ContentLength = wanted.Size;
        // No name of a person's making: what a title says stays in the portal.
        return File(vault.Open(wanted), FileFormats.MediaType(wanted.Format), $"{document.Number}-v{wanted.Number}.{FileFormats.Extension(wanted.Format)}");
    }
}
