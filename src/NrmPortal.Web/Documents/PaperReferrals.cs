using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Documents;

/// <summary>The referrals that a document of a kind may tell of: who issues it chooses where there are several.</summary>
internal sealed class PaperReferrals(PortalDbContext db, CurrentCase current)
{
    /// <summary>The kinds that tell of one referral.</summary>
    public static IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.ReferralLetter, DocumentKind.TransitLetter];

    /// <summary>The sensible one first: what is still on its way before what has arrived or is over, then the latest.</summary>
    public async Task<IReadOnlyList<Referral>> OfAsync(DocumentKind kind)
    {
        var sent = await db.Referrals.AsNoTracking().Include(r => r.ReceiverUnit).Where(r => r.CaseId == current.Value.Id && r.SentAt != null).ToListAsync();
        return [.. sent.Where(r => kind == DocumentKind.TransitLetter ? r.LeadsToAPlace : r.IsTold)
            .OrderBy(r => r.State is ReferralState.Arrived || ReferralFlow.IsFinal(r.State)).ThenByDescending(r => r.CreatedAt)];
    }

    /// <param name="chosen">The referral asked for, or null for the first that fits.</param>
    /// <exception cref="RefusedException">There is none that such a document may tell of, or it is not the one chosen.</exception>
    public async Task<Referral> ChosenAsync(DocumentKind kind, Guid? chosen)
    {
        var fitting = await OfAsync(kind);
        if (fitting.Count == 0) throw new RefusedException(kind == DocumentKind.TransitLetter ? "document.noPlace" : "document.noReferral");
        return chosen is null ? fitting[0] : fitting.FirstOrDefault(r => r.Id == chosen) ?? throw new RefusedException("document.otherReferral");
    }
}
