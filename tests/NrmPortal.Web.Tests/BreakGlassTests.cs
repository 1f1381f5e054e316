using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>An emergency opening: who may, what it shows, that it ends, that nothing can be done by it, and that it is reviewed.</summary>
public sealed class BreakGlassTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task AnOpening_ShowsTheCaseForADay_TellsTheOwner_AndIsReviewed()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.labour"));
        var hotline = await portal.VisitAsync("hotline");
        Assert.Equal(HttpStatusCode.NotFound, (await hotline.GetAsync($"/cases/{number}")).Status);
        await OpenAsync(hotline, number, "She called from a locked room");
        Assert.Equal($"/cases/{number}", hotline.Path);
        Assert.Contains("Aung Example", hotline.Text, StringComparison.Ordinal);
        Assert.Contains("opened this case in an emergency", hotline.Text, StringComparison.Ordinal);
        Assert.Empty(hotline.Page.QuerySelectorAll(".nrm-doors a"));

        Assert.Contains(number, (await (await portal.VisitAsync("officer.labour")).GetAsync("/home")).Page.QuerySelector(".nrm-cards")!.TextContent, StringComparison.Ordinal);
        var supervisor = await portal.VisitAsync("datip.coordinator");
        var review = (await supervisor.GetAsync("/home")).Page.QuerySelectorAll("a[href^='/break-glass/']").First(a => a.TextContent == number).GetAttribute("href")!;
        await Story.WarnAsync(await portal.VisitAsync("officer.labour"), number, "TraffickerNear");
        Assert.Contains("She called from a locked room", (await supervisor.GetAsync(review)).Text, StringComparison.Ordinal);
        Assert.NotNull(supervisor.Page.QuerySelector(".nrm-dangers"));
        Assert.Equal(HttpStatusCode.Conflict, (await supervisor.PostAsync(review, ("justified", "true"))).Status);
        await supervisor.PostAsync(review, ("justified", "true"), ("Finding", "Rightly opened"));
        Assert.Equal("/home", supervisor.Path);
        Assert.Equal(HttpStatusCode.Conflict, (await (await supervisor.GetAsync("/account/two-factor")).PostAsync(review, ("justified", "false"), ("Finding", "Again"))).Status);

        portal.Clock.Advance(TimeSpan.FromHours(25));
        var later = await portal.VisitAsync("hotline");
        Assert.Equal(HttpStatusCode.NotFound, (await later.GetAsync($"/cases/{number}")).Status);
        Assert.DoesNotContain(number, (await later.GetAsync("/break-glass")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOpening_WithoutAReason_OrOfNoCase_OpensNothing()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.labour"));
        var hotline = await portal.VisitAsync("hotline");
        await OpenAsync(hotline, number, "");
        Assert.Equal(HttpStatusCode.Conflict, hotline.Status);
        Assert.Contains(number, hotline.Html, StringComparison.Ordinal);
        await OpenAsync(hotline, "NRM-2569-999999", "A reason");
        Assert.Contains("no case with this number", hotline.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await hotline.GetAsync($"/cases/{number}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.VisitAsync("officer.police")).GetAsync("/break-glass")).Status);
    }

    [Fact]
    public async Task AnOpening_IsForReading_InTheFilterAndInTheDatabase()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.labour"));
        var hotline = await portal.VisitAsync("hotline");
        await OpenAsync(hotline, number, "A reason");
        await hotline.GetAsync("/break-glass");
        Assert.Equal(HttpStatusCode.Conflict, (await hotline.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity"))).Status);

        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var sight = new NpgsqlCommand("""
            select set_config('app.user_id', u.id::text, true), set_config('app.membership_id', m.id::text, true), set_config('app.now', $1, true)
            from users u join memberships m on m.user_id = u.id where u.user_name = 'hotline@demo.nrm'
            """, connection) { Parameters = { new() { Value = portal.Clock.GetUtcNow().ToString("O") } } };
        await sight.ExecuteNonQueryAsync();
        await using var seen = new NpgsqlCommand("select count(*) from cases where nrm_number = $1", connection) { Parameters = { new() { Value = number } } };
        Assert.Equal(1L, await seen.ExecuteScalarAsync());
        await using var change = new NpgsqlCommand("update cases set sex = 'Other' where nrm_number = $1", connection) { Parameters = { new() { Value = number } } };
        Assert.Equal(0, await change.ExecuteNonQueryAsync());
    }

    private static async Task OpenAsync(Visitor visitor, string number, string reason)
    {
        await visitor.GetAsync("/break-glass");
        await visitor.PostAsync("/break-glass", ("Number", number), ("Reason", reason));
    }
}
