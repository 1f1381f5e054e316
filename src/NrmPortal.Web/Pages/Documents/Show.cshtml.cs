using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>One document: its versions, who took copies, and what may be done with it.</summary>
[CaseAction(CaseAction.View)]
public sealed class ShowModel(PortalDbContext db, CurrentCase current, CurrentActor actor, PortalSettings settings) : PageModel
{
    /// <summary>Who took a copy of which version, when, in which language.</summary>
    public sealed record Taken(DateTimeOffset At, int Version, string Language, string By);

    public const int MostCopies = 50;

    public Case Case => current.Value;
    public Document Document { get; private set; } = null!;
    public IReadOnlyList<DocumentVersion> Versions { get; private set; } = [];
    public IReadOnlyList<Taken> Copies { get; private set; } = [];
    public string Agency { get; private set; } = "";
    public int Megabytes => settings.DocumentMegabytes;
    public bool MayChange => !Document.IsWithdrawn && Case.Can(CaseAction.WithdrawDocument, actor.Required.Role)
        && (actor.Required.UnitId == Document.ByUnitId || actor.Required.UnitId == Case.OwnerUnitId || actor.Required.UnitId == Case.ProvinceOfficeId);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await db.Documents.AsNoTracking().Include(d => d.Versions).FirstOrDefaultAsync(d => d.Id == id && d.CaseId == Case.Id) is not { } document) return NotFound();
        (Document, Versions) = (document, [.. document.Versions.OrderByDescending(v => v.Number)]);
        Agency = await db.Units.Where(u => u.Id == document.ByUnitId).Select(u => Languages.Pick(u.NameTh, u.NameEn)).FirstAsync();
        Copies = await (from c in db.DocumentCopies
                        where c.DocumentId == id
                        join u in db.Users on c.ByUserId equals u.Id
                        join o in db.Units on c.ByUnitId equals o.Id
                        orderby c.At descending
                        select new Taken(c.At, c.Version, c.Language, $"{Languages.Pick(u.NameTh, u.NameEn)}, {Languages.Pick(o.NameTh, o.NameEn)}")).Take(MostCopies).ToListAsync();
        return Page();
    }
}
