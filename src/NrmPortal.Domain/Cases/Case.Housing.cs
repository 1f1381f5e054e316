using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>The live consent that a stay at a shelter rests on, known to whoever may not read it: to assistance, or until the person was asked for it to the referral.</summary>
/// <param name="Until">The last day on which it lives.</param>
public sealed record Agreed(Guid ConsentId, DateOnly? Until, ConsentPurpose Purpose);

public sealed partial class Case
{
    /// <summary>
    /// The basis on which a receiving shelter houses the person from the moment it accepts, or where another basis runs from the
    /// arrival; part of the acceptance, no act of its own.
    /// </summary>
    /// <param name="agreed">The consent that it rests on.</param>
    /// <param name="authority">Who orders or agrees, where it does not rest on the consent: custody never does.</param>
    /// <param name="awaited">The placement whose arrival it awaits; null: nothing runs that it would follow.</param>
    public BasisOfStay HouseUnder(
        StayBasis basis, Guid id, Actor by, DateTimeOffset at, Agreed? agreed = null, string? authority = null, string? documentNumber = null, Placement? awaited = null)
    {
        RequireBasisFitForAChild(basis);
        if (basis == StayBasis.VoluntaryReflection && agreed is null) throw new RefusedException("stay.consentNeeded");
        var claim = new StayClaim(basis, at, null, StayPlace.Shelter, authority, null, documentNumber);
        if ((claim.IsCustody || agreed is null) && string.IsNullOrWhiteSpace(authority)) throw new RefusedException("stay.authorityNeeded");
        DateTimeOffset? limit = basis switch
        {
            StayBasis.CustodyS29 => StayClaim.CustodyLimit(HeldAt(at) ?? at, at),
            StayBasis.VoluntaryReflection => ProtectedSince is null ? ClockEngine.Run(ClockCode.ReflectionPeriod, at).Due : ReflectionEnds,
            StayBasis.CourtExtension => throw new RefusedException("stay.noCustodyRuns"),
            _ => null,
        };
        if (basis == StayBasis.CustodyS29 && HeldSince is not null) TellOfCustody(NoticeCode.CustodyAgain, by, at);
        var housed = new BasisOfStay(id, Id, claim, limit, claim.IsCustody ? null : agreed?.ConsentId, null, by, at, agreed?.Until);
        if (agreed?.Purpose == ConsentPurpose.Referral && (basis == StayBasis.VoluntaryReflection || (!claim.IsCustody && string.IsNullOrWhiteSpace(authority)))) AskToStay(by, at);
        if (awaited is not null)
        {
            housed.Await(awaited);
            return housed;
        }

        HoldUnder([housed], at);
        ProtectInCustody(basis, by, at);
        return housed;
    }

    // Nobody stands before a closed door for a form: the stay rests on the consent to being referred until the person has been asked, by whoever takes them in.
    private void AskToStay(Actor by, DateTimeOffset at) => Ask(TaskCode.AskStayConsent, Audience.Of(by.UnitId), null, by, at, nameof(ConsentPurpose.Assistance));

    /// <summary>The person has arrived: the basis that awaited them begins, and what it follows ends.</summary>
    /// <param name="stays">Those of the case that have not ended, as far as they are in sight; the database ends the rest (stays_give_way).</param>
    /// <param name="others">Other placements of the case: where the person comes from ends with the arrival (<see cref="Placement.GivesWayTo"/>).</param>
    public void RecordArrival(Referral referral, Placement placement, IReadOnlyCollection<BasisOfStay> stays, Actor by, DateTimeOffset at, IEnumerable<Placement>? others = null)
    {
        referral.RecordArrival(by, at);
        placement.Arrive(at);
        // Whoever never comes is not counted as housed.
        ShelteredFrom ??= ThaiDay.Of(at);
        Apply(CaseAction.RecordArrival, by, at, ("referral", referral.Number), ("moved", others?.Any(p => p.GivesWayTo(placement)) == true ? "yes" : ""));
        TellSender(NoticeCode.ReferralArrived, referral, by, at);
        foreach (var stay in stays) RequireMine(stay.CaseId);
        if (stays.FirstOrDefault(s => s is { CorrectedAt: null, EndedAt: null } && s.AwaitsPlacementId == placement.Id) is { } housed) Follow(housed, stays, by, at);
        // Where nothing ran at the acceptance, the shelter's basis has run since; what was recorded meanwhile ends too.
        else if (stays.FirstOrDefault(s => s.IsRunning && s.ByUnitId == placement.UnitId) is { } already) GiveWay(already, stays, by, at);
    }

    private void Follow(BasisOfStay housed, IReadOnlyCollection<BasisOfStay> stays, Actor by, DateTimeOffset at)
    {
        // Custody is given once (s.29): where its limit has passed on the way, nothing is left to begin, and the alarm says that nothing covers.
        if (housed.Basis == StayBasis.CustodyS29 && HeldAt(at) is { } since && Holding.LimitUnder(ClockBook.Current, since) <= at) return;
        housed.Begin(at);
        GiveWay(housed, stays, by, at);
        ProtectInCustody(housed.Basis, by, at);
    }

    private void GiveWay(BasisOfStay housed, IReadOnlyCollection<BasisOfStay> stays, Actor by, DateTimeOffset at)
    {
        foreach (var before in stays.Where(s => s.IsFollowedBy(housed, at)).ToList()) before.End(at, StayEnd.NextBasis, null, by, at);
        BasisOfStay[] rows = [housed, .. stays.Where(s => s.Id != housed.Id)];
        // A court's order runs on, and its clock with it; whoever else held the person is released by the arrival.
        if (CustodyClock == ClockCode.CourtExtension && CustodyDueAt > at) Recount(rows, at);
        else
        {
            LetGo();
            HoldUnder(rows, at);
        }
    }
}
