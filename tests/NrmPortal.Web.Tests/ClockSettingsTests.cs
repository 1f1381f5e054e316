using System.Net;
using NrmPortal.Domain.Clocks;
using NrmPortal.Testing;
using NrmPortal.Web.Pages.Admin;

namespace NrmPortal.Web.Tests;

/// <summary>Limits, ladder and holidays changed by DATIP, who sees first what that moves.</summary>
public sealed class ClockSettingsTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private static readonly ThaiCalendar NoHolidays = new(new Dictionary<DateOnly, (string, string)>());
    private readonly Portal portal = fixture.Portal;

    private static (string, string)[] Terms(string amount, string unit = "CalendarDays", string from = "24/11/2026") =>
        [("Input.Amount", amount), ("Input.Unit", unit), ("Input.From", from), ("Input.LegalBasis", "Order 9/2569"), ("Input.Confidence", "P"), ("Input.Reason", "The committee decided")];

    private Task<object?> Case(string column, string number) => portal.ScalarAsync($"select {column}::text from cases where nrm_number = '{number}'");

    [Fact]
    public async Task AChangedLimit_ShowsFirstWhatItMoves_ThenMovesExactlyThat()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var before = DateTimeOffset.Parse((string)(await Case("due_at", number))!);
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, "/admin/clocks/StayBeforeInterview", "Preview", Terms("20"));
        Assert.Contains(number, datip.Text, StringComparison.Ordinal);
        Assert.Equal(before, DateTimeOffset.Parse((string)(await Case("due_at", number))!));
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from clock_settings where code = 'StayBeforeInterview'"));

        Assert.True((bool)(await portal.ScalarAsync($"select exists (select 1 from audit_records a, cases c where c.nrm_number = '{number}' and a.verb = 'list' and a.subject = 'clock moves' and a.details::text like '%' || c.id || '%')"))!);

        var apply = datip.Page.QuerySelector("main form[action*=Apply]");
        // Another case starts its clock: what was shown is no longer all.
        var second = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await datip.PostFormAsync(apply, "/admin/clocks/StayBeforeInterview?handler=Apply");
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Equal(before, DateTimeOffset.Parse((string)(await Case("due_at", number))!));

        await Story.Then(datip, "/admin/clocks/StayBeforeInterview", "Preview", Terms("20"));
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/clocks/StayBeforeInterview?handler=Apply");
        Assert.Equal(HttpStatusCode.OK, datip.Status);
        Assert.Equal(before.AddDays(5), DateTimeOffset.Parse((string)(await Case("due_at", number))!));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{second}' and e.code = 'case.clockMoved'"));
        Assert.Contains("The committee decided", datip.Text, StringComparison.Ordinal);

        // The book of the database is read by the next request: a new clock runs 20 days.
        var third = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        Assert.Contains("20 days", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{third}/clocks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHoliday_MovesLimitsInWorkingDays_AndAFaultyLineIsNamed()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        var day = DateTimeOffset.Parse((string)(await portal.ScalarAsync($"select due_at::text from referrals where number = '{referral}'"))!);
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, "/admin/holidays", "Preview", ("Lines", "2026-11-25,วันหยุดพิเศษ\n2026-11-26,วันหยุด,Holiday,X,cabinet\n2026-12-10,วัน,Day,C,fixed"));
        Assert.Contains("Line 1", datip.Text, StringComparison.Ordinal);
        Assert.Contains("Line 2", datip.Text, StringComparison.Ordinal);
        Assert.Contains("Line 3: the day is a holiday already", datip.Text, StringComparison.Ordinal);

        // In the Buddhist year, on a day within the limit.
        var within = day.ToOffset(TimeSpan.FromHours(7)).AddDays(-1);
        await Story.Then(datip, "/admin/holidays", "Add", ("One.Day", $"{within.Day}/{within.Month}/{within.Year + 543}"), ("One.NameTh", "วันหยุดพิเศษ"), ("One.NameEn", "Special day"), ("One.Kind", "Cabinet"), ("One.Confidence", "C"));
        Assert.Contains(referral, datip.Text, StringComparison.Ordinal);
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/holidays?handler=Apply");
        Assert.Contains("Special day", datip.Text, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.Parse((string)(await portal.ScalarAsync($"select due_at::text from referrals where number = '{referral}'"))!) >= day.AddDays(1));
        Assert.Contains("Special day", (await (await portal.VisitAsync("datip")).GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);

        var gone = datip.Page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Special day", StringComparison.Ordinal)).QuerySelector("form");
        await datip.PostFormAsync(gone, "/admin/holidays?handler=Preview");
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/holidays?handler=Apply");
        Assert.Equal(day, DateTimeOffset.Parse((string)(await portal.ScalarAsync($"select due_at::text from referrals where number = '{referral}'"))!));
    }

    [Fact]
    public async Task AnOpenTask_IsShownAmongWhatMoves_AndMovesWithItsLimit_OrWithTheCasesClock()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        Task<object?> Due(string code) => portal.ScalarAsync($"select t.due_at from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = '{code}' and t.done_at is null");
        var before = (DateTime)(await Due("ConveneMdt"))!;
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, "/admin/clocks/MdtConvene", "Preview", Terms("9", "WorkingDays"));
        Assert.Contains("open tasks", datip.Text, StringComparison.Ordinal);
        Assert.Contains(datip.Page.QuerySelectorAll("main tbody tr"), r => r.TextContent.Contains(number, StringComparison.Ordinal) && r.TextContent.Contains("open task", StringComparison.Ordinal));
        Assert.Equal(before, await Due("ConveneMdt"));
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/clocks/MdtConvene?handler=Apply");
        Assert.Equal(HttpStatusCode.OK, datip.Status);
        var after = (DateTime)(await Due("ConveneMdt"))!;
        Assert.True(after >= before.AddDays(4), $"{before} {after}");

        // A named day is nobody's limit; one that the case's own clock keeps follows a pause.
        await portal.ScalarAsync($"update tasks t set clock = null from cases c where c.id = t.case_id and c.nrm_number = '{number}' and t.code = 'ConveneMdt'");
        await portal.ScalarAsync($"update cases set due_clock = 'MdtConvene', due_from = (select t.given_at from tasks t where t.case_id = cases.id and t.code = 'ConveneMdt'), due_at = null where nrm_number = '{number}'");
        await portal.ScalarAsync($"update cases set due_at = '{after.AddDays(2):O}' where nrm_number = '{number}'");
        Assert.Equal(after.AddDays(2), await Due("ConveneMdt"));
    }

    [Fact]
    public async Task AYearAsAFile_IsReadLikePastedLines()
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await datip.GetAsync("/admin/holidays");
        using var body = new MultipartFormDataContent
        {
            { new StringContent(datip.Hidden("__RequestVerificationToken")), "__RequestVerificationToken" },
            { new ByteArrayContent([.. "\uFEFFdate,name_th,name_en,confidence,kind\r\n2029-01-01,วันขึ้นปีใหม่,New Year's Day,K,fixed\r\n"u8]), "CsvFile", "2572.csv" },
        };
        await datip.SendAsync(HttpMethod.Post, "/admin/holidays?handler=Preview", body);
        Assert.Contains("These days would be added", datip.Text, StringComparison.Ordinal);
        Assert.Contains("1 Jan 2029", datip.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheKindOfAHoliday_IsReadInThai_AsThePortalNamesIt()
    {
        var terms = System.Xml.Linq.XDocument.Load(Path.Combine(TestCluster.WebRoot(), "Resources", "Terms.th.resx")).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);
        foreach (var kind in Enum.GetValues<HolidayKind>())
        {
            var (days, errors) = HolidayLines.Read($"2573-01-02,วันหยุด,Holiday,K,{terms[$"HolidayKind.{kind}"]}", NoHolidays);
            Assert.Empty(errors);
            Assert.Equal(kind, Assert.Single(days).Kind);
        }

        Assert.Equal([(1, "kind")], HolidayLines.Read("2573-01-02,วันหยุด,Holiday,K,อะไร", NoHolidays).Errors);
    }

    [Theory]
    [InlineData("1/1/2565")]
    [InlineData("31/12/2021")]
    public async Task AValueThatWouldBeginBeforeTheNewest_IsRefused_AndKeepsWhatWasTyped(string from)
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, "/admin/clocks/MdtConvene", "Preview", Terms("9", from: from));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Equal(from, datip.Page.QuerySelector("#Input_From")!.GetAttribute("value"));
    }

    [Fact]
    public async Task AChangedInterval_MovesTheVisitThatIsOpen_AndItsTask()
    {
        var (number, caseworker, datip) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"), await portal.VisitAsync("datip.coordinator"));
        await ReturnStory.PrepareAsync(caseworker, number);
        await ReturnStory.DepartAsync(caseworker, number);
        async Task<DateTimeOffset> Due() => DateTimeOffset.Parse((string)(await portal.ScalarAsync($"select t.due_at::text from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'FollowUpVisit' and t.done_at is null"))!);
        var before = await Due();
        const string Page = "/admin/clocks/ReturnVisitFirst";
        await Story.Then(datip, Page, "Preview", Terms("44"));
        Assert.Contains(number, datip.Text, StringComparison.Ordinal);
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), Page + "?handler=Apply");
        Assert.Equal((HttpStatusCode.OK, before.AddDays(14)), (datip.Status, await Due()));
        Assert.Equal(before.AddDays(14), DateTimeOffset.Parse((string)(await Case("due_at", number))!));
    }

    [Fact]
    public async Task TheLadder_IsEdited_AndNothingElseOfTheBookCanBeRewritten()
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, "/admin/clocks/PdpaAccess", "AddRung", ("Next.Percent", "80"), ("Next.Told", "Datip"), ("Next.Role", "DatipCoordinator"));
        Assert.Contains("80 %", datip.Text, StringComparison.Ordinal);
        var end = datip.Page.QuerySelector("main form[action*=EndRung]");
        await datip.PostFormAsync(end, "/admin/clocks/PdpaAccess?handler=EndRung");
        Assert.Contains("Nobody is told", datip.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.VisitAsync("datip")).GetAsync("/admin/clocks")).Status);
    }

    [Fact]
    public async Task TheLegalBasis_IsThaiOnThaiPages_AndStaysWhatItIs()
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await datip.GetAsync("/language?to=th");
        foreach (var code in Enum.GetValues<Domain.Clocks.ClockCode>())
        {
            await datip.GetAsync($"/admin/clocks/{code}");
            foreach (var english in new[] { "Design proposal", "Act B.E.", "NRM notification", "PDPA B.E." }) Assert.DoesNotContain(english, datip.Html, StringComparison.Ordinal);
        }

        const string Basis = "ข้อเสนอในการออกแบบระบบ";
        await datip.GetAsync("/admin/clocks/SecondScreening");
        Assert.Equal(Basis, datip.Page.QuerySelector("#Input_LegalBasis")!.GetAttribute("value"));
        await Story.Then(datip, "/admin/clocks/SecondScreening", "Preview", ("Input.Amount", "30"), ("Input.Unit", "Hours"), ("Input.From", Portal.Day(60, buddhist: true)),
            ("Input.LegalBasis", Basis), ("Input.Confidence", "D"), ("Input.Reason", "ทดลองใช้"));
        Assert.DoesNotContain("Design proposal", datip.Html, StringComparison.Ordinal);
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/clocks/SecondScreening?handler=Apply");
        Assert.Equal("Design proposal", await portal.ScalarAsync("select legal_basis from clock_settings where code = 'SecondScreening' and valid_until is null"));
        await datip.GetAsync("/language?to=en");
        Assert.Contains("Design proposal", (await datip.GetAsync("/admin/clocks/SecondScreening")).Text, StringComparison.Ordinal);
    }
}
