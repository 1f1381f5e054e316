using System.Globalization;
using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The limits of a case: explained, paused, resumed, extended.</summary>
public sealed class ClockTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<Visitor> ClocksOf(string user, string number)
    {
        var visitor = await portal.VisitAsync(user);
        return await visitor.GetAsync($"/cases/{number}/clocks");
    }

    private Task<object?> Case(string column, string number) => portal.ScalarAsync($"select {column}::text from cases where nrm_number = '{number}'");

    [Fact]
    public async Task EveryLimit_IsExplained_WithItsRuleAndBasis()
    {
        // A neighbour moves the clock of this portal by days: the day is asked, never written down.
        var today = portal.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var page = await ClocksOf("caseworker", number);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("15 days", page.Text, StringComparison.Ordinal);
        Assert.Contains("45 days", page.Text, StringComparison.Ordinal);
        Assert.Contains("In force since", page.Text, StringComparison.Ordinal);
        Assert.Contains(today, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APause_StopsTheLimit_AndResumingMovesItByThatTime_FromMinuteToMinute()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var worker = await ClocksOf("caseworker", number);
        var before = (string)(await Case("due_at", number))!;
        await Story.Then(worker, $"/cases/{number}/clocks", "Pause", ("Pause.Clock", "StayBeforeInterview"), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", Portal.Day(5)));
        Assert.Equal($"/cases/{number}/clocks", worker.Path);
        Assert.Contains("Paused since", worker.Text, StringComparison.Ordinal);
        Assert.Contains("To run on by", worker.Text, StringComparison.Ordinal);
        Assert.Equal("StayBeforeInterview", await ToResumeAsync(number));
        Assert.Equal(DBNull.Value, await Case("due_at", number));
        await worker.PostAsync($"/cases/{number}/clocks?handler=Pause", ("Pause.Clock", "StayBeforeInterview"), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", Portal.Day(5)));
        Assert.Equal(HttpStatusCode.Conflict, worker.Status);

        portal.Clock.Advance(TimeSpan.FromDays(3));
        worker = await portal.VisitAsync("caseworker");
        var form = (await worker.GetAsync($"/cases/{number}/clocks")).Page.QuerySelector("main form[action*=Resume]");
        await worker.PostFormAsync(form, $"/cases/{number}/clocks?handler=Resume", ("Clock", "StayBeforeInterview"));
        var moved = DateTimeOffset.Parse((string)(await Case("due_at", number))!) - DateTimeOffset.Parse(before);
        var paused = (TimeSpan)(await portal.ScalarAsync($"select date_trunc('minute', p.paused_until) - date_trunc('minute', p.paused_from) from clock_pauses p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"))!;
        Assert.Equal(paused, moved);
        Assert.InRange(moved, TimeSpan.FromDays(3), TimeSpan.FromDays(3) + TimeSpan.FromMinutes(5));
        Assert.Equal(DBNull.Value, await ToResumeAsync(number));
        Assert.Contains("In hospital", worker.Text, StringComparison.Ordinal);
        Assert.Contains("recorded by", worker.Text, StringComparison.Ordinal);
    }

    private Task<object?> ToResumeAsync(string number) => portal.ScalarAsync(
        $"select string_agg(t.about, ' ') from tasks t join running_clocks k on k.task_id = t.id join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ResumeClock' and t.done_at is null and k.clock = 'PauseEnd'");

    [Theory]
    [InlineData("", "Give a date")]
    [InlineData("1/1/2020", "at most 30 days")]
    public async Task APauseWithoutADayOfItsEnd_IsRefused(string day, string says)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var worker = await portal.VisitAsync("caseworker");
        await Story.Then(worker, $"/cases/{number}/clocks", "Pause", ("Pause.Clock", "StayBeforeInterview"), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", day));
        Assert.Contains(says, worker.Text, StringComparison.Ordinal);
        Assert.NotEqual(DBNull.Value, await Case("due_at", number));
    }

    [Fact]
    public async Task APauseThatIsOpen_EndsWithItsStage_AndSoDoesTheTaskToResumeIt()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var worker = await portal.VisitAsync("caseworker");
        foreach (var clock in new[] { "StayBeforeInterview", "ReflectionPeriod" })
            await Story.Then(worker, $"/cases/{number}/clocks", "Pause", ("Pause.Clock", clock), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", Portal.Day(5)));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        Assert.Equal("Identification", await Case("stage", number));
        Assert.Equal("ReflectionPeriod", await Case("paused_clocks", number));
        Assert.Equal("ReflectionPeriod", await ToResumeAsync(number));
        Assert.Equal("ReflectionPeriod", await portal.ScalarAsync($"select string_agg(p.clock, ' ') from clock_pauses p join cases c on c.id = p.case_id where c.nrm_number = '{number}' and p.paused_until is null"));
    }

    [Fact]
    public async Task Custody_IsExtendedByTheCourtAlone_AndNeverPaused()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var worker = await portal.VisitAsync("caseworker");
        await Story.StayAsync(worker, number, "CustodyS29");
        var before = DateTimeOffset.Parse((string)(await Case("custody_due_at", number))!);
        await Story.Then(worker, $"/cases/{number}/clocks", "Pause", ("Pause.Clock", "Custody29"), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", Portal.Day(5)));
        Assert.Equal(HttpStatusCode.Conflict, worker.Status);
        foreach (var (authority, days) in new[] { ("Datip", "7"), ("Court", "8"), ("Court", "7") })
        {
            await Story.Then(worker, $"/cases/{number}/clocks", "Extend", ("Extend.Clock", "Custody29"), ("Extend.Authority", authority), ("Extend.Days", days), ("Extend.Document", "C 12/2569"));
            Assert.Equal(HttpStatusCode.Conflict, worker.Status);
            Assert.Contains("recorded as a basis of stay", worker.Text, StringComparison.Ordinal);
            Assert.Equal(before, DateTimeOffset.Parse((string)(await Case("custody_due_at", number))!));
        }

        // The one place: the clocks page says what the court may permit, and leads there.
        await worker.GetAsync($"/cases/{number}/clocks");
        Assert.Contains("at most 7 days", worker.Text, StringComparison.Ordinal);
        Assert.NotNull(worker.Page.QuerySelector($"main a[href='/cases/{number}/placements/new']"));
        Assert.DoesNotContain(worker.Page.QuerySelectorAll("input[name='Extend.Clock'], input[name='Extend.Authority']"), i => i.GetAttribute("value") is "Custody29" or "Court");

        await OrderAsync(worker, number, 8);
        Assert.Equal(HttpStatusCode.Conflict, worker.Status);
        await OrderAsync(worker, number, 7);
        Assert.Equal("CourtExtension", await Case("custody_clock", number));
        Assert.Equal(Domain.ThaiDay.StartOf(Today.AddDays(8)), DateTimeOffset.Parse((string)(await Case("custody_due_at", number))!).ToUniversalTime());
        Assert.Contains("C 12/2569", worker.Text, StringComparison.Ordinal);
    }

    // From today's last hour, while custody runs, to the end of the day so many days later: the day of the start does not count.
    private Task<Visitor> OrderAsync(Visitor worker, string number, int days) => Story.StayAsync(worker, number, "CourtExtension",
        ("Input.From", Typed(0)), ("Input.FromTime", "23:00"), ("Input.Until", Typed(days)), ("Input.UntilTime", "24:00"),
        ("Input.Court", "Tak Provincial Court"), ("Input.Document", "C 12/2569"), ("Input.EndsRunning", "true"));

    private DateOnly Today => Domain.ThaiDay.Of(portal.Clock.GetUtcNow());

    private string Typed(int days) => Today.AddDays(days).ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    [Fact]
    public async Task TheCourtsPermission_ExtendsNoClock_AlsoPastThePortal()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.ScalarAsync($"""
            insert into clock_extensions (id, case_id, clock, run_from, days, authority, document, by_user_id, by_unit_id, at)
            select gen_random_uuid(), id, 'Custody29', now(), 7, 'Court', 'C 12/2569', opened_by_user_id, opened_by_unit_id, now() from cases where nrm_number = '{number}'
            """));
        Assert.Equal("ck_clock_extensions_never_custody", refused.ConstraintName);
    }

    [Fact]
    public async Task AFormWithGaps_SaysWhat_AndKeepsWhatWasTyped()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var worker = await portal.VisitAsync("caseworker");
        await Story.Then(worker, $"/cases/{number}/clocks", "Extend", ("Extend.Days", "many"), ("Extend.Document", "Letter 7"));
        Assert.Equal("many", worker.Page.QuerySelector("#Extend_Days")!.GetAttribute("value"));
        Assert.Equal("Letter 7", worker.Page.QuerySelector("#Extend_Document")!.GetAttribute("value"));
        Assert.Contains("Give a whole number", worker.Text, StringComparison.Ordinal);
        Assert.Contains("Choose: Which limit", worker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALimitInWorkingDays_NamesTheHolidaysThatItPassesOver()
    {
        await using var own = await Portal.StartAsync();
        own.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 4, 3, 0, 0, TimeSpan.Zero));
        var number = await Story.ScreenAsync(await own.VisitAsync("officer.immigration"));
        var task = await own.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ConveneMdt'");
        var why = (await (await own.VisitAsync("mdt.secretary")).GetAsync($"/cases/{number}/tasks/{task}")).Page.QuerySelector("main .nrm-why")!;
        // Five working days from a Friday, over two weekends, a substitution and a holiday.
        Assert.Equal(["5 Dec 2026", "6 Dec 2026", "7 Dec 2026 National Day (substitution)", "10 Dec 2026 Constitution Day", "12 Dec 2026", "13 Dec 2026"],
            why.QuerySelectorAll("li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" Saturday", "", StringComparison.Ordinal).Replace(" Sunday", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AnExtension_ShowsHowLong_OnWhatPaper_AndWhoRecordedIt()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var worker = await portal.VisitAsync("caseworker");
        await Story.Then(worker, $"/cases/{number}/clocks", "Extend", ("Extend.Clock", "StayBeforeInterview"), ("Extend.Authority", "ProvinceOffice"), ("Extend.Days", "20"), ("Extend.Document", "TK 77/2569"));
        Assert.Equal(HttpStatusCode.OK, worker.Status);
        var name = (string)(await portal.ScalarAsync("select name_en from users where user_name = 'caseworker@demo.nrm'"))!;
        // Read by another office: one's own name stands on every page.
        var reader = await ClocksOf("officer.immigration", number);
        var extension = Assert.Single(reader.Page.QuerySelectorAll("main .nrm-why li"), li => li.TextContent.Contains("20 days more", StringComparison.Ordinal)).TextContent;
        Assert.Contains("document TK 77/2569", extension, StringComparison.Ordinal);
        Assert.Contains($"recorded by {name}", extension, StringComparison.Ordinal);
    }
}
