using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Referrals;

public sealed partial class Referral
{
    /// <summary>Why the act is not possible for this role now, or null.</summary>
    public Refusal? WhyNot(ReferralAction action, Role role)
    {
        var row = ReferralFlow.Find(State, action);
        if (row is null) return new Refusal("referral.state", action.ToString(), State.ToString());
        if (!Rule.Allows(action)) return new Refusal("referral.kind", action.ToString(), Kind.ToString());
        if (!RoleGrants.Has(role, row.Permission)) return new Refusal("flow.role", action.ToString());
        if (row.Guard == Guard.Emergency && !Emergency) return new Refusal("referral.state", action.ToString(), State.ToString());
        if (action == ReferralAction.ReviewAfter && DecidedAt is not null) return new Refusal("referral.reviewed");
        return action == ReferralAction.UndoReview && SeenByReceiverAt is not null ? new Refusal("referral.seen") : null;
    }

    public bool Can(ReferralAction action, Role role) => WhyNot(action, role) is null;

    /// <summary>Whether this person may act now: answering and arriving belong to the receiving unit alone.</summary>
    public bool IsFor(ReferralAction action, Actor by) => Can(action, by.Role)
        && (action is not (ReferralAction.Accept or ReferralAction.Decline or ReferralAction.RecordArrival or ReferralAction.TakeOn or ReferralAction.TurnDown or ReferralAction.Finish) || ReceiverUnitId == by.UnitId);

    /// <summary>For a page that must look something up before it acts.</summary>
    /// <exception cref="RefusedException">The act is not possible for this person now.</exception>
    public void Require(ReferralAction action, Actor by)
    {
        if (WhyNot(action, by.Role) is { } refusal) throw new RefusedException(refusal);
        if (!IsFor(action, by)) throw new RefusedException("referral.notReceiver");
    }

    public void Send(Actor by, DateTimeOffset at)
    {
        if (ConsentId is null && LegalGround is null) throw new RefusedException("referral.consentOrGround");
        // In an emergency the person is placed first: the unit asked for may answer at once, and DATIP reviews after.
        if (Emergency || !Rule.Reviewed) ReceiverUnitId = RequestedUnitId ?? throw new RefusedException("referral.noUnit");
        Step(Rule.Reviewed ? ReferralAction.Send : ReferralAction.Offer, null, by, at);
        SentAt = at;
    }

    /// <param name="basis">Null: what it says it rests on.</param>
    internal void Resend(ShareBasis? basis, string? reason, Actor by, DateTimeOffset at)
    {
        if (basis is not null) RestOn(basis);
        if (Emergency || !Rule.Reviewed) ReceiverUnitId = RequestedUnitId ?? throw new RefusedException("referral.noUnit");
        Step(Rule.Reviewed ? ReferralAction.Resend : ReferralAction.OfferAgain, reason, by, at);
        // It is decided anew: an emergency placement is reviewed after it as the first would have been.
        (SentAt, DecidedAt) = (at, null);
    }

    public void Claim(Case subject, Actor by, DateTimeOffset at)
    {
        subject.RequireReview(this, by);
        Step(ReferralAction.Claim, null, by, at);
        ClaimedByUserId = by.UserId;
    }

    public void Release(Actor by, DateTimeOffset at)
    {
        Step(ReferralAction.Release, null, by, at);
        ClaimedByUserId = null;
    }

    /// <summary>
    /// DATIP approves: the shelter's unit may answer. Another unit or kind of shelter than the one asked for is a redirection and needs a reason, and
    /// so does a shelter that does not fit in family, language or care; one that may never take the person, that is closed or full is
    /// refused. The place is held until the shelter answers.
    /// </summary>
    public PlaceHold Approve(Case subject, Shelter shelter, NeedsProfile needs, Resident who, string? reason, Actor by, DateTimeOffset at)
    {
        subject.RequireReview(this, by);
        RequireClaimant(by);
        if (!Rule.TakesPlace) throw new RefusedException("referral.kind", nameof(ReferralAction.Approve), Kind.ToString());
        var unitId = shelter.UnitId;
        var redirects = RequestedUnitId is { } asked ? asked != unitId : !shelter.IsOfKind(ShelterKind);
        if (WhyNot(redirects ? ReferralAction.Redirect : ReferralAction.Approve, by.Role) is { } refusal) throw new RefusedException(refusal);
        if (shelter.WhyNever(needs, who) is { } never) throw new RefusedException(never);
        if (!shelter.IsOpen) throw new RefusedException("shelter.paused");
        _ = shelter.FreeFor(needs, who);
        if (redirects) RequireReason(reason);
        if (string.IsNullOrWhiteSpace(reason) && shelter.Fits(needs, who).Any(f => !f.Holds)) throw new RefusedException("shelter.reasonForMisfit");
        Step(redirects ? ReferralAction.Redirect : ReferralAction.Approve, reason, by, at);
        (ReceiverUnitId, DecidedAt, SeenByReceiverAt) = (unitId, at, null);
        subject.TellReached(this, by, at);
        return shelter.Hold(Guid.CreateVersion7(at), this, needs, who, by, at);
    }

    public void Return(string? reason, Actor by, DateTimeOffset at)
    {
        RequireClaimant(by);
        RequireReason(reason);
        Step(ReferralAction.Return, reason, by, at);
        // Back with the sender: whoever was asked in an emergency reads it no longer.
        (DecidedAt, ClaimedByUserId, ReceiverUnitId) = (at, null, null);
    }

    public void UndoReview(Actor by, DateTimeOffset at)
    {
        if (SeenByReceiverAt is not null) throw new RefusedException("referral.seen");
        Step(ReferralAction.UndoReview, null, by, at);
        (ReceiverUnitId, DecidedAt, ClaimedByUserId) = (null, null, by.UserId);
    }

    /// <summary>The receiver opened it: from here DATIP's decision can no longer be undone.</summary>
    public void SeenBy(Actor receiver, DateTimeOffset at)
    {
        if (receiver.UnitId == ReceiverUnitId) SeenByReceiverAt ??= at;
    }

    public void Accept(string? note, Actor by, DateTimeOffset at)
    {
        RequireReceiver(by);
        Step(ReferralAction.Accept, note, by, at);
        AcceptedAt = at;
    }

    /// <summary>A decline goes back to DATIP at once and leaves the receiver no personal data.</summary>
    public DeclinedStub Decline(string? reason, Actor by, DateTimeOffset at)
    {
        RequireReceiver(by);
        RequireReason(reason);
        Step(ReferralAction.Decline, reason, by, at);
        (ReceiverUnitId, ClaimedByUserId, SeenByReceiverAt) = (null, null, null);
        return new DeclinedStub(Guid.CreateVersion7(at), Number, by, at);
    }

    /// <summary>DATIP's review of a placement that was made in an emergency.</summary>
    public void ReviewAfter(string? reason, Actor by, DateTimeOffset at)
    {
        RequireReason(reason);
        Step(ReferralAction.ReviewAfter, reason, by, at);
        DecidedAt = at;
    }

    internal void Withdraw(string? reason, Actor by, DateTimeOffset at)
    {
        RequireReason(reason);
        Step(ReferralAction.Withdraw, reason, by, at);
        ReceiverUnitId = null;
    }

    /// <summary>A share lives while its consent does; on a legal ground until the referral ends.</summary>
    public bool SharesOn(DateOnly day) => ShareEndedAt is null && (ShareUntil is null || day <= ShareUntil);

    public bool RestsOn(Consent consent) => ConsentId == consent.Id && ShareEndedAt is null && !ReferralFlow.IsFinal(State);

    /// <summary>For DATIP, which may choose another unit than the sender: the person's consent or the ground must reach that one too.</summary>
    /// <param name="asChild">As is known now: the age may have been assessed since.</param>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    /// <exception cref="RefusedException">Neither reaches this receiver, or the consent lives no longer or is no longer the person's to give.</exception>
    public void RequireCovered(Consent? consent, Recipient receiver, bool asChild, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        if (LegalGround is { } ground)
        {
            new ShareBasis(null, ground, GroundReason, answers).RequireGround(ConsentPurpose.Referral, Sections, receiver, asChild);
            return;
        }

        if (consent?.Covers(ConsentPurpose.Referral, Sections, receiver, ThaiDay.Of(at), answers) != true) throw new RefusedException("consent.notCovered");
        if (consent.WhyNotRestOn(asChild) is { } refusal) throw new RefusedException(refusal);
    }

    // It follows from an act on the consent or its giver, whose permission was asked.
    internal void EndShare(Actor by, DateTimeOffset at)
    {
        if (ReferralFlow.Find(State, ReferralAction.EndShare) is null) throw new RefusedException("referral.state", nameof(ReferralAction.EndShare), State.ToString());
        Move(ReferralAction.EndShare, null, by, at);
        ShareEndedAt = at;
        // Nobody has the person yet: it goes back to the sender, and whoever was asked reads it no longer.
        if (State == ReferralState.Returned) (ReceiverUnitId, ClaimedByUserId, SeenByReceiverAt) = (null, null, null);
    }

    internal void RestoreShare(ShareBasis basis, string? reason, Actor by, DateTimeOffset at)
    {
        if (SharesOn(ThaiDay.Of(at))) throw new RefusedException("share.lives");
        RequireReason(reason);
        Step(ReferralAction.RestoreShare, reason, by, at);
        RestOn(basis);
    }

    private void RestOn(ShareBasis basis) => (ConsentId, LegalGround, GroundReason, ShareUntil, ShareEndedAt) =
        (basis.Consent?.Id, basis.Consent is null ? basis.Ground : null, basis.Consent is null ? basis.Why : null, basis.Consent?.ExpiresOn, null);

    public void RecordArrival(Actor by, DateTimeOffset at)
    {
        RequireReceiver(by);
        Step(ReferralAction.RecordArrival, null, by, at);
        ArrivedAt = at;
    }

    public void Complete(string? note, Actor by, DateTimeOffset at) => Step(ReferralAction.Complete, note, by, at);

    private void Step(ReferralAction action, string? reason, Actor by, DateTimeOffset at, string? changed = null)
    {
        if (WhyNot(action, by.Role) is { } refusal) throw new RefusedException(refusal);
        Move(action, reason, by, at, changed);
    }

    private void Move(ReferralAction action, string? reason, Actor by, DateTimeOffset at, string? changed = null)
    {
        var from = State;
        var row = ReferralFlow.Find(State, action)!;
        State = row.To;
        if (row.To != from) RunClock(row.Deadline, action, at);
        steps.Add(new ReferralStep(this, action, from, reason, by, at, changed));
    }

    // Claiming, releasing and beginning the review keep the decision's clock running; every other step starts its own or none.
    private void RunClock(ClockCode? normal, ReferralAction action, DateTimeOffset at)
    {
        if (action is ReferralAction.Claim or ReferralAction.Release or ReferralAction.StartReview) return;
        // Sent back or turned down, somebody who cannot wait still has nobody: the limit runs on with the sender until it is sent again.
        if (action is ReferralAction.Return or ReferralAction.TurnDown && (Urgent || Emergency)) return;
        ClockCode? code = normal switch
        {
            ClockCode.ReferralDecisionNormal when Urgent => ClockCode.ReferralDecisionUrgent,
            ClockCode.ReferralAnswerNormal when Urgent => ClockCode.ReferralAnswerUrgent,
            ClockCode.ArrivalNormal when Urgent => ClockCode.ArrivalUrgent,
            _ => normal,
        };
        (DueClock, DueFrom, DueAt) = code is { } running ? (running.ToString(), at, ClockEngine.Run(running, at).Due) : ((string?)null, (DateTimeOffset?)null, (DateTimeOffset?)null);
    }

    /// <summary>Why the running clock ends when it does; null while none runs.</summary>
    public ClockExplanation? WhyUnder(ClockBook book) => DueClock is { } code && DueFrom is { } start ? book.Explain(Enum.Parse<ClockCode>(code), start) : null;

    // A changed limit or calendar moved the clock: part of that change, recorded on the case, no step of the referral.
    internal void Move(DateTimeOffset due) => DueAt = due;

    private void RequireClaimant(Actor by)
    {
        if (ClaimedByUserId is { } claimant && claimant != by.UserId) throw new RefusedException("referral.claimedByOther");
    }

    private void RequireReceiver(Actor by)
    {
        if (ReceiverUnitId != by.UnitId) throw new RefusedException("referral.notReceiver");
    }

    private static void RequireReason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("referral.reason");
    }
}
