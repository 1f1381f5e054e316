using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using NrmPortal.Web.Startup;

namespace NrmPortal.Testing;

/// <summary>The portal as it runs, on a database of its own and a port of its own, with a clock the test moves.</summary>
public sealed class Portal : IAsyncDisposable
{
    private readonly WebApplication host;

    private Portal(WebApplication app, string database, FakeTimeProvider clock, string url) => (host, Database, Clock, Url) = (app, database, clock, url);

    public string Database { get; }
    public FakeTimeProvider Clock { get; }
    public string Url { get; }
    public IServiceProvider Services => host.Services;

    public static async Task<Portal> StartAsync(params string[] settings)
    {
        var server = await TestCluster.Server;
        var database = await TestCluster.CreateDatabaseAsync();
        return await StartOnAsync(server.AppConnection(database), database, settings);
    }

    /// <summary>On a database that stands already.</summary>
    /// <param name="settings">As on the command line: <c>--Security:RequireSecondFactor=true</c>.</param>
    public static async Task<Portal> StartOnAsync(string appConnection, string database, params string[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = TestCluster.WebRoot(),
            ApplicationName = "NrmPortal.Web",
            Args = ["--Portal:Demo=true", "--Serilog:MinimumLevel:Default=Error", .. settings],
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        PortalHost.Register(builder, new PortalSettings(builder.Configuration, builder.Environment), appConnection);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        var app = builder.Build();
        PortalHost.Use(app);
        await app.StartAsync();
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new Portal(app, database, clock, url);
    }

    /// <summary>A browserless visitor, signed in under a demonstration account unless <paramref name="user"/> is null.</summary>
    public async Task<Visitor> VisitAsync(string? user = null, string language = "en")
    {
        var visitor = new Visitor(new Uri(Url));
        await visitor.GetAsync($"/language?to={language}");
        if (user is not null) await visitor.SignInAsync(user);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
    }
}
