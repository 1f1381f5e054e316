using Npgsql;

namespace NrmPortal.Data.Jobs;

/// <summary>Calls a function of the database that does at most so many things that are due, until fewer are left.</summary>
internal static class Rounds
{
    private const int AtOnce = 200;

    /// <param name="workerConnection">Of <c>nrm_worker</c>.</param>
    /// <param name="function">Takes the moment and how many at most; returns how many it did.</param>
    public static async Task<int> AllAsync(string workerConnection, string function, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(workerConnection);
        await connection.OpenAsync(cancellation);
        var done = 0;
        while (true)
        {
            await using var command = new NpgsqlCommand($"select {function}($1, $2)", connection) { Parameters = { new() { Value = now }, new() { Value = AtOnce } } };
            var some = (int)(await command.ExecuteScalarAsync(cancellation))!;
            done += some;
            // Fewer than a batch: the rest is held by somebody, or there is none.
            if (some < AtOnce) return done;
        }
    }
}
