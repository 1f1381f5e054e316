using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>What the sender's side may do about a referral.</summary>
/// <param name="Bases">What a share that is sent again or restored can rest on.</param>
/// <param name="ReviseUrl">The form it was written in, while it lies with its sender and the reader answers for the case.</param>
/// <param name="Shares">Whether the share lives.</param>
public sealed record SenderForm(Referral Referral, Actor Reader, IReadOnlyList<SelectListItem> Bases, string? ReviseUrl, bool Shares, string? ShareBasis, string? Reason)
{
    public bool May(ReferralAction action) => Referral.IsFor(action, Reader);
    public bool MaySendDraft => Referral.FromUnitId == Reader.UnitId && (May(ReferralAction.Send) || May(ReferralAction.Offer));
    public bool MayResend => ReviseUrl is not null && (May(ReferralAction.Resend) || May(ReferralAction.OfferAgain));
    public bool MayRestore => May(ReferralAction.RestoreShare) && !Shares;

    /// <summary>The reader answers for the case, or is DATIP, and a service has not finished what it took on.</summary>
    public bool MayStop { get; private init; }
    public bool HasActs => MaySendDraft || MayResend || MayRestore || MayStop || May(ReferralAction.Withdraw);

    internal static async Task<SenderForm> OfAsync(PortalDbContext db, ShareBases bases, Referral referral, Case? subject, Actor reader, DateTimeOffset now, string? basis = null, string? reason = null)
    {
        var form = new SenderForm(referral, reader, [], UrlOf(referral, subject, reader), referral.SharesOn(ThaiDay.Of(now)), basis, reason) { MayStop = subject is not null && subject.WhyNotStop(referral, reader) is null };
        return subject is not null && (form.MayResend || form.MayRestore) ? form with { Bases = await bases.AllAsync(subject, ConsentPurpose.Referral) } : form;
    }

    private static string? UrlOf(Referral referral, Case? subject, Actor reader) =>
        subject is not null && (subject.MayAskForAPlace || !referral.Rule.TakesPlace) && referral.IsFor(ReferralAction.Revise, reader) && (reader.UnitId == subject.OwnerUnitId || reader.UnitId == subject.ProvinceOfficeId)
            ? $"/cases/{subject.Number}/referrals/{(referral.Rule.TakesPlace ? "new" : "service")}?revise={referral.Number}" : null;
}
