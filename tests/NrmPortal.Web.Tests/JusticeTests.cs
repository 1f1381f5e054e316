using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The legal track as its people work on it: who comes to see it, what each of them reads, days in court, verdicts.</summary>
public sealed class JusticeTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> ScreenAsync() => await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));

    private Task<object?> OpenTasksAsync(string number) =>
        portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AttendCourt' and t.done_at is null");

    [Fact]
    public async Task APoliceCase_GivesItsOfficesTheTrack_AndCounts()
    {
        var number = await ScreenAsync();
        var (caseworker, prosecutor, inquiry) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"), await portal.VisitAsync("inquiry"));
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync($"/cases/{number}/legal")).Status);
        Assert.Contains("No police case yet", (await caseworker.GetAsync($"/cases/{number}/legal")).Text, StringComparison.Ordinal);

        await JusticeStory.FillAsync(caseworker, number, "legal/police-case", ("Input.OpenedOn", "31/2/2569"), ("Input.Number", "Typed and kept"));
        Assert.NotNull(caseworker.Page.QuerySelector("#Input_OpenedOn-error"));
        Assert.Contains("Typed and kept", caseworker.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await JusticeStory.OpenAsync(caseworker, number, day: 1)).Status);

        await JusticeStory.OpenAsync(caseworker, number);
        Assert.Equal($"/cases/{number}/legal", caseworker.Path);
        Assert.Contains("77/2569", caseworker.Text, StringComparison.Ordinal);
        Assert.NotEqual(DBNull.Value, await portal.ScalarAsync($"select police_case_on from cases where nrm_number = '{number}'"));
        Assert.Equal(false, await portal.ScalarAsync("select bool_or(position(convert_to('77/2569', 'UTF8') in number) > 0) from police_cases where number is not null"));
        foreach (var reader in new[] { prosecutor, inquiry })
        {
            Assert.Contains("77/2569", (await reader.GetAsync($"/cases/{number}/legal")).Text, StringComparison.Ordinal);
            // The track, and nothing of the person.
            Assert.DoesNotContain("Aung", (await reader.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SuspectsAndNotes_AreReadByThoseWhoProsecute_TheCaseworkerReadsTheStatus()
    {
        var number = await ScreenAsync();
        var (caseworker, prosecutor, inquiry) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"), await portal.VisitAsync("inquiry"));
        await JusticeStory.OpenAsync(caseworker, number);
        Assert.Equal(HttpStatusCode.Forbidden, (await caseworker.GetAsync($"/cases/{number}/legal/suspect")).Status);
        await JusticeStory.SuspectAsync(inquiry, number, "Boss Example");
        await JusticeStory.ChargeAsync(inquiry, number);
        await JusticeStory.FillAsync(prosecutor, number, "legal/note", ("Note", "Weak on the means"));
        Assert.Contains("Weak on the means", prosecutor.Text, StringComparison.Ordinal);
        Assert.Contains("Boss Example", prosecutor.Text, StringComparison.Ordinal);
        Assert.Contains("Boss Example", (await inquiry.GetAsync($"/cases/{number}/legal")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Weak on the means", inquiry.Text, StringComparison.Ordinal);
        foreach (var user in new[] { "caseworker", "datip" })
        {
            var reader = await portal.VisitAsync(user);
            Assert.Contains("Investigation", (await reader.GetAsync($"/cases/{number}/legal")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Boss Example", reader.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Weak on the means", reader.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Boss Example", (await reader.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheTrack_GoesItsWay_FromTestimonyToAVerdict()
    {
        var number = await ScreenAsync();
        var (caseworker, prosecutor) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"));
        await JusticeStory.OpenAsync(caseworker, number);
        await JusticeStory.ChargeAsync(caseworker, number);
        await JusticeStory.StepAsync(caseworker, number, "TestimonyRequested", -12);
        Assert.Equal(HttpStatusCode.Conflict, (await JusticeStory.StepAsync(caseworker, number, "TestimonyHeld", -13)).Status);
        await JusticeStory.StepAsync(caseworker, number, "TestimonyHeld", -11);
        await JusticeStory.StepAsync(prosecutor, number, "ProsecutionOrdered", -10, "prosecution");
        await JusticeStory.StepAsync(prosecutor, number, "Indicted", -9, "prosecution");
        Assert.Equal(HttpStatusCode.Conflict, (await JusticeStory.VerdictAsync(prosecutor, number, -10)).Status);
        await JusticeStory.VerdictAsync(prosecutor, number, -3);
        Assert.Contains("Judged", (await caseworker.GetAsync($"/cases/{number}/legal")).Text, StringComparison.Ordinal);
        Assert.Contains("Convicted", caseworker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADayInCourt_IsATask_MovedWithItsHistory_AndAnsweredByWhatBecameOfIt()
    {
        var number = await ScreenAsync();
        var (caseworker, prosecutor) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"));
        await JusticeStory.OpenAsync(caseworker, number);
        await JusticeStory.CourtAsync(caseworker, number, 10);
        Assert.Equal(2L, await OpenTasksAsync(number));
        Assert.True(await prosecutor.ListsAsync("/tasks?Whose=Team", number));
        var date = (await prosecutor.GetAsync($"/cases/{number}/legal")).Page.QuerySelector("main a[href*='/legal/court/']")!.GetAttribute("href")!;
        await prosecutor.GetAsync(date);
        await prosecutor.PostAsync(date, ("Input.State", "Moved"));
        Assert.Equal(2, prosecutor.Page.QuerySelectorAll(".govuk-error-message").Length);
        await prosecutor.PostAsync(date, ("Input.State", "Moved"), ("Input.Reason", "The judge is ill"), ("Input.On", Portal.Day(20)), ("Input.Time", "13:30"));
        Assert.Equal($"/cases/{number}/legal", prosecutor.Path);
        Assert.Contains("The judge is ill", prosecutor.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await OpenTasksAsync(number));
        var moved = prosecutor.Page.QuerySelectorAll("main a[href*='/legal/court/']").Single().GetAttribute("href")!;
        Assert.NotEqual(date, moved);
        await caseworker.GetAsync(moved);
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.PostAsync(moved, ("Input.State", "Held"))).Status);
        await caseworker.PostAsync(moved, ("Input.State", "Cancelled"), ("Input.Reason", "The plea was entered"));
        Assert.Equal(0L, await OpenTasksAsync(number));
        Assert.Equal(HttpStatusCode.NotFound, (await caseworker.GetAsync($"/cases/{number}/legal/court/{Guid.NewGuid()}")).Status);
    }

    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker", "suspects (id, case_id, role, is_known, relation, by_user_id, by_unit_id, at)", "'Other', false, 'NotKnown', app_user(), app_unit(), now()")]
    [InlineData("caseworker", "ProvinceCaseworker", "prosecutor_notes (id, case_id, by_user_id, by_unit_id, at)", "app_user(), app_unit(), now()")]
    [InlineData("caseworker", "ProvinceCaseworker", "claims (id, case_id, kind, opened_on, by_user_id, by_unit_id, at)", "'Fund', now(), app_user(), app_unit(), now()")]
    [InlineData("officer.immigration", "FrontlineOfficer", "police_cases (id, case_id, opened_on, by_user_id, by_unit_id, at)", "now(), app_user(), app_unit(), now()")]
    [InlineData("officer.immigration", "FrontlineOfficer", "claim_officers (id, case_id, membership_id, asked_by_user_id, asked_at)", "(select id from memberships where role = 'LabourOfficer' limit 1), app_user(), now()")]
    [InlineData("prosecutor", "Prosecutor", "police_cases (id, case_id, opened_on, by_user_id, by_unit_id, at)", "now(), gen_random_uuid(), app_unit(), now()")] // in another's name
    public async Task TheDatabase_LetsNobodyWriteWhatTheirRoleMayNot(string user, string role, string into, string values)
    {
        var number = await ScreenAsync();
        await JusticeStory.OpenAsync(await portal.VisitAsync("caseworker"), number);
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"""
            select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true);
            insert into {into} select gen_random_uuid(), id, {values} from cases where nrm_number = '{number}'
            """, connection);
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task TheDatabase_KeepsEachCasesPartsTogether()
    {
        var (one, other) = (await ScreenAsync(), await ScreenAsync());
        var caseworker = await portal.VisitAsync("caseworker");
        await JusticeStory.OpenAsync(caseworker, one);
        await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync($"""
            insert into charges (id, case_id, police_case_id, offence, charged_on, by_user_id, at)
            select gen_random_uuid(), o.id, p.id, 's6', now(), p.by_user_id, now() from police_cases p join cases c on c.id = p.case_id and c.nrm_number = '{one}', cases o where o.nrm_number = '{other}'
            """));
    }
}
