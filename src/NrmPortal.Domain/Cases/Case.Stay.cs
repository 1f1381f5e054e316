using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>How a stay ends.</summary>
/// <param name="LateReason">Why it is recorded after the limit of a custody, as of a moment before it.</param>
public sealed record StayEnding(DateTimeOffset At, StayEnd Reason, StayDestination Destination, string? LateReason = null)
{
    /// <summary>Away by their own wish, missing, or gone nobody knows where: of a child that is a matter of child protection.</summary>
    public bool IsUnprotected => Reason is StayEnd.OwnWish or StayEnd.Missing
        || (Destination == StayDestination.Unknown && Reason is StayEnd.ReturnedHome or StayEnd.Released);
}

/// <summary>An end that was recorded wrongly, put right.</summary>
/// <param name="Ending">When and how it ended; null: it has not ended.</param>
public sealed record EndCorrection(StayEnding? Ending);

public sealed partial class Case
{
    /// <summary>
    /// The instant from which no basis covers a person who is held or housed: in the past it is an alarm. Null: a basis
    /// without end, or nobody stays. The database keeps it, who sees all bases.
    /// </summary>
    public DateTimeOffset? UncoveredFrom { get; private set; }

    /// <summary>Held or housed now on no valid ground.</summary>
    public bool LacksBasis(DateTimeOffset now) => Stage != Stage.FollowUp && UncoveredFrom <= now;

    /// <summary>Records on what ground the person is held or housed.</summary>
    /// <param name="consent">The person's consent to assistance, where there is one.</param>
    /// <param name="earlier">The other bases of the case.</param>
    /// <param name="endsRunning">Those that run end where this one begins.</param>
    public BasisOfStay RecordBasisOfStay(Guid id, StayClaim claim, Consent? consent, IReadOnlyCollection<BasisOfStay> earlier, bool endsRunning, Actor by, DateTimeOffset at)
    {
        // What a court extends goes over into its order by itself.
        var order = claim.Basis == StayBasis.CourtExtension;
        // What an earlier order ends before is not held longer by a further one.
        var ending = earlier.Where(s => s.StartsAt <= claim.StartsAt && !(s.EndedAt <= claim.StartsAt) && s.HoldsOn(at) && ((endsRunning && MayEnd(s, by)) || (order && s.IsCustody))).ToList();
        // An order for later never begins where another ground takes its place; custody elsewhere ends where it begins.
        var orders = endsRunning && !order ? earlier.Where(s => s.IsRunning && s.Basis == StayBasis.CourtExtension && s.StartsAt > at).OrderBy(s => s.StartsAt).ToList() : [];
        // The court's order says by its number and day that it was in time.
        var late = !order && ending.Exists(s => s.EndsLate(claim.StartsAt, at));
        if (late && string.IsNullOrWhiteSpace(claim.LateReason)) throw new RefusedException("stay.lateReason");
        var again = HeldSince is not null || earlier.Any(s => s.Counts && s.Basis == StayBasis.CustodyS29);
        var recorded = Found(id, claim, consent, earlier, null, HeldAt(claim.StartsAt), by, at, late);
        RequireNotLeft(recorded, earlier);
        if (!claim.IsCustody) foreach (var later in orders.Where(s => MayEnd(s, by))) later.End(later.StartsAt, StayEnd.NextBasis, null, by, at);
        else if (orders is [var next, ..]) recorded.End(next.StartsAt, StayEnd.NextBasis, null, by, at);
        foreach (var running in ending) running.End(claim.StartsAt, StayEnd.NextBasis, null, by, at, late && running.IsCustody ? claim.LateReason : null);
        HoldUnder([recorded, .. earlier], at);
        ProtectInCustody(claim.Basis, by, at);
        if (claim.Basis == StayBasis.CustodyS29 && again) TellOfCustody(NoticeCode.CustodyAgain, by, at);
        if (ending.Exists(s => !MayEnd(s, by))) TellOfCustody(NoticeCode.CustodyTakenOver, by, at);
        return recorded;
    }

    // Their own office has written that the person left later: one of the two is wrong, and the hours would stop in silence.
    private static void RequireNotLeft(BasisOfStay recorded, IEnumerable<BasisOfStay> others)
    {
        if (recorded.EndedAt is null && recorded.LeftAt([recorded, .. others]) is { } left && !(recorded.EndsAt <= left)) throw new RefusedException("stay.alreadyLeft");
        if (recorded.EndedByLeaving && recorded.HasBegun && others.Any(o => o.IsRunning && o.ByUnitId == recorded.ByUnitId && o.StartsAt < recorded.EndedAt && !(o.EndsAt <= recorded.EndedAt)))
            throw new RefusedException("stay.stillRecorded");
    }

    // Let go and taken again is how a limit is stretched: whoever watches over the mechanism hears of it each time.
    private void TellOfCustody(NoticeCode what, Actor by, DateTimeOffset at)
    {
        foreach (var office in new[] { Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator), Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker) })
            Tell(what, office, "/placements", by, at);
    }

    /// <summary>
    /// A basis that was recorded wrongly: the new row stands in its place, held by the same office; the old one stays and says so.
    /// Hours of custody that become more, or none, are reasoned and told: so is a limit stretched. An end put right is always reasoned.
    /// </summary>
    /// <param name="end">What is right of its end; null: it stays.</param>
    public BasisOfStay CorrectBasisOfStay(BasisOfStay wrong, Guid id, StayClaim claim, Consent? consent, IReadOnlyCollection<BasisOfStay> earlier, Actor by, DateTimeOffset at, EndCorrection? end = null)
    {
        RequireMine(wrong.CaseId);
        if (!MayEnd(wrong, by)) throw new RefusedException("stay.otherOffice");
        var others = earlier.Where(s => s.Id != wrong.Id).ToList();
        var heldSince = wrong.Basis == StayBasis.CustodyS29 && HeldSince == wrong.StartsAt ? null : HeldAt(claim.StartsAt);
        var limits = others.ConvertAll(o => (Stay: o, o.LimitAt));
        var corrected = Found(id, claim, consent, others, wrong, heldSince, by, at);
        if (end?.Ending is { } ending && (ending.At > at || ending.Reason == StayEnd.NextBasis)) throw new RefusedException(ending.At > at ? "date.future" : "stay.nothingRuns");
        wrong.CorrectedBy(corrected, end, by, at);
        RequireNotLeft(corrected, others);
        var beginsLater = wrong.Basis == StayBasis.CustodyS29 && corrected.StartsAt > wrong.StartsAt && HeldAt(at) == wrong.StartsAt;
        HeldSince = heldSince;
        HoldUnder([corrected, .. others, wrong], at, corrects: true);
        // Another row that counted from this one, or what is recorded next, may have gained hours, and this one may have lost them all.
        var stretches = wrong.IsCustody && (end is not null || !corrected.IsCustody || corrected.CustodyEnds > wrong.CustodyEnds
            || beginsLater || (wrong.HasBegun && !corrected.HasBegun) || limits.Exists(l => l.Stay.LimitAt > l.LimitAt));
        if (stretches || end is not null) corrected.Reason(claim.LateReason);
        if (stretches) TellOfCustody(NoticeCode.CustodyCorrected, by, at);
        if (IsTreatedAsChild && end?.Ending is { IsUnprotected: true }) OpenChildProtection(by, at);
        return corrected;
    }

    /// <summary>Whether they may say that the person left: of what their own office recorded, and the office responsible for the case of all of it.</summary>
    public bool MayEnd(BasisOfStay stay, Actor by) => stay.ByUnitId == by.UnitId || by.UnitId == ProvinceOfficeId;

    /// <summary>The person leaves a place: the placement ends, by which its place is free, and so do the bases that run.</summary>
    /// <param name="placement">Its own office's to end, and that of the office responsible for the case.</param>
    /// <param name="running">Those of the case in sight that hold, with what has ended in a court's order; of them end those that <see cref="MayEnd"/> allows. Others go on, and alarm until their own office ends them.</param>
    public void EndStay(IReadOnlyCollection<BasisOfStay> running, Placement? placement, StayEnding ending, Actor by, DateTimeOffset at)
    {
        if (ending.At > at) throw new RefusedException("date.future");
        // The place in a shelter is freed by those who keep it; whoever held the person ends only the holding.
        if (placement is not null && !RoleGrants.Has(by.Role, Permission.PlacementRecord)) throw new RefusedException(new Refusal("flow.role", nameof(CaseAction.EndPlacement)));
        if (placement is not null) RequireTheirs(placement, by);
        running = [.. running.Where(s => MayEnd(s, by) || (s.AwaitsArrival && s.AwaitsPlacementId == placement?.Id))];
        if (ending.Reason == StayEnd.NextBasis || (placement is null && !running.Any(s => s.HoldsOn(at)))) throw new RefusedException("stay.nothingRuns");
        var leaving = Leaving(running, placement, ending.At, at);
        var late = leaving.Exists(s => s.EndsLate(ending.At, at));
        if (late && string.IsNullOrWhiteSpace(ending.LateReason)) throw new RefusedException("stay.lateReason");
        Apply(CaseAction.EndPlacement, by, at, ("end", ending.Reason.ToString()), ("destination", ending.Destination.ToString()), ("late", late ? Instant(ending.At) : ""));
        if (placement is not null)
        {
            RequireMine(placement.CaseId);
            if (ending.At < placement.AcceptedAt) throw new RefusedException("stay.endsBeforeStart");
            placement.End(ending.At);
        }

        // Whoever holds the person beside them goes on: the hours stop with the last of them.
        var (releases, held) = (running.Any(s => s.HoldsOn(at) && s.IsCustody), CustodyClock is not null);
        foreach (var stay in leaving)
        {
            RequireMine(stay.CaseId);
            // What was to begin later, by a court's order, never begins, and moves nobody.
            var never = stay.BeginsAfter(ending.At);
            stay.End(never ? stay.StartsAt : ending.At, never && ending.Reason == StayEnd.MovedPlace ? StayEnd.NextBasis : ending.Reason, ending.Destination, by, at, late ? ending.LateReason : null);
        }

        if (releases) LetGo();
        if ((releases || (!held && RoleGrants.Has(by.Role, Permission.PlacementRecord))) && HeldSince is not null && ending.Reason != StayEnd.MovedPlace) HeldUntil = ending.At;
        if (IsTreatedAsChild && ending.IsUnprotected) OpenChildProtection(by, at);
    }

    // What gave way to an order that freedom came before was ended by that freedom.
    private static List<BasisOfStay> Leaving(IReadOnlyCollection<BasisOfStay> stays, Placement? placement, DateTimeOffset ended, DateTimeOffset at)
    {
        var held = stays.Where(s => s.HoldsOn(at) || (s.AwaitsArrival && s.AwaitsPlacementId == placement?.Id)).ToList();
        var never = held.Where(s => s.BeginsAfter(ended)).ToList();
        return [.. held, .. stays.Where(s => !held.Contains(s) && s.GaveWayTo(never))];
    }

    private BasisOfStay Found(Guid id, StayClaim claim, Consent? consent, IReadOnlyCollection<BasisOfStay> earlier, BasisOfStay? wrong, DateTimeOffset? heldSince, Actor by, DateTimeOffset at, bool late = false)
    {
        if (consent is not null) RequireMine(consent.CaseId);
        foreach (var other in earlier) RequireMine(other.CaseId);
        RequireBasisFitForAChild(claim.Basis);
        if (claim.IsCustody && by.Role == Role.NgoCaseworker) throw new RefusedException("stay.custodyOfficial");
        // A correction rests on what it rested on, also where that has ended since.
        var kept = claim.AsksConsent && wrong?.ConsentId is not null && wrong.Basis == claim.Basis;
        var limit = claim.Check(wrong, kept, consent, earlier, Holding.Since(claim.StartsAt, earlier, heldSince), ProtectedSince is null ? null : ReflectionEnds, at);
        if (!kept && claim.AsksConsent && consent?.WhyNotRestOn(IsTreatedAsChild) is { } refusal) throw new RefusedException(refusal);
        Apply(CaseAction.RecordBasisOfStay, by, at, ("basis", claim.Basis.ToString()), ("corrects", wrong is null ? "" : "yes"), ("late", late ? Instant(claim.StartsAt) : ""));
        if (!kept) return new BasisOfStay(id, Id, claim, limit, claim.AsksConsent ? consent!.Id : null, wrong?.Id, by, at, consent?.ExpiresOn);
        var corrected = new BasisOfStay(id, Id, claim, limit, null, wrong!.Id, by, at);
        corrected.RestAs(wrong);
        return corrected;
    }
}
