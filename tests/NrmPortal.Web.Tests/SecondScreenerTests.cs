using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>A second trained person reads whose conclusion it is; whoever comes late is told who answered; the office that screened hears of the answer.</summary>
public sealed class SecondScreenerTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<(string Number, string Screening)> AskedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), outcome: "none", age: "unknown");
        return (number, $"/screenings/{await portal.ScalarAsync($"select s.id from screenings s join cases c on c.id = s.case_id where c.first_contact_number = '{number}'")}");
    }

    [Theory]
    [InlineData("en", "The first screener’s conclusion", "Your own conclusion")]
    [InlineData("th", "ข้อสรุปของผู้คัดกรองคนแรก", "ข้อสรุปของท่าน")]
    public async Task TheConclusion_IsCalledTheFirstScreeners(string language, string first, string own)
    {
        var (_, screening) = await AskedAsync();
        var second = await portal.VisitAsync("officer.immigration2", language);
        foreach (var page in new[] { "second", "check" })
        {
            await second.GetAsync($"{screening}/{page}");
            Assert.Equal(2, second.Page.QuerySelectorAll("main dt").Count(t => t.TextContent.Trim() == first));
            Assert.DoesNotContain(own, string.Join(' ', second.Page.QuerySelectorAll("main dt").Select(t => t.TextContent)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhileItIsWritten_TheConclusionIsTheOfficersOwn()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync("/screenings/new");
        await officer.PostAsync("/screenings/new");
        Assert.Contains("Your own conclusion", (await officer.GetAsync(officer.Path + "/check")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "no reasonable grounds, confirmed")]
    [InlineData("false", "overturned, reasonable grounds")]
    public async Task AStaleTab_IsToldWhichOfficeAnswered_AndLedToTheCase(string confirms, string answer)
    {
        var (number, screening) = await AskedAsync();
        var late = await portal.VisitAsync("officer.immigration2");
        await late.GetAsync($"{screening}/second");
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"{screening}/second");
        await caseworker.PostAsync($"{screening}/second", ("confirms", confirms));
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);
        var counted = await portal.ScalarAsync("select count(*) from case_events");
        await late.PostAsync($"{screening}/second", ("confirms", "true"));
        await Told();
        await late.GetAsync($"{screening}/second");
        await Told();
        Assert.Equal(counted, await portal.ScalarAsync("select count(*) from case_events"));

        async Task Told()
        {
            Assert.Equal(HttpStatusCode.Conflict, late.Status);
            var office = await portal.ScalarAsync("select u.name_en from units u join memberships m on m.unit_id = u.id join users p on p.id = m.user_id where p.user_name like 'caseworker@%'");
            Assert.Contains($"answered already, by {office}", late.Text, StringComparison.Ordinal);
            Assert.Contains(answer, late.Text, StringComparison.Ordinal);
            Assert.Empty(late.Page.QuerySelectorAll("main form"));
            var link = late.Page.QuerySelector("main a[href^='/cases/']")!.GetAttribute("href")!;
            Assert.Equal(await portal.ScalarAsync($"select '/cases/' || coalesce(nrm_number, first_contact_number) from cases where first_contact_number = '{number}'"), link);
        }
    }

    [Fact]
    public async Task AfterTheCaseIsScreenedAgain_TheOldScreeningIsAnsweredStill()
    {
        var (number, screening) = await AskedAsync();
        var late = await portal.VisitAsync("officer.immigration2");
        await late.GetAsync($"{screening}/second");
        var form = late.Page;
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"{screening}/second");
        await caseworker.PostAsync($"{screening}/second", ("confirms", "true"));
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/cases/{number}/screen-again");
        await officer.PostAsync($"/cases/{number}/screen-again");
        Assert.Equal("Screening", await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"));
        late.Show(form);
        await late.PostAsync($"{screening}/second", ("confirms", "true"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("answered already", late.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "en", "The second screener has confirmed")]
    [InlineData("true", "th", "ผู้คัดกรองคนที่สองยืนยัน")]
    [InlineData("false", "en", "The second screener has overturned")]
    [InlineData("false", "th", "ผู้คัดกรองคนที่สองเห็นต่าง")]
    public async Task TheFirstOfficer_IsTold(string confirms, string language, string words)
    {
        var (number, screening) = await AskedAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"{screening}/second");
        await caseworker.PostAsync($"{screening}/second", ("confirms", confirms));
        var now = (string)(await portal.ScalarAsync($"select coalesce(nrm_number, first_contact_number) from cases where first_contact_number = '{number}'"))!;
        var officer = await portal.VisitAsync("officer.immigration", language);
        await officer.GetAsync("/notifications");
        var told = officer.Page.QuerySelectorAll("main li, main tr").Where(r => r.TextContent.Contains(now, StringComparison.Ordinal) && r.TextContent.Contains(words, StringComparison.Ordinal));
        Assert.NotEmpty(told);
        Assert.DoesNotContain("Aung", officer.Text, StringComparison.Ordinal);
        Assert.Equal($"/cases/{now}", await portal.ScalarAsync($"select n.path from notices n join cases c on c.id = n.case_id where n.code = 'SecondScreened' and c.first_contact_number = '{number}'"));
    }
}
