using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Meetings of the MDT over HTTP: moved, cancelled, attended, printed.</summary>
public sealed class SittingTests : IAsyncLifetime
{
    private Portal portal = null!;

    public async ValueTask InitializeAsync() => portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private async Task<(string Number, string Sitting, Visitor Secretary)> ConvenedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var secretary = await portal.VisitAsync("mdt.secretary");
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        await secretary.GetAsync($"/cases/{number}/identification");
        return (number, secretary.Page.QuerySelector("main a[href^='/identification/sittings/']")!.GetAttribute("href")!, secretary);
    }

    private static (string, string)[] List(Visitor secretary, string how, string note) =>
        [.. secretary.Page.QuerySelectorAll("main select").Select(s => s.GetAttribute("name")!).SelectMany(n => new[] { (n, how), (n.Replace("how.", "note.", StringComparison.Ordinal), note) })];

    [Fact]
    public async Task AMove_ShowsTheEarlierDate_AndIsToldToTheMembers()
    {
        var (number, sitting, secretary) = await ConvenedAsync();
        await secretary.GetAsync(sitting + "/move");
        (string, string)[] moved = [("Meeting.Day", Portal.Day(30)), ("Meeting.Time", "09:00"), ("Meeting.Place", "The flooded room's neighbour")];
        await secretary.PostAsync(sitting + "/move", moved);
        Assert.Equal(sitting + "/move", secretary.Path);
        Assert.Contains("Enter the reason", secretary.Text, StringComparison.Ordinal);
        Assert.Contains("The flooded room", secretary.Html, StringComparison.Ordinal);
        await secretary.PostAsync(sitting + "/move", [.. moved, ("Reason", "Floods")]);
        Assert.Equal(sitting, secretary.Path);
        Assert.Contains("Earlier date", secretary.Text, StringComparison.Ordinal);
        Assert.Contains("Meeting room 2", secretary.Text, StringComparison.Ordinal);
        Assert.Contains("Floods", (await (await portal.VisitAsync("labour")).GetAsync(sitting)).Text, StringComparison.Ordinal);
        Assert.Contains("another date or place", (await (await portal.VisitAsync("labour")).GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.code = 'case.moveSitting'"));
    }

    [Fact]
    public async Task ACancellation_SendsTheCaseBackToTheQueue_AndIsToldToThoseWhoLoseSight()
    {
        var (number, sitting, secretary) = await ConvenedAsync();
        await secretary.GetAsync(sitting + "/cancel");
        await secretary.PostAsync(sitting + "/cancel", ("Reason", "Floods"));
        Assert.Contains("Cancelled", secretary.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ConveneMdt' and t.done_at is null"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code in ('GiveOpinion', 'Decide') and t.done_at is null"));
        Assert.Equal("MdtConvene", await portal.ScalarAsync($"select due_clock from cases where nrm_number = '{number}'"));
        var labour = await portal.VisitAsync("labour");
        Assert.Equal(HttpStatusCode.NotFound, (await labour.GetAsync($"/cases/{number}/identification")).Status);
        Assert.Contains("is cancelled · " + number, (await labour.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.Contains("Floods", (await labour.GetAsync(sitting)).Text, StringComparison.Ordinal);
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        Assert.Equal($"/cases/{number}/identification", secretary.Path);
        await secretary.GetAsync($"/cases/{number}/identification/convene");
        Assert.DoesNotContain(sitting.Split('/')[^1], secretary.Page.QuerySelectorAll("input[name=SittingId]").Select(i => i.GetAttribute("value")));
    }

    [Fact]
    public async Task TheAttendanceList_IsPartOfThePrintedMinutes_AndTheAbsentDoNotMakeAQuorum()
    {
        var (number, sitting, secretary) = await ConvenedAsync();
        foreach (var member in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(member), number, "Yes");
        await secretary.GetAsync(sitting + "/attendance");
        await secretary.PostAsync(sitting + "/attendance", List(secretary, "InPerson", ""));
        Assert.Equal(HttpStatusCode.Conflict, secretary.Status);
        portal.Clock.Advance(TimeSpan.FromDays(22));
        secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync(sitting + "/attendance");
        await secretary.PostAsync(sitting + "/attendance", List(secretary, "Absent", ""));
        Assert.Contains("Enter why", secretary.Text, StringComparison.Ordinal);
        await secretary.PostAsync(sitting + "/attendance", List(secretary, "Absent", "Ill with dengue"));
        Assert.Equal(sitting, secretary.Path);
        Assert.Contains("No quorum", secretary.Text, StringComparison.OrdinalIgnoreCase);
        await secretary.GetAsync(sitting + "/attendance");
        await secretary.PostAsync(sitting + "/attendance", List(secretary, "Deputy", "Khun Deputy"));
        await secretary.GetAsync(sitting + "/print/minutes");
        Assert.Contains("Khun Deputy", secretary.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("dengue", secretary.Text, StringComparison.Ordinal);
        Assert.Contains("3 of 3 attended", secretary.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from audit_records where verb = 'print' and subject = '/Identification/SittingPrint' and details ->> 'sitting' = '{sitting[^36..]}' and details ->> 'sheet' = 'minutes'"));
        Assert.Equal(HttpStatusCode.NotFound, (await secretary.GetAsync(sitting + "/print/everything")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("mfa")).GetAsync(sitting + "/print/minutes")).Status);
    }

    // The person declines help while the panel sits: nobody keeps the file, and the meeting goes on about the others.
    [Fact]
    public async Task ACaseThatEnds_TakesItsPanelWithIt_AndHoldsUpNoMeeting()
    {
        var (ended, sitting, secretary) = await ConvenedAsync();
        var goesOn = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Another Example");
        await Story.ConveneAsync(secretary, goesOn, "Mana", "Raengngan");
        await portal.ScalarAsync($"update panels set sitting_id = '{sitting[^36..]}' where case_id = (select id from cases where nrm_number = '{goesOn}')");
        var labour = await portal.VisitAsync("labour");
        Assert.Equal(HttpStatusCode.OK, (await labour.GetAsync($"/cases/{ended}/identification")).Status);

        await EndingTests.EndAsync(portal, ended);
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from panels p join cases c on c.id = p.case_id where c.nrm_number = '{ended}' and p.closed_at is null"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from case_section_access a join cases c on c.id = a.case_id join seats s on s.membership_id = a.scope where c.nrm_number = '{ended}'"));
        Assert.Equal(HttpStatusCode.NotFound, (await labour.GetAsync($"/cases/{ended}/identification")).Status);
        Assert.False(await labour.ListsAsync("/", ended));
        Assert.Contains("ended before the panel you sat on had decided", (await labour.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await labour.GetAsync($"/cases/{goesOn}/identification")).Status);

        await secretary.GetAsync(sitting + "/cancel");
        await secretary.PostAsync(sitting + "/cancel", ("Reason", "Floods"));
        Assert.Equal((HttpStatusCode.OK, sitting), (secretary.Status, secretary.Path));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{goesOn}' and t.code = 'ConveneMdt' and t.done_at is null"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task PastMeetings_ComeAPageAtATime_NoneTwiceAndNoneLost()
    {
        var (_, _, secretary) = await ConvenedAsync();
        await portal.ScalarAsync("insert into sittings select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'starts_at', s.starts_at - interval '60 days' - n % 20 * interval '1 day'))).* from sittings s, generate_series(1, 70) n");
        var (seen, path, pages) = (new List<string>(), "/identification/sittings", 0);
        while (path is not null && pages++ < 5)
        {
            await secretary.GetAsync(path);
            seen.AddRange(secretary.Page.QuerySelectorAll("main .nrm-worklist:last-of-type a").Select(a => a.GetAttribute("href")!));
            path = secretary.Page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(3, pages);
        Assert.Equal((70, 70), (seen.Count, seen.Distinct().Count()));
    }
}
