namespace NrmPortal.Data.Jobs;

/// <summary>Tells alarms of a stay when they arise, each once: the database holds what was told.</summary>
/// <param name="workerConnection">Of <c>nrm_worker</c>.</param>
public sealed class StayWatch(string workerConnection, TimeProvider clock)
{
    /// <returns>How many alarms were told.</returns>
    public Task<int> TellAsync(CancellationToken cancellation = default) => Rounds.AllAsync(workerConnection, "tell_stay_alarms", clock.GetUtcNow(), cancellation);
}
