using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Consents;

/// <summary>The consent log: every answer the person gave, newest first, with its state today.</summary>
[CaseAction(CaseAction.View)]
public sealed class IndexModel(PortalDbContext db, CurrentCase current, CurrentActor actor, TimeProvider clock) : PageModel
{
    public Case Case => current.Value;
    public DateOnly Today => ThaiDay.Of(clock.GetUtcNow());
    public bool Reads => SectionGrants.Has(actor.Required.Role, Section.Consent);
    public bool MayRecord => Case.Can(CaseAction.RecordConsent, actor.Required.Role);
    public IReadOnlyList<Consent> Consents { get; private set; } = [];

    public async Task OnGetAsync() => Consents = await db.Consents.AsNoTracking().Where(c => c.CaseId == Case.Id).OrderByDescending(c => c.At).ToListAsync();
}
