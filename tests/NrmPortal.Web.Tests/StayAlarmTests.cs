using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Setup;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Alarms of a stay stand on the start pages of those responsible and are told once.</summary>
public sealed class StayAlarmTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<int> TellAsync(TimeSpan later = default) => await new StayWatch((await TestCluster.Server).WorkerConnection(portal.Database), new Later(portal.Clock, later)).TellAsync();

    private Task<object?> ToldAsync(string number, string alarm) => portal.ScalarAsync(
        $"select string_agg(n.to_role, ' ' order by n.to_role) from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.code = 'StayAlarm' and n.parameters ->> 'alarm' = '{alarm}'");

    private async Task<string> CardAsync(string user, string number) => string.Concat((await (await portal.VisitAsync(user)).GetAsync("/home")).Page
        .QuerySelectorAll(".nrm-card").Where(c => c.TextContent.Contains("Days of a stay to be put right", StringComparison.Ordinal)).SelectMany(c => c.QuerySelectorAll("li")).Where(l => l.TextContent.Contains(number, StringComparison.Ordinal)).Select(l => l.TextContent));

    private async Task<string> ScreenedAsync(string name) => await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), name);

    private async Task AddAsync(string number, int from, int? until, int? limit = null, int? ended = null, string reason = "NextBasis", string basis = "WelfareS33", string? office = null)
    {
        string At(int? hours) => hours is { } h ? string.Create(CultureInfo.InvariantCulture, $"'{portal.Clock.GetUtcNow().AddHours(h):O}'") : "null";
        await portal.ScalarAsync($"""
            insert into bases_of_stay (id, case_id, basis, starts_at, ends_at, limit_at, ended_at, end_reason, place, authority, court, document_number, by_user_id, by_unit_id, recorded_at)
            select gen_random_uuid(), id, '{basis}', {At(from)}, {At(until)}, {At(limit)}, {At(ended)}, {(ended is null ? "null" : $"'{reason}'")}, 'Shelter', 'MSDHS', 'Court', '1', opened_by_user_id, {(office is null ? "opened_by_unit_id" : $"(select id from units where code = '{office}')")}, now() from cases where nrm_number = '{number}'
            """);
    }

    [Fact]
    public async Task AGapAndAnOverlap_StandOnTheStartPages_AndAreToldOnce_UntilPutRight()
    {
        var number = await ScreenedAsync("Gap Example");
        // The start pages list a few, the newest first: what other tests left stands in nobody's way.
        await portal.ScalarAsync("update bases_of_stay set corrected_at = now() where corrected_at is null");
        await AddAsync(number, -200, -150);
        await AddAsync(number, -60, null);
        await AddAsync(number, -10, null);
        foreach (var user in new[] { "caseworker", "mdt.secretary", "datip" })
        {
            var card = await CardAsync(user, number);
            Assert.Contains(number, card, StringComparison.Ordinal);
            Assert.Contains("a day without a basis", card, StringComparison.Ordinal);
            Assert.Contains("two bases overlap", card, StringComparison.Ordinal);
        }

        await Task.WhenAll(TellAsync(), TellAsync(), TellAsync());
        await TellAsync();
        Assert.Equal("MdtSecretary ProvinceCaseworker", await ToldAsync(number, "Gap"));
        Assert.Equal("MdtSecretary ProvinceCaseworker", await ToldAsync(number, "Overlap"));
        var notices = (await (await portal.VisitAsync("mdt.secretary")).GetAsync("/notifications")).Text;
        Assert.Contains("Stay: a day without a basis", notices, StringComparison.Ordinal);

        await portal.ScalarAsync($"update bases_of_stay set corrected_at = now() where starts_at > '{portal.Clock.GetUtcNow().AddHours(-20):O}' and case_id = (select id from cases where nrm_number = '{number}')");
        await TellAsync();
        Assert.DoesNotContain("two bases overlap", await CardAsync("caseworker", number), StringComparison.Ordinal);
        Assert.Equal("MdtSecretary ProvinceCaseworker", await ToldAsync(number, "Overlap"));
    }

    [Fact]
    public async Task TheEndOfACover_IsToldWhenItComes_AlsoToDatip()
    {
        var number = await ScreenedAsync("Limit Example");
        await AddAsync(number, -10, null, limit: 14);
        await TellAsync(TimeSpan.FromHours(13));
        Assert.Equal(DBNull.Value, await ToldAsync(number, "Uncovered"));
        await TellAsync(TimeSpan.FromHours(15));
        await TellAsync(TimeSpan.FromHours(30));
        Assert.Equal("DatipReviewer MdtSecretary ProvinceCaseworker", await ToldAsync(number, "Uncovered"));
    }

    [Fact]
    public async Task ALimitThatWasPassed_BeforeTheNextBasis_IsTold()
    {
        var number = await ScreenedAsync("Past Example");
        await AddAsync(number, -40, null, limit: -16, ended: -14);
        await AddAsync(number, -14, null);
        await TellAsync();
        Assert.Equal("DatipReviewer MdtSecretary ProvinceCaseworker", await ToldAsync(number, "PastLimit"));
        Assert.Contains("past the legal limit", await CardAsync("datip", number), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HoursAfterACustody_AreAnAlarm_AlsoWithinADay_AndAreToldToDatip()
    {
        var number = await ScreenedAsync("Hours Example");
        await AddAsync(number, -8, -5, limit: 14, basis: "CourtExtension");
        await AddAsync(number, -4, null);
        await TellAsync();
        Assert.Equal("DatipReviewer MdtSecretary ProvinceCaseworker", await ToldAsync(number, "AfterCustody"));
        Assert.Equal(DBNull.Value, await ToldAsync(number, "Gap"));
        Assert.Contains("hours after custody without a basis", await CardAsync("datip", number), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenOneOfficeRecordsALeaving_TheAlarmsOfAnotherGoOn_AndItIsTold()
    {
        var number = await ScreenedAsync("Two Offices");
        var officer = await portal.VisitAsync("officer.immigration");
        await Story.StayAsync(officer, number, "CustodyS29");
        await AddAsync(number, -2, null, office: "SHN-63");
        await officer.GetAsync($"/cases/{number}/placements/end");
        string Shown(string field) => officer.Page.QuerySelector($"[name='{field}']")?.GetAttribute("value") ?? "";
        await officer.PostAsync($"/cases/{number}/placements/end", ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", "Released"), ("Destination", "OwnHome"));
        Assert.Equal($"/cases/{number}/placements", officer.Path);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}' and b.ended_at is null"));
        // It sees the case no longer, and the office responsible hears it in its stead.
        Assert.Equal("MSDHS-63", await portal.ScalarAsync($"select string_agg(u.code, ' ') from notices n join cases c on c.id = n.case_id join units u on u.id = n.to_unit_id where c.nrm_number = '{number}' and n.code = 'LeftElsewhere'"));
        await portal.ScalarAsync($"update bases_of_stay set limit_at = '{portal.Clock.GetUtcNow().AddHours(1):O}' where ended_at is null and case_id = (select id from cases where nrm_number = '{number}')");
        await TellAsync(TimeSpan.FromHours(2));
        Assert.Equal("DatipReviewer MdtSecretary ProvinceCaseworker", await ToldAsync(number, "Uncovered"));
    }

    [Fact]
    public async Task WhoSeesTheirOwnBasesAlone_IsShownNoGapThatAnotherOfficeCovers_AndTheAlarmsOfTheWholeStay()
    {
        var number = await ScreenedAsync("Own Bases");
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        foreach (var by in new[] { officer, caseworker }) await Story.StayAsync(by, number, "WelfareS33");
        // A start stays what it was; here days are to have passed.
        async Task MoveAsync(string office, int from, string more = "")
        {
            await portal.ScalarAsync("alter table bases_of_stay disable trigger stays_begin_once");
            await portal.ScalarAsync($"update bases_of_stay set starts_at = '{portal.Clock.GetUtcNow().AddHours(from):O}' {more} where by_unit_id = (select id from units where code = '{office}') and case_id = (select id from cases where nrm_number = '{number}')");
            await portal.ScalarAsync("alter table bases_of_stay enable trigger stays_begin_once");
        }

        await MoveAsync("IMM-63", -100, $", ended_at = '{portal.Clock.GetUtcNow().AddHours(-80):O}', end_reason = 'NextBasis', lapsed_at = null");
        await MoveAsync("MSDHS-63", -80);
        foreach (var page in new[] { "", "/placements" })
        {
            Assert.Contains("You see only the bases", (await officer.GetAsync($"/cases/{number}{page}")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Days to look into", officer.Text, StringComparison.Ordinal);
            Assert.Null(officer.Page.QuerySelector(".nrm-strip__day--gap"));
            Assert.NotNull(officer.Page.QuerySelector(".nrm-strip__day--WelfareS33"));
            Assert.DoesNotContain("You see only the bases", (await caseworker.GetAsync($"/cases/{number}{page}")).Text, StringComparison.Ordinal);
            Assert.Null(caseworker.Page.QuerySelector(".nrm-strip__day--none"));
        }

        await MoveAsync("MSDHS-63", -90);
        Assert.Contains("Two bases overlapped", (await officer.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.Contains("Days to look into", (await caseworker.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMinuteAtTheDoor_OrTheReleaseFromOneOfTwoOffices_BreaksNoHolding_InTheDatabase()
    {
        async Task<double> LimitOfWhoIsHeldAnewAsync(string name, params (int From, int? Ended, string Basis, string? Office)[] rows)
        {
            var number = await ScreenedAsync(name);
            foreach (var (i, (from, ended, basis, office)) in rows.Index())
                await AddAsync(number, from, null, basis == "CustodyS29" ? 14 - i : null, ended, "Released", basis, office);
            await AddAsync(number, 0, null, 24, basis: "CustodyS29");
            return Math.Round(Convert.ToDouble(await portal.ScalarAsync($"select extract(epoch from limit_at - starts_at) / 3600 from bases_of_stay where case_id = (select id from cases where nrm_number = '{number}') order by starts_at desc limit 1"), CultureInfo.InvariantCulture), 2);
        }

        Assert.Equal(24, await LimitOfWhoIsHeldAnewAsync("Freed Example", (-10, -8, "CustodyS29", null)));
        Assert.Equal(14, await LimitOfWhoIsHeldAnewAsync("Door Example", (-10, -8, "CustodyS29", null), (-8, null, "CustodyS29", null)));
        Assert.Equal(14, await LimitOfWhoIsHeldAnewAsync("Two Holders", (-10, -8, "CustodyS29", null), (-11, null, "WelfareS33", "SHN-63")));
    }

    [Fact]
    public async Task TheDatabase_JudgesAsTheCalendarDoes()
    {
        var dice = new Random(20261124);
        await using var db = new PortalDbContext(PortalDatabase.Options((await TestCluster.Server).OwnerConnection(portal.Database)));
        var number = await ScreenedAsync("Dice Example");
        var id = await db.Cases.IgnoreQueryFilters().Where(c => c.NrmNumber == number).Select(c => c.Id).SingleAsync(TestContext.Current.CancellationToken);
        for (var round = 0; round < 90; round++)
        {
            await portal.ScalarAsync($"update bases_of_stay set corrected_at = now() where case_id = '{id}' and corrected_at is null");
            for (var i = dice.Next(1, 4); i > 0; i--)
            {
                var from = -dice.Next(1, 160);
                int? ended = dice.Next(3) == 0 ? Math.Min(0, from + dice.Next(1, 90)) : null;
                int? limit = dice.Next(2) == 0 ? from + dice.Next(1, 120) : null, until = dice.Next(2) == 0 ? from + dice.Next(1, 120) : null;
                // An order of a court has a limit, and ends within it.
                var order = limit is not null && dice.Next(2) == 0;
                if (order) until ??= limit;
                await AddAsync(number, from, order && until > limit ? limit : until, limit, ended, dice.Next(3) switch { 0 => "NextBasis", 1 => "MovedPlace", _ => "OwnWish" }, order ? "CourtExtension" : "WelfareS33", dice.Next(2) == 0 ? null : "SHN-63");
            }

            var now = portal.Clock.GetUtcNow();
            var days = StayCalendar.Of(await db.Stays.AsNoTracking().Where(s => s.CaseId == id).ToListAsync(TestContext.Current.CancellationToken), [], now);
            var kept = await db.StayAlarms.AsNoTracking().Where(a => a.CaseId == id && a.EndedAt == null && a.Since <= now).Select(a => a.Kind).ToListAsync(TestContext.Current.CancellationToken);
            Assert.True(days.Any(d => d.Overlap) == kept.Contains(StayAlarmKind.Overlap), $"round {round}: overlap");
            Assert.True(days.Any(d => d.Disputed) == kept.Contains(StayAlarmKind.Disputed), $"round {round}: disputed");
            Assert.True(days.Any(d => d.Gap || d.PastLimit || d.AfterCustody) == kept.Any(k => k is not (StayAlarmKind.Overlap or StayAlarmKind.Disputed)), $"round {round}: {string.Join(' ', kept)} but {string.Join(' ', days.Where(d => d.IsAlarm).Select(d => $"{d.Day:O} {d.Gap} {d.PastLimit} {d.AfterCustody}"))}");
            // A tail that nothing covers is one alarm of its own.
            Assert.True(!kept.Contains(StayAlarmKind.AfterCustody) || days.Any(d => d.AfterCustody), $"round {round}: hours after a custody");
            Assert.True(!days.Any(d => d.AfterCustody) || kept.Contains(StayAlarmKind.AfterCustody) || kept.Contains(StayAlarmKind.Uncovered), $"round {round}: no hours after a custody");
        }
    }
}
