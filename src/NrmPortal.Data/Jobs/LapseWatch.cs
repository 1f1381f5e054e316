namespace NrmPortal.Data.Jobs;

/// <summary>
/// Ends referrals that a receiver left without an answer, or a sender after they came back, for as long as the setting
/// <c>ReferralLapse</c> says; the sender is asked to refer again. Any number of nodes may watch: each lapses once.
/// </summary>
/// <param name="workerConnection">Of <c>nrm_worker</c>, which reads no referral.</param>
public sealed class LapseWatch(string workerConnection, TimeProvider clock)
{
    /// <returns>How many lapsed.</returns>
    public Task<int> LapseAsync(CancellationToken cancellation = default) => Rounds.AllAsync(workerConnection, "lapse_referrals", clock.GetUtcNow(), cancellation);
}
