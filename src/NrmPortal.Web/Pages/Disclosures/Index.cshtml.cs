using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Disclosures;

/// <summary>What was given to others beside the referrals, on what, and whether it has ended.</summary>
[CaseAction(CaseAction.View)]
public sealed class IndexModel(PortalDbContext db, CurrentCase current, CurrentActor actor) : PageModel
{
    public Case Case => current.Value;
    /// <summary>The list, or what the reader's own office told somebody for a return.</summary>
    public bool Reads => SectionGrants.Has(actor.Required.Role, Section.Consent) || Disclosures.Count > 0;
    public bool MayDisclose => Case.Can(CaseAction.Disclose, actor.Required.Role);
    public bool MayTell => Case.Can(CaseAction.RecordRecipientTold, actor.Required.Role);
    public IReadOnlyList<Disclosure> Disclosures { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Units { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync()
    {
        Disclosures = await db.Disclosures.AsNoTracking().Where(d => d.CaseId == Case.Id).OrderByDescending(d => d.At).ToListAsync();
        var ids = Disclosures.Select(d => d.ToUnitId).OfType<Guid>().ToList();
        Units = await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => Languages.Pick(u.NameTh, u.NameEn));
    }
}
