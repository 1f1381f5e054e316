using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Pages.Work;

/// <summary>Which tasks of a list.</summary>
public enum TaskFilter
{
    Open,
    Overdue,

    /// <summary>Due within three days.</summary>
    Soon,

    /// <summary>Done within the last thirty days.</summary>
    Done,

    /// <summary>Gone from one to another, open or done.</summary>
    Handed,
}

/// <summary>
/// The order of a list of tasks, and where a page of it begins. What is open comes by its day, what has none last; what is done
/// or handed over comes latest first. Ids are in order of time and make the order whole.
/// </summary>
/// <param name="Key">The last row's moment on the page before; null on the first page.</param>
public sealed record TaskPage(TaskFilter Show, DateTimeOffset? Key, Guid? KeyId)
{
    // After every day that a task can have.
    private static readonly DateTimeOffset NoDay = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public bool IsFirst => Key is null || KeyId is null;

    public static DateTimeOffset KeyOf(TaskRow row, TaskFilter show) => show switch
    {
        TaskFilter.Done => row.DoneAt!.Value,
        TaskFilter.Handed => row.HandedOverAt!.Value,
        _ => row.DueAt ?? NoDay,
    };

    public IQueryable<CaseTask> Filtered(IQueryable<CaseTask> tasks, DateTimeOffset now)
    {
        var (soon, lately) = (now.AddDays(3), now.AddDays(-30));
        return Show switch
        {
            TaskFilter.Overdue => tasks.Where(t => t.DoneAt == null && t.DueAt < now),
            TaskFilter.Soon => tasks.Where(t => t.DoneAt == null && t.DueAt >= now && t.DueAt < soon),
            TaskFilter.Done => tasks.Where(t => t.DoneAt > lately),
            TaskFilter.Handed => tasks.Where(t => t.HandedOverAt != null),
            _ => tasks.Where(t => t.DoneAt == null),
        };
    }

    internal IQueryable<NumberedTask> From(IQueryable<NumberedTask> tasks)
    {
        if (Key is not { } key || KeyId is not { } id) return tasks;
        return Show switch
        {
            TaskFilter.Done => tasks.Where(n => n.Task.DoneAt <= key && (n.Task.DoneAt < key || n.Task.Id < id)),
            TaskFilter.Handed => tasks.Where(n => n.Task.HandedOverAt <= key && (n.Task.HandedOverAt < key || n.Task.Id < id)),
            _ => tasks.Where(n => (n.Task.DueAt ?? NoDay) >= key && ((n.Task.DueAt ?? NoDay) > key || n.Task.Id > id)),
        };
    }

    internal IQueryable<NumberedTask> Ordered(IQueryable<NumberedTask> tasks) => Show switch
    {
        TaskFilter.Done => tasks.OrderByDescending(n => n.Task.DoneAt).ThenByDescending(n => n.Task.Id),
        TaskFilter.Handed => tasks.OrderByDescending(n => n.Task.HandedOverAt).ThenByDescending(n => n.Task.Id),
        _ => tasks.OrderBy(n => n.Task.DueAt ?? NoDay).ThenBy(n => n.Task.Id),
    };
}
