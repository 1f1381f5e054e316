using NrmPortal.Data.Seed;
using Npgsql;

namespace NrmPortal.Web.Startup;

/// <summary>Whether what the first start still has to load stands. Readiness and the schedule of the jobs wait for it.</summary>
internal sealed class StartupState
{
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StartupState(bool nothingToLoad)
    {
        if (nothingToLoad) loaded.SetResult();
    }

    public bool IsReady => loaded.Task.IsCompletedSuccessfully;

    public Task Loaded => loaded.Task;

    public void Stands() => loaded.TrySetResult();
}

/// <summary>Loads the demonstration story while the portal already answers; <c>/health/ready</c> says when it stands.</summary>
internal sealed class StoryLoader(IServiceProvider services, StartupState state, PortalSettings settings, ILogger<StoryLoader> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!await TryOnce(stoppingToken)) await Task.Delay(Pause, stoppingToken);
        state.Stands();
    }

    // The database may go away in the middle: what was told is committed act by act, and the next try goes on from there.
    private async Task<bool> TryOnce(CancellationToken cancellation)
    {
        try
        {
            var accounts = await DemoStory.LoadAsync(services, settings.Clock, state.Stands, cancellation: cancellation);
            if (accounts is not null && settings.IsDevelopment) await DemoFile.WriteAsync(settings.DataFolder, accounts);
            return true;
        }
        catch (Exception e) when (IsTransient(e))
        {
            log.LogWarning("The demonstration story waits: {Reason}", e.Message);
            return false;
        }
    }

    private static bool IsTransient(Exception? e) => e is NpgsqlException { IsTransient: true } || (e is not null && IsTransient(e.InnerException));
}
