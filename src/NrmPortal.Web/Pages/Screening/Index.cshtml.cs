using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>The unit's screenings: to go on with, to consider as second screener, and what became of the rest.</summary>
[Needs(Permission.ScreeningRecord, Permission.ScreeningSecond)]
public sealed class IndexModel(PortalDbContext db, CurrentActor current, AuditTrail audit) : PageModel
{
    /// <summary>Of those that are concluded; what waits is shown whole.</summary>
    public const int AtMost = 50;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public sealed record Row(Guid Id, Guid CaseId, string Number, string CaseNumber, ScreeningState State, ScreeningOutcome? Outcome,
        DateTimeOffset StartedAt, Guid ByUserId, NrmPortal.Domain.Flow.Stage Stage, string? CaseOutcome);

    public Guid Me => current.Required.UserId;

    public async Task OnGetAsync()
    {
        var unit = current.Required.UnitId;
        var list = db.Screenings.AsNoTracking().Where(s => s.ByUnitId == unit || (s.State == ScreeningState.AwaitingSecond && s.Case!.ProvinceOfficeId == unit));
        var waiting = await RowsOf(list.Where(s => s.State != ScreeningState.Concluded)).ToListAsync();
        Rows = [.. waiting.OrderBy(s => s.State), .. await RowsOf(list.Where(s => s.State == ScreeningState.Concluded)).Take(AtMost).ToListAsync()];
        await audit.Person("list", "screenings", new { cases = Rows.Select(r => r.CaseId) });
    }

    private static IQueryable<Row> RowsOf(IQueryable<CaseScreening> list) => list.OrderByDescending(s => s.StartedAt).Select(s => new Row(s.Id, s.CaseId, s.Number,
        s.Case!.NrmNumber ?? s.Case.FirstContactNumber, s.State, s.Outcome, s.StartedAt, s.ByUserId, s.Case.Stage, s.Case.Outcome));
}
