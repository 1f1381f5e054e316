using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Interceptors;

/// <summary>
/// Records every change of a case on its audit chain, in the transaction of the change: which table, which row, which columns;
/// never a value. Nothing catches: what cannot be recorded is not saved.
/// </summary>
public sealed class ChangeRecorder : SaveChangesInterceptor
{
    /// <summary>One for the process: EF builds its model and compiled queries anew for each different interceptor.</summary>
    public static readonly ChangeRecorder Instance = new();

    /// <summary>One changed row.</summary>
    private sealed record Change(string Table, string Row, string State, IReadOnlyList<string>? Columns);

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        Tracked.Found(eventData.Context!).Any(e => IsChange(e) && CaseOf(e) is not null)
            ? throw new NotSupportedException("A case is saved asynchronously.") : result;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        foreach (var changes in Tracked.Found(db).Where(IsChange).GroupBy(CaseOf))
        {
            if (changes.Key is not { } id) continue;
            if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A case changes in a transaction only, with the record of it.");
            var (chain, json) = ($"case:{id}", JsonSerializer.Serialize(changes.Select(Describe), JsonSerializerOptions.Web));
            await db.Database.ExecuteSqlAsync($"select audit_write({chain}, {id}, 'change', 'saved', {json}::jsonb)", cancellationToken);
        }

        return result;
    }

    // Events are the history themselves; tokens follow the name they are made of.
    private static bool IsChange(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not (CaseEvent or Encryption.NameToken);

    private static Guid? CaseOf(EntityEntry entry) => entry.Entity is Case subject ? subject.Id
        : entry.Metadata.FindProperty(nameof(CaseEvent.CaseId)) is { } property ? (Guid?)entry.CurrentValues[property] : null;

    private static Change Describe(EntityEntry entry) => new(
        entry.Metadata.GetTableName()!, entry.CurrentValues[entry.Metadata.FindPrimaryKey()!.Properties[0]]!.ToString()!, entry.State.ToString(),
        entry.State == EntityState.Modified ? [.. entry.Properties.Where(p => p.IsModified).Select(p => p.Metadata.GetColumnName())] : null);
}
