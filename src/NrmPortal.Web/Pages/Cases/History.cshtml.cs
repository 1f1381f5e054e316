using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>Everything that happened to the case, in the reader's language.</summary>
[CaseAction(CaseAction.View)]
public sealed class HistoryModel(PortalDbContext db, CurrentCase current) : PageModel
{
    public Case Case => current.Value;
    public IReadOnlyList<Happened> Events { get; private set; } = [];

    public async Task OnGetAsync() => Events = await Happened.OfAsync(db, Case.Id, int.MaxValue);
}
