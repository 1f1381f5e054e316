using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Documents;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Documents;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>The small picture of a filed photograph, for whoever reads its section. It is no copy, and is recorded as read.</summary>
[CaseAction(CaseAction.View)]
public sealed class ThumbnailModel(PortalDbContext db, CurrentCase current, DocumentVault vault, AuditTrail audit) : PageModel
{
    // One picture at a time: each is whole in memory while it is drawn.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    public Case Case => current.Value;

    public async Task<IActionResult> OnGetAsync(Guid id, int? version)
    {
        if (await db.Documents.AsNoTracking().Include(d => d.Versions).FirstOrDefaultAsync(d => d.Id == id && d.CaseId == Case.Id) is not { } document) return NotFound();
        if (document.Versions.FirstOrDefault(v => v.Number == (version ?? document.VersionCount)) is not { } wanted || !Thumbnail.IsMadeOf(wanted)) return NotFound();
        await Turn.WaitAsync(HttpContext.RequestAborted);
        try
        {
            using var content = new MemoryStream((int)wanted.Size);
            await using (var file = vault.Open(wanted)) await file.CopyToAsync(content, HttpContext.RequestAborted);
            if (Thumbnail.Of(content.ToArray()) is not { } picture) return NotFound();
            await audit.Case(Case.Id, "read", "/Documents/Thumbnail", new { document = document.Number, version = wanted.Number });
            Response.Headers.CacheControl = "no-store";
            return File(picture, "image/jpeg");
        }
        finally
        {
            Turn.Release();
        }
    }
}
