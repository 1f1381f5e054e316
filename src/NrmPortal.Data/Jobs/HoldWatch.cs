using Npgsql;

namespace NrmPortal.Data.Jobs;

/// <summary>Frees the places whose shelter had until now to answer. Any number of nodes may watch: a hold ends once.</summary>
/// <param name="workerConnection">Of <c>nrm_worker</c>, which reads no referral and only calls what ends a hold.</param>
public sealed class HoldWatch(string workerConnection, TimeProvider clock)
{
    /// <returns>In how many shelters places became free.</returns>
    public async Task<long> ReleaseAsync(CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(workerConnection);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select release_expired_holds($1)", connection) { Parameters = { new() { Value = clock.GetUtcNow() } } };
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
