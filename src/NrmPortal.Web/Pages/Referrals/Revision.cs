using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Interceptors;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>A draft, or what came back to its sender, opened in the form it was written in and sent as it is changed there.</summary>
internal sealed class Revision(PortalDbContext db, Case subject, Referral referral)
{
    public Referral Referral => referral;
    public bool IsDraft => referral.State == ReferralState.Draft;

    /// <summary>What the last one to look at it wrote: why it came back.</summary>
    public SealedText? Said { get; private set; }
    public NeedsProfile Needs { get; private set; } = null!;

    /// <returns>Null: the case has no such referral, or the reader does not see it.</returns>
    public static async Task<Revision?> FindAsync(PortalDbContext db, Case subject, string number)
    {
        if (await db.Referrals.FirstOrDefaultAsync(r => r.Number == number && r.CaseId == subject.Id) is not { } referral) return null;
        var last = await db.Set<ReferralStep>().AsNoTracking().Where(s => s.ReferralId == referral.Id && s.From != s.To).OrderByDescending(s => s.At).FirstOrDefaultAsync();
        return new Revision(db, subject, referral) { Said = last?.Reason, Needs = await db.NeedsProfiles.SingleAsync(n => n.Id == referral.Id) };
    }

    /// <summary>The case is locked: nobody claims, answers or withdraws it meanwhile.</summary>
    /// <param name="sends">Else it stays a draft.</param>
    public async Task SaveAsync(ReferralRequest request, NeedsProfile wanted, Consent? consent, IReadOnlyCollection<Consent> answers, bool sends, string? note, Actor by, DateTimeOffset at)
    {
        await db.ReloadWholeAsync(referral);
        if (!sends && !IsDraft) throw new RefusedException("referral.state", nameof(ReferralAction.Revise), referral.State.ToString());
        if (subject.Revise(referral, request, Needs, wanted, consent, by, at, answers) is { } before) db.Add(before);
        await db.SaveChangesAsync();
        if (!sends) return;
        subject.SendRevised(referral, note, by, at);
        await db.SaveChangesAsync();
    }
}
