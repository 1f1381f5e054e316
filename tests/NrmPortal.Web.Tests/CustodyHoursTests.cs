using System.Globalization;
using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Orders for later, corrections of a start and rows written past the portal: none of them makes hours of custody more, or none, in silence.</summary>
public sealed class CustodyHoursTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> OfAsync(string number, string what) => portal.ScalarAsync($"select {what} from cases c where nrm_number = '{number}'");

    private Task<object?> RowAsync(string number, string basis, string what) => portal.ScalarAsync(
        $"select {what} from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}' and b.basis = '{basis}' and b.corrected_at is null order by b.recorded_at desc limit 1");

    private static string Id(string number, string basis) => $"(select b.id from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}' and b.basis = '{basis}' and b.corrected_at is null)";

    private static string Copy(string number, string basis, string changes) =>
        $"insert into bases_of_stay select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), {changes}))).* from bases_of_stay b where b.id = {Id(number, basis)}";

    // As the caseworker, past row security: what the triggers refuse.
    private async Task<string?> LockAsync(params string[] acts) => ((await Record.ExceptionAsync(() => portal.ScalarAsync(string.Create(CultureInfo.InvariantCulture,
        $"begin; select set_config('app.user_id', '{ReferenceData.IdOf("user", "caseworker")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true); {string.Join("; ", acts)}; commit")))) as Npgsql.PostgresException) is { } refused ? refused.ConstraintName ?? refused.MessageText : null;

    private string At(double hours) => $"'{portal.Clock.GetUtcNow().AddHours(hours):O}'::timestamptz";

    private (string, string)[] From(double hours) => Moment(hours, "Input.From", "Input.FromTime");

    private (string, string)[] Moment(double hours, string day, string time)
    {
        var local = TimeZoneInfo.ConvertTime(portal.Clock.GetUtcNow().AddHours(hours), Domain.ThaiDay.Zone);
        return [(day, local.ToString("d/M/yyyy", CultureInfo.InvariantCulture)), (time, local.ToString("HH:mm", CultureInfo.InvariantCulture))];
    }

    private Task<Visitor> OrderAsync(Visitor by, string number, double from, double until) => Story.StayAsync(
        by, number, "CourtExtension", [.. From(from), .. Moment(until, "Input.Until", "Input.UntilTime"), ("Input.Court", "Tak court"), ("Input.Document", "5/2569"), ("Input.EndsRunning", "true")]);

    private async Task<HttpStatusCode> EndAsync(Visitor by, string number, string reason, double hours = 0)
    {
        await by.GetAsync($"/cases/{number}/placements/end");
        await by.PostAsync($"/cases/{number}/placements/end", [.. Moment(hours, "On", "Time"), ("Reason", reason), ("Destination", "OwnHome")]);
        return by.Status;
    }

    private async Task<Visitor> CorrectAsync(Visitor by, string number, string basis, double from, string end = "AsRecorded", string reason = "")
    {
        var address = $"/cases/{number}/placements/new?Corrects={await RowAsync(number, basis, "b.id")}";
        await by.GetAsync(address);
        return await by.PostAsync(address, [("Corrects", $"{await RowAsync(number, basis, "b.id")}"), ("Input.Basis", basis), ("Input.Place", "MsdhsOffice"), ("Input.Authority", "MSDHS Tak"), .. From(from), ("Input.EndFix", end), ("Input.LateReason", reason)]);
    }

    private async Task<(string Number, Visitor Caseworker)> HeldAsync(string name, double hours)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), name);
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.StayAsync(caseworker, number, "CustodyS29", From(hours));
        Assert.Equal($"/cases/{number}/placements", caseworker.Path);
        return (number, caseworker);
    }

    [Fact]
    public async Task AStartThatGivesAnotherRowHours_OrLeavesNone_NeedsItsReason_InTheDatabaseToo()
    {
        var (number, caseworker) = await HeldAsync("Start Put Right", -23);
        Assert.Equal(HttpStatusCode.OK, await EndAsync(caseworker, number, "MovedPlace", -1));
        await CorrectAsync(caseworker, number, "CustodyS29", -1);
        Assert.Contains("Write why", caseworker.Text, StringComparison.Ordinal);
        string[] Raw(string changes) => [Copy(number, "CustodyS29", $"'corrects_id', b.id, {changes}"), $"update bases_of_stay set corrected_at = app_now() where corrects_id is null and case_id = (select id from cases where nrm_number = '{number}')"];
        Assert.Equal("ck_stay_correction_reason", await LockAsync(Raw("'starts_at', b.starts_at + interval '20 hours', 'limit_at', b.limit_at + interval '20 hours'")));
        Assert.Equal("ck_stay_correction_reason", await LockAsync(Raw("'starts_at', b.ended_at")));
        // Nobody held them for longer than a break: what had ended before is put right as it is.
        portal.Clock.Advance(TimeSpan.FromHours(2));
        await CorrectAsync(caseworker, number, "CustodyS29", -1, reason: "Another day");
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("The end is before the start", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal("ck_stay_ends_after_it_starts", await LockAsync(Raw("'starts_at', b.ended_at + interval '1 hour'")));
    }

    [Fact]
    public async Task NoRowGainsHours_WithoutAReasonedCorrection()
    {
        var (number, caseworker) = await HeldAsync("No Hours Gained", -10);
        await Story.StayAsync(caseworker, number, "CustodyS29", [.. From(-2), ("Input.EndsRunning", "true")]);
        var late = $"(select b.id from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}' and b.ended_at is null)";
        Assert.Equal("ck_stay_correction_reason", await LockAsync($"update bases_of_stay set limit_at = limit_at + interval '2 hours' where id = {late}"));
    }

    [Fact]
    public async Task AnEarlierStartThatAnotherOfficeRecords_ShortensAlsoWhatAnOrderWillEnd()
    {
        var (number, caseworker) = await HeldAsync("Unseen Before", -8);
        await OrderAsync(caseworker, number, 15, 50);
        var officer = await portal.VisitAsync("officer.immigration");
        await Story.StayAsync(officer, number, "CustodyS29", From(-22));
        await EndAsync(officer, number, "MovedPlace", -8);
        Assert.Equal($"/cases/{number}/placements", officer.Path);
        Assert.Equal(true, await OfAsync(number, "(select bool_and(b.limit_at = c.held_since + interval '24 hours') and count(*) = 2 from bases_of_stay b where b.case_id = c.id and b.basis = 'CustodyS29')"));
        Assert.Equal(1L, await OfAsync(number, "(select count(*) from stay_alarms a where a.case_id = c.id and a.kind = 'PastLimit' and a.ended_at is null)"));
    }

    [Fact]
    public async Task WhoIsMovedBeforeAnOrderForLater_IsHeldOnNoGroundFromThen()
    {
        var (number, caseworker) = await HeldAsync("Moved Before The Order", -2);
        await OrderAsync(caseworker, number, 20, 60);
        Assert.Equal("ck_stay_ends_in_its_time", await LockAsync($"update bases_of_stay set ended_at = starts_at, end_reason = 'MovedPlace' where id = {Id(number, "CourtExtension")}"));
        await EndAsync(caseworker, number, "MovedPlace", -1);
        Assert.Equal(("NextBasis", true), (await RowAsync(number, "CourtExtension", "b.end_reason"), await OfAsync(number, "c.uncovered_from = (select b.ended_at from bases_of_stay b where b.case_id = c.id and b.basis = 'CustodyS29')")));
    }

    [Fact]
    public async Task NobodyLeavesInTheFuture_AndWhatAwaitedAnArrivalIsAskedWhenItBegins()
    {
        var (number, _) = await HeldAsync("Two Doors", -2);
        Assert.Equal("ck_stay_ends_in_its_time", await LockAsync($"update bases_of_stay set ended_at = {At(144)}, end_reason = 'Released' where id = {Id(number, "CustodyS29")}"));
        Assert.Equal("ck_stay_ends_in_its_time", await LockAsync($"update bases_of_stay set ended_at = {At(9)}, end_reason = 'NextBasis' where id = {Id(number, "CustodyS29")}"));
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Another With A Place"));
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        var awaiting = Copy(number, "CustodyS29", $"'basis', 'CourtExtension', 'starts_at', {At(-9)}, 'ends_at', '2098-01-01', 'limit_at', '2099-01-01', 'court', '\\x01', 'document_number', '\\x01', 'awaits_placement_id', (select p.id from placements p limit 1)");
        Assert.Null(await LockAsync(awaiting));
        Assert.Equal("ck_stay_limit", await LockAsync($"update bases_of_stay set awaits_placement_id = null, starts_at = {At(0)} where id = {Id(number, "CourtExtension")}"));
    }

    [Fact]
    public async Task AReleaseBeforeAnOrder_WrittenDownOnceTheOrderRuns_EndsBoth_AndNoOtherEndMoves()
    {
        var (number, caseworker) = await HeldAsync("Released Before The Order", -3);
        await OrderAsync(caseworker, number, -1, 60);
        var sooner = $"update bases_of_stay set ended_at = {At(-2)}, end_reason = 'Released', end_recorded_at = app_now() where id = {Id(number, "CustodyS29")}";
        Assert.Equal("ck_stay_end_is_kept", await LockAsync(sooner));
        Assert.Equal(HttpStatusCode.OK, await EndAsync(caseworker, number, "Released", -2));
        Assert.Equal(("Released", true, DBNull.Value, DBNull.Value), (await RowAsync(number, "CustodyS29", "b.end_reason"), await RowAsync(number, "CourtExtension", "b.ended_at = b.starts_at"), await OfAsync(number, "custody_clock"), await OfAsync(number, "uncovered_from")));
    }

    [Fact]
    public async Task FurtherOrders_RecordedBeforeTheFirstBegins_AreTaken_AndShareTheLimitOfTheFirst()
    {
        var (number, caseworker) = await HeldAsync("Order After Order", -6);
        foreach (var (from, until) in new[] { (11, 41), (41, 60), (9, 30) })
            Assert.Equal($"/cases/{number}/placements", (await OrderAsync(caseworker, number, from, until)).Path);
        Assert.Equal((true, 1L), (await RowAsync(number, "CustodyS29", "b.ended_at = (select min(o.starts_at) from bases_of_stay o where o.case_id = c.id and o.basis = 'CourtExtension')"),
            await OfAsync(number, "(select count(distinct b.limit_at) from bases_of_stay b where b.case_id = c.id and b.basis = 'CourtExtension')")));
        // A limit that turns out shorter than the order itself is an alarm, and no fault.
        await portal.ScalarAsync($"update bases_of_stay b set limit_at = starts_at + interval '8 hours' where b.basis = 'CourtExtension' and b.starts_at = (select min(o.starts_at) from bases_of_stay o where o.case_id = b.case_id and o.basis = b.basis) and b.case_id = (select id from cases where nrm_number = '{number}')");
        Assert.Equal((1L, 1L), (await OfAsync(number, "(select count(distinct b.limit_at) from bases_of_stay b where b.case_id = c.id and b.basis = 'CourtExtension')"),
            await OfAsync(number, "(select count(*) from stay_alarms a where a.case_id = c.id and a.kind = 'Uncovered' and a.ended_at is null and a.since = (select min(b.limit_at) from bases_of_stay b where b.case_id = c.id and b.basis = 'CourtExtension'))")));
    }

    [Fact]
    public async Task WhatLiesBeyondTheLimitThatAnotherProved_IsPutRight()
    {
        var (number, caseworker) = await HeldAsync("Beyond And Put Right", -1);
        await Story.StayAsync(await portal.VisitAsync("officer.immigration"), number, "CustodyS29", From(-49));
        await EndAsync(caseworker, number, "Released");
        var own = $"(select b.id from bases_of_stay b join cases c on c.id = b.case_id join units u on u.id = b.by_unit_id where c.nrm_number = '{number}' and u.code = 'MSDHS-63' and b.corrected_at is null)";
        var address = $"/cases/{number}/placements/new?Corrects={await portal.ScalarAsync(own)}";
        await caseworker.GetAsync(address);
        string Shown(string field) => caseworker.Page.GetElementById(field)?.GetAttribute("value") ?? "";
        await caseworker.PostAsync(address, ("Corrects", $"{await portal.ScalarAsync(own)}"), ("Input.Basis", "CustodyS29"), ("Input.Place", "MsdhsOffice"), ("Input.Authority", "MSDHS Tak"),
            ("Input.From", Shown("Input_From")), ("Input.FromTime", Shown("Input_FromTime")), ("Input.EndFix", "NotEnded"), ("Input.LateReason", "Another was let go"));
        Assert.Equal($"/cases/{number}/placements", caseworker.Path);
        Assert.Equal(true, await portal.ScalarAsync($"select b.limit_at < b.starts_at and b.ended_at is null from bases_of_stay b where b.id = {own}"));
        // What is no correction is asked as ever.
        Assert.Equal("ck_stay_custody_once", await LockAsync($"insert into bases_of_stay select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'corrects_id', null))).* from bases_of_stay b where b.id = {own}"));
    }

    [Fact]
    public async Task AnOrderThatNeverBegan_StandsInTheWayOfNoCustodyWeeksLater()
    {
        // A portal of its own: its clock is moved by weeks.
        await using var other = new PortalFixture();
        await other.InitializeAsync();
        var there = new CustodyHoursTests(other);
        var (number, caseworker) = await there.HeldAsync("Held Weeks Later", -2);
        await there.OrderAsync(caseworker, number, 20, 60);
        other.Portal.Clock.Advance(TimeSpan.FromHours(5));
        await Story.StayAsync(caseworker, number, "WelfareS33", [.. there.From(0), ("Input.EndsRunning", "true")]);
        other.Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await there.EndAsync(caseworker, number, "Released");
        other.Portal.Clock.Advance(TimeSpan.FromDays(20));
        caseworker = await other.Portal.VisitAsync("caseworker");
        await Story.StayAsync(caseworker, number, "CustodyS29", there.From(0));
        Assert.Equal($"/cases/{number}/placements", caseworker.Path);
    }

    [Fact]
    public async Task AVoluntaryStay_KeepsItsLimit_WhenTheStagesOfReflectionAreLeft()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Leaves Reflection");
        await portal.ScalarAsync($"update cases set protected_since = {At(-1)}, reflection_due_at = {At(1000)} where nrm_number = '{number}'");
        await Story.StayAsync(await portal.VisitAsync("caseworker"), number, "WelfareS33");
        Task<object?> Limit() => portal.ScalarAsync($"select extract(epoch from b.limit_at - {At(0)})::int / 3600 from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}'");
        await portal.ScalarAsync($"update bases_of_stay set basis = 'VoluntaryReflection', consent_id = (select n.id from consents n where n.case_id = bases_of_stay.case_id limit 1), limit_at = {At(1000)} where case_id = (select id from cases where nrm_number = '{number}')");
        Task Case(string what) => portal.ScalarAsync($"update cases set {what} where nrm_number = '{number}'");
        await Case("reflection_due_at = null");
        Assert.Equal(1000, await Limit());
        await Case($"reflection_due_at = {At(900)}");
        Assert.Equal(900, await Limit());
        // While it stands still no limit runs; who leaves out of the pause has the one that it is reckoned to.
        await Case("paused_clocks = 'ReflectionPeriod', reflection_due_at = null");
        Assert.Equal(DBNull.Value, await Limit());
        await portal.ScalarAsync($"insert into clock_pauses (id, case_id, clock, run_from, reason, paused_from, resume_by, paused_until, by_user_id, by_unit_id) select gen_random_uuid(), id, 'ReflectionPeriod', protected_since, 'PersonMissing', {At(0)}, current_date, {At(5)}, opened_by_user_id, province_office_id from cases where nrm_number = '{number}'");
        await Case("paused_clocks = ''");
        Assert.Equal(true, await portal.ScalarAsync($"select b.limit_at = limit_ends('ReflectionPeriod', c.protected_since) + (select date_trunc('minute', p.paused_until) - date_trunc('minute', p.paused_from) from clock_pauses p where p.case_id = c.id) from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}'"));
    }
}
