using Npgsql;

namespace NrmPortal.Data.Jobs;

/// <summary>Tells alarms of a stay when they arise, each once: the database holds what was told.</summary>
/// <param name="workerConnection">Of <c>nrm_worker</c>.</param>
public sealed class StayWatch(string workerConnection, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <returns>How many alarms were told.</returns>
    public async Task<int> TellAsync(CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(workerConnection);
        await connection.OpenAsync(cancellation);
        var told = 0;
        while (true)
        {
            await using var command = new NpgsqlCommand("select tell_stay_alarms($1, $2)", connection) { Parameters = { new() { Value = clock.GetUtcNow() }, new() { Value = AtOnce } } };
            var some = (int)(await command.ExecuteScalarAsync(cancellation))!;
            told += some;
            // Fewer than a batch: the rest is held by somebody, or there is none.
            if (some < AtOnce) return told;
        }
    }
}
