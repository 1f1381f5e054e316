using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Cases;

/// <summary>On what ground a person is held or housed (Act B.E. 2551 s.29, s.33).</summary>
public enum StayBasis
{
    CustodyS29,
    CourtExtension,
    VoluntaryReflection,
    WelfareS33,
    OutsideShelter,
}

/// <summary>Where the person stays. The last three are asked so that they can be refused in words: s.29 forbids them.</summary>
public enum StayPlace
{
    Shelter,
    MsdhsOffice,
    Hospital,
    OtherSuitable,
    Home,
    PoliceCell,
    DetentionRoom,
    Prison,
}

/// <summary>Why a basis came to its end.</summary>
public enum StayEnd
{
    /// <summary>Another basis took its place.</summary>
    NextBasis,

    /// <summary>Moved to another place and housed there.</summary>
    MovedPlace,
    OwnWish,
    ReturnedHome,

    /// <summary>Released because the ground no longer held.</summary>
    Released,
    Missing,
    Died,
}

/// <summary>Where the person went.</summary>
public enum StayDestination
{
    Unknown,
    OwnHome,
    Family,
    OtherShelter,
    HomeCountry,
    Hospital,
    OtherAuthority,
}

/// <summary>
/// The ground of one stretch of time, with who ordered it and where. A correction is a new row that names this one; nothing
/// of what was recorded changes but its end, and where it awaits an arrival its start. Section <c>Plan</c>, and whoever's office recorded it.
/// </summary>
public sealed class BasisOfStay
{
    private BasisOfStay() { }

    internal BasisOfStay(Guid id, Guid caseId, StayClaim claim, DateTimeOffset? limitAt, Guid? consentId, Guid? correctsId, Actor by, DateTimeOffset at, DateOnly? consentUntil = null)
    {
        (Id, CaseId, Basis, StartsAt, EndsAt, Place) = (id, caseId, claim.Basis, claim.StartsAt, claim.EndsAt, claim.Place);
        (Authority, Court, DocumentNumber) = (SealedText.Of(claim.Authority), SealedText.Of(claim.Court), SealedText.Of(claim.DocumentNumber));
        PlaceName = SealedText.Of(claim.PlaceName);
        (LimitAt, ConsentId, CorrectsId) = (limitAt, consentId, correctsId);
        if (consentId is not null && consentUntil is { } last) LapsedAt = ThaiDay.EndOf(last);
        (ByUserId, ByUnitId, RecordedAt) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public StayBasis Basis { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>The end set in advance, the first instant that it no longer covers; null: open.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>The end of the legal limit; custody's runs from the first of the holding, and moves with the setting. Null: no limit.</summary>
    public DateTimeOffset? LimitAt { get; private set; }
    public StayPlace Place { get; private set; }

    /// <summary>Which place it is; of a suitable place that the list does not name, what was checked (s.29).</summary>
    public SealedText? PlaceName { get; private set; }

    /// <summary>The office that ordered or agreed to the stay.</summary>
    public SealedText? Authority { get; private set; }
    public SealedText? Court { get; private set; }

    /// <summary>Number of the order, permission or agreement.</summary>
    public SealedText? DocumentNumber { get; private set; }

    /// <summary>The consent that it rests on; null: it rests on an authority.</summary>
    public Guid? ConsentId { get; private set; }

    /// <summary>
    /// When that consent ends, known in advance, and the basis with it: no schedule has to run for that. Sooner where it is taken
    /// back or falls: the database writes it with the withdrawal.
    /// </summary>
    public DateTimeOffset? LapsedAt { get; private set; }

    /// <summary>The placement whose arrival it awaits: until then another basis holds, where the person still is. Null: it is in force.</summary>
    public Guid? AwaitsPlacementId { get; private set; }

    /// <summary>The row that this one corrects.</summary>
    public Guid? CorrectsId { get; private set; }
    public DateTimeOffset? CorrectedAt { get; private set; }

    /// <summary>Why the correction made hours of custody more, or none.</summary>
    public SealedText? CorrectionReason { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public StayEnd? EndReason { get; private set; }
    public StayDestination? Destination { get; private set; }
    public Guid? EndedByUserId { get; private set; }

    /// <summary>When the end was written down, which may be long after it.</summary>
    public DateTimeOffset? EndRecordedAt { get; private set; }

    /// <summary>Why the end of a custody was written down after its limit, as of a moment before it; null: it was not.</summary>
    public SealedText? LateReason { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public DateOnly From => ThaiDay.Of(StartsAt);

    public bool AwaitsArrival => AwaitsPlacementId is not null;

    /// <summary>False once another row has corrected it, and before the arrival that it awaits.</summary>
    public bool Counts => CorrectedAt is null && !AwaitsArrival;

    /// <summary>Until when it was said to run: its recorded end, or the one set in advance.</summary>
    public DateTimeOffset? RunsUntil => EndedAt ?? EndsAt;

    /// <summary>Until when it holds in law: the earliest of its end, its limit and its consent's; null: open.</summary>
    public DateTimeOffset? ValidUntil => new[] { EndedAt, EndsAt, LimitAt, LapsedAt }.Min();

    /// <summary>After such an end nobody holds or houses the person.</summary>
    public bool EndedByLeaving => EndReason is not (null or StayEnd.NextBasis or StayEnd.MovedPlace);

    public bool IsRunning => Counts && EndedAt is null;

    /// <summary>False of what ended where it began, so that it held nobody: a mistake, or a court's order that freedom came before. Who was only moved is held.</summary>
    internal bool HasBegun => EndedAt is null || EndedAt > StartsAt || EndReason == StayEnd.MovedPlace;

    /// <summary>Whether it still holds the person at that moment: also one that a court's order from later on will end.</summary>
    public bool HoldsOn(DateTimeOffset at) => IsRunning || (Counts && HasBegun && EndReason == StayEnd.NextBasis && EndedAt > at);

    /// <summary>
    /// When whoever holds the person on this ground let them go. The word of another office ends it only where this one had
    /// given way before, to that one or to a shelter: two may hold a person, and one may be wrong. The database judges alike (stay_left).
    /// Null: they are held.
    /// </summary>
    /// <param name="all">The bases of the case, as far as they are in sight.</param>
    internal DateTimeOffset? LeftAt(IEnumerable<BasisOfStay> all) => all
        .Where(l => l.Counts && l.EndedByLeaving && (l == this || (l.HasBegun && l.EndedAt > StartsAt && (l.ByUnitId == ByUnitId || (EndedAt <= l.EndedAt && (l.StartsAt >= StartsAt || l.Place == StayPlace.Shelter)))))).Min(l => l.EndedAt);

    /// <summary>Nobody asked the person.</summary>
    public bool IsCustody => Basis is StayBasis.CustodyS29 or StayBasis.CourtExtension;

    internal DateTimeOffset? CustodyEnds => Basis == StayBasis.CustodyS29 && EndedAt is null ? LimitAt : ValidUntil;

    /// <summary>
    /// Custody whose hours run: nobody has ended it, and the same office has recorded no later custody. Another ground stops no hours
    /// unless it ends them, nor does what another office records. A court's order that was over before it was recorded begins none.
    /// </summary>
    internal bool HoldsInCustody(IEnumerable<BasisOfStay> all) => IsCustody && IsRunning && LeftAt(all) is null && (Basis == StayBasis.CustodyS29 || CorrectsId is not null || !WasOver)
        && !all.Any(n => n != this && n.IsRunning && n.IsCustody && n.ByUnitId == ByUnitId && (n.StartsAt > StartsAt || (n.StartsAt == StartsAt && n.RecordedAt > RecordedAt)) && (n.Basis == StayBasis.CustodyS29 || !n.WasOver));

    private bool WasOver => ValidUntil <= RecordedAt;

    public bool Covers(DateTimeOffset at) => Counts && StartsAt <= at && (ValidUntil is not { } end || at < end);

    /// <summary>A custody that nobody has ended, or only an order for later will, beyond the end that law or order set.</summary>
    public bool IsPastLimit(DateTimeOffset at) => IsCustody && HoldsOn(at) && LastInstant < at;

    /// <summary>Whether whoever ends it now as of that moment, or sooner than an order would, says after its limit that it had ended before: the alarm of the limit would be undone in silence.</summary>
    internal bool EndsLate(DateTimeOffset endedAt, DateTimeOffset at) => IsCustody && Counts && !(EndedAt <= endedAt) && LastInstant < at && endedAt <= LastInstant;

    private DateTimeOffset? LastInstant => new[] { EndsAt, LimitAt }.Min();

    /// <summary>Whether it ends where that one begins. What a court permitted is the court's to end: it runs on to its own end (s.29).</summary>
    internal bool IsFollowedBy(BasisOfStay next, DateTimeOffset from) => HoldsOn(from) && Id != next.Id && Basis != StayBasis.CourtExtension && StartsAt <= from;

    /// <summary>A court's order that freedom came before, also where that is written down once it was to run.</summary>
    internal bool BeginsAfter(DateTimeOffset ended) => Counts && Basis == StayBasis.CourtExtension && StartsAt > ended;

    // It ended where such an order was to begin.
    internal bool GaveWayTo(IEnumerable<BasisOfStay> orders) => Counts && EndReason == StayEnd.NextBasis && HasBegun && orders.Any(o => o.StartsAt == EndedAt);

    // What was beyond the limit before, or begins when it began, is put right without being admitted anew.
    internal bool LendsItsLimit(StayClaim right) => IsCustody && Basis == right.Basis && (StartsAt == right.StartsAt || LimitAt <= StartsAt);

    internal void Await(Placement placement) => AwaitsPlacementId = placement.Id;

    /// <summary>The person has arrived.</summary>
    internal void Begin(DateTimeOffset at) => (StartsAt, AwaitsPlacementId) = (at, null);

    internal void End(DateTimeOffset endedAt, StayEnd reason, StayDestination? destination, Actor by, DateTimeOffset at, string? lateReason = null)
    {
        if (endedAt < StartsAt) throw new RefusedException("stay.endsBeforeStart");
        (EndedAt, EndReason, Destination, EndedByUserId, EndRecordedAt, LateReason) = (endedAt, reason, destination, by.UserId, at, SealedText.Of(lateReason));
    }

    /// <param name="end">What is right of its end; null: it stays as it was written.</param>
    internal void CorrectedBy(BasisOfStay next, EndCorrection? end, Actor by, DateTimeOffset at)
    {
        if (!Counts) throw new RefusedException("stay.corrected");
        CorrectedAt = at;
        next.ByUnitId = ByUnitId;
        if (end is not null)
        {
            if (EndedAt is null) throw new RefusedException("stay.nothingRuns");
            if (end.Ending is { } ending) next.End(ending.At, ending.Reason, ending.Destination, by, at);
            return;
        }

        if (EndedAt < next.StartsAt) throw new RefusedException("stay.endsBeforeStart");
        (next.EndedAt, next.EndReason, next.Destination, next.EndedByUserId, next.EndRecordedAt) = (EndedAt, EndReason, Destination, EndedByUserId, EndRecordedAt);
        // A sealed text is bound to its row.
        next.LateReason = SealedText.Of(LateReason?.Open());
    }

    // The rest of it is put right, not what it rested on.
    internal void RestAs(BasisOfStay wrong) => (ConsentId, LapsedAt) = (wrong.ConsentId, wrong.LapsedAt);

    internal void Reason(string? why) => CorrectionReason = SealedText.Of(why) ?? throw new RefusedException("stay.correctionReason");

    // The first custody of the holding was corrected, or recorded late: the further ones count from it too.
    internal void CountFrom(DateTimeOffset heldSince, bool mayGrow)
    {
        var limit = Holding.LimitUnder(Clocks.ClockBook.Current, heldSince);
        if (mayGrow || limit < LimitAt) LimitAt = limit;
    }

    // Orders without a break between them share the limit of the first.
    internal void ShareLimit(IEnumerable<BasisOfStay> orders) => LimitAt = orders.Where(o => o.StartsAt < StartsAt && o.RunsUntil >= StartsAt).Select(o => o.LimitAt).Append(LimitAt).Min();

    // The limit itself was changed: part of that change, recorded on the case.
    internal void Move(DateTimeOffset limit) => LimitAt = limit;

    /// <summary>The consent that it rests on is taken back.</summary>
    public void Lapse(DateTimeOffset at) => LapsedAt = at < LapsedAt ? at : LapsedAt ?? at;
}
