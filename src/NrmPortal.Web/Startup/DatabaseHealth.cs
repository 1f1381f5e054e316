using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NrmPortal.Data;

namespace NrmPortal.Web.Startup;

/// <summary>Ready means that the database answers and the first start has loaded what it loads.</summary>
internal sealed class DatabaseHealth(PortalDbContext db, StartupState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.IsReady) return HealthCheckResult.Unhealthy("The demonstration story is being loaded.");
        try
        {
            await db.Database.ExecuteSqlRawAsync("select 1", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (DatabaseAway.Is(e))
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
