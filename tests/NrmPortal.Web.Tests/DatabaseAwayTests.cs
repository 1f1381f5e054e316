using System.Diagnostics;
using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>PostgreSQL cut off under the running portal: plain words meanwhile, and everything works again by itself.</summary>
public sealed class DatabaseAwayTests(DatabaseAwayTests.Cut fixture) : IClassFixture<DatabaseAwayTests.Cut>
{
    private const string Unavailable = "The service is not available for a moment";
    private static readonly (string, string)[] Told = [("own_account", "Told in the night"), ("category", "labour")];

    private readonly OwnCluster cluster = fixture.Cluster;
    private readonly Portal portal = fixture.Portal;

    /// <summary>A portal on a server that no other test uses.</summary>
    public sealed class Cut : IAsyncLifetime
    {
        public OwnCluster Cluster { get; private set; } = null!;
        public Portal Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Cluster = await OwnCluster.StartAsync();
            Portal = await Portal.StartOnAsync(Cluster.Server.AppConnection(), "nrm");
        }

        public async ValueTask DisposeAsync()
        {
            await Portal.DisposeAsync();
            await Cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task WhileItIsAway_PagesSaySo_AndAfterwardsTheHalfDoneFormIsSentAgain()
    {
        using var officer = await portal.VisitAsync("officer.immigration");
        using var nobody = await portal.VisitAsync(language: "th");
        var step = await Story.OpenAccountStepAsync(officer);
        var form = officer.Page;
        var login = (await nobody.GetAsync("/account/login")).Page;
        await FillPoolAsync(officer);
        await cluster.StopAsync();

        await SaysSoAsync(officer, v => v.GetAsync("/home"), Unavailable);
        await SaysSoAsync(officer, v => v.GetAsync("/cases"), Unavailable);
        await SaysSoAsync(nobody, v => v.GetAsync("/account/login"), "ระบบไม่พร้อมใช้ชั่วคราว");
        nobody.Show(login);
        await SaysSoAsync(nobody, v => v.PostAsync("/account/login", ("UserName", "x@demo.nrm"), ("Password", "y")), "ระบบไม่พร้อมใช้ชั่วคราว");
        officer.Show(form);
        await SaysSoAsync(officer, v => v.PostAsync(step, Told), Unavailable);
        await StillStands(officer);
        await StillStands(nobody);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/no-such-page")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await nobody.GetAsync("/health/ready")).Status);

        cluster.Start();
        await Ready(nobody);
        await officer.GetAsync(step);
        Assert.Equal((HttpStatusCode.OK, step), (officer.Status, officer.Path));
        Assert.DoesNotContain("Told in the night", officer.Html, StringComparison.Ordinal);
        officer.Show(form);
        await officer.PostAsync(step, Told);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("Told in the night", (await officer.GetAsync(step)).Html, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync("select count(*) from screenings"));
        Assert.Equal(0L, await CountAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task ARestartBetweenTwoPages_GoesUnnoticed()
    {
        using var officer = await portal.VisitAsync("officer.immigration");
        await FillPoolAsync(officer);
        await cluster.StopAsync();
        cluster.Start();
        await AcceptsAsync();
        for (var i = 0; i < 8; i++) Assert.Equal((HttpStatusCode.OK, "/home"), ((await officer.GetAsync("/home")).Status, officer.Path));
    }

    private static async Task SaysSoAsync(Visitor visitor, Func<Visitor, Task<Visitor>> ask, string words)
    {
        var watch = Stopwatch.StartNew();
        await ask(visitor);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{visitor.Path} took {watch.Elapsed}");
        Assert.True(visitor.Status == HttpStatusCode.ServiceUnavailable, $"{visitor.Path}: {visitor.Status}");
        Assert.Contains(words, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", visitor.Html, StringComparison.Ordinal);
    }

    // Help, the numbers to call, styles and the sign of life need no database, signed in or not.
    private static async Task StillStands(Visitor visitor)
    {
        foreach (var path in new[] { "/help", "/urgent", "/assets/portal.css", "/health/live", "/language?to=en&back=/help" })
            Assert.True((await visitor.GetAsync(path)).Status == HttpStatusCode.OK, $"{path}: {visitor.Status}");
    }

    private static async Task Ready(Visitor visitor)
    {
        for (var i = 0; i < 100 && (await visitor.GetAsync("/health/ready")).Status != HttpStatusCode.OK; i++) await Task.Delay(100);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    // Many at once, so that the pool holds several connections that the stop will break.
    private async Task FillPoolAsync(Visitor officer)
    {
        var cookie = officer.CookieHeader(new Uri(portal.Url));
        using var client = new HttpClient { BaseAddress = new Uri(portal.Url) };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetStringAsync("/home")));
    }

    // Asked past the portal, which shall not learn of it.
    private async Task AcceptsAsync()
    {
        for (var i = 0; i < 100; i++)
        {
            try
            {
                await CountAsync("select count(*) from users");
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<object?> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.Server.OwnerConnection() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
