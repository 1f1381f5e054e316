using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    public int ReferralCount { get; private set; }

    /// <summary>Writes a referral, from stage 3 on; it needs a live consent or a named legal ground.</summary>
    public Referral Refer(Guid id, ReferralRequest request, Consent? consent, Actor by, DateTimeOffset at)
    {
        if (consent is not { IsLive: true } && string.IsNullOrWhiteSpace(request.LegalGround)) throw new RefusedException("referral.consentOrGround");
        Apply(request.Emergency ? CaseAction.PlaceInEmergency : CaseAction.Refer, by, at, ("referral", $"{Number}-R{ReferralCount + 1}"));
        var referral = new Referral(id, Id, $"{Number}-R{++ReferralCount}", request, by, at);
        referral.Send(by, at);
        return referral;
    }

    /// <summary>The receiver's acceptance as the case sees it: a placement begins; the stage never moves by it.</summary>
    public Placement Accept(Referral referral, Guid placementId, Guid shelterId, Actor by, DateTimeOffset at)
    {
        Apply(CaseAction.AnswerReferral, by, at, ("referral", referral.Number), ("answer", "accepted"));
        ShelteredFrom ??= ThaiDay.Of(at);
        return new Placement(placementId, referral, shelterId, by.UnitId, at);
    }

    public void RecordArrival(Referral referral, Placement placement, Actor by, DateTimeOffset at)
    {
        referral.RecordArrival(by, at);
        Apply(CaseAction.RecordArrival, by, at, ("referral", referral.Number));
        placement.Arrive(at);
    }
}
