namespace NrmPortal.Data.Jobs;

/// <summary>Ends roles that were given until a day that has passed. Any number of nodes may watch: a role ends once.</summary>
/// <param name="workerConnection">Of <c>nrm_worker</c>, which only calls what ends one.</param>
public sealed class RoleWatch(string workerConnection, TimeProvider clock)
{
    /// <returns>How many roles ended.</returns>
    public Task<int> EndAsync(CancellationToken cancellation = default) => Rounds.AllAsync(workerConnection, "end_passed_roles", clock.GetUtcNow(), cancellation);
}
