using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Money;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Scopes;

/// <summary>What has to be looked at before a case ends.</summary>
public static class EndingScopes
{
    private static readonly ReferralState[] Underway =
        [ReferralState.Sent, ReferralState.Claimed, ReferralState.UnderReview, ReferralState.Approved, ReferralState.Redirected, ReferralState.Accepted, ReferralState.Arrived];

    /// <summary>What is still open on the case, of what the reader sees: the province office and DATIP see all of it.</summary>
    public static async Task<IReadOnlyList<ClosureItem>> OpenItemsAsync(this PortalDbContext db, Guid caseId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var today = ThaiDay.Of(now);
        var open = new List<ClosureItem>();
        async Task Look(ClosureItem item, Task<bool> there)
        {
            if (await there) open.Add(item);
        }

        await Look(ClosureItem.OpenReferral, db.Referrals.AnyAsync(r => r.CaseId == caseId && Underway.Contains(r.State), cancellation));
        await Look(ClosureItem.LivePlacement, db.Placements.AnyAsync(p => p.CaseId == caseId && p.EndedAt == null, cancellation));
        await Look(ClosureItem.Custody, db.Stays.AnyAsync(s => s.CaseId == caseId && s.CorrectedAt == null && s.AwaitsPlacementId == null && s.EndedAt == null
            && (s.Basis == StayBasis.CustodyS29 || s.Basis == StayBasis.CourtExtension), cancellation));
        await Look(ClosureItem.Task, db.Tasks.AnyAsync(t => t.CaseId == caseId && t.Code == TaskCode.Written && t.DoneAt == null, cancellation));
        await Look(ClosureItem.CourtDate, db.CourtDates.AnyAsync(d => d.CaseId == caseId && d.State == CourtDateState.Planned && d.StartsAt >= now, cancellation));
        // Nobody was given anything on the consent to go home.
        await Look(ClosureItem.Consent, db.Consents.AnyAsync(c => c.CaseId == caseId && c.Purpose != ConsentPurpose.Return && c.Outcome == ConsentOutcome.Given && c.WithdrawnAt == null && c.ExpiresOn >= today, cancellation));
        var claims = await db.Claims.AsNoTracking().Where(c => c.CaseId == caseId).ToListAsync(cancellation);
        var entries = await db.MoneyEntries.AsNoTracking().Where(e => e.CaseId == caseId).ToListAsync(cancellation);
        var book = new Ledger(claims, entries);
        if (claims.Any(c => book.Of(c).Outstanding > 0)) open.Add(ClosureItem.Money);
        return [.. open.Order()];
    }
}
