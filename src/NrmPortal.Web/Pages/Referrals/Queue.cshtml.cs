using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>DATIP's queue: what waits for a decision, oldest clock first.</summary>
[Needs(Permission.ReferralReview)]
public sealed class QueueModel(PortalDbContext db, AuditTrail audit) : PageModel
{
    private static readonly ReferralState[] Waiting = [ReferralState.Sent, ReferralState.Claimed, ReferralState.Declined, ReferralState.Approved, ReferralState.Redirected];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Rows = await db.Referrals.AsNoTracking().Where(r => Waiting.Contains(r.State)
            || (r.Emergency && r.DecidedAt == null && (r.State == ReferralState.Accepted || r.State == ReferralState.Arrived))).OrderBy(r => r.DueAt).Take(50).AsRows().ToListAsync();
        await audit.Person("list", "review", new { cases = Rows.Select(r => r.CaseId).Distinct() });
    }
}

/// <summary>A referral in a list.</summary>
public sealed record Row(Guid CaseId, string Number, ReferralState State, bool Urgent, DateTimeOffset? SentAt, DateTimeOffset? DueAt, string? DueClock, string? ReceiverTh, string? ReceiverEn);

internal static class Rows
{
    public static IQueryable<Row> AsRows(this IQueryable<Referral> referrals) => referrals.Select(r =>
        new Row(r.CaseId, r.Number, r.State, r.Urgent, r.SentAt, r.DueAt, r.DueClock, r.ReceiverUnit!.NameTh, r.ReceiverUnit.NameEn));
}
