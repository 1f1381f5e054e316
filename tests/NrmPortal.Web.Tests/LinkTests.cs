using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Links between cases: there for those who see both, and for others as if there were none, over HTTP and in the database itself.</summary>
public sealed class LinkTests(LinkTests.Listening listening) : IClassFixture<LinkTests.Listening>
{
    private readonly Portal portal = listening.Portal;

    // One of the immigration checkpoint, one of the labour office; the province office sees both.
    private async Task<(string One, string Other)> TwoAsync(string name = "Aung Example") =>
        (await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), name), await Story.ScreenAsync(await portal.VisitAsync("officer.labour"), name));

    private static Task<Visitor> LinkAsync(Visitor by, string one, string other, string kind = "SameExploiter", string reason = "The same foreman") =>
        Story.Then(by, $"/cases/{one}/links", "Link", ("Input.Number", other), ("Input.Kind", kind), ("Input.Reason", reason));

    private Task<object?> CountAsync(string user, string role) => portal.AsAsync(user, role, "select count(*) from case_links");

    // What a page says, without the keys that differ at each showing.
    private async Task<(string Text, int Trips)> ReadAsync(Visitor by, string path)
    {
        var (_, trips) = await listening.Asked.DuringAsync(() => by.GetAsync(path));
        foreach (var hidden in by.Page.QuerySelectorAll("input[type=hidden]")) hidden.Remove();
        return (by.Page.QuerySelector("main")!.InnerHtml, trips);
    }

    [Fact]
    public async Task ALink_IsReadByWhoSeesBoth_FromEitherSide_AndEndsWithItsReason()
    {
        var (one, other) = await TwoAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        await LinkAsync(caseworker, one, "", "SameExploiter", "");
        foreach (var field in new[] { "Number", "Reason" }) Assert.NotNull(caseworker.Page.GetElementById($"Input_{field}-error"));
        await LinkAsync(caseworker, one, $" {other.ToLowerInvariant()} ");
        Assert.Contains("The same foreman", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains(one, (await caseworker.GetAsync($"/cases/{other}/links")).Page.QuerySelector("main article")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The same foreman", (await (await portal.VisitAsync("datip")).GetAsync($"/cases/{other}/links")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from case_links where position('foreman'::bytea in reason) > 0"));

        // The same pair from the other side, and each case with itself.
        await LinkAsync(caseworker, other, one);
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        await LinkAsync(caseworker, one, one);
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        await LinkAsync(caseworker, other, one, "SamePlace");
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);

        var form = caseworker.Page.QuerySelectorAll("form[action*=End]")[0];
        await caseworker.PostFormAsync(form, $"/cases/{other}/links?handler=End", ("EndReason", ""));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        form = caseworker.Page.QuerySelectorAll("form[action*=End]")[0];
        await caseworker.PostFormAsync(form, $"/cases/{other}/links?handler=End", ("EndReason", "Another harbour"));
        Assert.Contains("Another harbour", caseworker.Text, StringComparison.Ordinal);
        await caseworker.PostFormAsync(form, $"/cases/{other}/links?handler=End", ("EndReason", "Twice"), ("_key", Guid.CreateVersion7().ToString()));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        // Ended, it may be linked anew.
        await LinkAsync(caseworker, one, other, "SamePlace");
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);
        Assert.Equal(3L, await portal.ScalarAsync($"select count(*) from case_links l join cases c on c.id in (l.case_id, l.other_case_id) where c.nrm_number = '{one}'"));
        Assert.Equal(2L, await portal.ScalarAsync($"select count(distinct a.case_id) from audit_records a join cases c on c.id = a.case_id where c.nrm_number in ('{one}', '{other}') and a.subject = '/Cases/Links' and a.verb = 'change'"));
    }

    [Fact]
    public async Task ToWhoeverSeesOneOfTheTwo_ItDoesNotExist()
    {
        var (one, other) = await TwoAsync();
        var (immigration, labour) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("officer.labour"));
        (Visitor By, string Path)[] shown = [.. new[] { "links", "history", "tasks", "messages" }.SelectMany(page => new[] { (immigration, $"/cases/{one}/{page}"), (labour, $"/cases/{other}/{page}") }), (immigration, $"/cases/{one}"), (labour, $"/cases/{other}")];
        // Once for what is remembered at a first reading.
        foreach (var (by, path) in shown) await ReadAsync(by, path);
        var before = new List<(string, int)>();
        foreach (var (by, path) in shown) before.Add(await ReadAsync(by, path));
        var (events, notices) = (await portal.ScalarAsync("select count(*) from case_events"), await portal.ScalarAsync("select count(*) from notices"));
        await LinkAsync(await portal.VisitAsync("caseworker"), one, other);
        Assert.Equal((events, notices), (await portal.ScalarAsync("select count(*) from case_events"), await portal.ScalarAsync("select count(*) from notices")));
        for (var i = 0; i < shown.Length; i++)
        {
            Assert.Equal(before[i], await ReadAsync(shown[i].By, shown[i].Path));
        }

        var (mine, theirs) = (await CountAsync("officer.immigration", "FrontlineOfficer"), await CountAsync("officer.labour", "FrontlineOfficer"));
        Assert.Equal((0L, 0L), (mine, theirs));
        // A number that is not seen is answered as one that nobody has.
        await LinkAsync(immigration, one, other, reason: "A guess");
        var guessed = (immigration.Status, immigration.Page.QuerySelector(".govuk-error-summary")!.TextContent);
        await LinkAsync(immigration, one, "NRM-2569-999999", reason: "A guess");
        Assert.Equal(guessed, (immigration.Status, immigration.Page.QuerySelector(".govuk-error-summary")!.TextContent));
        Assert.Equal(HttpStatusCode.Conflict, immigration.Status);

        // Nor is it ended by who does not see it.
        var link = (await portal.ScalarAsync($"select l.id from case_links l join cases c on c.id in (l.case_id, l.other_case_id) where c.nrm_number = '{one}'"))!.ToString()!;
        await immigration.GetAsync($"/cases/{one}/links");
        Assert.Equal(HttpStatusCode.NotFound, (await immigration.PostAsync($"/cases/{one}/links?handler=End", ("LinkId", link), ("EndReason", "Hostile"))).Status);
    }

    [Theory]
    [InlineData("officer.immigration", "FrontlineOfficer", "insert into case_links (id, case_id, other_case_id, kind, reason, by_user_id, by_unit_id, at) values (gen_random_uuid(), '{low}', '{high}', 'Family', '\\x00', app_user(), app_unit(), now())")] // sees one alone
    [InlineData("mdt.secretary", "MdtSecretary", "insert into case_links (id, case_id, other_case_id, kind, reason, by_user_id, by_unit_id, at) values (gen_random_uuid(), '{low}', '{high}', 'Family', '\\x00', app_user(), app_unit(), now())")] // sees both, may not
    [InlineData("caseworker", "ProvinceCaseworker", "insert into case_links (id, case_id, other_case_id, kind, reason, by_user_id, by_unit_id, at) values (gen_random_uuid(), '{low}', '{high}', 'Family', '\\x00', gen_random_uuid(), app_unit(), now())")] // in another's name
    [InlineData("caseworker", "ProvinceCaseworker", "update case_links set kind = 'Family'")]
    [InlineData("caseworker", "ProvinceCaseworker", "delete from case_links")]
    [InlineData("caseworker", "ProvinceCaseworker", "update case_links set ended_at = now(), end_reason = '\\x00', ended_by_user_id = by_unit_id where ended_at is null")]
    public async Task TheDatabase_RefusesALinkByWhoDoesNotSeeBoth(string user, string role, string sql)
    {
        var (one, other) = await TwoAsync();
        await LinkAsync(await portal.VisitAsync("caseworker"), one, other);
        string? IdOf(string order) => portal.ScalarAsync($"select id from cases where nrm_number in ('{one}', '{other}') order by id {order} limit 1").GetAwaiter().GetResult()!.ToString();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, sql.Replace("{low}", IdOf("asc"), StringComparison.Ordinal).Replace("{high}", IdOf("desc"), StringComparison.Ordinal)));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task APair_StandsInOneOrder()
    {
        var (one, other) = await TwoAsync();
        await LinkAsync(await portal.VisitAsync("caseworker"), one, other);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync("insert into case_links (id, case_id, other_case_id, kind, reason, by_user_id, by_unit_id, at) select gen_random_uuid(), other_case_id, case_id, kind, reason, by_user_id, by_unit_id, at from case_links limit 1"));
        Assert.Equal("ck_link_is_whole", refused.ConstraintName);
    }

    [Fact]
    public async Task SomebodyTraffickedAgain_IsLookedForByName_AndTheEarlierCaseIsOffered()
    {
        var (earlier, later) = await TwoAsync("Twice Example");
        var caseworker = await portal.VisitAsync("caseworker");
        await ReadAsync(caseworker, $"/cases/{later}/history");
        var (_, trips) = await ReadAsync(caseworker, $"/cases/{later}/history");
        Assert.NotNull((await caseworker.GetAsync($"/cases/{later}")).Page.QuerySelector("main a[href$='/links?kind=TraffickedAgain']"));
        await Story.Then(caseworker, $"/cases/{later}/links", "Look");
        var offered = caseworker.Page.QuerySelectorAll("main a[href*='with=']").Select(a => a.GetAttribute("href")!).Single();
        Assert.Contains(earlier, offered, StringComparison.Ordinal);
        Assert.DoesNotContain("Twice", offered, StringComparison.Ordinal);
        await caseworker.GetAsync(offered.Split('#')[0]);
        Assert.Equal(earlier, caseworker.Page.GetElementById("Input_Number")!.GetAttribute("value"));
        await LinkAsync(caseworker, later, earlier, "TraffickedAgain", "Sold again at the pier");
        Assert.Contains("The earlier case", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("The later case", (await caseworker.GetAsync($"/cases/{earlier}/links")).Text, StringComparison.Ordinal);
        // The later case says so to all who meet the person; whoever sees both is led to the other, for no further question.
        var flag = (await caseworker.GetAsync($"/cases/{later}")).Page.QuerySelector(".nrm-dangers a")!;
        Assert.Equal($"/cases/{later}/links", flag.GetAttribute("href"));
        Assert.Equal(trips, (await ReadAsync(caseworker, $"/cases/{later}/history")).Trips);
        Assert.Null((await caseworker.GetAsync($"/cases/{earlier}")).Page.QuerySelector(".nrm-dangers"));
        // Who sees only the later one is not led to the earlier.
        var labour = await portal.VisitAsync("officer.labour");
        Assert.NotNull((await labour.GetAsync($"/cases/{later}")).Page.QuerySelector(".nrm-dangers"));
        Assert.Null(labour.Page.QuerySelector(".nrm-dangers a"));
        await Story.Then(labour, $"/cases/{later}/links", "Look");
        Assert.DoesNotContain(earlier, labour.Text, StringComparison.Ordinal);
        Assert.True((long)(await portal.ScalarAsync("select count(*) from audit_records where verb = 'search' and subject = 'name'"))! >= 2);
    }

    /// <summary>A portal whose questions to its database are counted.</summary>
    public sealed class Listening : IAsyncLifetime
    {
        public AskedQueries Asked { get; } = new();
        public Portal Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Portal = await Portal.StartAsync(Asked.Listen);

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
