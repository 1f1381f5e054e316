using Npgsql;

namespace NrmPortal.Data.Jobs;

/// <summary>
/// Ends what rests on a consent that has run out, and asks some days before that the person be asked again. Any number of nodes
/// may watch at once: the database does each of the two once for a consent, in one transaction with what it tells.
/// </summary>
/// <param name="workerConnection">Of <c>nrm_worker</c>, which reads no consent and only calls what ends one.</param>
/// <param name="daysBefore">From so many days before its end on.</param>
public sealed class ConsentWatch(string workerConnection, int daysBefore, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <returns>How many consents ran out or were asked to be renewed.</returns>
    public async Task<int> RoundAsync(CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(workerConnection);
        await connection.OpenAsync(cancellation);
        var done = 0;
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await DueAsync(connection, now, cancellation);
            var moved = 0;
            foreach (var consent in due) moved += await RunOutAsync(connection, consent, now, cancellation) ? 1 : 0;
            done += moved;
            // What is held by somebody waits for the next round.
            if (due.Count < AtOnce || moved == 0) return done;
        }
    }

    private async Task<List<Guid>> DueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select * from consents_due($1, $2, $3)", connection) { Parameters = { new() { Value = now }, new() { Value = daysBefore }, new() { Value = AtOnce } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var due = new List<Guid>();
        while (await reader.ReadAsync(cancellation)) due.Add(reader.GetGuid(0));
        return due;
    }

    // A statement is a transaction: a node that dies leaves whole consents behind it.
    private async Task<bool> RunOutAsync(NpgsqlConnection connection, Guid consent, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select consent_runs_out($1, $2, $3)", connection) { Parameters = { new() { Value = consent }, new() { Value = now }, new() { Value = daysBefore } } };
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
