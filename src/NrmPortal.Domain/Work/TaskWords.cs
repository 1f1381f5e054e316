namespace NrmPortal.Domain.Work;

public enum TaskWordsKind
{
    /// <summary>What is asked, in the giver's words.</summary>
    Asked,

    /// <summary>What was done, in the words of whoever did it.</summary>
    Done,
}

/// <summary>
/// What people wrote on a task: the core names no place and no family, words may. Read by those the task is for, by who wrote
/// them, and by the owner and the province office; the others see the title and the clock.
/// </summary>
public sealed class TaskWords
{
    private TaskWords() { }

    internal TaskWords(CaseTask task, TaskWordsKind kind, SealedText text, Actor by, DateTimeOffset at) =>
        (Id, TaskId, CaseId, Kind, Text, ByUserId, At) = (Guid.CreateVersion7(at), task.Id, task.CaseId, kind, text, by.UserId, at);

    public Guid Id { get; private set; }
    public Guid TaskId { get; private set; }
    public Guid CaseId { get; private set; }
    public TaskWordsKind Kind { get; private set; }
    public SealedText? Text { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
