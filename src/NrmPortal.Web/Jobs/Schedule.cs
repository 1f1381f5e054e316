using NrmPortal.Data.Documents;
using NrmPortal.Data.Jobs;
using NrmPortal.Web.Mail;
using NrmPortal.Web.Startup;
using Quartz;

namespace NrmPortal.Web.Jobs;

/// <summary>
/// When the jobs run: a clustered schedule in the database, so that of several nodes one fires, and another takes over when it
/// dies. It counts real seconds; what is due is decided by the portal's clock. That nothing happens twice does not rest on it:
/// the database holds each rung and each letter once.
/// </summary>
internal static class Schedule
{
    public const string Name = "nrm-portal";

    public static void AddSchedule(this IServiceCollection services, string workerConnection, PortalSettings settings)
    {
        var mail = settings.Mail;
        services.AddJobServices(workerConnection, settings.ConsentRenewDays, mail);
        // Under a name of its own: the unnamed one would put its clock in the place of the portal's.
        services.AddQuartz(Name, q =>
        {
            q.ConfigureScheduler(o => o.GenerateInstanceId = true);
            q.UseTimeProvider(TimeProvider.System);
            q.UseDefaultThreadPool(3);
            q.UsePersistentStore(store =>
            {
                store.UsePostgres(workerConnection);
                store.ConfigureStore(o => o.TablePrefix = "jobs.qrtz_");
                // Ten seconds of silence, and another node takes over.
                store.UseClustering(c => (c.CheckinInterval, c.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6)));
            });
            q.Every<EscalateJob>("escalate", TimeSpan.FromSeconds(10));
            q.Every<StayJob>("stay", TimeSpan.FromSeconds(30));
            q.Every<ConsentJob>("consents", TimeSpan.FromSeconds(10));
            q.Every<LapseJob>("referrals", TimeSpan.FromSeconds(60));
            q.Every<HoldJob>("holds", TimeSpan.FromSeconds(30));
            q.Every<RoleJob>("roles", TimeSpan.FromMinutes(5));
            q.Every<FolderJob>("documents", TimeSpan.FromHours(6));
            q.Every<PublishJob>("publish", TimeSpan.FromMinutes(15));
            if (mail is not null) q.Every<PostJob>("post", TimeSpan.FromSeconds(5));
        });
        services.AddHostedService<ScheduleRunner>();
    }

    /// <summary>What the jobs do, also without a schedule: a test runs a round itself.</summary>
    internal static void AddJobServices(this IServiceCollection services, string workerConnection, int consentRenewDays, MailSettings? mail)
    {
        services.AddSingleton(new WorkerConnection(workerConnection));
        services.AddSingleton(p => new FolderWatch(workerConnection, p.GetRequiredService<DocumentVault>()));
        services.AddSingleton(p => new Escalator(workerConnection, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new StayWatch(workerConnection, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new ConsentWatch(workerConnection, consentRenewDays, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new LapseWatch(workerConnection, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new HoldWatch(workerConnection, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new RoleWatch(workerConnection, p.GetRequiredService<TimeProvider>()));
        if (mail is null) return;
        services.AddSingleton(new Outbox(workerConnection));
        services.AddSingleton(mail);
        services.AddSingleton<LetterText>();
        services.AddSingleton<Postman>();
    }

    private static void Every<TJob>(this IQuartzBuilder quartz, string name, TimeSpan pause) where TJob : IJob => quartz.ScheduleJob<TJob>(
        trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(s => s.WithInterval(pause).RepeatForever()),
        job => job.WithIdentity(name));
}

/// <summary>Starts the schedule when what the first start loads stands: a period is published once and never again.</summary>
internal sealed class ScheduleRunner([FromKeyedServices(Schedule.Name)] ISchedulerFactory factory, StartupState state, PortalSettings settings, ILogger<ScheduleRunner> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private IScheduler? scheduler;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Mail is null) log.LogInformation("Mail:Host is not set: notices are read in the portal, and no e-mail is sent");
        await state.Loaded.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested && !await TryStart(stoppingToken)) await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> TryStart(CancellationToken cancellation)
    {
        try
        {
            scheduler = await factory.GetScheduler(cancellation);
            await scheduler.Start(cancellation);
            return true;
        }
        catch (Exception e) when (e is SchedulerException or Npgsql.NpgsqlException or OperationCanceledException)
        {
            log.LogWarning("The schedule waits: {Reason}", e.Message);
            return false;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null) await scheduler.Shutdown(true, cancellationToken);
    }
}
