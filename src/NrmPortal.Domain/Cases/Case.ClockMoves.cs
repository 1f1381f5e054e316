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

    /// <summary>A limit or the calendar was changed, and this clock follows. Part of that change, no act of its own.</summary>
    public void MoveClock(ClockMove move, Referral? referral, CaseTask? task, Actor by, DateTimeOffset at)
    {
        RequireMine(move.CaseId);
        RequireMine(referral?.CaseId ?? task?.CaseId ?? Id);
        var due = task is { IsOpen: true } ? task.DueAt : referral is not null ? referral.DueAt : task is null ? RunningClocks.FirstOrDefault(r => r.Code == move.Clock)?.Due : null;
        if (due != move.Old) throw new RefusedException("clock.previewStale");
        if (task is not null) task.Move(move.New);
        else if (referral is not null) referral.Move(move.New);
        else SetDue(move.Clock, move.New);
        Record("case.clockMoved", by, at, Stage, ("clock", move.Clock.ToString()), ("task", task?.Code.ToString() ?? ""), ("referral", referral?.Number ?? ""), ("dueBefore", Instant(move.Old)), ("due", Instant(move.New)));
    }

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
