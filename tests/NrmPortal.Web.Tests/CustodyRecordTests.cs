using System.Globalization;
using System.Net;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>What is true of a custody can be recorded, whatever was recorded before; and nothing that is recorded stops its hours in silence.</summary>
public sealed class CustodyRecordTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> OfAsync(string number, string what) => portal.ScalarAsync($"select {what} from cases c where nrm_number = '{number}'");

    private Task<object?> RowAsync(string number, string office, string what) => portal.ScalarAsync(
        $"select {what} from bases_of_stay b join cases c on c.id = b.case_id join units u on u.id = b.by_unit_id where c.nrm_number = '{number}' and u.code = '{office}' and b.corrected_at is null order by b.recorded_at desc limit 1");

    private Task<object?> ToldAsync(string number, string code) => portal.ScalarAsync(
        $"select string_agg(coalesce(u.code, n.to_agency), ' ' order by u.code) from notices n join cases c on c.id = n.case_id left join units u on u.id = n.to_unit_id where c.nrm_number = '{number}' and n.code = '{code}'");

    // As that person, past row security: what the triggers refuse.
    private async Task<string?> LockAsync(string user, string role, string sql) => ((await Record.ExceptionAsync(() => portal.ScalarAsync(string.Create(CultureInfo.InvariantCulture,
        $"begin; select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true); {sql}; commit")))) as Npgsql.PostgresException)?.ConstraintName;

    private (string, string)[] From(int hours) =>
    [
        ("Input.From", Local(hours).ToString("d/M/yyyy", CultureInfo.InvariantCulture)), ("Input.FromTime", Local(hours).ToString("HH:mm", CultureInfo.InvariantCulture)),
    ];

    private DateTimeOffset Local(int hours) => TimeZoneInfo.ConvertTime(portal.Clock.GetUtcNow().AddHours(hours), Domain.ThaiDay.Zone);

    private async Task EndAsync(Visitor by, string number, string reason)
    {
        await by.GetAsync($"/cases/{number}/placements/end");
        string Shown(string id) => by.Page.GetElementById(id)!.GetAttribute("value")!;
        await by.PostAsync($"/cases/{number}/placements/end", ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", reason), ("Destination", "OwnHome"));
        Assert.Equal($"/cases/{number}/placements", by.Path);
    }

    [Fact]
    public async Task TheWorst_CanBeRecorded_AnotherOfficesHoursLieOpen_AndNothingIsAFault()
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await Story.ScreenAsync(officer, "Held Before");
        await Story.StayAsync(caseworker, number, "CustodyS29", From(-1));
        // Held already two days before: the office that says so sees no row of the other.
        await Story.StayAsync(officer, number, "CustodyS29", From(-49));
        Assert.Equal($"/cases/{number}/placements", officer.Path);
        Assert.Equal((true, true), (await RowAsync(number, "MSDHS-63", "b.limit_at < b.starts_at"), await OfAsync(number, "held_since = (select min(starts_at) from bases_of_stay b where b.case_id = c.id)")));
        await new StayWatch((await TestCluster.Server).WorkerConnection(portal.Database), portal.Clock).TellAsync();
        Assert.Contains("Uncovered", (string?)await portal.ScalarAsync($"select string_agg(n.parameters ->> 'alarm', ' ') from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.to_agency = 'Datip'"), StringComparison.Ordinal);
        var page = await caseworker.GetAsync($"/cases/{number}/placements");
        Assert.Contains("Immigration", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARelease_RecordedByMistake_StopsNoHoursRecordedAgain_AndIsPutRight()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, "Let Go On Paper");
        await Story.StayAsync(officer, number, "CustodyS29", From(-2));
        await EndAsync(officer, number, "Released");
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await Story.StayAsync(officer, number, "CustodyS29", From(-2));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Contains("the person left after this moment", officer.Text, StringComparison.Ordinal);
        Assert.Equal("ck_stay_already_left", await LockAsync("officer.immigration", "FrontlineOfficer", $"insert into bases_of_stay select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'ended_at', null, 'end_reason', null))).* from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}'"));

        var id = await RowAsync(number, "IMM-63", "b.id");
        var address = $"/cases/{number}/placements/new?Corrects={id}";
        await officer.GetAsync(address);
        string Shown(string field) => officer.Page.GetElementById(field)?.GetAttribute("value") ?? "";
        (string, string)[] Form(string end, string reason) => [("Corrects", $"{id}"), ("Input.Basis", "CustodyS29"), ("Input.Place", "MsdhsOffice"), ("Input.Authority", "MSDHS Tak"), ("Input.From", Shown("Input_From")), ("Input.FromTime", Shown("Input_FromTime")),
            ("Input.EndFix", end), ("Input.EndOn", Shown("Input_EndOn")), ("Input.EndTime", Shown("Input_EndTime")), ("Input.EndReason", "Released"), ("Input.EndDestination", "OwnHome"), ("Input.LateReason", reason)];
        await officer.PostAsync(address, Form("NotEnded", ""));
        Assert.Contains("Write why", officer.Text, StringComparison.Ordinal);
        await officer.PostAsync(address, Form("NotEnded", "Another woman of that name was released"));
        Assert.Equal($"/cases/{number}/placements", officer.Path);
        Assert.Equal(("Custody29", DBNull.Value), (await OfAsync(number, "custody_clock"), await OfAsync(number, "held_until")));
        Assert.Contains("Datip", (string?)await ToldAsync(number, "CustodyCorrected"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOrderForLater_ThenTheReleaseBeforeIt_EndsBoth()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Ordered For Later");
        await Story.StayAsync(caseworker, number, "CustodyS29", From(-2));
        var until = Local(60);
        await Story.StayAsync(caseworker, number, "CourtExtension", [.. From(20), ("Input.Until", until.ToString("d/M/yyyy", CultureInfo.InvariantCulture)), ("Input.UntilTime", until.ToString("HH:mm", CultureInfo.InvariantCulture)), ("Input.Court", "Tak court"), ("Input.Document", "5/2569")]);
        Assert.Equal($"/cases/{number}/placements", caseworker.Path);
        // The order's own end is why the date is what it is, with the court, within the longest that the law allows.
        var why = (await caseworker.GetAsync($"/cases/{number}/clocks")).Page.QuerySelectorAll(".nrm-why").Single(d => d.TextContent.Contains("Tak court", StringComparison.Ordinal)).TextContent;
        Assert.Contains("5/2569", why, StringComparison.Ordinal);
        Assert.Contains(until.ToString("HH:mm", CultureInfo.InvariantCulture), why, StringComparison.Ordinal);
        await EndAsync(caseworker, number, "Released");
        Assert.Equal((DBNull.Value, 2L, false), (await OfAsync(number, "custody_clock"), await OfAsync(number, "(select count(*) from bases_of_stay b where b.case_id = c.id and b.end_reason = 'Released')"), await OfAsync(number, "held_until is null")));
        Assert.Equal(DBNull.Value, await OfAsync(number, "uncovered_from"));
        Assert.Equal(0L, await OfAsync(number, "(select count(*) from stay_alarms a where a.case_id = c.id and a.ended_at is null)"));
    }

    [Fact]
    public async Task AnArrivalBeforeAnOrderForLater_EndsTheCustody_AndTheOrderRunsOn()
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await Story.ScreenAsync(officer, "Arrives Before The Order");
        await Story.StayAsync(caseworker, number, "CustodyS29", From(-2));
        var until = Local(60);
        await Story.StayAsync(caseworker, number, "CourtExtension", [.. From(20), ("Input.Until", until.ToString("d/M/yyyy", CultureInfo.InvariantCulture)), ("Input.UntilTime", until.ToString("HH:mm", CultureInfo.InvariantCulture)), ("Input.Court", "Tak court"), ("Input.Document", "6/2569")]);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.Equal(HttpStatusCode.OK, shelter.Status);
        Assert.Equal(true, await OfAsync(number, "(select b.ended_at = p.arrived_at from bases_of_stay b join placements p on p.case_id = b.case_id where b.case_id = c.id and b.basis = 'CustodyS29')"));
    }

    [Fact]
    public async Task TheDatabase_LetsNobodyStretchOrStopTheHours()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, "Locks Of Custody");
        await Story.StayAsync(officer, number, "CustodyS29", From(-2));
        var row = $"(select b.id from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}')";
        string Copy(string changes) => $"insert into bases_of_stay select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), {changes}))).* from bases_of_stay b where b.id = {row}";
        foreach (var (user, role, sql, expected) in new[]
        {
            // A correction of another office's record, which is not marked as corrected.
            ("ngo", "NgoCaseworker", Copy($"'corrects_id', {row}, 'basis', 'WelfareS33', 'ended_at', now(), 'end_reason', 'Released', 'correction_reason', 'x'"), "ck_stay_recorder"),
            ("officer.immigration", "FrontlineOfficer", Copy($"'corrects_id', {row}, 'correction_reason', '\\x01'"), "ck_stay_correction_stands"),
            ("officer.immigration", "FrontlineOfficer", $"update bases_of_stay set limit_at = '2099-01-01' where id = {row}", "ck_stay_limit"),
            ("officer.immigration", "FrontlineOfficer", Copy("'basis', 'CourtExtension', 'starts_at', b.starts_at + interval '1 hour', 'ends_at', '2098-01-01', 'limit_at', '2099-01-01', 'court', '\\x01', 'document_number', '\\x01'"), "ck_stay_limit"),
            ("officer.immigration", "FrontlineOfficer", Copy("'basis', 'CourtExtension', 'starts_at', now() - interval '9 hours', 'ends_at', now(), 'limit_at', now(), 'court', '\\x01', 'document_number', '\\x01'"), "ck_stay_no_custody_runs"),
            ("officer.immigration", "FrontlineOfficer", Copy("'basis', 'CourtExtension', 'court', '\\x01', 'document_number', '\\x01'"), "ck_stay_order_has_its_end"),
            ("officer.immigration", "FrontlineOfficer", Copy("'place', 'Home'"), "ck_stay_custody_place"),
            ("officer.immigration", "FrontlineOfficer", Copy("'place', 'Hospital'"), "ck_stay_custody_place"),
        })
            Assert.Equal((sql, expected), (sql, await LockAsync(user, role, sql)));
        // A longer limit that is written is that of the holding all the same.
        Assert.Null(await LockAsync("officer.immigration", "FrontlineOfficer", Copy("'limit_at', '2099-01-01', 'starts_at', b.starts_at + interval '1 minute'")));
        Assert.Equal(1L, await OfAsync(number, "(select count(distinct limit_at) from bases_of_stay b where b.case_id = c.id)"));
        await portal.ScalarAsync($"delete from bases_of_stay where id <> {row.Replace("select b.id", "select min(b.id::text)::uuid", StringComparison.Ordinal)} and case_id = (select id from cases where nrm_number = '{number}')");
        // What is written on the case itself is put right with the commit.
        Assert.Null(await LockAsync("officer.immigration", "FrontlineOfficer", $"update cases set custody_clock = null, custody_from = null, custody_due_at = null, held_since = null where nrm_number = '{number}'"));
        Assert.Equal(("Custody29", true), (await OfAsync(number, "custody_clock"), await OfAsync(number, "held_since is not null")));
        portal.Clock.Advance(TimeSpan.FromHours(30));
        Assert.Equal("ck_stay_late_reason", await LockAsync("officer.immigration", "FrontlineOfficer", $"update bases_of_stay set ended_at = starts_at + interval '2 hours', end_reason = 'NextBasis' where id = {row}"));
    }

    [Fact]
    public async Task WhoeverHoldsThePerson_IsWarnedOfTheHours_AndNoCaseEndsWhileTheyRunOnNoGround()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, "Warn The Holder");
        await Story.StayAsync(officer, number, "CustodyS29");
        await new Escalator((await TestCluster.Server).WorkerConnection(portal.Database), new Later(portal.Clock, TimeSpan.FromHours(20))).ClimbAsync();
        Assert.Contains("IMM-63", (string?)await portal.ScalarAsync($"select string_agg(u.code || e.percent, ' ') from escalations e join cases c on c.id = e.case_id join units u on u.id = e.to_unit_id where c.nrm_number = '{number}' and e.clock = 'Custody29' and e.told = 'Receiver'"), StringComparison.Ordinal);
        await EndAsync(officer, number, "MovedPlace");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(("NoGround", true), (await portal.ScalarAsync($"select i.item from cases c cross join lateral closing_items(c.id, '{portal.Clock.GetUtcNow():O}') i where c.nrm_number = '{number}' and i.item = 'NoGround'"),
            await OfAsync(number, $"held_on_no_ground(c.id, '{portal.Clock.GetUtcNow():O}')")));
    }
}
