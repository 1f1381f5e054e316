using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using NrmPortal.Web.Jobs;
using NrmPortal.Web.Startup;

namespace NrmPortal.Testing;

/// <summary>The portal as it runs, on a database of its own and a port of its own, with a clock the test moves.</summary>
public sealed class Portal : IAsyncDisposable
{
    // Many portals stand on one cluster: none keeps connections that it does not use.
    private const string SmallPool = ";Maximum Pool Size=30;Connection Idle Lifetime=5;Connection Pruning Interval=2";

    /// <summary>When the clock of every test starts: a working day at ten in Bangkok. What a test types is counted from here, see <see cref="Day"/>.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    // An ended portal is kept until the run ends: its compiled views and factories are dynamic methods, and taking
    // those down kept the finalizer on more than half of one core while the other tests waited for it.
    private static readonly ConcurrentBag<WebApplication> Ended = [];

    private readonly WebApplication host;

    private Portal(WebApplication app, string database, FakeTimeProvider clock, string url) => (host, Database, Clock, Url) = (app, database, clock, url);

    public string Database { get; }
    public FakeTimeProvider Clock { get; }
    public string Url { get; }
    public IServiceProvider Services => host.Services;

    public static Task<Portal> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <param name="arrange">What the test adds to the portal's services.</param>
    public static async Task<Portal> StartAsync(Action<IServiceCollection>? arrange, params string[] settings)
    {
        var server = await TestCluster.Server;
        var database = await TestCluster.CreateDatabaseAsync();
        return await StartOnAsync(server.AppConnection(database) + SmallPool, database, arrange, settings);
    }

    /// <summary>With its schedule, as it runs in production: it fires by the machine's clock, and the jobs ask the clock that the test moves.</summary>
    public static async Task<Portal> StartScheduledAsync()
    {
        var server = await TestCluster.Server;
        var database = await TestCluster.CreateDatabaseAsync();
        return await StartOnAsync(server.AppConnection(database) + SmallPool, database, services => services.AddSchedule(
            server.WorkerConnection(database) + SmallPool, (PortalSettings)services.Last(s => s.ServiceType == typeof(PortalSettings)).ImplementationInstance!), []);
    }

    /// <summary>On a database that stands already.</summary>
    /// <param name="settings">As on the command line: <c>--Security:RequireSecondFactor=true</c>.</param>
    public static Task<Portal> StartOnAsync(string appConnection, string database, params string[] settings) => StartOnAsync(appConnection, database, null, settings);

    private static async Task<Portal> StartOnAsync(string appConnection, string database, Action<IServiceCollection>? arrange, string[] settings)
    {
        var clock = new FakeTimeProvider(Start) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var (app, url) = await HostAsync(appConnection, ["--environment=Development", "--Portal:Demo=true", .. settings], services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            arrange?.Invoke(services);
        });
        return new Portal(app, database, clock, url);
    }

    /// <summary>Starts the portal's own services on any database and a free port, behind the portal's pipeline unless another is given.</summary>
    public static async Task<(WebApplication App, string Url)> HostAsync(
        string appConnection, string[] args, Action<IServiceCollection> arrange, Action<WebApplication>? use = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = TestCluster.WebRoot(),
            ApplicationName = "NrmPortal.Web",
            Args = ["--Portal:DocumentsFolder=" + Path.Combine(Path.GetTempPath(), "nrm-documents-" + Environment.ProcessId), .. args, "--Serilog:MinimumLevel:Default=Error"],
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        PortalHost.Register(builder, new PortalSettings(builder.Configuration, builder.Environment), appConnection);
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = TestCluster.PasswordRounds);
        arrange(builder.Services);
        var app = builder.Build();
        (use ?? PortalHost.Use)(app);
        await app.StartAsync();
        return (app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The day that is so many days after the start of the clock (before it, if negative), as a person types it.</summary>
    /// <param name="buddhist">Years of the Buddhist era.</param>
    public static string Day(int after, bool buddhist = false)
    {
        var day = Start.AddDays(after);
        return string.Create(CultureInfo.InvariantCulture, $"{day.Day}/{day.Month}/{day.Year + (buddhist ? 543 : 0)}");
    }

    /// <summary>A browserless visitor, signed in under a demonstration account unless <paramref name="user"/> is null.</summary>
    public async Task<Visitor> VisitAsync(string? user = null, string language = "en")
    {
        var visitor = new Visitor(new Uri(Url));
        await visitor.GetAsync($"/language?to={language}");
        if (user is not null) await visitor.SignInAsync(user);
        return visitor;
    }

    /// <summary>One value, or a change, as the owner: past row security.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
        Ended.Add(host);
        // What this portal's database was asked beside it: hundreds of tests share one server and its connections.
        await using var beside = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(Database));
        NpgsqlConnection.ClearPool(beside);
    }
}
