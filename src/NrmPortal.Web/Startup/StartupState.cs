using NrmPortal.Data.Seed;

namespace NrmPortal.Web.Startup;

/// <summary>Whether what the first start still has to load stands. Readiness and the publishing job wait for it.</summary>
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
internal sealed class StoryLoader(IServiceProvider services, StartupState state) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await DemoStory.LoadAsync(services, stoppingToken);
        state.Stands();
    }
}
