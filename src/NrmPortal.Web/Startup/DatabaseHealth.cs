using Microsoft.Extensions.Diagnostics.HealthChecks;
using NrmPortal.Data;
using Npgsql;

namespace NrmPortal.Web.Startup;

/// <summary>Ready means that the database answers and the first start has loaded what it loads.</summary>
internal sealed class DatabaseHealth(PortalConnection database, StartupState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.IsReady) return HealthCheckResult.Unhealthy("The demonstration story is being loaded.");
        try
        {
            await using var connection = new NpgsqlConnection(database.Text);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (DatabaseAway.Is(e))
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
