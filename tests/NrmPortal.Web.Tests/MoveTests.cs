using System.Net;
using Microsoft.Extensions.Time.Testing;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A person who lives in one shelter moves to another: one stay ends with the arrival at the next, and the first is told.</summary>
public sealed class MoveTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> Of(string number, string unit, string what) => portal.ScalarAsync(
        $"select {what} from placements p join cases c on c.id = p.case_id join units u on u.id = p.unit_id join referrals r on r.id = p.referral_id where c.nrm_number = '{number}' and u.code = '{unit}'");

    private Task<object?> OccupiedAsync(string unit) => portal.ScalarAsync($"select occupied from shelters where id = '{ReferenceData.IdOf("shelter", unit)}'");

    private async Task<string> OfferedAsync(string number, string shelter, bool province, params string[] shared)
    {
        var sender = await portal.VisitAsync(province ? "caseworker" : "officer.immigration");
        var referral = await Story.ReferAsync(sender, number, shared);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, shelter);
        return referral;
    }

    // Lives at the NGO's shelter; the police's has accepted.
    // By the clock of the portal, which the tests of this class move on.
    private string Day(int after) => Domain.ThaiDay.Of(portal.Clock.GetUtcNow()).AddDays(after).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(string Number, string Second, Visitor Ngo, Visitor Police)> OnTheWayAsync()
    {
        foreach (var code in new[] { "SHN-63", "SHP-10" }) await portal.ScalarAsync($"update place_pools set places = places + 1 where shelter_id = '{ReferenceData.IdOf("shelter", code)}'");
        var (ngo, police) = (await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("shelter.police"));
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var first = await OfferedAsync(number, "NGO Shelter", province: false);
        await Story.Then(ngo, $"/referrals/{first}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await Story.Then(ngo, $"/referrals/{first}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var second = await OfferedAsync(number, "Police Shelter", province: true, "Identity", "Plan");
        await Story.Then(police, $"/referrals/{second}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        return (number, second, ngo, police);
    }

    private static async Task<Visitor> FillAsync(Visitor by, string page, string handler, params (string, string)[] values)
    {
        await by.GetAsync(page);
        return await by.PostFormAsync(by.Page.QuerySelector($"form[action$='handler={handler}']"), $"{page}?handler={handler}", values);
    }

    [Fact]
    public async Task BeforeTheArrival_EachShelterWritesForItsOwnStayAlone()
    {
        var (number, _, ngo, police) = await OnTheWayAsync();
        foreach (var page in new[] { "daily", "daily/house" }) Assert.Contains("does not live in a shelter", (await police.GetAsync($"/cases/{number}/{page}")).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Null(police.Page.QuerySelector("form[action$='handler=Room']"));
        await FillAsync(ngo, $"/cases/{number}/daily/house", "Room", ("Room", "Upstairs"));
        Assert.Equal("SHN-63", await portal.ScalarAsync($"select u.code from shelter_rooms r join placements p on p.id = r.placement_id join units u on u.id = p.unit_id join cases c on c.id = r.case_id where c.nrm_number = '{number}'"));
        var placement = await Of(number, "SHN-63", "p.id");
        foreach (var table in new[] { "shelter_rooms (id, case_id, placement_id, room", "exit_notes (id, case_id, placement_id, still_kept, text" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("shelter.police", "ShelterWorker",
                $"insert into {table}, by_user_id, by_unit_id, at) select gen_random_uuid(), case_id, id, {(table.Contains("still", StringComparison.Ordinal) ? "0, " : "")}'\\x00', app_user(), app_unit(), now() from placements where id = '{placement}'"));
            Assert.Equal("42501", refused.SqlState);
        }

        // What ends is one's own: past the portal too.
        Assert.Equal(0L, await portal.AsAsync("shelter.police", "ShelterWorker", $"with ended as (update placements set ended_at = now() where id = '{placement}' returning 1) select count(*) from ended"));
        Assert.Equal(1L, await portal.AsAsync("shelter.ngo", "ShelterWorker", $"with ended as (update placements set ended_at = now() where id = '{placement}' returning 1) select count(*) from ended"));
        Assert.Equal(1L, await portal.AsAsync("caseworker", "ProvinceCaseworker", $"with ended as (update placements set ended_at = now() where id = '{placement}' returning 1) select count(*) from ended"));
    }

    [Fact]
    public async Task ALeaveThatWasOpenWhenTheStayEnded_HindersNoLeaveFromTheNextPlace()
    {
        var (number, second, ngo, police) = await OnTheWayAsync();
        async Task LeaveAsync(Visitor shelter)
        {
            await shelter.GetAsync($"/cases/{number}/daily/leave");
            (string, string)[] since = [("Input.Day", shelter.Page.GetElementById("Input_Day")!.GetAttribute("value")!), ("Input.Time", shelter.Page.GetElementById("Input_Time")!.GetAttribute("value")!)];
            await shelter.PostAsync($"/cases/{number}/daily/leave", [.. since, ("Input.BackDay", Day(1)), ("Input.BackTime", "09:00")]);
            Assert.Equal((HttpStatusCode.OK, $"/cases/{number}/daily"), (shelter.Status, shelter.Path));
        }

        await LeaveAsync(ngo);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await Story.Then(police, $"/referrals/{second}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await LeaveAsync(police);
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from shelter_leaves l join cases c on c.id = l.case_id where c.nrm_number = '{number}' and l.back_at is null"));
    }

    [Fact]
    public async Task WhatTheFirstShelterKeepsAwaitsOrRestricts_IsNotTheSecondsToEnd()
    {
        var (number, _, ngo, police) = await OnTheWayAsync();
        var (daily, house) = ($"/cases/{number}/daily", $"/cases/{number}/daily/house");
        await FillAsync(ngo, house, "Keep", ("What", "A silver ring"));
        await ngo.GetAsync($"{daily}/restriction");
        (string, string)[] since = [("Input.Day", ngo.Page.GetElementById("Input_Day")!.GetAttribute("value")!), ("Input.Time", ngo.Page.GetElementById("Input_Time")!.GetAttribute("value")!)];
        await ngo.PostAsync($"{daily}/restriction", [.. since, ("Input.Kind", "NotOutAlone"), ("Input.Basis", "OwnWish"), ("Input.Reason", "A car waits"), ("Input.EndDay", Day(2)), ("Input.EndTime", "18:00")]);
        await ngo.GetAsync($"{daily}/leave");
        await ngo.PostAsync($"{daily}/leave", [.. since, ("Input.BackDay", Day(1)), ("Input.BackTime", "09:00")]);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));

        string[] forms = ["Lift", "Back"];
        await ngo.GetAsync(daily);
        Assert.All(forms, f => Assert.NotNull(ngo.Page.QuerySelector($"form[action*='handler={f}']")));
        var (held, back) = (ngo.Page.QuerySelector("input[name=restriction]")!.GetAttribute("value")!, ngo.Page.GetElementById("BackTime")!.GetAttribute("value")!);
        await police.GetAsync(daily);
        Assert.All(forms, f => Assert.Null(police.Page.QuerySelector($"form[action*='handler={f}']")));
        await police.GetAsync(house);
        Assert.Null(police.Page.QuerySelector("form[action$='handler=Return']"));
        // The note of departure speaks of what its own shelter keeps, and shows nothing of another's.
        Assert.Contains("A silver ring", (await ngo.GetAsync($"{daily}/exit")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A silver ring", (await police.GetAsync($"{daily}/exit")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, police.Status);
        // Another page's form, for whoever posts what these do not offer.
        await police.GetAsync("/account/profile");
        var token = police.Page.QuerySelector("form[method=post]");
        var ring = await portal.ScalarAsync($"select b.id from belongings b join cases c on c.id = b.case_id where c.nrm_number = '{number}'");
        foreach (var (page, value) in new (string, (string, string)[])[] { ($"{house}?handler=Return", [("belonging", $"{ring}")]), ($"{daily}?handler=Lift", [("restriction", held)]), ($"{daily}?handler=Back", [("BackDay", Day(0)), ("BackTime", back)]) })
            Assert.Equal((page, HttpStatusCode.Conflict), (page, (await police.PostFormAsync(token, page, [.. value, ("_key", Guid.CreateVersion7().ToString())])).Status));
        foreach (var (table, change) in new[] { ("belongings", "returned_at = now(), returned_by_user_id"), ("shelter_leaves", "back_at = out_at, back_by_user_id"), ("movement_restrictions", "lifted_at = now(), lifted_by_user_id") })
        {
            var sql = $"with ended as (update {table} set {change} = app_user() where case_id = (select id from cases where nrm_number = '{number}') returning 1) select count(*) from ended";
            Assert.Equal((table, 0L), (table, await portal.AsAsync("shelter.police", "ShelterWorker", sql)));
            Assert.Equal((table, 1L), (table, await portal.AsAsync("shelter.ngo", "ShelterWorker", sql)));
            Assert.Equal((table, 1L), (table, await portal.AsAsync("caseworker", "ProvinceCaseworker", sql)));
        }

        // The office that has the case says that the person is back.
        var caseworker = await portal.VisitAsync("caseworker");
        await FillAsync(caseworker, daily, "Back", ("BackDay", Day(0)), ("BackTime", back));
        Assert.Equal((HttpStatusCode.OK, 1L), (caseworker.Status, await portal.ScalarAsync($"select count(*) from shelter_leaves l join cases c on c.id = l.case_id where c.nrm_number = '{number}' and l.back_at is not null")));
    }

    [Fact]
    public async Task AChangedTimeForHandingOver_MovesTheTask_AndTheSightWithIt()
    {
        var (number, second, ngo, police) = await OnTheWayAsync();
        await FillAsync(ngo, $"/cases/{number}/daily/house", "Keep", ("What", "A silver ring"));
        await Story.Then(police, $"/referrals/{second}", "Arrive");
        const string Day = "(select t.due_at from tasks t where t.case_id = c.id and t.code = 'HandOverAfterStay')";
        Assert.Equal(true, await Of(number, "SHN-63", $"p.handover_until = {Day}"));
        var before = (DateTime)(await Of(number, "SHN-63", "p.handover_until"))!;
        var datip = await portal.VisitAsync("datip.coordinator");
        async Task SetAsync(string days)
        {
            await Story.Then(datip, "/admin/clocks/ExitHandover", "Preview", ("Input.Amount", days), ("Input.Unit", "CalendarDays"), ("Input.From", "24/11/2026"), ("Input.LegalBasis", "Order 9/2569"), ("Input.Confidence", "P"), ("Input.Reason", "The committee decided"));
            Assert.Contains(number, datip.Text, StringComparison.Ordinal);
            await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/clocks/ExitHandover?handler=Apply");
            Assert.Equal(HttpStatusCode.OK, datip.Status);
        }

        await SetAsync("9");
        Assert.Equal((before.AddDays(4), true), ((DateTime)(await Of(number, "SHN-63", "p.handover_until"))!, await Of(number, "SHN-63", $"p.handover_until = {Day}")));
        Assert.Equal(before.AddDays(4), await portal.ScalarAsync($"select a.until from case_access a join cases c on c.id = a.case_id where c.nrm_number = '{number}' and a.scope = '{ReferenceData.IdOf("unit", "SHN-63")}'"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
        await SetAsync("5");
        Assert.Equal(before, await Of(number, "SHN-63", "p.handover_until"));
    }

    [Fact]
    public async Task WhatWasNotHandedOverInTime_IsTheOfficesToSettle()
    {
        var (number, second, ngo, police) = await OnTheWayAsync();
        await FillAsync(ngo, $"/cases/{number}/daily/house", "Keep", ("What", "A silver ring"));
        await Story.Then(police, $"/referrals/{second}", "Arrive");
        var task = $"/cases/{number}/tasks/{await portal.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'HandOverAfterStay'")}";
        async Task<int> WatchAsync(int days) =>
            await new RoleWatch((await TestCluster.Server).WorkerConnection(portal.Database), new FakeTimeProvider(portal.Clock.GetUtcNow().AddDays(days))).EndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await WatchAsync(1));
        Assert.NotEqual(0, await WatchAsync(6));
        Assert.Equal(0, await WatchAsync(6));
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.Then(caseworker, task, "Finish", ("Note", "The police shelter fetched the ring"));
        Assert.Equal((HttpStatusCode.OK, 1L), (caseworker.Status, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'HandOverAfterStay' and t.done_at is not null")));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task TheArrival_EndsTheStayBefore_TellsItsShelter_WhichHandsOverAndThenSeesTheCaseNoLonger()
    {
        var (number, second, ngo, police) = await OnTheWayAsync();
        await FillAsync(ngo, $"/cases/{number}/daily/house", "Keep", ("What", "A silver ring"));
        var before = ((int)(await OccupiedAsync("SHN-63"))!, (int)(await OccupiedAsync("SHP-10"))!);
        await Story.Then(police, $"/referrals/{second}", "Arrive");
        Assert.Equal(HttpStatusCode.OK, police.Status);
        Assert.Equal(true, await Of(number, "SHN-63", "p.ended_at = (select x.arrived_at from placements x where x.case_id = c.id and x.ended_at is null)"));
        Assert.Equal("Completed", await Of(number, "SHN-63", "r.state"));
        Assert.Equal("Arrived", await Of(number, "SHP-10", "r.state"));
        Assert.Equal((before.Item1 - 1, before.Item2), ((int)(await OccupiedAsync("SHN-63"))!, (int)(await OccupiedAsync("SHP-10"))!));
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select string_agg(a.kind || ' ' || a.since, ' ') from stay_alarms a join cases c on c.id = a.case_id where c.nrm_number = '{number}' and a.ended_at is null and a.since <= '{portal.Clock.GetUtcNow():O}'"));
        Assert.Contains("moved from another shelter", (await police.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));

        // The first shelter reads of it, gives back, writes its note, and calls its task done.
        Assert.Contains("The person has arrived at another shelter", (await ngo.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.Contains("Hand over belongings and the exit note", (await ngo.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        var house = $"/cases/{number}/daily/house";
        await FillAsync(ngo, house, "Return");
        Assert.Equal(HttpStatusCode.OK, ngo.Status);
        Assert.Contains("The person left this shelter", ngo.Text, StringComparison.Ordinal);
        Assert.Null(ngo.Page.QuerySelector("form[action$='handler=Room']"));
        await Story.Then(ngo, $"/cases/{number}/daily/exit", "", ("Note", "Sleeps well"));
        Assert.Contains("Sleeps well", ngo.Text, StringComparison.Ordinal);
        // It ends nothing of the stay elsewhere.
        await ngo.GetAsync($"/cases/{number}/placements/end");
        Assert.DoesNotContain("Police Shelter", ngo.Text, StringComparison.Ordinal);

        // The second records a leaving: its own stay ends.
        await FillAsync(police, $"/cases/{number}/daily/house", "Room", ("Room", "Ground floor"));
        Assert.Contains("Ground floor", police.Text, StringComparison.Ordinal);
        Assert.Contains("Police Shelter", (await police.GetAsync($"/cases/{number}/placements/end")).Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("shelter.ngo")).GetAsync($"/cases/{number}")).Status);
    }
}
