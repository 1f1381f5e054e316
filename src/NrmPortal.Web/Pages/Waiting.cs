using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Pages;

/// <summary>One case or referral that waits: its number, where to go, and the clock that runs on it.</summary>
public sealed record WaitingItem(Guid CaseId, string Number, string Url, DateTimeOffset? DueAt, string? DueClock)
{
    /// <summary>What is asked, where the item is a task.</summary>
    public TaskCode? Task { get; init; }

    /// <summary>Who asks, where the item is a question.</summary>
    public Asker? Asked { get; init; }
}

/// <summary>The office that waits for an answer, and since when.</summary>
public sealed record Asker(string NameTh, string NameEn, DateTimeOffset Since);

/// <summary>What waits for the reader for one reason: how many in all, the first few by their clock, and where the rest is.</summary>
public sealed record Waiting(string Key, string Url, int Count, IReadOnlyList<WaitingItem> Items)
{
    public bool IsLate(DateTimeOffset now) => Items.Any(i => i.DueAt < now);
}
