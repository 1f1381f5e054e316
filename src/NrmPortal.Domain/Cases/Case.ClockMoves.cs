using System.Globalization;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>A running limit that ends at another time under changed limits or another calendar.</summary>
/// <param name="ReferralId">Null: the limit runs on the case itself, or on a task.</param>
/// <param name="Number">Of the referral, or of the case.</param>
public sealed record ClockMove(Guid CaseId, Guid? ReferralId, string Number, ClockCode Clock, DateTimeOffset Old, DateTimeOffset New)
{
    /// <summary>An open task whose day follows the limit.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>A basis of stay whose legal limit follows.</summary>
    public Guid? StayId { get; init; }

    /// <summary>Its end is written nowhere but reckoned whenever it is asked for: it moves with the setting, and the case says so.</summary>
    public bool IsReckoned { get; init; }

    /// <summary>Since when it stands still: the two ends are then those that it would have if it ran on at once. Null: it runs.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>What is left of a paused limit when it runs on, as things stand and after the change; null: it runs.</summary>
    public (TimeSpan Old, TimeSpan New)? Left => PausedSince is { } since ? (AtLeastNone(Old - since), AtLeastNone(New - since)) : null;

    private static TimeSpan AtLeastNone(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Over by the instant; of what is paused by the beginning of the pause, so that it is over as soon as it runs on.</summary>
    public bool IsOver(DateTimeOffset at) => New <= (PausedSince ?? at) && Old > (PausedSince ?? at);
}

/// <summary>What a changed limit moves: one of these, or with none of them the case's own clock.</summary>
public sealed record Moved(Referral? Referral = null, CaseTask? Task = null, BasisOfStay? Stay = null)
{
    internal bool IsOfTheCase => Referral is null && Task is null && Stay is null;

    internal Guid? CaseId => Referral?.CaseId ?? Task?.CaseId ?? Stay?.CaseId;

    /// <summary>Its end as it stands; null where it runs no longer.</summary>
    internal DateTimeOffset? Due => Task is not null ? Task.IsOpen ? Task.DueAt : null : Stay is not null ? Stay.Counts ? Stay.LimitAt : null : Referral?.DueAt;

    internal void Move(DateTimeOffset due)
    {
        Task?.Move(due);
        Referral?.Move(due);
        Stay?.Move(due);
    }
}

public sealed partial class Case
{
    /// <summary>Which running clocks would end at another time under this book, and which paused ones would have other time left.</summary>
    public IEnumerable<ClockMove> MovesUnder(ClockBook book, ClockChanges changes) =>
        from running in RunningClocks
        let mine = changes.Of(running.Code, running.Start)
        let after = book.Explain(running.Code, running.Start, mine)
        let old = running.Due ?? ClockBook.Current.Explain(running.Code, running.Start, mine).Due
        where after.Due != old && (running.Due is not null || after.PausedSince is not null)
        select new ClockMove(Id, null, Number, running.Code, old, after.Due)
        {
            // What is paused has no end to be moved: what is left of it is reckoned whenever it is shown, and when it runs on.
            IsReckoned = running.Due is null,
            PausedSince = running.Due is null ? after.PausedSince : null,
        };

    /// <summary>
    /// Which rows of custody would have another limit under this book: all of the holding that goes on, as they share the one that
    /// the case's clock shows (s.29). What is over was judged by the limit of its time, and what a court permitted no setting moves.
    /// </summary>
    public IEnumerable<ClockMove> LimitsUnder(ClockBook book, IEnumerable<BasisOfStay> stays) =>
        from stay in stays
        where stay.Counts && stay.Basis == StayBasis.CustodyS29 && stay.StartsAt >= HeldSince && HeldUntil is null
        let limit = Holding.LimitUnder(book, HeldSince!.Value)
        where limit != stay.LimitAt
        select new ClockMove(Id, null, Number, ClockCode.Custody29, stay.LimitAt!.Value, limit) { StayId = stay.Id };

    /// <summary>
    /// Which custody would count from an earlier holding under this book, as a freedom that broke it is too short by then: the database
    /// counts so with the next row (keep_custody). What began anew by a shorter freedom keeps its limit: hours become more by a correction alone.
    /// </summary>
    /// <param name="stays">All of the case.</param>
    public IEnumerable<ClockMove> HoldingsUnder(ClockBook book, IReadOnlyCollection<BasisOfStay> stays, DateTimeOffset at)
    {
        if (HeldUntil is not null || !(Holding.Since(at, stays, null, book) < HeldSince)) return [];
        var limit = Holding.LimitUnder(book, Holding.Since(at, stays, null, book)!.Value);
        var rows = stays.Where(s => s.IsRunning && s.Basis == StayBasis.CustodyS29 && s.LimitAt > limit)
            .Select(s => new ClockMove(Id, null, Number, ClockCode.Custody29, s.LimitAt!.Value, limit) { StayId = s.Id });
        return CustodyClock == ClockCode.Custody29 && CustodyDueAt > limit ? rows.Append(new ClockMove(Id, null, Number, ClockCode.Custody29, CustodyDueAt.Value, limit)) : rows;
    }

    /// <summary>A limit or the calendar was changed, and this clock follows. Part of that change, no act of its own.</summary>
    public void MoveClock(ClockMove move, Moved what, Actor by, DateTimeOffset at)
    {
        RequireMine(move.CaseId);
        RequireMine(what.CaseId ?? Id);
        if (move.PausedSince is not null && !IsPaused(move.Clock)) throw new RefusedException("clock.previewStale");
        if (!move.IsReckoned) Move(move, what);
        Record("case.clockMoved", by, at, Stage, [("clock", move.Clock.ToString()), ("task", what.Task?.Code.ToString() ?? ""), ("referral", what.Referral?.Number ?? ""),
            ("basis", what.Stay?.Basis.ToString() ?? ""), .. Ends(move)]);
    }

    private void Move(ClockMove move, Moved what)
    {
        var due = what.IsOfTheCase ? RunningClocks.FirstOrDefault(r => r.Code == move.Clock)?.Due : what.Due;
        if (due != move.Old) throw new RefusedException("clock.previewStale");
        if (what.IsOfTheCase) SetDue(move.Clock, move.New);
        else what.Move(move.New);
    }

    private static IEnumerable<(string, string)> Ends(ClockMove move) => move.Left is { } left
        ? [("leftBefore", Length(left.Old)), ("left", Length(left.New))]
        : [("dueBefore", Instant(move.Old)), ("due", Instant(move.New))];

    private static string Length(TimeSpan left) => left.ToString("c", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
