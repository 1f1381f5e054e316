using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>How a stay ends.</summary>
public sealed record StayEnding(DateTimeOffset At, StayEnd Reason, StayDestination Destination)
{
    /// <summary>Away by their own wish, missing, or gone nobody knows where: of a child that is a matter of child protection.</summary>
    public bool IsUnprotected => Reason is StayEnd.OwnWish or StayEnd.Missing
        || (Destination == StayDestination.Unknown && Reason is StayEnd.ReturnedHome or StayEnd.Released);
}

public sealed partial class Case
{
    /// <summary>
    /// The instant from which no basis covers a person who is held or housed: in the past it is an alarm. Null: a basis
    /// without end, or nobody stays. The database keeps it, who sees all bases.
    /// </summary>
    public DateTimeOffset? UncoveredFrom { get; private set; }

    /// <summary>Held or housed now on no valid ground.</summary>
    public bool LacksBasis(DateTimeOffset now) => Stage != Stage.FollowUp && UncoveredFrom <= now;

    /// <summary>The basis on which a receiving shelter houses the person from the moment it accepts; part of the acceptance, no act of its own.</summary>
    /// <param name="consentId">The consent that the referral rests on.</param>
    /// <param name="consentUntil">The last day on which that consent lives.</param>
    /// <param name="authority">Who orders or agrees, where it does not rest on the consent: custody never does.</param>
    public BasisOfStay HouseUnder(
        StayBasis basis, Guid id, Actor by, DateTimeOffset at, Guid? consentId = null, DateOnly? consentUntil = null, string? authority = null, string? documentNumber = null)
    {
        RequireBasisFitForAChild(basis);
        if (basis == StayBasis.VoluntaryReflection && consentId is null) throw new RefusedException("stay.consentNeeded");
        var claim = new StayClaim(basis, at, null, StayPlace.Shelter, authority, null, documentNumber);
        if ((claim.IsCustody || consentId is null) && string.IsNullOrWhiteSpace(authority)) throw new RefusedException("stay.authorityNeeded");
        DateTimeOffset? limit = basis switch
        {
            StayBasis.CustodyS29 => StayClaim.CustodyLimit(HeldSince ?? at, at),
            StayBasis.VoluntaryReflection => ProtectedSince is null ? Clocks.ClockEngine.Run(Clocks.ClockCode.ReflectionPeriod, at).Due : ReflectionEnds,
            StayBasis.CourtExtension => throw new RefusedException("stay.noCustodyRuns"),
            _ => null,
        };
        var housed = new BasisOfStay(id, Id, claim, limit, claim.IsCustody ? null : consentId, null, by, at, consentUntil);
        HoldUnder([housed], null, at);
        ProtectInCustody(basis, by, at);
        return housed;
    }

    /// <summary>Records on what ground the person is held or housed.</summary>
    /// <param name="consent">The person's consent to assistance, where there is one.</param>
    /// <param name="earlier">The other bases of the case.</param>
    /// <param name="endsRunning">Those that run end where this one begins.</param>
    public BasisOfStay RecordBasisOfStay(Guid id, StayClaim claim, Consent? consent, IReadOnlyCollection<BasisOfStay> earlier, bool endsRunning, Actor by, DateTimeOffset at)
    {
        var recorded = Found(id, claim, consent, earlier, null, HeldSince, by, at);
        // What a court extends goes over into its order by itself.
        bool Ends(BasisOfStay stay) => endsRunning || (claim.Basis == StayBasis.CourtExtension && stay.IsCustody);
        foreach (var running in earlier.Where(s => s.IsRunning && s.StartsAt <= claim.StartsAt && Ends(s))) running.End(claim.StartsAt, StayEnd.NextBasis, null, by);
        HoldUnder([recorded, .. earlier], null, at);
        ProtectInCustody(claim.Basis, by, at);
        if (claim.Basis == StayBasis.CustodyS29 && earlier.Any(s => s.Counts && s.Basis == StayBasis.CustodyS29)) TellCustodyAgain(by, at);
        return recorded;
    }

    // Let go and taken again is how a limit is stretched: whoever watches over the mechanism hears of it each time.
    private void TellCustodyAgain(Actor by, DateTimeOffset at)
    {
        foreach (var office in new[] { Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator), Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker) })
            Tell(NoticeCode.CustodyAgain, office, "/placements", by, at);
    }

    /// <summary>A basis that was recorded wrongly: the new row stands in its place, the old one stays and says so.</summary>
    public BasisOfStay CorrectBasisOfStay(BasisOfStay wrong, Guid id, StayClaim claim, Consent? consent, IReadOnlyCollection<BasisOfStay> earlier, Actor by, DateTimeOffset at)
    {
        RequireMine(wrong.CaseId);
        var others = earlier.Where(s => s.Id != wrong.Id).ToList();
        var heldSince = wrong.Basis == StayBasis.CustodyS29 && HeldSince == wrong.StartsAt ? null : HeldSince;
        var corrected = Found(id, claim, consent, others, wrong.Id, heldSince, by, at);
        wrong.CorrectedBy(corrected, at);
        HeldSince = heldSince;
        HoldUnder([corrected, .. others], wrong, at);
        return corrected;
    }

    /// <summary>The person leaves a place: the placement ends, by which its place is free, and so do the bases that run.</summary>
    public void EndStay(IReadOnlyCollection<BasisOfStay> running, Placement? placement, StayEnding ending, Actor by, DateTimeOffset at)
    {
        if (ending.At > at) throw new RefusedException("date.future");
        if (ending.Reason == StayEnd.NextBasis || (placement is null && !running.Any(s => s.IsRunning))) throw new RefusedException("stay.nothingRuns");
        Apply(CaseAction.EndPlacement, by, at, ("end", ending.Reason.ToString()), ("destination", ending.Destination.ToString()));
        if (placement is not null)
        {
            RequireMine(placement.CaseId);
            if (ending.At < placement.AcceptedAt) throw new RefusedException("stay.endsBeforeStart");
            placement.End(ending.At);
        }

        LetGo();
        HeldSince = null;
        foreach (var stay in running.Where(s => s.IsRunning))
        {
            RequireMine(stay.CaseId);
            stay.End(ending.At, ending.Reason, ending.Destination, by);
        }

        if (IsTreatedAsChild && ending.IsUnprotected) OpenChildProtection(by, at);
    }

    private BasisOfStay Found(Guid id, StayClaim claim, Consent? consent, IReadOnlyCollection<BasisOfStay> earlier, Guid? corrects, DateTimeOffset? heldSince, Actor by, DateTimeOffset at)
    {
        if (consent is not null) RequireMine(consent.CaseId);
        foreach (var other in earlier) RequireMine(other.CaseId);
        RequireBasisFitForAChild(claim.Basis);
        var limit = claim.Check(consent, earlier, Holding.Since(claim.StartsAt, earlier, heldSince), ProtectedSince is null ? null : ReflectionEnds, at);
        if (claim.AsksConsent && consent?.WhyNotRestOn(IsTreatedAsChild) is { } refusal) throw new RefusedException(refusal);
        Apply(CaseAction.RecordBasisOfStay, by, at, ("basis", claim.Basis.ToString()), ("corrects", corrects is null ? "" : "yes"));
        return new BasisOfStay(id, Id, claim, limit, claim.AsksConsent ? consent!.Id : null, corrects, by, at, consent?.ExpiresOn);
    }
}
