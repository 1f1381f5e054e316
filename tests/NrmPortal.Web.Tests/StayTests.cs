using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Days held or housed over HTTP: what a ground needs, how it ends, and the alarm where none holds.</summary>
public sealed class StayTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<(string Number, Visitor Caseworker)> ProtectedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        return (number, await portal.VisitAsync("caseworker"));
    }

    private Task<object?> Of(string number, string what) => portal.ScalarAsync($"select {what} from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}'");

    private static async Task ConsentAsync(Visitor visitor, string number)
    {
        await visitor.GetAsync($"/cases/{number}/consent/new");
        await visitor.PostAsync($"/cases/{number}/consent/new", [("Input.Purpose", "Assistance"), ("Input.Reach", "any"), ("Input.Sections", "Plan"), ("Input.Language", "my"),
            ("Input.Interpreter", "Present"), ("Input.Outcome", "Given"), ("Input.GivenBy", "Person"), ("Input.How", "Thumbprint"), .. Story.SevenPoints]);
    }

    [Theory]
    [InlineData("PoliceCell")]
    [InlineData("DetentionRoom")]
    [InlineData("Prison")]
    public async Task Custody_InACell_IsRefusedCitingTheSection_AndNothingTypedIsLost(string place)
    {
        var (number, caseworker) = await ProtectedAsync();
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.Place", place), ("Input.Authority", "Mae Sot station"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("Section 29 forbids", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("Mae Sot station", caseworker.Html, StringComparison.Ordinal);
        Assert.Equal(0L, await Of(number, "count(*)"));
    }

    [Fact]
    public async Task AVoluntaryStay_NeedsALiveConsent_AndFallsWithIt()
    {
        var (number, caseworker) = await ProtectedAsync();
        await Story.StayAsync(caseworker, number, "VoluntaryReflection");
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        await ConsentAsync(caseworker, number);
        await Story.StayAsync(caseworker, number, "VoluntaryReflection");
        Assert.Equal($"/cases/{number}/placements", caseworker.Path);
        Assert.DoesNotContain("without a valid basis", caseworker.Text, StringComparison.Ordinal);

        await portal.ScalarAsync($"update consents set withdrawn_at = '{portal.Clock.GetUtcNow():O}' where purpose = 'Assistance' and case_id = (select id from cases where nrm_number = '{number}')");
        Assert.Contains("without a valid basis", (await caseworker.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.Contains("Consent ended", (await caseworker.GetAsync($"/cases/{number}/placements")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APassedLimit_IsAnAlarmOnTheCase_TheWorklist_AndTheStartPage_UntilACourtExtends()
    {
        // A portal of its own: its clock is moved.
        await using var own = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await own.VisitAsync("officer.immigration"));
        var (caseworker, datip) = (await own.VisitAsync("caseworker"), await own.VisitAsync("datip"));
        await Story.StayAsync(caseworker, number, "CustodyS29");
        Assert.DoesNotContain(number, (await datip.GetAsync("/cases?Chosen.Scope=national&Chosen.Clock=NoBasis")).Text, StringComparison.Ordinal);
        own.Clock.Advance(TimeSpan.FromHours(25));
        (caseworker, datip) = (await own.VisitAsync("caseworker"), await own.VisitAsync("datip"));
        foreach (var page in new[] { $"/cases/{number}", $"/cases/{number}/placements" })
            Assert.Contains("without a valid basis", (await caseworker.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("Past the legal limit", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains(number, (await datip.GetAsync("/cases?Chosen.Scope=national&Chosen.Clock=NoBasis")).Text, StringComparison.Ordinal);
        Assert.Contains("No basis of stay", datip.Page.QuerySelector("tbody .govuk-tag--red")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Held or housed without a valid basis", (await datip.GetAsync("/home")).Text, StringComparison.Ordinal);
        Assert.Contains("Held or housed without a valid basis", (await caseworker.GetAsync("/home")).Text, StringComparison.Ordinal);

        // The order was made in time and is recorded late: from the end of custody, over at the end of the seventh day.
        await Story.StayAsync(caseworker, number, "CourtExtension", ("Input.From", "25/11/2026"), ("Input.FromTime", "9:30"), ("Input.Until", "28/11/2026"), ("Input.UntilTime", "24:00"));
        Assert.Contains("needs the court", caseworker.Text, StringComparison.Ordinal);
        await Story.StayAsync(caseworker, number, "CourtExtension", ("Input.From", "25/11/2026"), ("Input.FromTime", "9:30"), ("Input.Until", "28/11/2026"), ("Input.UntilTime", "24:00"),
            ("Input.Court", "Tak Provincial Court"), ("Input.Document", "12/2569"), ("Input.EndsRunning", "true"));
        Assert.Equal($"/cases/{number}/placements", caseworker.Path);
        Assert.DoesNotContain("without a valid basis", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("Tak Provincial Court", caseworker.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Held or housed without", (await datip.GetAsync("/home")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACorrection_StandsInItsPlace_AndTheEarlierRowStays()
    {
        var (number, caseworker) = await ProtectedAsync();
        await Story.StayAsync(caseworker, number, "WelfareS33", ("Input.Authority", "A wrong office"));
        var link = caseworker.Page.QuerySelector("main a[href*='Corrects=']")!.GetAttribute("href")!;
        await caseworker.GetAsync(link);
        Assert.Contains("A wrong office", caseworker.Html, StringComparison.Ordinal);
        await caseworker.PostAsync($"/cases/{number}/placements/new", ("Input.Basis", "WelfareS33"), ("Input.Place", "Hospital"), ("Input.Authority", "The right office"), ("Input.RestsOn", "authority"),
            ("Input.From", "24/11/2026"), ("Input.FromTime", "9:00"));
        Assert.Contains("The right office", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("A wrong office", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await Of(number, "count(*)"));
        Assert.Equal(1L, await Of(number, "count(*) filter (where corrected_at is not null)"));
        Assert.Equal(HttpStatusCode.NotFound, (await caseworker.GetAsync($"/cases/{number}/placements/new?Corrects={Guid.NewGuid()}")).Status);
    }

    [Theory]
    [InlineData("shelter.ngo")]
    [InlineData("caseworker")]
    public async Task EndingAPlacement_FreesThePlace_EndsTheBasis_AndCompletesTheReferral(string user)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        await Story.Then(shelter, $"/cases/{number}/daily/exit", "", ("Note", "Nothing is kept"));
        var occupied = await Occupied();

        var leaver = await portal.VisitAsync(user);
        await leaver.GetAsync($"/cases/{number}/placements/end");
        await leaver.PostAsync($"/cases/{number}/placements/end", ("On", "24/11/2026"), ("Time", TimeNow()), ("Reason", "OwnWish"));
        Assert.Contains("Where to", leaver.Text, StringComparison.Ordinal);
        await leaver.PostAsync($"/cases/{number}/placements/end", ("On", "24/11/2026"), ("Time", TimeNow()), ("Reason", "OwnWish"), ("Destination", "Family"));
        Assert.Equal("Completed", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        Assert.Equal("OwnWish", await Of(number, "end_reason"));
        Assert.Equal(occupied - 1, await Occupied());
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select uncovered_from from cases where nrm_number = '{number}'"));
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.GetAsync($"/cases/{number}")).Status);
    }

    [Theory]
    [InlineData("ck_stay_never_in_a_cell", "'CustodyS29', now(), null, 'PoliceCell', '\\x01', now() + interval '1 day'")]
    [InlineData("ck_stay_has_its_ground", "'CustodyS29', now(), null, 'MsdhsOffice', '\\x01', null")]
    [InlineData("ck_stay_has_its_ground", "'CustodyS29', now(), null, 'MsdhsOffice', null, now() + interval '1 day'")]
    [InlineData("ck_stay_has_its_ground", "'VoluntaryReflection', now(), null, 'Shelter', '\\x01', null")]
    [InlineData("ck_stay_has_its_ground", "'CourtExtension', now(), now() + interval '1 day', 'Shelter', '\\x01', now() + interval '2 days'")]
    public async Task TheDatabase_RefusesWhatTheLawForbids(string constraint, string values)
    {
        await ProtectedAsync();
        var sql = $"insert into bases_of_stay (id, case_id, basis, starts_at, ends_at, place, authority, limit_at, by_user_id, by_unit_id, recorded_at) select gen_random_uuid(), id, {values}, id, id, now() from cases limit 1";
        Assert.Equal(constraint, (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.ScalarAsync(sql))).ConstraintName);
    }

    [Fact]
    public async Task CustodyIsGivenOnce_ThenACourt_OverHttpAndInTheDatabase()
    {
        await using var own = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await own.VisitAsync("officer.immigration"));
        await Story.StayAsync(await own.VisitAsync("caseworker"), number, "CustodyS29");
        own.Clock.Advance(TimeSpan.FromHours(25));
        var caseworker = await own.VisitAsync("caseworker");
        await Story.StayAsync(caseworker, number, "CustodyS29", ("Input.From", "25/11/2026"), ("Input.FromTime", "10:00"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("the court must permit it", caseworker.Text, StringComparison.Ordinal);

        // A second day and a longer limit, past the page: the row of the first is not asked to agree.
        const string Again = """
            insert into bases_of_stay select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'starts_at', b.starts_at + interval '{0}',
                'limit_at', b.limit_at + interval '{1}'))).* from bases_of_stay b where b.ended_at is null
            """;
        Task AgainAsync(string start, string limit) => own.ScalarAsync(Again.Replace("{0}", start, StringComparison.Ordinal).Replace("{1}", limit, StringComparison.Ordinal));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => AgainAsync("24 hours", "24 hours"));
        Assert.Equal(("23514", "ck_stay_custody_once"), (refused.SqlState, refused.ConstraintName));
        // Within the first day, whatever limit is written, it is that of the first.
        await AgainAsync("1 hour", "1 hour");
        await AgainAsync("2 hours", "0");
        Assert.Equal(4L, await own.ScalarAsync("select count(*) from bases_of_stay where limit_at = (select min(limit_at) from bases_of_stay)"));
    }

    private async Task<int> Occupied() => (int)(await portal.ScalarAsync("select occupied from shelters s join units u on u.id = s.unit_id where u.code = 'SHN-63'"))!;

    // A whole minute is typed: the last one may lie before the arrival, so the next is waited for by the clock itself.
    private string TimeNow()
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        return TimeZoneInfo.ConvertTime(portal.Clock.GetUtcNow(), Domain.ThaiDay.Zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }
}
