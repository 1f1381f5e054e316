using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NrmPortal.Data;

namespace NrmPortal.Testing;

/// <summary>One statement as the portal asked it.</summary>
public sealed record AskedQuery(string Sql, IReadOnlyList<NpgsqlParameter> Parameters)
{
    /// <summary>Buffers the statement touches, hit or read, when it is asked again on this connection; warmed up first.</summary>
    public async Task<int> BuffersAsync(NpgsqlConnection connection, Func<object?, object?>? change = null)
    {
        var buffers = 0;
        for (var i = 0; i < 3; i++) buffers = await ExplainAsync(connection, change ?? (value => value));
        return buffers;
    }

    private async Task<int> ExplainAsync(NpgsqlConnection connection, Func<object?, object?> change)
    {
        await using var command = new NpgsqlCommand("explain (analyze, buffers, format json) " + Sql, connection);
        foreach (var parameter in Parameters)
        {
            var copy = parameter.Clone();
            copy.Value = change(copy.Value);
            command.Parameters.Add(copy);
        }

        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
        var root = plan.RootElement[0].GetProperty("Plan");
        return root.GetProperty("Shared Hit Blocks").GetInt32() + root.GetProperty("Shared Read Blocks").GetInt32();
    }
}

/// <summary>
/// Writes down what the portal asks of the database: queries with their parameters, and how often it goes there in all
/// (the start of a transaction that tells who acts, savepoints and commits included).
/// </summary>
public sealed class AskedQueries : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly Lock gate = new();
    private List<AskedQuery> queries = [];
    private int trips;

    public void Listen(IServiceCollection services) => services.ConfigureDbContext<PortalDbContext>(options => options.AddInterceptors(this));

    /// <summary>What is asked while <paramref name="work"/> runs.</summary>
    public async Task<(IReadOnlyList<AskedQuery> Queries, int Trips)> DuringAsync(Func<Task> work)
    {
        lock (gate) (queries, trips) = ([], 0);
        await work();
        lock (gate) return (queries, trips);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return ValueTask.FromResult(result);
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        lock (gate) trips++;
        return ValueTask.FromResult(result);
    }

    public Task CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        lock (gate) trips++;
        return Task.CompletedTask;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        lock (gate) trips++;
        return Task.CompletedTask;
    }

    private void Note(DbCommand command)
    {
        var parameters = command.Parameters.Cast<NpgsqlParameter>().Select(p => p.Clone()).ToList();
        lock (gate)
        {
            // A setting is a trip and no query: it has no plan.
            if (!command.CommandText.StartsWith("set ", StringComparison.OrdinalIgnoreCase)) queries.Add(new AskedQuery(command.CommandText, parameters));
            trips++;
        }
    }
}
