using NrmPortal.Data;
using NrmPortal.Domain;

namespace NrmPortal.Web.Startup;

/// <summary>The worker's job: publishes the figures of closed periods and seals the audit heads, under its own database role.</summary>
internal sealed class Publisher(string workerConnection, StartupState state, TimeProvider clock, ILogger<Publisher> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A period is published once and never again: what the first start still loads must be there before.
        await state.Loaded.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryOnce(stoppingToken);
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The database may be away: the next round tries again, and nothing half-published stays, since a round is one transaction.
    private async Task TryOnce(CancellationToken cancellation)
    {
        try
        {
            var published = await Statistics.PublishAsync(workerConnection, ThaiDay.Of(clock.GetUtcNow()), cancellation);
            if (published > 0) log.LogInformation("Published {Count} closed periods", published);
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or OperationCanceledException || DatabaseAway.Is(e))
        {
            log.LogWarning("Publishing waits: {Reason}", e.Message);
        }
    }
}
