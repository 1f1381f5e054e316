using NrmPortal.Domain.Access;
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

    // Part of the act that calls it, no act of its own: the act stands in the history.
    private void Tell(NoticeCode code, Audience to, string page, Actor? by, DateTimeOffset at, params (string Key, string Value)[] parameters) =>
        notices.Add(new Notice(Guid.CreateVersion7(at), Id, code, $"/cases/{Number}{page}", to, by, at, parameters));

    // The open tasks of one kind are done by the act that calls this, whoever of the office they were given to.
    private static void Finish(IEnumerable<CaseTask> open, TaskCode code, Actor by, DateTimeOffset at)
    {
        foreach (var task in open.Where(t => t.Code == code && t.IsOpen)) task.Finish(by, at);
    }

    private CaseTask Ask(TaskCode code, Audience to, DateTimeOffset? due, Actor? by, DateTimeOffset at)
    {
        var task = new CaseTask(Guid.CreateVersion7(at), Id, code, null, to, due, by, at);
        tasks.Add(task);
        Tell(NoticeCode.TaskGiven, to, "", by, at, ("task", code.ToString()));
        return task;
    }
}
