using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NrmPortal.Data;
using NrmPortal.Data.Postgres;
using NrmPortal.Data.Setup;
using NrmPortal.Domain;
using NrmPortal.Testing;

namespace NrmPortal.Benchmarks;

/// <summary>A cluster of its own with the settings of production (every commit reaches the disk), filled; the portal and the bare page on it.</summary>
internal sealed class Ground : IAsyncDisposable
{
    // No Development checks of services, no second factor, no console log of each request.
    private static readonly string[] Settings = ["--environment=Benchmark", "--Security:RequireSecondFactor=false", "--Portal:Demo=false"];
    private readonly string folder;
    private WebApplication? portal;
    private WebApplication? bare;

    private Ground(string folder, PrivatePostgres server) => (this.folder, Server) = (folder, server);

    public PrivatePostgres Server { get; }
    public ServerTimes Times { get; } = new();
    public Uri Portal { get; private set; } = null!;
    public Uri Bare { get; private set; } = null!;

    /// <summary>Process id of the PostgreSQL server.</summary>
    public int Postmaster => int.Parse(File.ReadLines(Path.Combine(folder, "pg", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>The owner stands outside row security; the bare page reads as an ordinary application would.</summary>
    public string OwnerConnection => Server.OwnerConnection() + ";Max Auto Prepare=50;Auto Prepare Min Usages=2;Command Timeout=3600";

    public static async Task<Ground> PrepareAsync(Options options)
    {
        var place = Path.Combine(Path.GetTempPath(), $"nrm-benchmark-{Environment.ProcessId}");
        Directory.CreateDirectory(place);
        var ground = new Ground(place, await PrivatePostgres.StartAsync(place, null, TestCluster.WebRoot(), Console.WriteLine));
        try
        {
            await Timed("migrated", () => PortalDatabase.MigrateAsync(ground.Server.OwnerConnection(), demo: true));
            await ground.StartAsync();
            await Timed($"{options.Cases:N0} cases with {options.Reads} audited reads each generated",
                () => GeneratedCases.AddAsync(ground.portal!.Services, ground.OwnerConnection, options.Cases, options.Reads));
            await Timed("500 shelters and 50 claimed referrals added", () => ground.AskAsync(Places.Sql));
            await Timed("past periods published", () => Statistics.PublishAsync(ground.Server.WorkerConnection(), ThaiDay.Of(DateTimeOffset.UtcNow)));
            await Timed("written out", () => ground.AskAsync("checkpoint", ground.Server.SuperuserConnection()));
            return ground;
        }
        catch
        {
            await ground.DisposeAsync();
            throw;
        }
    }

    public async Task<object?> AskAsync(string sql, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection(connectionString ?? OwnerConnection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task StartAsync()
    {
        (portal, var url) = await NrmPortal.Testing.Portal.HostAsync(Server.AppConnection(), Settings, services => services.AddSingleton<IStartupFilter>(Times));
        (bare, var bareUrl) = await NrmPortal.Testing.Portal.HostAsync(OwnerConnection, Settings, BareServices, BarePipeline);
        (Portal, Bare) = (new Uri(url), new Uri(bareUrl));
    }

    // The same sign-in cookie opens both; the filter that gives sight and records reads is left away.
    private void BareServices(IServiceCollection services)
    {
        services.AddSingleton<IStartupFilter>(Times);
        services.AddRazorPages().AddApplicationPart(typeof(Ground).Assembly);
        services.PostConfigure<RazorPagesOptions>(o => o.Conventions.Clear());
    }

    private static void BarePipeline(WebApplication app)
    {
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
    }

    private static async Task Timed(string what, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        Console.WriteLine($"{what} in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    public async ValueTask DisposeAsync()
    {
        if (portal is not null) await portal.DisposeAsync();
        if (bare is not null) await bare.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
