using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Long lists of tasks and notices: every row once, page by page, under the filter of the address.</summary>
public sealed class WorkPagingTests : IAsyncLifetime
{
    private Portal portal = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await Portal.StartAsync();
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await Story.GiveTaskAsync(await portal.VisitAsync("caseworker"), number, "Call the interpreter", "Karuna");
        await Many("tasks", 60);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    // As many again of what the acts have left: of each moment two, so that the order needs the id.
    private Task<object?> Many(string table, int times) => portal.ScalarAsync($"""
        insert into {table} select r.* from {table} t, generate_series(1, {times}) g, lateral jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),
            {(table == "tasks" ? "'due_at', case when g % 5 > 0 then t.given_at + (g / 2) * interval '1 hour' end" : "'at', t.at - (g / 2) * interval '1 minute'")})) r
        """);

    private static async Task<List<string>> WalkAsync(Visitor reader, string address, string selector, string attribute)
    {
        var (found, pages) = (new List<string>(), 0);
        for (string? next = address; next is not null; next = reader.Page.QuerySelector("a[rel=next]")?.GetAttribute("href"))
        {
            await reader.GetAsync(next);
            found.AddRange(reader.Page.QuerySelectorAll(selector).Select(e => e.GetAttribute(attribute)!));
            Assert.True(++pages < 50);
        }

        Assert.True(pages > 1);
        return found;
    }

    [Theory]
    [InlineData("Team", "Open", "done_at is null")]
    [InlineData("Team", "Overdue", "done_at is null and due_at < '{0}'")]
    [InlineData("Team", "Done", "done_at is not null")]
    [InlineData("Team", "Soon", "done_at is null and due_at >= '{0}' and due_at < timestamptz '{0}' + interval '3 days'")]
    [InlineData("Team", "Handed", "handed_over_at is not null")]
    [InlineData("Agency", "Open", "done_at is null")]
    [InlineData("Agency", "Handed", "handed_over_at is not null")]
    public async Task Tasks_AreAllShownOnce_AndCounted(string whose, string show, string condition)
    {
        if (show == "Handed") await portal.ScalarAsync("update tasks set handed_over_at = coalesce(due_at, given_at) where code = 'Written'");
        if (show == "Done") await portal.ScalarAsync("update tasks set done_at = given_at");
        if (show != "Soon") portal.Clock.Advance(TimeSpan.FromDays(2));
        var secretary = await portal.VisitAsync("mdt.secretary");
        var office = await portal.ScalarAsync("select id from units where code = 'MSDHS-63'");
        // Of all provinces' offices as far as the secretary sees the case: here one office's tasks and one person's.
        var those = whose == "Team" ? $"to_unit_id = '{office}' or exists (select 1 from memberships m where m.id = to_membership_id and m.unit_id = '{office}' and code not in ('GiveOpinion', 'Decide'))"
            : "exists (select 1 from units u where u.agency = 'ProvincialMsdhs' and (u.id = to_unit_id or u.id = (select m.unit_id from memberships m where m.id = to_membership_id)))";
        var wanted = (long)(await portal.ScalarAsync($"select count(*) from tasks where ({those}) and "
            + condition.Replace("{0}", portal.Clock.GetUtcNow().ToString("O"), StringComparison.Ordinal)))!;
        var found = await WalkAsync(secretary, $"/tasks?Whose={whose}&Show={show}", "main td:first-child a[href*='/tasks/']", "href");
        Assert.Equal(wanted, found.Distinct().Count());
        Assert.Equal(found.Count, found.Distinct().Count());
        await secretary.GetAsync($"/tasks?Whose={whose}&Show={show}");
        Assert.Contains($"Tasks: {wanted}", secretary.Text, StringComparison.Ordinal);
        Assert.Contains($"Whose={whose}&Show={show}&From=", secretary.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notices_AreAllShownOnce_AndOneClickReadsThemAll()
    {
        await Many("notices", 60);
        var secretary = await portal.VisitAsync("mdt.secretary");
        var found = await WalkAsync(secretary, "/notifications?Show=Unread", "main button[name=notice]", "value");
        Assert.Equal(found.Count, found.Distinct().Count());
        await secretary.GetAsync("/notifications?Show=Unread");
        Assert.Contains($"({found.Count})", secretary.Text, StringComparison.Ordinal);
        await secretary.PostAsync("/notifications?handler=All&Show=Unread");
        Assert.Equal("/notifications", secretary.Path);
        Assert.Contains("You have read everything", secretary.Text, StringComparison.Ordinal);
        Assert.NotNull(secretary.Page.QuerySelector("main .govuk-inset-text a[href='/tasks']"));
        Assert.Equal(found.Count, (await WalkAsync(secretary, "/notifications", "main button[name=notice]", "value")).Count);
    }

    [Fact]
    public async Task AnEmptyList_SaysWhereToGo()
    {
        var reader = await portal.VisitAsync("labour");
        foreach (var (address, next) in new[] { ("/tasks?Show=Overdue", "/tasks?Whose=Me&Show=Open"), ("/tasks", "/tasks?Whose=Team&Show=Open"), ("/tasks?Whose=Team", "/cases") })
        {
            await reader.GetAsync(address);
            Assert.Equal(next, reader.Page.QuerySelector("main .govuk-inset-text a")!.GetAttribute("href"));
        }
    }
}
