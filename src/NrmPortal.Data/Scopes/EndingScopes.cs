using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Scopes;

/// <summary>What has to be looked at before a case ends.</summary>
public static class EndingScopes
{
    private sealed record Row(string Item, string? About);

    /// <summary>What is still open on the case, whatever of it the reader may read: whoever proposes or agrees to an end sees that it is there.</summary>
    public static async Task<IReadOnlyList<ClosureItem>> OpenItemsAsync(this PortalDbContext db, Guid caseId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var rows = await db.Database.SqlQuery<Row>($"select item, about from closing_items({caseId}, {now})").ToListAsync(cancellation);
        return [.. rows.Select(r => r.Item == "TaskCode" ? ClosureItems.Of(Enum.Parse<TaskCode>(r.About!)) : Enum.Parse<ClosureItem>(r.Item)).OfType<ClosureItem>().Distinct().Order()];
    }
}
