using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace NrmPortal.Data;

/// <summary>A closed period whose figures are published: month, quarter or year.</summary>
public sealed record PublishedPeriod(Guid Id, string Kind, DateOnly Starts, DateOnly Ends);

/// <summary>One published figure. <see cref="Value"/> is null where it is suppressed (0 to 10, or secondary suppression).</summary>
public sealed record PublishedCell(string Breakdown, string Key, string Measure, long? Value);

/// <summary>Reads published figures only; the tables behind them are closed to the application role.</summary>
public sealed class Statistics(PortalDbContext db)
{
    public static IReadOnlyList<string> Measures { get; } = ["screened", "presumed", "identified", "police", "services", "shelter"];

    /// <summary>Newest first; months, quarters and years.</summary>
    public Task<List<PublishedPeriod>> PeriodsAsync() =>
        db.Database.SqlQuery<PublishedPeriod>($"select id, kind, starts, ends from published_periods order by starts desc, kind").ToListAsync();

    public Task<List<PublishedCell>> CellsAsync(Guid period, string breakdown) =>
        db.Database.SqlQuery<PublishedCell>($"select breakdown, key, measure, value from published_cells where period_id = {period} and breakdown = {breakdown} order by key, measure").ToListAsync();

    /// <summary>The worker's job: publishes every period closed before <paramref name="today"/> that is not published yet, and seals the audit heads.</summary>
    /// <returns>How many periods were published.</returns>
    public static async Task<int> PublishAsync(string workerConnection, DateOnly today, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(workerConnection);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // A job, not a request: on a large database the past years take minutes at the first start.
        await using var command = new NpgsqlCommand("select publish_closed($1), audit_seal()", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = today });
        var published = (int)(await command.ExecuteScalarAsync(cancellation))!;
        if (published > 0)
        {
            // The job has a name and a chain of its own beside those of people.
            await using var record = new NpgsqlCommand("select audit_write('job:publisher', null, 'change', 'published', jsonb_build_object('periods', $1::int))", connection);
            record.Parameters.Add(new() { Value = published });
            await record.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return published;
    }
}
