using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>The documents of a case, as far as the reader may read the sections they are bound to.</summary>
[CaseAction(CaseAction.View)]
public sealed class IndexModel(PortalDbContext db, CurrentCase current, CurrentActor actor) : PageModel
{
    public Case Case => current.Value;
    public IReadOnlyList<Document> Documents { get; private set; } = [];
    public bool MayAdd => Case.Can(CaseAction.AddDocument, actor.Required.Role);
    public bool MayIssue => Case.Can(CaseAction.IssueDocument, actor.Required.Role);

    public async Task OnGetAsync() => Documents = await db.Documents.AsNoTracking().Include(d => d.Versions).Where(d => d.CaseId == Case.Id).OrderByDescending(d => d.At).ToListAsync();
}
