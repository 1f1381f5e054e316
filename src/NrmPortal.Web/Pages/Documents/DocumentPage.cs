using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>A form about one document of the case; one that is not seen is as if it were not there.</summary>
public abstract class DocumentPage(PortalDbContext db, CurrentCase current) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true), FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public Case Case => current.Value;
    public Document Document { get; private set; } = null!;
    public bool IsAbsent => Document is null;

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        return IsAbsent ? NotFound() : Page();
    }

    public async Task FillAsync() => Document = (await db.Documents.Include(d => d.Versions).FirstOrDefaultAsync(d => d.Id == Id && d.CaseId == Case.Id))!;
}
