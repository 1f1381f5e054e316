using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Referrals;

/// <summary>The life of a referral that takes no place: DATIP's approval of it, the service's answer, its end.</summary>
public sealed partial class Referral
{
    /// <summary>DATIP approves a service: no place is held. Another unit than the one asked for is a redirection with its reason.</summary>
    public void ApproveService(Case subject, Unit unit, string? reason, Actor by, DateTimeOffset at)
    {
        subject.RequireReview(this, by);
        RequireClaimant(by);
        if (Rule.TakesPlace) throw new RefusedException("referral.kind", nameof(ReferralAction.Approve), Kind.ToString());
        Rule.RequireReceiver(unit.Agency, unit.Id, FromUnitId);
        Rule.RequireShareable(unit.Agency, Sections);
        var redirects = RequestedUnitId is { } asked && asked != unit.Id;
        if (redirects) RequireReason(reason);
        Step(redirects ? ReferralAction.Redirect : ReferralAction.Approve, reason, by, at);
        (ReceiverUnitId, DecidedAt, SeenByReceiverAt) = (unit.Id, at, null);
        subject.TellReached(this, by, at);
    }

    /// <summary>The service accepts: what is shared opens to it.</summary>
    /// <param name="isShut">Paused or closed in the directory: it takes nobody on.</param>
    public void TakeOn(string? note, bool isShut, Actor by, DateTimeOffset at)
    {
        RequireReceiver(by);
        if (isShut) throw new RefusedException("referral.takesNobodyOn");
        Step(ReferralAction.TakeOn, note, by, at);
        AcceptedAt = at;
    }

    /// <summary>Back to the sender, and the service keeps no personal data.</summary>
    public DeclinedStub TurnDown(string? reason, Actor by, DateTimeOffset at)
    {
        RequireReceiver(by);
        RequireReason(reason);
        Step(ReferralAction.TurnDown, reason, by, at);
        (ReceiverUnitId, ClaimedByUserId, SeenByReceiverAt) = (null, null, null);
        return new DeclinedStub(Guid.CreateVersion7(at), Number, by, at);
    }

    /// <summary>Done: the note hands over what the sender goes on with, and the service's sight of the case ends.</summary>
    public void Finish(string? note, Actor by, DateTimeOffset at)
    {
        RequireReceiver(by);
        if (string.IsNullOrWhiteSpace(note)) throw new RefusedException("referral.handover");
        Step(ReferralAction.Finish, note, by, at);
    }

    /// <summary>Ended, and not by the service: its sight of the case ends as if it had finished, and it reads why.</summary>
    internal Notice Stop(string? reason, Actor by, DateTimeOffset at)
    {
        RequireReason(reason);
        Step(ReferralAction.Stop, reason, by, at);
        return Tell(NoticeCode.ReferralStopped, ReceiverUnitId!.Value, "", by, at);
    }
}
