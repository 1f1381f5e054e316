using NrmPortal.Data;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Published figures: sums hold, small cells are hidden, and no hidden cell follows by subtraction.</summary>
public sealed class StatisticsTests(StatisticsTests.Published published) : IClassFixture<StatisticsTests.Published>
{
    private async Task<List<T>> Query<T>(string sql, Func<NpgsqlDataReader, T> row, bool asApp = false)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(asApp ? server.AppConnection(published.Portal.Database) : server.OwnerConnection(published.Portal.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }

    [Fact]
    public async Task NoPublishedCell_IsBetweenZeroAndTen() =>
        Assert.Empty(await Query("select 1 from published_cells where value <= 10", r => r.GetInt32(0)));

    [Fact]
    public async Task SomeCells_AreShownAndTrue()
    {
        var shown = await Query("select p.value, r.value from published_cells p join rollup_cells r using (period_id, breakdown, key, measure) where p.value is not null", r => (r.GetInt64(0), r.GetInt64(1)));
        Assert.NotEmpty(shown);
        Assert.All(shown, s => Assert.Equal(s.Item2, s.Item1));
    }

    [Fact]
    public async Task InEachBreakdown_WhatSubtractionGives_IsTwoCellsAndElevenPeople() => Assert.Empty(await Query("""
        select 1 from published_cells p join rollup_cells r using (period_id, breakdown, key, measure)
        join published_cells n on n.period_id = p.period_id and n.measure = p.measure and n.breakdown = 'national' and n.key = 'TH' and n.value is not null
        where p.breakdown <> 'national' group by p.period_id, p.breakdown, p.measure, n.value
        having count(*) filter (where p.value is null) > 0 and (count(*) filter (where p.value is null) < 2 or sum(r.value) filter (where p.value is null) < 11
            or n.value - coalesce(sum(p.value), 0) < 11)
        """, r => r.GetInt32(0)));

    [Fact]
    public async Task TheCellsOfABreakdown_AreTheParts_OfTheNationalFigure()
    {
        Assert.Empty(await Query("""
            select p.breakdown || ' ' || p.measure from rollup_cells p join rollup_cells n on n.period_id = p.period_id and n.measure = p.measure and n.breakdown = 'national' and n.key = 'TH'
            where p.breakdown <> 'national' group by p.period_id, p.breakdown, p.measure, n.value having sum(p.value) <> n.value
            """, r => r.GetString(0)));
        Assert.Equal((97L, 7L), Assert.Single(await Query("""
            select sum(value) filter (where measure = 'reopened')::bigint, sum(value) filter (where measure = 'foundAgain')::bigint from rollup_cells r join published_periods p on p.id = r.period_id
            where p.kind = 'month' and p.starts = '2025-02-01' and r.breakdown = 'national' and r.key = 'TH'
            """, r => (r.GetInt64(0), r.GetInt64(1)))));
    }

    [Fact]
    public async Task Reopenings_AreReadByReason_AndVisitsBesideThem()
    {
        using var member = await published.Portal.VisitAsync("scnrm");
        var month = (await Query("select id from published_periods where kind = 'month' and starts = '2025-02-01'", r => r.GetGuid(0)))[0];
        await member.GetAsync($"/coordination?Period={month}");
        Assert.DoesNotContain("Error", member.Page.Title, StringComparison.Ordinal);
        Assert.Contains("Opened again in all97", member.Text, StringComparison.Ordinal);
        Assert.Contains("Visits that found signs of being trafficked again<11", member.Text, StringComparison.Ordinal);
        var table = member.Page.QuerySelectorAll("main table").Single(t => t.TextContent.Contains("Opened again in all", StringComparison.Ordinal));
        Assert.Equal(3, table.QuerySelectorAll("td").Count(c => c.TextContent == "<11"));
    }

    [Fact]
    public async Task ALongerPeriod_DoesNotGiveAwayAHiddenPart() => Assert.Empty(await Query("""
        select 1 from published_cells w join published_periods wp on wp.id = w.period_id
        join published_periods pp on pp.starts >= wp.starts and pp.ends <= wp.ends and pp.kind <> wp.kind
        join published_cells p on p.period_id = pp.id and (p.breakdown, p.key, p.measure) = (w.breakdown, w.key, w.measure)
        where w.value is not null and w.measure not in ('open', 'overdue')
        group by w.period_id, w.breakdown, w.key, w.measure, w.value, pp.kind
        having count(*) filter (where p.value is null) = 1
        """, r => r.GetInt32(0)));

    [Fact]
    public async Task TheYearsFigures_AreShown_ThoughSomeMonthIsHidden()
    {
        var years = await Query("""
            select c.value is null, exists (select 1 from published_cells m join published_periods mp on mp.id = m.period_id where mp.kind = 'month'
                and mp.starts >= p.starts and mp.ends <= p.ends and (m.breakdown, m.key, m.measure) = (c.breakdown, c.key, c.measure) and m.value is null)
            from published_cells c join published_periods p on p.id = c.period_id
            where p.kind = 'year' and p.starts >= '2024-01-01' and c.breakdown = 'national' and c.key = 'TH' and c.measure in ('screened', 'presumed')
            """, r => (Hidden: r.GetBoolean(0), HasHiddenMonth: r.GetBoolean(1)));
        Assert.NotEmpty(years);
        Assert.Contains(years, y => y.HasHiddenMonth);
        Assert.DoesNotContain(years, y => y.Hidden);
    }

    [Theory]
    [InlineData("select * from rollup_cells")]
    [InlineData("select * from case_facts")]
    [InlineData("select publish_closed('2026-01-01')")]
    [InlineData("update published_cells set value = 1")]
    public async Task TheApplicationRole_ReachesNothingBehindThem(string sql) =>
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => Query(sql, _ => 0, asApp: true))).SqlState);

    [Fact]
    public async Task ThePublication_IsRecordedUnderTheJobsName() =>
        Assert.NotEmpty(await Query("select 1 from audit_records where chain = 'job:publisher' and subject = 'published' and user_id is null", r => r.GetInt32(0)));

    [Fact]
    public async Task AMember_SeesFiguresAndNoCase()
    {
        using var member = await published.Portal.VisitAsync("scnrm");
        await member.GetAsync("/coordination?By=province");
        Assert.Contains("<11", member.Text, StringComparison.Ordinal);
        Assert.Empty(member.Page.QuerySelectorAll("a[href^='/cases'], a[href^='/referrals']"));
        Assert.DoesNotContain("NRM-25", member.Html, StringComparison.Ordinal);
    }

    /// <summary>Cases over two years in several provinces, published up to the test's day.</summary>
    public sealed class Published : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync();
            var server = await TestCluster.Server;
            await GeneratedCases.AddAsync(Portal.Services, server.OwnerConnection(Portal.Database), 3000);
            await using var connection = new NpgsqlConnection(server.OwnerConnection(Portal.Database));
            await connection.OpenAsync();
            await using var dated = new NpgsqlCommand("update cases set screened_on = '2024-01-01'::date + (('x' || right(id::text, 6))::bit(24)::int % 731)", connection);
            await dated.ExecuteNonQueryAsync();
            // One month with few, as a flood or a holiday makes it: alone it would keep the whole year from being shown.
            await using var quiet = new NpgsqlCommand("update cases set screened_on = screened_on + 31 where screened_on between '2024-05-03' and '2024-05-31'", connection);
            await quiet.ExecuteNonQueryAsync();
            // Reopened by reason, one of them in five cases; and seven visits that found it, which are no part of that sum.
            foreach (var (reason, count) in new[] { ("AsksForHelp", 40), ("InDanger", 30), ("TraffickedAgain", 5), ("NewFacts", 22) })
            {
                await using var again = new NpgsqlCommand($"insert into reopenings (id, case_id, how, reason, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'ReopenAssistance', '{reason}', opened_by_user_id, owner_unit_id, '2025-02-15' from cases order by id limit {count}", connection);
                await again.ExecuteNonQueryAsync();
            }

            await using var visits = new NpgsqlCommand("insert into follow_up_visits (id, case_id, visited_on, kind, outcome, danger, by_user_id, by_unit_id, at) select gen_random_uuid(), id, '2025-02-15', 'Phone', 'NeedsHelp', 'TraffickedAgain', opened_by_user_id, owner_unit_id, '2025-02-15' from cases order by id limit 7", connection);
            await visits.ExecuteNonQueryAsync();
            var first = await Statistics.PublishAsync(server.WorkerConnection(Portal.Database), new DateOnly(2026, 11, 24));
            var second = await Statistics.PublishAsync(server.WorkerConnection(Portal.Database), new DateOnly(2026, 11, 24));
            Assert.True(first > 30 && second == 0, $"{first} and {second} periods");
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
