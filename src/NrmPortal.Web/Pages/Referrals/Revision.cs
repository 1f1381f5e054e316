using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Interceptors;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Pages.Children;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>A draft, or what came back to its sender, opened in the form it was written in and sent as it is changed there.</summary>
internal sealed class Revision(PortalDbContext db, Case subject, Referral referral)
{
    public Referral Referral => referral;
    public bool IsDraft => referral.State == ReferralState.Draft;

    /// <summary>What the last one to look at it wrote: why it came back.</summary>
    public SealedText? Said { get; private set; }
    public NeedsProfile Needs { get; private set; } = null!;

    /// <summary>The last change of it, for a form that was opened before; null: it is as it was written.</summary>
    public ReferralStep? Changed { get; private set; }

    /// <summary>Which state of it the form was filled with.</summary>
    public string Version => Changed?.Id.ToString() ?? "";

    /// <returns>Null: the case has no such referral, or the reader does not see it.</returns>
    public static async Task<Revision?> FindAsync(PortalDbContext db, Case subject, string number)
    {
        if (await db.Referrals.FirstOrDefaultAsync(r => r.Number == number && r.CaseId == subject.Id) is not { } referral) return null;
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(s => s.ReferralId == referral.Id).OrderByDescending(s => s.At).ToListAsync();
        return new Revision(db, subject, referral) { Said = steps.Find(s => s.From != s.To)?.Reason, Changed = steps.Find(s => s.Action == ReferralAction.Revise), Needs = await db.NeedsProfiles.SingleAsync(n => n.Id == referral.Id) };
    }

    /// <summary>What a colleague has changed since the form was opened is not overwritten unread.</summary>
    public async Task<RefusedException> ChangedSinceAsync() =>
        new("referral.changed", (await ChildFile.PeopleAsync(db, [Changed!.ByUserId ?? Guid.Empty])).Values.FirstOrDefault() ?? "–", ThaiDates.Moment(Changed.At));

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
