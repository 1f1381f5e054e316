using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    public int ReferralCount { get; private set; }

    /// <summary>Writes a referral, from stage 3 on; it needs a live consent that covers it or a named legal ground.</summary>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    public Referral Refer(Guid id, ReferralRequest request, Consent? consent, Actor by, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        RequireOpen(request.UnitIsShut);
        var referral = DraftReferral(id, request, consent, by, at, answers);
        Send(referral, by, at);
        return referral;
    }

    /// <summary>Writes a referral that somebody of the office is still to look at: nobody else sees it, and nothing is asked of anybody until it is sent.</summary>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    public Referral DraftReferral(Guid id, ReferralRequest request, Consent? consent, Actor by, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        if (WhyNot(SendingOf(request.Emergency), by.Role) is { } shut) throw new RefusedException(shut);
        RequireStanding(by);
        RequireKind(request, by);
        RequireBasis(new ShareBasis(consent, request.LegalGround, request.GroundReason, answers), ConsentPurpose.Referral, request.Sections, new Recipient(request.UnitId, request.UnitAgency ?? request.ShelterKind, null), by, at);
        if (request.ConsentId != consent?.Id) throw new RefusedException("consent.notCovered");
        return new Referral(id, Id, $"{Number}-R{++ReferralCount}", request, consent?.ExpiresOn, OriginFor(by, request.LivesIn), by, at);
    }

    /// <summary>Sends what was written as a draft; what it rests on is asked again, for it may have ended since.</summary>
    /// <param name="asked">The unit or kind of shelter the referral asks for.</param>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    public void SendDraft(Referral referral, Consent? consent, Recipient asked, Actor by, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        RequireMine(referral.CaseId);
        RequireStanding(by);
        RequireOpen(asked.IsShut);
        if (referral.ConsentId != consent?.Id) throw new RefusedException("consent.notCovered");
        RequireBasis(new ShareBasis(consent, referral.LegalGround, referral.GroundReason, answers), ConsentPurpose.Referral, referral.Sections, asked, by, at);
        Send(referral, by, at);
    }

    private void Send(Referral referral, Actor by, DateTimeOffset at)
    {
        RequirePlaceFor(referral.Rule);
        Apply(SendingOf(referral.Emergency), by, at, ("referral", referral.Number));
        referral.Send(by, at);
        TellReached(referral, by, at);
    }

    private static CaseAction SendingOf(bool emergency) => emergency ? CaseAction.PlaceInEmergency : CaseAction.Refer;

    /// <summary>Takes a referral back; whoever has accepted it keeps what came of it.</summary>
    public void WithdrawReferral(Referral referral, string? reason, Actor by, DateTimeOffset at)
    {
        RequireMine(referral.CaseId);
        RequireStanding(by);
        var wasSent = referral.State != ReferralState.Draft;
        referral.Withdraw(reason, by, at);
        // Of a draft nobody knew.
        if (wasSent) Apply(CaseAction.WithdrawReferral, by, at, ("referral", referral.Number));
    }

    /// <summary>Sends a returned referral once more, on what it rested on before or on a new basis.</summary>
    /// <param name="asked">The unit or kind of shelter the referral asks for.</param>
    /// <param name="answers">What the person answered until now, as far as the reader sees it.</param>
    public void SendAgain(Referral referral, Consent? consent, string? ground, Recipient asked, string? reason, Actor by, DateTimeOffset at, IReadOnlyCollection<Consent>? answers = null)
    {
        RequireMine(referral.CaseId);
        RequireStanding(by);
        RequireOpen(asked.IsShut);
        RequirePlaceFor(referral.Rule);
        var basis = RequireBasis(new ShareBasis(consent, ground, SealedText.Of(reason), answers), ConsentPurpose.Referral, referral.Sections, asked, by, at);
        referral.Resend(basis, reason, by, at);
        // An emergency that is sent again is looked at after it as the first was to be.
        Apply(SendingOf(referral.Emergency), by, at, ("referral", referral.Number));
        TellReached(referral, by, at);
    }

    // It has reached somebody: the office that answers it is told, and DATIP of what cannot wait until somebody looks into its queue.
    internal void TellReached(Referral referral, Actor by, DateTimeOffset at)
    {
        if (referral.ReceiverUnitId is { } receiver) notices.Add(referral.TellReached(NoticeCode.ReferralReceived, Audience.Of(receiver), by, at));
        if (referral.State == ReferralState.Sent && (referral.Urgent || referral.Emergency))
            notices.Add(referral.TellReached(NoticeCode.ReferralUrgent, Audience.Everywhere(AgencyType.Datip, Role.DatipReviewer), by, at));
    }

    /// <summary>A service takes the person on: it sees what was shared; a service outside a shelter begins where the kind is one.</summary>
    public void TakeOn(Referral referral, Actor by, DateTimeOffset at)
    {
        RequireMine(referral.CaseId);
        Apply(CaseAction.TakeOnReferral, by, at, ("referral", referral.Number), ("referralKind", referral.Kind.ToString()));
        TellSender(NoticeCode.ReferralAccepted, referral, by, at);
        if (referral.Rule.StartsService) (ServicesSaidFrom, ServicesFrom) = (ServicesSaidFrom ?? ThaiDay.Of(at), ServicesFrom ?? ThaiDay.Of(at));
    }

    /// <summary>The service has done what it was asked for and hands over.</summary>
    public void FinishReferral(Referral referral, string? handover, Actor by, DateTimeOffset at)
    {
        RequireMine(referral.CaseId);
        referral.Finish(handover, by, at);
        Apply(CaseAction.FinishReferral, by, at, ("referral", referral.Number), ("referralKind", referral.Kind.ToString()));
        foreach (var unit in new[] { referral.FromUnitId, SenderNow(referral) }.Distinct()) Tell(NoticeCode.ReferralFinished, Audience.Of(unit), "", by, at, ("referral", referral.Number));
    }

    /// <summary>Why this person may not end what a service took on and has not finished, or null.</summary>
    public Refusal? WhyNotStop(Referral referral, Actor by) => referral.WhyNot(ReferralAction.Stop, by.Role)
        ?? (Stands(by) || RoleGrants.Has(by.Role, Permission.ReferralReview) ? null : new Refusal("referral.notYours"));

    /// <summary>Ends what a service took on and has not finished: it may have gone, and the case waits for nobody. Whatever it did stays.</summary>
    public void StopReferral(Referral referral, string? reason, Actor by, DateTimeOffset at)
    {
        RequireMine(referral.CaseId);
        if (WhyNotStop(referral, by) is { } refusal) throw new RefusedException(refusal);
        notices.Add(referral.Stop(reason, by, at));
        Apply(CaseAction.StopReferral, by, at, ("referral", referral.Number), ("referralKind", referral.Kind.ToString()));
        // Nobody is told of what their own office did.
        foreach (var unit in new[] { OwnerUnitId, SenderNow(referral) }.Distinct().Where(u => u != by.UnitId))
            Tell(NoticeCode.ReferralStopped, Audience.Of(unit), "", by, at, ("referral", referral.Number));
    }

    // Whoever sent it and whoever has the case wait for the answer; nobody is told of what their own office did.
    private void TellSender(NoticeCode code, Referral referral, Actor by, DateTimeOffset at)
    {
        foreach (var unit in new[] { referral.FromUnitId, OwnerUnitId }.Distinct().Where(u => u != by.UnitId))
            Tell(code, Audience.Of(unit), "", by, at, ("referral", referral.Number));
    }

    // Whose it is to go on with what comes back: the sender's while it answers for the case, else the owner's.
    private Guid SenderNow(Referral referral) => referral.FromUnitId == ProvinceOfficeId ? referral.FromUnitId : OwnerUnitId;

    // Whoever is paused or closed in the directory is asked for nobody.
    private static void RequireOpen(bool isShut)
    {
        if (isShut) throw new RefusedException("referral.unitShut");
    }

    private void RequireKind(ReferralRequest request, Actor by)
    {
        var kind = ReferralKinds.Of(request.Kind);
        if (!kind.TakesPlace && request.UnitId is null) throw new RefusedException("referral.noService");
        if (request.Emergency && !kind.TakesPlace) throw new RefusedException("referral.emergencyKind");
        if (kind.Kind == ReferralKind.ChildProtection && !IsTreatedAsChild) throw new RefusedException("flow.childOnly");
        RequirePlaceFor(kind);
        kind.RequireReceiver(request.UnitAgency, request.UnitId, by.UnitId);
        kind.RequireShareable(request.Asked.Agency, request.Sections);
    }

    /// <summary>A shelter for victims can be asked for a place; at another pathway the person is referred to what takes none.</summary>
    public bool MayAskForAPlace => NrmFlow.Find(Stage, CaseAction.Refer)?.Guard != Guard.ConsentOrLegalGroundWithoutPlace;

    private void RequirePlaceFor(ReferralKindRule kind)
    {
        if (kind.TakesPlace && !MayAskForAPlace) throw new RefusedException("referral.noPlaceHere");
    }

    // DATIP decides for a case that goes on. The step stands on the referral, from which the database writes it into the history.
    internal void RequireReview(Referral referral, Actor by)
    {
        RequireMine(referral.CaseId);
        if (WhyNot(CaseAction.ReviewReferral, by.Role) is { } refusal) throw new RefusedException(refusal);
    }

    // Sharing is for the office that owns the case or answers for the province: the opener keeps sight after the transfer, not this.
    private void RequireStanding(Actor by)
    {
        if (!Stands(by)) throw new RefusedException("referral.notYours");
    }

    private bool Stands(Actor by) => by.UnitId == OwnerUnitId || by.UnitId == ProvinceOfficeId;

    /// <summary>Whom a shelter would take in, as is known now.</summary>
    public Resident Resident => new(IsTreatedAsChild, Sex);

    /// <summary>The receiver's acceptance as the case sees it: a placement begins; the stage never moves by it.</summary>
    /// <param name="hold">The place that is promised to the referral, while it is.</param>
    /// <param name="kind">The kind of place that the shelter chose, where it has a choice.</param>
    /// <exception cref="RefusedException">No place is free, or a child would live in a shelter for adults, other than with their family in one for families.</exception>
    public Placement Accept(Referral referral, NeedsProfile needs, Guid placementId, Shelter shelter, Actor by, DateTimeOffset at, PlaceHold? hold = null, PlaceKind? kind = null)
    {
        RequireMine(referral.CaseId);
        if (!shelter.IsOpen) throw new RefusedException("shelter.paused");
        if (shelter.WhyNever(needs, Resident) is { } refusal) throw new RefusedException(refusal);
        var place = shelter.PlaceFor(needs, Resident, hold, kind);
        Apply(CaseAction.AnswerReferral, by, at, ("referral", referral.Number), ("answer", "accepted"));
        TellSender(NoticeCode.ReferralAccepted, referral, by, at);
        return new Placement(placementId, referral, shelter.Id, place, by.UnitId, at);
    }
}
