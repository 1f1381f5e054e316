using System.Globalization;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The hours of custody are kept by all rows of the case, whichever of them the acting office sees.</summary>
public sealed class HoursOfCustodyTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> ClockAsync(string number) => portal.ScalarAsync(
        $"select concat_ws(' ', custody_clock, (select string_agg(r.clock, '+') from running_clocks r where r.subject_id = c.id and r.clock in ('Custody29', 'CourtExtension'))) from cases c where nrm_number = '{number}'");

    private Task<object?> ToldAsync(string number, string code) => portal.ScalarAsync(
        $"select string_agg(coalesce(u.code, n.to_agency), ' ' order by u.code) from notices n join cases c on c.id = n.case_id left join units u on u.id = n.to_unit_id where c.nrm_number = '{number}' and n.code = '{code}'");

    private Task<object?> HeldAsync(string number) => portal.ScalarAsync($"select concat_ws(' ', case when held_since is not null then 'since' end, case when held_until is not null then 'until' end) from cases where nrm_number = '{number}'");

    private async Task EndAsync(Visitor by, string number, string reason)
    {
        await by.GetAsync($"/cases/{number}/placements/end");
        string Shown(string id) => by.Page.GetElementById(id)!.GetAttribute("value")!;
        await by.PostAsync($"/cases/{number}/placements/end", ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", reason), ("Destination", "OwnHome"));
        Assert.Equal($"/cases/{number}/placements", by.Path);
    }

    // As that person, past row security: what the triggers refuse.
    private Task<object?> AsAsync(string user, string role, string sql) => portal.ScalarAsync(string.Create(CultureInfo.InvariantCulture,
        $"begin; select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true); {sql}; commit"));

    [Fact]
    public async Task TwoOfficesHoldInCustody_TheReleaseByOneLeavesTheHoursOfTheOther()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, "Two In Custody");
        await Story.StayAsync(officer, number, "CustodyS29");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await Story.StayAsync(await portal.VisitAsync("caseworker"), number, "CustodyS29", ("Input.EndsRunning", "false"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(distinct limit_at) from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}'"));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await EndAsync(officer, number, "Released");
        Assert.Equal(("Custody29 Custody29", "since"), (await ClockAsync(number), await HeldAsync(number)));
        Assert.Contains("MSDHS-63", (string?)await ToldAsync(number, "LeftElsewhere"), StringComparison.Ordinal);
        Assert.Contains("one office says the person left", string.Concat((await (await portal.VisitAsync("caseworker")).GetAsync("/home")).Page.QuerySelectorAll("li").Where(l => l.TextContent.Contains(number, StringComparison.Ordinal)).Select(l => l.TextContent)), StringComparison.Ordinal);
        var placements = await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/placements");
        Assert.Contains("One office says left", placements.Text, StringComparison.Ordinal);
        // Whoever hears the strip hears it too, with the bases.
        Assert.Contains(placements.Page.QuerySelectorAll(".nrm-strip .govuk-visually-hidden"), day => day.TextContent.Contains("One office says left, another goes on (", StringComparison.Ordinal));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await EndAsync(await portal.VisitAsync("caseworker"), number, "Released");
        Assert.Equal(("", "since until"), (await ClockAsync(number), await HeldAsync(number)));
    }

    [Fact]
    public async Task WhatAnOfficeRecordsThatDoesNotSeeTheCustody_StopsNoHours_AndTheLimitIsTold()
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await Story.ScreenAsync(officer, "Unseen Custody");
        await Story.StayAsync(caseworker, number, "CustodyS29");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await Story.StayAsync(officer, number, "OutsideShelter", ("Input.Place", "Home"));
        Assert.Equal("Custody29 Custody29", await ClockAsync(number));
        Assert.Contains("MSDHS-63", (string?)await ToldAsync(number, "HeldElsewhere"), StringComparison.Ordinal);
        await new StayWatch((await TestCluster.Server).WorkerConnection(portal.Database), new Later(portal.Clock, TimeSpan.FromHours(40))).TellAsync();
        Assert.Contains("PastLimit", (string?)await portal.ScalarAsync($"select string_agg(n.parameters ->> 'alarm', ' ') from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.to_agency = 'Datip'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsHandedOn_OrTakenAgainTooSoon_KeepsTheFirstLimit_WhicheverOfficeSeesTheFirst()
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await Story.ScreenAsync(officer, "Handed On");
        await Story.StayAsync(caseworker, number, "CustodyS29");
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await EndAsync(caseworker, number, "MovedPlace");
        Assert.Equal(("", "since"), (await ClockAsync(number), await HeldAsync(number)));
        await Story.StayAsync(officer, number, "CustodyS29");
        Assert.Equal($"/cases/{number}/placements", officer.Path);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await EndAsync(officer, number, "Released");
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Story.StayAsync(officer, number, "CustodyS29");
        Assert.Equal((1L, 3L), (await portal.ScalarAsync($"select count(distinct limit_at) from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}'"),
            await portal.ScalarAsync($"select count(*) from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}'")));
        Assert.Equal("Custody29 Custody29", await ClockAsync(number));
    }

    [Fact]
    public async Task ACorrectionThatTakesCustodyAway_IsReasoned_Told_AndNoOtherOfficesAct()
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await Story.ScreenAsync(officer, "Corrected Custody");
        await Story.StayAsync(officer, number, "CustodyS29");
        var id = (Guid)(await portal.ScalarAsync($"select b.id from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}'"))!;
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        var address = $"/cases/{number}/placements/new?Corrects={id}";
        await caseworker.GetAsync(address);
        string Shown(string field) => caseworker.Page.GetElementById(field)?.GetAttribute("value") ?? "";
        (string, string)[] Form(string reason) => [("Corrects", id.ToString()), ("Input.Basis", "WelfareS33"), ("Input.Place", "MsdhsOffice"), ("Input.RestsOn", "authority"), ("Input.Authority", "MSDHS Tak"),
            ("Input.From", Shown("Input_From")), ("Input.FromTime", Shown("Input_FromTime")), ("Input.LateReason", reason)];
        await caseworker.PostAsync(address, Form(""));
        Assert.Contains("Write why", caseworker.Text, StringComparison.Ordinal);
        await caseworker.PostAsync(address, Form("It was a room at the office, and she came by herself"));
        Assert.Contains("she came by herself", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(("IMM-63", "IMM-63"), (await portal.ScalarAsync($"select u.code from bases_of_stay b join units u on u.id = b.by_unit_id where b.corrects_id = '{id}'"), await ToldAsync(number, "HeldElsewhere")));
        Assert.Contains("Datip", (string?)await ToldAsync(number, "CustodyCorrected"), StringComparison.Ordinal);
        var again = $"select b.id from bases_of_stay b where b.corrects_id = '{id}'";
        foreach (var (sql, lockName) in new[]
        {
            ($"update bases_of_stay set corrected_at = now() where id = ({again})", "ck_stay_theirs_to_end"),
            ($"update bases_of_stay set ended_at = now(), end_reason = 'NextBasis' where id = ({again})", "ck_stay_theirs_to_end"),
            ($"update bases_of_stay set ended_at = now() where id = ({again})", "ck_stay_end_has_its_reason"),
            ($"insert into bases_of_stay select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'corrects_id', null))).* from bases_of_stay b where b.corrects_id = '{id}'", "ck_stay_recorder"),
        })
            Assert.Equal(lockName, (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => AsAsync("ngo", "NgoCaseworker", sql))).ConstraintName);
        await EndAsync(officer, number, "Released");
        Assert.Equal("ck_stay_end_is_kept", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.ScalarAsync($"update bases_of_stay set end_reason = 'MovedPlace' where id = ({again})"))).ConstraintName);
    }
}
