using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>
    /// Changes a draft, or what came back or was declined, in every point of the form it was written in; what it is to share and on
    /// what that rests are asked anew.
    /// </summary>
    /// <param name="needs">As they are read now.</param>
    /// <param name="wanted">As they are to be read.</param>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    /// <returns>What was before others until now, to be kept.</returns>
    public ReferralVersion? Revise(
        Referral referral, ReferralRequest request, NeedsProfile needs, NeedsProfile wanted, Consent? consent, Actor by, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        RequireMine(referral.CaseId);
        if (WhyNot(SendingOf(request.Emergency), by.Role) is { } shut) throw new RefusedException(shut);
        RequireStanding(by);
        if (request.Kind != referral.Kind) throw new RefusedException("referral.kind", nameof(ReferralAction.Revise), referral.Kind.ToString());
        RequireKind(request, by);
        RequireOpen(request.UnitIsShut);
        if (request.UnitId == referral.FromUnitId) throw new RefusedException("referral.ownUnit");
        var basis = RequireBasis(new ShareBasis(consent, request.LegalGround, request.GroundReason, answers), ConsentPurpose.Referral, request.Sections, request.Asked, by, at);
        return referral.Revise(request, basis, needs, wanted, OriginFor(by, request.LivesIn), by, at);
    }

    /// <summary>Sends what has just been changed; the history says in what points.</summary>
    /// <param name="note">For whoever sent it back or decides now; without identity.</param>
    public void SendRevised(Referral referral, string? note, Actor by, DateTimeOffset at)
    {
        RequireMine(referral.CaseId);
        RequireStanding(by);
        RequirePlaceFor(referral.Rule);
        // Of a draft nobody knew what it had been.
        if (referral.State == ReferralState.Draft) Send(referral, by, at);
        else
        {
            Apply(SendingOf(referral.Emergency), by, at, ("referral", referral.Number), ("changed", referral.ChangedAt(at)));
            referral.Resend(null, note, by, at);
            TellReached(referral, by, at);
        }
    }
}
