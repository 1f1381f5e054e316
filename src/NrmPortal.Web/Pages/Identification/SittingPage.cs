using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>What the pages of one meeting share: the meeting of the address, or 404; the record that it was read.</summary>
public abstract class SittingPage(PortalDbContext db, CurrentActor actor, AuditTrail audit) : PageModel, IFormPage
{
    public SittingFile? Opened { get; private set; }
    public bool IsAbsent => Opened is null;
    public Sitting Sitting => Opened!.Sitting;
    protected PortalDbContext Db => db;
    protected Actor Reader => actor.Required;

    /// <summary>Whether the reader is the secretary of its province.</summary>
    public bool Writes => RoleGrants.Has(Reader.Role, Permission.MdtConvene) && Sitting.ProvinceCode == Reader.ProvinceCode;

    /// <summary>What it is about still and the secretary's office answers for: of a case that went to another it keeps the core, and writes nothing.</summary>
    public IReadOnlyList<AgendaItem> Ours => [.. Opened!.Sat.Where(a => a.Case.ProvinceOfficeId == Reader.UnitId)];

    /// <summary>Numbers of those that went to another office.</summary>
    public IReadOnlyList<string> Elsewhere => Writes ? [.. Opened!.Sat.Where(a => a.Case.ProvinceOfficeId != Reader.UnitId).Select(a => a.Case.Number)] : [];

    public async Task<IActionResult> OnGetAsync()
    {
        await FillAsync();
        if (Opened is null) return NotFound();
        Begin();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FillAsync();
        if (Opened is null) return NotFound();
        if (!Act()) return Page();
        await db.SaveChangesAsync();
        return Redirect($"/identification/sittings/{Sitting.Id}");
    }

    public async Task FillAsync()
    {
        Opened = await SittingFile.OpenAsync(db, RouteData.Values["id"], locked: HttpMethods.IsPost(Request.Method));
        await audit.Person("list", "sitting", new { sitting = RouteData.Values["id"], cases = Opened?.Agenda.Select(a => a.Case.Id) });
    }

    /// <summary>Fills the fields from what stands.</summary>
    protected virtual void Begin() { }

    /// <summary>Does what the form says; false when a field is wrong.</summary>
    protected abstract bool Act();
}
