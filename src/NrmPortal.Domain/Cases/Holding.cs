using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Cases;

/// <summary>
/// A person held without a break: custody under s.29 is given once in it, and every further row of it counts from the first.
/// Another ground in between breaks nothing, as the person did not leave.
/// </summary>
internal static class Holding
{
    /// <summary>The one limit of all custody of the holding that began then.</summary>
    public static DateTimeOffset LimitUnder(ClockBook book, DateTimeOffset since) => book.Explain(ClockCode.Custody29, since).Due;

    /// <summary>The start of the first custody of the holding that goes on at that instant; null: there was none.</summary>
    /// <param name="known">The holding that goes on then by all rows of the case, of which the reader may not see some.</param>
    /// <param name="book">Of a change that is asked about; null: the one in force.</param>
    public static DateTimeOffset? Since(DateTimeOffset at, IReadOnlyCollection<BasisOfStay> stays, DateTimeOffset? known, ClockBook? book = null)
    {
        var freed = FreedBefore(at, stays, book ?? ClockBook.Current);
        return stays.Where(s => s.Counts && s.HasBegun && s.Basis == StayBasis.CustodyS29).Select(s => (DateTimeOffset?)s.StartsAt).Append(known)
            .Where(start => start <= at && (start == known || freed is null || start >= freed)).Min();
    }

    // The last freedom that broke the holding. Who holds on while another lets go, or takes the person again too soon, goes on with it.
    private static DateTimeOffset? FreedBefore(DateTimeOffset at, IReadOnlyCollection<BasisOfStay> stays, ClockBook book)
    {
        DateTimeOffset? freed = null, until = null;
        foreach (var (from, left) in stays.Where(s => s.Counts && s.HasBegun && s.StartsAt <= at).OrderBy(s => s.StartsAt).Select(s => (s.StartsAt, Left: s.LeftAt(stays) ?? DateTimeOffset.MaxValue)).Append((at, at)))
        {
            var apart = until is { } end && end < DateTimeOffset.MaxValue && Breaks(end, from, book);
            if (apart) freed = until;
            until = until > left ? until : left;
        }

        return freed;
    }

    // Let go for less than the setting says and held again is one holding: a minute at the door starts no new day.
    internal static bool Breaks(DateTimeOffset freed, DateTimeOffset at, ClockBook? book = null) => (book ?? ClockBook.Current).Explain(ClockCode.HoldingBreak, freed).Due <= at;
}
