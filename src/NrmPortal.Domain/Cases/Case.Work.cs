using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Returns;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    private readonly List<Notice> notices = [];
    private readonly List<CaseTask> tasks = [];

    /// <summary>What this transaction tells; written with the act, never loaded.</summary>
    public IReadOnlyCollection<Notice> Notices => notices;

    /// <summary>What this transaction asks of others; earlier ones are read from their own table.</summary>
    public IReadOnlyCollection<CaseTask> Tasks => tasks;

    /// <summary>The owner and DATIP are told of an emergency opening at once.</summary>
    public void TellOf(BreakGlass opening, Actor by)
    {
        RequireMine(opening.CaseId);
        Tell(NoticeCode.BrokenGlass, Audience.Of(OwnerUnitId), "", by, opening.At);
        Tell(NoticeCode.BrokenGlass, Audience.Everywhere(AgencyType.Datip, Role.DatipCoordinator), "", by, opening.At);
    }

    /// <summary>Asks somebody to do something, in words of one's own.</summary>
    /// <param name="due">The end of the day that was named; null: within the limit of written tasks.</param>
    public CaseTask GiveTask(SealedText? text, Audience to, DateTimeOffset? due, Actor by, DateTimeOffset at)
    {
        if (text is null) throw new RefusedException("task.text");
        if (due < at) throw new RefusedException("task.duePast");
        Apply(CaseAction.GiveTask, by, at);
        var task = Ask(TaskCode.Written, to, due, by, at);
        task.Write(TaskWordsKind.Asked, text, by, at);
        return task;
    }

    /// <summary>One of the office takes a task in hand, so that the others need not.</summary>
    /// <param name="covered">Memberships whose absence the actor covers now.</param>
    public void TakeTask(CaseTask task, IReadOnlyCollection<Guid> covered, Actor by, DateTimeOffset at)
    {
        RequireMine(task.CaseId);
        task.RequireOpenFor(by, covered);
        task.Take(by, at);
        Apply(CaseAction.TakeTask, by, at, ("task", task.Code.ToString()));
    }

    /// <summary>What a person put into words a person calls done, and what was done to protect a child, with a note of it; what the flow asks is done by the act itself.</summary>
    public void FinishTask(CaseTask task, SealedText? note, IReadOnlyCollection<Guid> covered, Actor by, DateTimeOffset at)
    {
        RequireMine(task.CaseId);
        task.RequireOpenFor(by, covered);
        if (!TaskRules.IsDoneByHand(task.Code)) throw new RefusedException("task.byAct");
        if (note is null && TaskRules.NeedsNote(task.Code)) throw new RefusedException("task.noteNeeded");
        task.Finish(note, by, at);
        Apply(CaseAction.FinishTask, by, at, ("task", task.Code.ToString()));
        if (task.GivenByMembershipId is { } giver && giver != by.MembershipId) Tell(NoticeCode.TaskDone, Audience.Seat(giver), $"/tasks/{task.Id}", by, at);
    }

    /// <summary>Not done after all, said by whoever called it done, within a day.</summary>
    public void ReopenTask(CaseTask task, Actor by, DateTimeOffset at)
    {
        RequireMine(task.CaseId);
        if (task.WhyNotReopen(by, at) is { } refusal) throw new RefusedException(refusal);
        task.Reopen();
        Apply(CaseAction.ReopenTask, by, at, ("task", task.Code.ToString()));
    }

    /// <summary>Gives a task to another office or person, with the reason.</summary>
    public TaskHandover HandOverTask(CaseTask task, Audience to, SealedText? reason, IReadOnlyCollection<Guid> covered, Actor by, DateTimeOffset at)
    {
        RequireMine(task.CaseId);
        if (TaskRules.IsOfASeat(task.Code)) throw new RefusedException("task.seat");
        if (!task.IsTakenBackBy(by)) task.RequireOpenFor(by, covered);
        var handover = task.HandOver(Guid.CreateVersion7(at), to, reason ?? throw new RefusedException("task.reason"), by, at);
        Apply(CaseAction.HandOverTask, by, at, ("task", task.Code.ToString()));
        Tell(NoticeCode.TaskHandedOver, to, $"/tasks/{task.Id}", by, at, ("task", task.Code.ToString()));
        return handover;
    }

    /// <summary>Writes to other offices that have the case in common.</summary>
    public CaseMessage WriteMessage(SealedText? text, IReadOnlyList<Guid> to, Guid? replyTo, bool urgent, Actor by, DateTimeOffset at)
    {
        if (text is null) throw new RefusedException("message.text");
        if (to.Count == 0) throw new RefusedException("message.to");
        Apply(CaseAction.WriteMessage, by, at);
        foreach (var unit in to) Tell(NoticeCode.MessageWritten, Audience.Of(unit), "/messages", by, at, ("urgent", urgent ? "yes" : "no"));
        return new CaseMessage(Guid.CreateVersion7(at), Id, text, to, replyTo, urgent, by, at);
    }

    // What the act asks of others by the rules; each seat of a panel is asked when it is given.
    private void AskBy(CaseAction action, (string Key, string Value)[] parameters, Actor by, DateTimeOffset at)
    {
        foreach (var ask in TaskRules.Asks.Where(a => a.Action == action))
            Ask(ask.Code, ask.To(this), null, by, at, parameters.FirstOrDefault(p => p.Key == ask.About).Value);
    }

    private void AskSeat(Seat seat, Actor by, DateTimeOffset at) =>
        Ask(seat.Decides ? TaskCode.Decide : TaskCode.GiveOpinion, Audience.Seat(seat.MembershipId), null, by, at);

    // Part of the act that calls it, no act of its own: the act stands in the history.
    private void Tell(NoticeCode code, Audience to, string page, Actor? by, DateTimeOffset at, params (string Key, string Value)[] parameters) =>
        notices.Add(new Notice(Guid.CreateVersion7(at), Id, code, $"/cases/{Number}{page}", to, by, at, parameters));

    private CaseTask Ask(TaskCode code, Audience to, DateTimeOffset? due, Actor? by, DateTimeOffset at, string? about = null)
    {
        // The day of a visit after a return is that of the case's clock, which climbs for it.
        var visit = code == TaskCode.FollowUpVisit && ReturnVisits.IsOne(DueClock);
        if (visit) due = DueAt;
        // Whoever asks: the same task has the same limit.
        var limit = due is null ? TaskRules.DueBy(code) : null;
        if (limit is { } running) due = ClockEngine.Run(running, at).Due;
        var clock = visit ? null : TaskRules.ClockOf(code, DueClock is null ? null : Enum.Parse<ClockCode>(DueClock));
        var task = new CaseTask(Guid.CreateVersion7(at), Id, code, to, due, by, at, about, limit, clock);
        tasks.Add(task);
        Tell(NoticeCode.TaskGiven, to, $"/tasks/{task.Id}", by, at, ("task", code.ToString()));
        return task;
    }
}
