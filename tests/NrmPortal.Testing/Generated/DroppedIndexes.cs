using Npgsql;

namespace NrmPortal.Testing;

/// <summary>
/// Takes indexes, keys and the access triggers off the tables that are loaded, and puts them back as they were: one
/// sort is cheaper than millions of insertions, and the keys are checked when they return.
/// </summary>
internal sealed class DroppedIndexes(NpgsqlConnection connection, string[] tables)
{
    // Foreign keys first and last: they need the unique keys they point to.
    private const string Constraints = """
        select format('alter table %s drop constraint %I', conrelid::regclass, conname),
               format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where contype = any ($2) and (conrelid = any ($1::text[]::regclass[]) or (contype = 'f' and confrelid = any ($1::text[]::regclass[])))
        """;

    private const string Indexes = """
        select format('drop index %I', indexname), indexdef from pg_indexes i where tablename = any ($1) and $2::"char"[] is not null
            and not exists (select 1 from pg_constraint c where c.conindid = i.indexname::regclass and c.contype in ('p', 'u'))
        """;

    private readonly Stack<string> undo = new();

    public async Task DropAsync()
    {
        await Run("set maintenance_work_mem = '512MB'; set client_min_messages = warning");
        foreach (var table in tables) await Do(($"alter table {table} disable trigger user", $"alter table {table} enable trigger user"));
        foreach (var step in await Read(Constraints, 'f')) await Do(step);
        foreach (var step in await Read(Constraints, 'p', 'u')) await Do(step);
        foreach (var step in await Read(Indexes)) await Do(step);
    }

    public async Task RestoreAsync()
    {
        while (undo.TryPop(out var sql)) await Run(sql);
    }

    private async Task Do((string Drop, string Restore) step)
    {
        await Run(step.Drop);
        undo.Push(step.Restore);
    }

    private async Task<List<(string Drop, string Restore)>> Read(string sql, params char[] kinds)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = tables });
        command.Parameters.Add(new() { Value = kinds, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.InternalChar });
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<(string, string)>();
        while (await reader.ReadAsync()) steps.Add((reader.GetString(0), reader.GetString(1)));
        return steps;
    }

    private async Task Run(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
