using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>DATIP's queue: what waits for a decision, oldest clock first.</summary>
[Needs(Permission.ReferralReview)]
public sealed class QueueModel(PortalDbContext db, AuditTrail audit) : PageModel
{
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Decided by DATIP, not yet answered by the receiver.</summary>
    public IReadOnlyList<Row> Unanswered { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Rows = await db.Referrals.AsNoTracking().ForReview().OrderBy(r => r.DueAt).Take(50).AsRows(db).ToListAsync();
        Unanswered = await db.Referrals.AsNoTracking().AwaitingAnswer().OrderBy(r => r.DueAt).Take(50).AsRows(db).ToListAsync();
        await audit.Person("list", "review", new { cases = Rows.Concat(Unanswered).Select(r => r.CaseId).Distinct() });
    }
}

/// <summary>A referral in a list.</summary>
/// <param name="Escalated">The highest rung past the end of its limit that the reader was told of.</param>
public sealed record Row(Guid CaseId, string Number, ReferralState State, bool Urgent, DateTimeOffset? SentAt, DateTimeOffset? DueAt, string? DueClock, string? ReceiverTh, string? ReceiverEn, int? Escalated, ReferralKind Kind);

internal static class Rows
{
    public static IQueryable<Row> AsRows(this IQueryable<Referral> referrals, PortalDbContext db) => referrals.Select(r =>
        new Row(r.CaseId, r.Number, r.State, r.Urgent, r.SentAt, r.DueAt, r.DueClock, r.ReceiverUnit!.NameTh, r.ReceiverUnit.NameEn,
            db.Escalations.Where(e => e.SubjectId == r.Id && e.Clock == r.DueClock && e.StartedAt == r.DueFrom && e.Percent >= EscalationScopes.End).Max(e => (int?)e.Percent), r.Kind));
}
