using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Daily care in a shelter: going out and coming back, incidents, and restrictions that end.</summary>
public sealed class DailyTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Theory]
    [InlineData("custody")]
    [InlineData("stay")]
    public async Task ARestriction_EndsWithTheCustodyItRestsOn_AndWithTheStay(string over)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, $"Kept In {over}");
        var referral = await Story.ReferAsync(officer, number, "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "CustodyS29"), ("Authority", "Mae Sot station"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        var daily = $"/cases/{number}/daily";
        string Shown(string id) => shelter.Page.GetElementById(id)!.GetAttribute("value")!;
        var end = TimeZoneInfo.ConvertTime(portal.Clock.GetUtcNow().AddHours(12), NrmPortal.Domain.ThaiDay.Zone);
        await shelter.GetAsync($"{daily}/restriction");
        await shelter.PostAsync($"{daily}/restriction", ("Input.Kind", "NotOut"), ("Input.Basis", "CustodyS29"), ("Input.Reason", "By order"), ("Input.Day", Shown("Input_Day")), ("Input.Time", Shown("Input_Time")), ("Input.EndDay", $"{end:dd/MM/yyyy}"), ("Input.EndTime", $"{end:HH:mm}"));
        Assert.Contains("By order", shelter.Text, StringComparison.Ordinal);
        Assert.Single(shelter.Page.QuerySelectorAll("form[action*=Lift]"));

        portal.Clock.Advance(TimeSpan.FromHours(1));
        if (over == "custody") await Story.StayAsync(await portal.VisitAsync("caseworker"), number, "WelfareS33", ("Input.Place", "Shelter"), ("Input.EndsRunning", "true"));
        else
        {
            await shelter.GetAsync($"/cases/{number}/placements/end");
            await shelter.PostAsync($"/cases/{number}/placements/end", ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", "Released"), ("Destination", "OwnHome"));
        }

        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from movement_restrictions r join cases c on c.id = r.case_id where c.nrm_number = '{number}' and r.lifted_at is not null and r.lifted_by_user_id is null and r.lifted_at < r.ends_at"));
        Assert.Equal(over == "custody", await portal.ScalarAsync($"select exists (select 1 from placements p join cases c on c.id = p.case_id where c.nrm_number = '{number}' and p.ended_at is null)"));
    }

    [Fact]
    public async Task TheShelter_RecordsTheDay_AndOthersWithoutThePlanReadNoneOfIt()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number, "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        Assert.Contains("does not live in a shelter now", (await shelter.GetAsync($"/cases/{number}/daily")).Text, StringComparison.Ordinal);
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        string Shown(string id) => shelter.Page.GetElementById(id)!.GetAttribute("value")!;
        async Task<object?> TasksAsync(string code) => await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = '{code}' and t.done_at is null");

        await shelter.GetAsync($"/cases/{number}/daily/leave");
        await shelter.PostAsync($"/cases/{number}/daily/leave", ("Input.Day", Shown("Input_Day")), ("Input.Time", Shown("Input_Time")), ("Input.BackDay", Portal.Day(1)), ("Input.BackTime", "09:00"), ("Input.Note", "To the market by the pier"));
        Assert.Contains("Out; means to be back by", shelter.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await TasksAsync("BackFromLeave"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from shelter_leaves where position('pier'::bytea in note) > 0"));
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await shelter.GetAsync($"/cases/{number}/daily");
        await shelter.PostAsync($"/cases/{number}/daily?handler=Back", ("BackDay", Shown("BackDay")), ("BackTime", Shown("BackTime")));
        Assert.Equal(0L, await TasksAsync("BackFromLeave"));

        await shelter.GetAsync($"/cases/{number}/daily/incident");
        await shelter.PostAsync($"/cases/{number}/daily/incident", Incident(""));
        Assert.NotNull(shelter.Page.GetElementById("Input_ReportedTo-error"));
        await shelter.PostAsync($"/cases/{number}/daily/incident", Incident("The district hospital"));
        Assert.Contains("Cut her hand in the kitchen", shelter.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await TasksAsync("LookIntoIncident"));
        Assert.True(await (await portal.VisitAsync("datip")).ListsAsync("/tasks?Whose=Team", number));

        await shelter.GetAsync($"/cases/{number}/daily/restriction");
        await shelter.PostAsync($"/cases/{number}/daily/restriction", Restriction(""));
        Assert.NotNull(shelter.Page.GetElementById("Input_EndDay-error"));
        await shelter.PostAsync($"/cases/{number}/daily/restriction", Restriction(Portal.Day(2)));
        Assert.Contains("A car waits outside", shelter.Text, StringComparison.Ordinal);
        Assert.Contains("Cut her hand", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/daily")).Text, StringComparison.Ordinal);
        var other = (await officer.GetAsync($"/cases/{number}/daily")).Text;
        foreach (var said in new[] { "market", "hand", "car waits" }) Assert.DoesNotContain(said, other, StringComparison.Ordinal);

        var form = shelter.Page.QuerySelectorAll("form[action*=Lift]").Single();
        await shelter.PostFormAsync(form, $"/cases/{number}/daily?handler=Lift", ("restriction", form.QuerySelector("input[name=restriction]")!.GetAttribute("value")!));
        Assert.Contains("Lifted", shelter.Text, StringComparison.Ordinal);

        (string, string)[] Incident(string told) => [("Input.Kind", "Injury"), ("Input.Harm", "Serious"), ("Input.Day", Shown("Input_Day")), ("Input.Time", Shown("Input_Time")), ("Input.Account", "Cut her hand in the kitchen"), ("Input.ReportedTo", told)];
        (string, string)[] Restriction(string end) => [("Input.Kind", "NotOutAlone"), ("Input.Basis", "OwnWish"), ("Input.Reason", "A car waits outside"), ("Input.Day", Shown("Input_Day")), ("Input.Time", Shown("Input_Time")), ("Input.EndDay", end), ("Input.EndTime", "18:00")];
    }

    [Fact]
    public async Task WhatHappenedInAStay_IsToldAlsoAfterIt_ByTheOfficeOfTheCase()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, "Told After");
        var referral = await Story.ReferAsync(officer, number, "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var (shelter, caseworker) = (await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("caseworker"));
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        string Shown(string id) => shelter.Page.GetElementById(id)!.GetAttribute("value")!;
        await shelter.GetAsync($"/cases/{number}/placements/end");
        await shelter.PostAsync($"/cases/{number}/placements/end", ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", "OwnWish"), ("Destination", "OwnHome"));
        Assert.Equal(true, await portal.ScalarAsync($"select p.ended_at is not null from placements p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));

        portal.Clock.Advance(TimeSpan.FromHours(1));
        var page = $"/cases/{number}/daily/incident";
        Assert.NotNull((await caseworker.GetAsync($"/cases/{number}/daily")).Page.QuerySelector($"main a[href='{page}']"));
        Task<Visitor> TellAsync(int minutes)
        {
            var on = TimeZoneInfo.ConvertTime(portal.Clock.GetUtcNow().AddMinutes(-minutes), NrmPortal.Domain.ThaiDay.Zone);
            return caseworker.PostAsync(page, ("Input.Kind", "Violence"), ("Input.Harm", "Serious"), ("Input.Day", $"{on:dd/MM/yyyy}"), ("Input.Time", $"{on:HH:mm}"), ("Input.Account", "A guard struck him"), ("Input.ReportedTo", "Police"));
        }

        await caseworker.GetAsync(page);
        await TellAsync(30);
        Assert.Contains("had left the shelter already", caseworker.Page.GetElementById("Input_Time-error")!.TextContent, StringComparison.Ordinal);
        await TellAsync(90);
        Assert.Equal($"/cases/{number}/daily", caseworker.Path);
        Assert.Contains("A guard struck him", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'LookIntoIncident'"));
        string Copied(string of) => $"""
            insert into shelter_incidents select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'happened_at', {of}))).*
                from shelter_incidents i join cases c on c.id = i.case_id where c.nrm_number = '{number}' limit 1
            """;
        await portal.AsAsync("caseworker", "ProvinceCaseworker", Copied("i.happened_at"));
        var late = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", Copied("i.happened_at + interval '50 minutes'")));
        Assert.Equal("42501", late.SqlState);
    }
}
