namespace NrmPortal.Data.Jobs;

/// <summary>Ends roles that were given until a day that has passed, and gives to the responsible office what a shelter had no time left to hand over. Any number of nodes may watch: each is done once.</summary>
/// <param name="workerConnection">Of <c>nrm_worker</c>, which only calls what does either.</param>
public sealed class RoleWatch(string workerConnection, TimeProvider clock)
{
    /// <returns>How many roles ended and tasks were given on.</returns>
    public async Task<int> EndAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        return await Rounds.AllAsync(workerConnection, "end_passed_roles", now, cancellation) + await Rounds.AllAsync(workerConnection, "hand_on_after_stays", now, cancellation);
    }
}
