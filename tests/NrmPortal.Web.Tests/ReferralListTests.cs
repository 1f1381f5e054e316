using System.Globalization;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Long lists of referrals: every one once, page by page, with how many there are, what still runs first.</summary>
public sealed class ReferralListTests : IAsyncLifetime
{
    private Portal portal = null!;
    private string unit = "";

    public async ValueTask InitializeAsync()
    {
        portal = await Portal.StartAsync();
        var officer = await portal.VisitAsync("officer.immigration");
        await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
        unit = $"{await portal.ScalarAsync("select id from units where code = 'IMM-63'")}";
        // Sixty more of the same, a third of them accepted (without a limit) and a third over.
        await portal.ScalarAsync("""
            insert into referrals select r.* from referrals t, generate_series(1, 60) g, lateral jsonb_populate_record(t, jsonb_build_object(
                'id', gen_random_uuid(), 'number', t.number || '-' || g, 'state', (array['Sent', 'Accepted', 'Withdrawn'])[1 + g % 3], 'due_at', case when g % 3 = 0 then t.due_at + g * interval '1 minute' end)) r
                where t.id = (select id from referrals where state = 'Sent' order by created_at desc limit 1)
            """);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private static async Task<List<string>> WalkAsync(Visitor reader, string address)
    {
        var (found, pages) = (new List<string>(), 0);
        for (string? next = address; next is not null; next = reader.Page.QuerySelector("a[rel=next]")?.GetAttribute("href"))
        {
            await reader.GetAsync(next);
            found.AddRange(reader.Page.QuerySelectorAll("main td a.govuk-link").Select(a => a.TextContent));
            Assert.True(++pages < 50);
        }

        Assert.True(pages > 1);
        return found;
    }

    [Fact]
    public async Task Referrals_AreAllShownOnce_AndCounted_TheOpenOnesFirst()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var all = Convert.ToInt32(await portal.ScalarAsync($"select count(*) from referrals where from_unit_id = '{unit}'"), CultureInfo.InvariantCulture);
        var shown = await WalkAsync(officer, "/referrals?Chosen.Side=out");
        Assert.Equal((all, all), (shown.Count, shown.Distinct().Count()));
        Assert.Contains($"Showing 1–25 of {all}", (await officer.GetAsync("/referrals?Chosen.Side=out")).Text, StringComparison.Ordinal);
        var ended = (string[])(await portal.ScalarAsync($"select array_agg(number) from referrals where from_unit_id = '{unit}' and state in ('Completed', 'Withdrawn', 'Lapsed')"))!;
        var taken = (string[])(await portal.ScalarAsync($"select array_agg(number) from referrals where from_unit_id = '{unit}' and state in ('Accepted', 'Arrived')"))!;
        int[] ranks = [.. shown.Select(n => ended.Contains(n) ? 2 : taken.Contains(n) ? 1 : 0)];
        Assert.Equal(ranks.Order(), ranks);
        Assert.Equal(taken.Order(), (await AllAsync(officer, "/referrals?Chosen.Side=out&Chosen.State=Accepted")).Order());
        Assert.Empty((await officer.GetAsync("/referrals?Chosen.Side=out&Chosen.Sheet=900")).Page.QuerySelectorAll("main td a"));
        Assert.Contains($"{all} in all", officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheQueue_LeavesNothingOut()
    {
        await portal.ScalarAsync("update referrals set state = 'Sent' where state = 'Withdrawn' and number like '%-R1-%'");
        var datip = await portal.VisitAsync("datip");
        var waiting = (string[])(await portal.ScalarAsync("select array_agg(number) from referrals where state in ('Sent', 'Claimed', 'UnderReview', 'Declined') or (state in ('Approved', 'Redirected') and decided_at is not null) or (emergency and decided_at is null and state in ('Accepted', 'Arrived'))"))!;
        Assert.Equal(waiting.Order(), (await WalkAsync(datip, "/review")).Order());
        Assert.Equal((string[])(await portal.ScalarAsync("select coalesce(array_agg(number order by number), '{}') from referrals where state in ('Claimed', 'UnderReview')"))!, (await AllAsync(datip, "/review?Chosen.State=Claimed")).Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> AllAsync(Visitor reader, string address)
    {
        var found = new List<string>();
        for (string? next = address; next is not null; next = reader.Page.QuerySelector("a[rel=next]")?.GetAttribute("href"))
        {
            await reader.GetAsync(next);
            found.AddRange(reader.Page.QuerySelectorAll("main td a.govuk-link").Select(a => a.TextContent));
        }

        return found;
    }
}
