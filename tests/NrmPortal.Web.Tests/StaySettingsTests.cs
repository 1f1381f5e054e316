using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>What DATIP sets of custody reaches the clock of a case, the rows that it counts and the database's own judgment.</summary>
public sealed class StaySettingsTests
{
    private static async Task ChangeAsync(Portal portal, string code, string amount)
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, $"/admin/clocks/{code}", "Preview", ("Input.Amount", amount), ("Input.Unit", "Hours"), ("Input.From", Portal.Day(0)), ("Input.LegalBasis", "Act B.E. 2570 (made up) s.3"), ("Input.Confidence", "C"), ("Input.Reason", "The committee decided"));
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), $"/admin/clocks/{code}?handler=Apply");
        Assert.Equal(HttpStatusCode.OK, datip.Status);
    }

    [Fact]
    public async Task AChangedLimitOfCustody_ShowsTheBasisBesideTheClock_AndMovesBoth_LongerAndShorter()
    {
        await using var portal = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.StayAsync(await portal.VisitAsync("caseworker"), number, "CustodyS29");
        portal.Clock.Advance(TimeSpan.FromHours(20));
        var caseworker = await portal.VisitAsync("caseworker");
        // A second row of the same holding: it counts from the first, whose limit it shares.
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.EndsRunning", "true"));
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from bases_of_stay where basis = 'CustodyS29'"));

        var datip = await portal.VisitAsync("datip.coordinator");
        Task<Visitor> PreviewAsync(string basis, string known) => Story.Then(datip, "/admin/clocks/Custody29", "Preview", ("Input.Amount", "36"), ("Input.Unit", "Hours"), ("Input.From", Portal.Day(0)), ("Input.LegalBasis", basis), ("Input.Confidence", known), ("Input.Reason", "The committee decided"));
        // What an Act says is not made longer by an order.
        Assert.Contains("An Act sets this limit", (await PreviewAsync("Order 9/2569", "D")).Text, StringComparison.Ordinal);
        Assert.Null(datip.Page.QuerySelector("form[action$='handler=Apply']"));
        await PreviewAsync("Act B.E. 2570 (made up) s.3", "C");
        Assert.Contains("2 of them bases of stay", datip.Text, StringComparison.Ordinal);
        Assert.Equal(3, datip.Page.QuerySelectorAll("main tbody tr").Count(r => r.TextContent.Contains(number, StringComparison.Ordinal)));
        Assert.Equal(2, datip.Page.QuerySelectorAll("main tbody tr").Count(r => r.TextContent.Contains("basis of stay", StringComparison.Ordinal)));

        foreach (var (amount, alarm) in new[] { ("36", false), ("12", true) })
        {
            await ChangeAsync(portal, "Custody29", amount);
            Assert.Equal(3L, await portal.ScalarAsync($"select count(*) from (select limit_at as due from bases_of_stay union all select custody_due_at from cases where custody_due_at is not null) x where due = (select min(starts_at) from bases_of_stay) + interval '{amount} hours'"));
            // The shorter one has passed by now: the alarm follows it.
            Assert.Equal(alarm, (await caseworker.GetAsync($"/cases/{number}/placements")).Text.Contains("without a valid basis", StringComparison.Ordinal));
        }

        Assert.Equal(4L, await portal.ScalarAsync("select count(*) from case_events where code = 'case.clockMoved' and parameters ->> 'basis' = 'CustodyS29'"));
    }

    [Fact]
    public async Task TheTimeThatBreaksAHolding_IsReadByTheDomainAndTheDatabaseAlike()
    {
        await using var portal = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.FromTime", "9:00"));
        await caseworker.GetAsync($"/cases/{number}/placements/end");
        await caseworker.PostAsync($"/cases/{number}/placements/end", ("On", Portal.Day(0)), ("Time", "9:30"), ("Reason", "Released"), ("Destination", "OwnHome"));
        portal.Clock.Advance(TimeSpan.FromHours(26));
        caseworker = await portal.VisitAsync("caseworker");

        // Held anew two hours after the release, past the limit of the first.
        Task HeldAgainAsync() => portal.ScalarAsync("""
            insert into bases_of_stay select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'starts_at', b.ended_at + interval '2 hours',
                'limit_at', b.ended_at + interval '26 hours', 'ended_at', null, 'end_reason', null, 'destination', null))).* from bases_of_stay b where b.ended_at is not null
            """);
        await ChangeAsync(portal, "HoldingBreak", "3");
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.FromTime", "11:30"), ("Input.From", Portal.Day(0)));
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from bases_of_stay where limit_at = (select min(starts_at) from bases_of_stay) + interval '24 hours' and ended_at is null"));
        await portal.ScalarAsync("delete from bases_of_stay where ended_at is null");
        // Whatever limit is written, it is that of the holding.
        Task<object?> FirstsLimitAsync() => portal.ScalarAsync("select count(*) from bases_of_stay where limit_at = (select min(starts_at) from bases_of_stay) + interval '24 hours' and ended_at is null");
        await HeldAgainAsync();
        Assert.Equal(1L, await FirstsLimitAsync());
        await portal.ScalarAsync("delete from bases_of_stay where ended_at is null");

        await ChangeAsync(portal, "HoldingBreak", "2");
        await HeldAgainAsync();
        Assert.Equal(0L, await FirstsLimitAsync());
        await portal.ScalarAsync("delete from bases_of_stay where ended_at is null");
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.FromTime", "11:30"), ("Input.From", Portal.Day(0)));
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from bases_of_stay where limit_at = starts_at + interval '24 hours' and ended_at is null"));
    }

    [Fact]
    public async Task ALongerTimeThatBreaksAHolding_ShowsWhoseCustodyCountsFromBefore_AndMovesItAtOnce()
    {
        await using var portal = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.FromTime", "9:00"));
        await caseworker.GetAsync($"/cases/{number}/placements/end");
        await caseworker.PostAsync($"/cases/{number}/placements/end", ("On", Portal.Day(0)), ("Time", "9:30"), ("Reason", "Released"), ("Destination", "OwnHome"));

        // Free: what moves is when custody would begin anew.
        var free = Assert.Single(await MovedAsync(portal, number, "3"));
        Assert.Contains("Time free before custody begins anew", free, StringComparison.Ordinal);
        Assert.Matches("10:30.*12:30", free);

        portal.Clock.Advance(TimeSpan.FromHours(4));
        caseworker = await portal.VisitAsync("caseworker");
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.FromTime", "11:30"), ("Input.From", Portal.Day(0)));
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from bases_of_stay where ended_at is null and limit_at = starts_at + interval '24 hours'"));
        Assert.Empty(await MovedAsync(portal, number, "2"));
        var held = await MovedAsync(portal, number, "3");
        Assert.Equal(2, held.Count);
        Assert.All(held, row => Assert.Matches("11:30.*9:00", row.Replace("09:00", "9:00", StringComparison.Ordinal)));
        Assert.Single(held, row => row.Contains("basis of stay", StringComparison.Ordinal));

        await ChangeAsync(portal, "HoldingBreak", "3");
        const string First = "(select min(starts_at) from bases_of_stay)";
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from bases_of_stay b join cases c on c.id = b.case_id where b.ended_at is null and b.limit_at = {First} + interval '24 hours' and (c.held_since, c.custody_from, c.custody_due_at) = ({First}, {First}, b.limit_at)"));
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from case_events where code = 'case.clockMoved' and parameters ->> 'clock' = 'Custody29'"));
        // And no hours come back with the old value.
        Assert.Empty(await MovedAsync(portal, number, "1"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    private static async Task<List<string>> MovedAsync(Portal portal, string number, string hours)
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, "/admin/clocks/HoldingBreak", "Preview", ("Input.Amount", hours), ("Input.Unit", "Hours"), ("Input.From", Portal.Day(0)), ("Input.LegalBasis", "Order 9/2569"), ("Input.Confidence", "D"), ("Input.Reason", "The committee decided"));
        Assert.Equal(HttpStatusCode.OK, datip.Status);
        return [.. datip.Page.QuerySelectorAll("main .nrm-side tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(r => r.Contains(number, StringComparison.Ordinal))];
    }
}
