using System.Net;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A release from custody that is recorded after the limit, as of a moment before it.</summary>
public sealed class LateReleaseTests
{
    private static (string, string)[] Leaving(string time, string reason = "") =>
        [("On", Portal.Day(1)), ("Time", time), ("Reason", "Released"), ("Destination", "OwnHome"), ("LateReason", reason)];

    [Fact]
    public async Task ItNeedsAReason_AndTheRecordingAndTheAlarm_StayInSight()
    {
        await using var portal = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.StayAsync(await portal.VisitAsync("caseworker"), number, "CustodyS29");
        portal.Clock.Advance(TimeSpan.FromHours(30));
        await new StayWatch((await TestCluster.Server).WorkerConnection(portal.Database), portal.Clock).TellAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from stay_alarms where kind = 'Uncovered' and told_at is not null and ended_at is null"));

        var (caseworker, end) = (await portal.VisitAsync("caseworker"), $"/cases/{number}/placements/end");
        await caseworker.GetAsync(end);
        await caseworker.PostAsync(end, Leaving("8:00"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("Write why this is recorded late", caseworker.Page.QuerySelector("#LateReason-error")!.TextContent, StringComparison.Ordinal);
        await caseworker.PostAsync(end, Leaving("8:00", "The line to the station was down"));
        Assert.Equal($"/cases/{number}/placements", caseworker.Path);
        foreach (var text in new[] { "Recorded late", "The line to the station was down", "Ended on this day, recorded late on 25 Nov 2026", "Past alarms", "Without a valid basis" })
            Assert.Contains(text, caseworker.Text, StringComparison.Ordinal);
        Assert.Contains(caseworker.Page.QuerySelectorAll(".nrm-strip__day b"), mark => mark.TextContent == "29*");
        Assert.Contains("recorded late, said to have been 25 Nov 2026", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from stay_alarms where kind = 'Uncovered' and told_at is not null and ended_at is not null"));
    }

    [Fact]
    public async Task AnAlarmThatNobodyWasToldOf_IsKeptAsPastToo_AndWhatNeverCameIsNot()
    {
        await using var portal = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.StayAsync(await portal.VisitAsync("caseworker"), number, "CustodyS29");
        portal.Clock.Advance(TimeSpan.FromHours(30));
        await Story.StayAsync(await portal.VisitAsync("caseworker"), number, "WelfareS33", ("Input.EndsRunning", "true"));
        Assert.Equal("PastLimit open, Uncovered past", await portal.ScalarAsync($"select string_agg(kind || case when ended_at is null then ' open' else ' past' end, ', ' order by kind) from stay_alarms where since <= '{portal.Clock.GetUtcNow():O}'"));

        var second = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.StayAsync(await portal.VisitAsync("caseworker"), second, "CustodyS29");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await Story.StayAsync(await portal.VisitAsync("caseworker"), second, "WelfareS33", ("Input.EndsRunning", "true"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from stay_alarms a join cases c on c.id = a.case_id where c.nrm_number = '{second}'"));
    }

    [Fact]
    public async Task TheDatabase_TakesNoSuchEndWithoutAReason()
    {
        await using var portal = await Portal.StartAsync();
        await Story.StayAsync(await portal.VisitAsync("caseworker"), await Story.ScreenAsync(await portal.VisitAsync("officer.immigration")), "CustodyS29");
        portal.Clock.Advance(TimeSpan.FromHours(30));
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var (reason, constraint) in new[] { ("null", "ck_stay_late_reason"), ("'x'", null) })
        {
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand($"""
                select set_config('app.user_id', '{ReferenceData.IdOf("user", "caseworker")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true);
                update bases_of_stay set ended_at = starts_at + interval '2 hours', end_reason = 'Released', late_reason = {reason};
                set constraints all immediate
                """, connection);
            var refused = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            Assert.Equal(constraint, (refused as PostgresException)?.ConstraintName);
        }
    }
}
