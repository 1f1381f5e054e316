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
    /// <summary>Which running clocks would end at another time under this book. What is paused is computed when it runs again.</summary>
    public IEnumerable<ClockMove> MovesUnder(ClockBook book, ClockChanges changes) =>
        from running in RunningClocks
        where running.Due is not null
        let due = book.Explain(running.Code, running.Start, changes.Of(running.Code, running.Start)).Due
        where due != running.Due
        select new ClockMove(Id, null, Number, running.Code, running.Due!.Value, due);

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

    /// <summary>A limit or the calendar was changed, and this clock follows. Part of that change, no act of its own.</summary>
    public void MoveClock(ClockMove move, Moved what, Actor by, DateTimeOffset at)
    {
        RequireMine(move.CaseId);
        RequireMine(what.CaseId ?? Id);
        if (!move.IsReckoned) Move(move, what);
        Record("case.clockMoved", by, at, Stage, ("clock", move.Clock.ToString()), ("task", what.Task?.Code.ToString() ?? ""), ("referral", what.Referral?.Number ?? ""),
            ("basis", what.Stay?.Basis.ToString() ?? ""), ("dueBefore", Instant(move.Old)), ("due", Instant(move.New)));
    }

    private void Move(ClockMove move, Moved what)
    {
        var due = what.IsOfTheCase ? RunningClocks.FirstOrDefault(r => r.Code == move.Clock)?.Due : what.Due;
        if (due != move.Old) throw new RefusedException("clock.previewStale");
        if (what.IsOfTheCase) SetDue(move.Clock, move.New);
        else what.Move(move.New);
    }

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
