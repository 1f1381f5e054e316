using NrmPortal.Data;
using NrmPortal.Data.Documents;
using NrmPortal.Data.Jobs;
using NrmPortal.Domain;
using NrmPortal.Web.Mail;
using NrmPortal.Web.Startup;
using Quartz;

namespace NrmPortal.Web.Jobs;

/// <summary>
/// One round of a job. What the round finds away (database, mail server) is there again at the next one: the firing is noted
/// and not repeated at once.
/// </summary>
internal abstract class PortalJob(ILogger log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await RoundAsync(cancellationToken);
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or OperationCanceledException || DatabaseAway.Is(e))
        {
            log.LogWarning("{Job} waits: {Reason}", GetType().Name, e.Message);
        }
    }

    protected abstract Task RoundAsync(CancellationToken cancellation);
}

/// <summary>Tells the next rung of every limit that has run on.</summary>
[DisallowConcurrentExecution]
internal sealed class EscalateJob(Escalator escalator, ILogger<EscalateJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var told = await escalator.ClimbAsync(cancellation);
        if (told > 0) log.LogInformation("{Count} rungs of the escalation ladder were told", told);
    }
}

/// <summary>Tells alarms of stays.</summary>
[DisallowConcurrentExecution]
internal sealed class StayJob(StayWatch watch, ILogger<StayJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var told = await watch.TellAsync(cancellation);
        if (told > 0) log.LogInformation("{Count} alarms of stays were told", told);
    }
}

/// <summary>Ends what rests on consents that have run out, and asks to renew those that soon will.</summary>
[DisallowConcurrentExecution]
internal sealed class ConsentJob(ConsentWatch watch, ILogger<ConsentJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var done = await watch.RoundAsync(cancellation);
        if (done > 0) log.LogInformation("{Count} consents ran out or are to be renewed", done);
    }
}

/// <summary>Ends offers that nobody answered.</summary>
[DisallowConcurrentExecution]
internal sealed class LapseJob(LapseWatch watch, ILogger<LapseJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var lapsed = await watch.LapseAsync(cancellation);
        if (lapsed > 0) log.LogInformation("{Count} referrals ended without an answer", lapsed);
    }
}

/// <summary>Frees places that were promised until a time that is over.</summary>
[DisallowConcurrentExecution]
internal sealed class HoldJob(HoldWatch watch, ILogger<HoldJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var freed = await watch.ReleaseAsync(cancellation);
        if (freed > 0) log.LogInformation("Places that were held too long are free again in {Count} shelters", freed);
    }
}

/// <summary>Ends roles that were given for a time.</summary>
[DisallowConcurrentExecution]
internal sealed class RoleJob(RoleWatch watch, ILogger<RoleJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var ended = await watch.EndAsync(cancellation);
        if (ended > 0) log.LogInformation("{Count} roles that were given for a time ended", ended);
    }
}

/// <summary>Carries letters.</summary>
[DisallowConcurrentExecution]
internal sealed class PostJob(Postman postman, ILogger<PostJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var sent = await postman.DeliverAsync(cancellation);
        if (sent > 0) log.LogInformation("{Count} letters were sent", sent);
    }
}

/// <summary>Publishes the figures of closed periods and seals the audit heads.</summary>
[DisallowConcurrentExecution]
internal sealed class PublishJob(WorkerConnection worker, TimeProvider clock, ILogger<PublishJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var published = await Statistics.PublishAsync(worker.Text, ThaiDay.Of(clock.GetUtcNow()), cancellation);
        if (published > 0) log.LogInformation("Published {Count} closed periods", published);
    }
}

/// <summary>Compares the document folder with the rows.</summary>
[DisallowConcurrentExecution]
internal sealed class FolderJob(FolderWatch watch, ILogger<FolderJob> log) : PortalJob(log)
{
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var (removed, missing) = await watch.CompareAsync(TimeProvider.System.GetUtcNow().UtcDateTime, cancellation);
        if (removed > 0) log.LogInformation("{Count} files without a document were removed", removed);
        if (missing.Count > 0) log.LogError("{Count} documents have no file in Portal:DocumentsFolder, among them {Id}", missing.Count, missing[0]);
    }
}

/// <summary>The jobs' database role; requests never have it.</summary>
internal sealed record WorkerConnection(string Text);
