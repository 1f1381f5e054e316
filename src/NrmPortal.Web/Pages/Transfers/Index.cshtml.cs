using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Transfers;

/// <summary>Cases that are to be handed over to this office or by it.</summary>
[Needs(Permission.CaseReceive, Permission.CaseTransfer)]
public sealed class IndexModel(PortalDbContext db, CurrentActor current, AuditTrail audit) : PageModel
{
    public const int AtMost = 50;

    public IReadOnlyList<CaseTransfer> ToYou { get; private set; } = [];
    public IReadOnlyList<CaseTransfer> FromYou { get; private set; } = [];
    public IReadOnlyList<CaseTransfer> Answered { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Offices { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync()
    {
        var unit = current.Required.UnitId;
        ToYou = await db.Transfers.AsNoTracking().Where(t => t.ToUnitId == unit && t.Answer == null).OrderBy(t => t.At).ToListAsync();
        FromYou = await db.Transfers.AsNoTracking().Where(t => t.ByUnitId == unit).OrderBy(t => t.Answer != null).ThenByDescending(t => t.At).Take(AtMost).ToListAsync();
        Answered = await db.Transfers.AsNoTracking().Where(t => t.ToUnitId == unit && t.Answer != null).OrderByDescending(t => t.AnsweredAt).Take(AtMost).ToListAsync();
        var all = ToYou.Concat(FromYou).Concat(Answered).ToList();
        Offices = await TransferList.OfficesAsync(db, all);
        await audit.Person("list", "transfers", new { cases = all.Select(t => t.CaseId).Distinct() });
    }
}
