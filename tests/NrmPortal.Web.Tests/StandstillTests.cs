using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>A panel that cannot come to its end by itself: nobody decides, no quorum can be made, or the case is another office's. Somebody is always asked.</summary>
public sealed class StandstillTests : IAsyncLifetime
{
    private Portal portal = null!;

    public async ValueTask InitializeAsync() => portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    private static string At(string number, string page = "") => $"/cases/{number}/identification{page}";

    private async Task<(string Number, Visitor Secretary)> ConvenedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var secretary = await portal.VisitAsync("mdt.secretary");
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        return (number, secretary);
    }

    // Somebody works elsewhere, in another role, for this test.
    private Task<object?> WorksAsync(string user, string was, string role, string? unit, string province) => portal.ScalarAsync(
        $"update memberships set role = '{role}', province_code = '{province}', unit_id = {(unit is null ? "unit_id" : $"'{Unit(unit)}'")} where id = '{ReferenceData.IdOf("membership", user + was)}'");

    private Task<object?> OpenTasksAsync(string number, string code) => portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = '{code}' and t.done_at is null");

    private static async Task<bool> LeadsToAsync(Visitor reader, string page) => (await reader.GetAsync("/home")).Page.QuerySelector($".nrm-card a[href='{page}']") is not null;

    [Fact]
    public async Task AReviewWhoseAuthorityStandsBack_IsAskedOfTheSecretary_UntilAnotherIsSeated()
    {
        var (number, secretary) = await ConvenedAsync();
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "No");
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "NotVictim");
        await Story.Then(await portal.VisitAsync("caseworker"), At(number, "/review"), "", ("Asker", "Person"), ("Grounds", "New papers"));
        Assert.True(await LeadsToAsync(secretary, At(number, "/convene")));
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        Assert.Equal((0L, DBNull.Value), (await OpenTasksAsync(number, "ConveneMdt"), await portal.ScalarAsync($"select due_clock from cases where nrm_number = '{number}'")));

        await Story.DeclareAsync(await portal.VisitAsync("authority2"), number, conflict: "The employer is my brother");
        Assert.Equal((0L, 1L), (await OpenTasksAsync(number, "Decide"), await OpenTasksAsync(number, "ConveneMdt")));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = '{number}' and k.clock = 'MdtConvene'"));
        Assert.Contains("nobody can decide", (await secretary.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.True(await LeadsToAsync(secretary, At(number)));
        var task = await portal.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ConveneMdt' and t.done_at is null");
        await secretary.GetAsync($"/cases/{number}/tasks/{task}");
        Assert.Contains("Seat another", secretary.Text, StringComparison.Ordinal);
        Assert.NotNull(secretary.Page.QuerySelector($"main a[href='{At(number)}']"));

        await WorksAsync("mfa", "ForeignAffairsOfficer", "CompetentAuthority", "MSDHS-63", "63");
        await secretary.GetAsync(At(number));
        var third = secretary.Page.QuerySelectorAll("#Seated option").First(o => o.TextContent.Contains("Kongsul", StringComparison.Ordinal)).GetAttribute("value")!;
        await secretary.PostAsync(At(number) + "?handler=Seat", ("Seated", third));
        Assert.Equal((1L, 0L), (await OpenTasksAsync(number, "Decide"), await OpenTasksAsync(number, "ConveneMdt")));
        Assert.False(await LeadsToAsync(secretary, At(number)));
        Assert.DoesNotContain("fills", (await secretary.GetAsync($"/cases/{number}/history")).Text, StringComparison.OrdinalIgnoreCase);
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("mfa"), number, "VictimTraffickingS6");
        Assert.Equal("Assistance", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
    }

    [Fact]
    public async Task AMemberWhoStandsBack_LeavingNoQuorum_IsAskedOfTheSecretary_AndAMemberOfAnotherAgencyAnswersIt()
    {
        var (number, secretary) = await ConvenedAsync();
        await Story.DeclareAsync(await portal.VisitAsync("labour"), number, conflict: "The employer is my cousin");
        Assert.Equal((1L, 1L), (await OpenTasksAsync(number, "Decide"), await OpenTasksAsync(number, "ConveneMdt")));
        Assert.Contains("make no quorum", (await secretary.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        await secretary.GetAsync(At(number));
        var justice = secretary.Page.QuerySelectorAll("#Seated option").First(o => o.TextContent.Contains("Yutitham", StringComparison.Ordinal)).GetAttribute("value")!;
        await secretary.PostAsync(At(number) + "?handler=Seat", ("Seated", justice));
        Assert.Equal(0L, await OpenTasksAsync(number, "ConveneMdt"));
    }

    // Two cases on one meeting; one is handed over to the office of another province.
    private async Task<(string Moved, string Stays, string Sitting, Visitor Secretary)> OneMovedAsync()
    {
        var (moved, secretary) = await ConvenedAsync();
        var sitting = (await secretary.GetAsync(At(moved))).Page.QuerySelector("main a[href^='/identification/sittings/']")!.GetAttribute("href")!;
        var stays = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Another Example");
        await Story.ConveneAsync(secretary, stays, "Mana", "Raengngan");
        await portal.ScalarAsync($"update panels set sitting_id = '{sitting[^36..]}' where case_id = (select id from cases where nrm_number = '{stays}')");
        await Story.OpineAsync(await portal.VisitAsync("labour"), moved, "No");
        await Story.ProposeTransferAsync(await portal.VisitAsync("caseworker"), moved, "MSDHS-57", ("Input.MovesOffice", "true"));
        await WorksAsync("hotline", "HotlineOperator", "ProvinceCaseworker", "MSDHS-57", "57");
        await WorksAsync("mfa", "ForeignAffairsOfficer", "MdtSecretary", "MSDHS-57", "57");
        await Story.Then(await portal.VisitAsync("hotline"), $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{moved}'")}", "Accept");
        Assert.Equal(Unit("MSDHS-57"), (await portal.ScalarAsync($"select province_office_id from cases where nrm_number = '{moved}'"))!.ToString());
        return (moved, stays, sitting, secretary);
    }

    private Task<object?> EventsAsync(string number, string code) => portal.ScalarAsync($"select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.code = '{code}'");

    [Fact]
    public async Task AMeeting_GoesOnWithoutTheCaseThatWentToAnotherOffice_WhosePanelMayStillDecide()
    {
        var (moved, stays, sitting, secretary) = await OneMovedAsync();
        await secretary.GetAsync(sitting);
        Assert.Contains("Gone to another office", secretary.Text, StringComparison.Ordinal);
        Assert.Contains(moved, secretary.Page.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        await secretary.GetAsync(sitting + "/move");
        await secretary.PostAsync(sitting + "/move", ("Meeting.Day", Portal.Day(30)), ("Meeting.Time", "09:00"), ("Meeting.Place", "The hall"), ("Reason", "Floods"));
        Assert.Equal((HttpStatusCode.OK, sitting), (secretary.Status, secretary.Path));
        Assert.Equal((1L, 0L), (await EventsAsync(stays, "case.moveSitting"), await EventsAsync(moved, "case.moveSitting")));

        // Its members were told, keep their sight and what they were asked, and may decide in writing.
        var member = await portal.VisitAsync("mdt");
        Assert.Contains("the meeting is about it no more", (await member.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        await Story.OpineAsync(member, moved, "Yes");
        Assert.Equal((1L, 1L, 0L), (await OpenTasksAsync(moved, "ConveneMdt"), await OpenTasksAsync(moved, "Decide"), await OpenTasksAsync(moved, "GiveOpinion")));
        await Story.DecideAsync(await portal.VisitAsync("authority"), moved, "VictimTraffickingS6");
        Assert.Equal(("Assistance", 0L), (await portal.ScalarAsync($"select stage from cases where nrm_number = '{moved}'"), await OpenTasksAsync(moved, "ConveneMdt")));

        portal.Clock.Advance(TimeSpan.FromDays(31));
        secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync(sitting + "/attendance");
        await secretary.PostAsync(sitting + "/attendance", [.. secretary.Page.QuerySelectorAll("main select").Select(s => (s.GetAttribute("name")!, "InPerson"))]);
        Assert.Equal((HttpStatusCode.OK, sitting), (secretary.Status, secretary.Path));
        Assert.Equal((1L, 0L), (await EventsAsync(stays, "case.recordAttendance"), await EventsAsync(moved, "case.recordAttendance")));
        Assert.Equal(3L, await portal.ScalarAsync($"select count(*) from attendances a join cases c on c.id = a.case_id where c.nrm_number = '{stays}'"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task TheNewOffice_IsAskedToConvene_AndItsPanelAnswersWhatWasHeld_ThoughTheMeetingWasCancelled()
    {
        var (moved, stays, sitting, secretary) = await OneMovedAsync();
        await secretary.GetAsync(sitting + "/cancel");
        Assert.DoesNotContain(secretary.Page.QuerySelectorAll("main li"), l => l.TextContent.Contains(moved, StringComparison.Ordinal));
        await secretary.PostAsync(sitting + "/cancel", ("Reason", "Floods"));
        Assert.Equal((HttpStatusCode.OK, sitting), (secretary.Status, secretary.Path));
        Assert.Equal((1L, 0L), (await EventsAsync(stays, "case.cancelSitting"), await EventsAsync(moved, "case.cancelSitting")));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from panels p join cases c on c.id = p.case_id where c.nrm_number = '{moved}' and p.closed_at is null"));

        var other = await portal.VisitAsync("mfa");
        Assert.Contains("went to another province office while a panel sat", (await other.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.True(await LeadsToAsync(other, At(moved, "/convene")));
        // Nobody of the story signs in.
        await portal.ScalarAsync("update memberships set province_code = '10' where role = 'CompetentAuthority' and province_code = '57'");
        foreach (var (user, role, unit) in new[] { ("justice", "JusticeOfficer", null), ("prosecutor", "Prosecutor", null), ("authority2", "CompetentAuthority", "MSDHS-57") })
            await WorksAsync(user, role, role, unit, "57");
        await Story.ConveneAsync(other, moved, "Yutitham", "Aiyakarn");
        Assert.Equal((HttpStatusCode.OK, At(moved)), (other.Status, other.Path));
        Assert.Equal((0L, 2L, 1L), (await OpenTasksAsync(moved, "ConveneMdt"), await OpenTasksAsync(moved, "GiveOpinion"), await OpenTasksAsync(moved, "Decide")));
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("labour")).GetAsync(At(moved))).Status);
        foreach (var user in new[] { "justice", "prosecutor" }) await Story.OpineAsync(await portal.VisitAsync(user), moved, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority2"), moved, "VictimTraffickingS6");
        Assert.Equal(("Assistance", 1L), (await portal.ScalarAsync($"select stage from cases where nrm_number = '{moved}'"),
            await portal.ScalarAsync($"select count(*) from dissent_answers a join cases c on c.id = a.case_id where c.nrm_number = '{moved}'")));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }
}
