using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Cases;

// The hours of custody. What stands here follows the rows that the acting office sees; with the commit the database, which alone
// sees every row, counts again by the same rules (stay_custody).
public sealed partial class Case
{
    /// <summary>Since when the ground runs on which the person is held: s.29 itself or the court's permission; null when nobody holds them.</summary>
    public DateTimeOffset? CustodyFrom { get; private set; }

    /// <summary><see cref="ClockCode.Custody29"/>, or <see cref="ClockCode.CourtExtension"/> once the court has permitted more; of several offices that hold, the one whose limit ends first.</summary>
    public ClockCode? CustodyClock { get; private set; }
    public DateTimeOffset? CustodyDueAt { get; private set; }

    /// <summary>The first custody of the last holding, on whatever ground it went on: its limit is given once (s.29).</summary>
    public DateTimeOffset? HeldSince { get; private set; }

    /// <summary>When everybody who held the person had let them go; null: the holding goes on.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    // The holding that goes on at that instant, or was broken for too short a time to begin another.
    private DateTimeOffset? HeldAt(DateTimeOffset at) => HeldUntil is { } freed && Holding.Breaks(freed, at) ? null : HeldSince;

    private void HoldUnder(BasisOfStay[] stays, DateTimeOffset at, bool corrects = false)
    {
        Recount(stays, at, corrects);
        if (stays.Where(s => s.HoldsInCustody(stays)).MinBy(s => s.CustodyEnds) is { } held) Hold(held);
        // The custody of another office, which is not in sight, runs on.
        else if (stays.Any(s => s.IsCustody)) LetGo();
    }

    // Hours become more by a correction alone, which is reasoned.
    private void Recount(BasisOfStay[] stays, DateTimeOffset at, bool corrects = false)
    {
        // A holding that was broken is counted: of it one may not see the first.
        var since = Holding.Since(at, stays, HeldAt(at));
        foreach (var custody in stays.Where(s => s.Counts && s.Basis == StayBasis.CustodyS29 && s.StartsAt >= since))
            if (Holding.Since(custody.StartsAt, stays, HeldAt(custody.StartsAt)) is { } first) custody.CountFrom(first, corrects);
        BasisOfStay[] orders = [.. stays.Where(s => s.Counts && s.HasBegun && s.Basis == StayBasis.CourtExtension).OrderBy(s => s.StartsAt)];
        foreach (var order in orders) order.ShareLimit(orders);
        if (!stays.Any(s => s.IsRunning))
        {
            // The first of it was put right: the holding that goes on without a row that runs, or the one that is over.
            HeldSince ??= since ?? (HeldUntil is { } freed ? Holding.Since(freed, stays, null) : null);
            return;
        }

        HeldSince = since;
        HeldUntil = null;
    }

    private void Hold(BasisOfStay running) => (CustodyClock, CustodyFrom, CustodyDueAt) = running.Basis == StayBasis.CustodyS29
        ? (ClockCode.Custody29, HeldSince, running.LimitAt) : (ClockCode.CourtExtension, running.StartsAt, running.ValidUntil);

    private void LetGo() => (CustodyFrom, CustodyClock, CustodyDueAt) = (null, null, null);
}
