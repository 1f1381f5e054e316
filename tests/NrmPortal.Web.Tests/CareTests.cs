using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The person's plan in its versions, the sheet they may take along, and services with their cost and their noes.</summary>
public sealed class CareTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> CaseAsync() => await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));

    [Fact]
    public async Task APlan_IsMadeTogether_AndItsNextVersionKeepsTheOneBefore()
    {
        var (number, caseworker) = (await CaseAsync(), await portal.VisitAsync("caseworker"));
        Assert.Contains("There is no plan yet", (await caseworker.GetAsync($"/cases/{number}/plan")).Text, StringComparison.Ordinal);
        await caseworker.GetAsync($"/cases/{number}/plan/new");
        await caseworker.PostAsync($"/cases/{number}/plan/new", ("Input.Goals[0].Area", "legal"));
        foreach (var field in new[] { "Goals[0]_Need", "Goals[0]_Goal", "Goals[0]_Action", "Goals[0]_Who", "Agreement", "Language", "ReviewOn" }) Assert.NotNull(caseworker.Page.GetElementById($"Input_{field}-error"));
        await caseworker.PostAsync($"/cases/{number}/plan/new?handler=Add", ("Input.Goals[0].Need", "Typed before"));
        Assert.Contains("Typed before", caseworker.Html, StringComparison.Ordinal);
        Assert.NotNull(caseworker.Page.GetElementById("Input_Goals[1]_Area"));
        // Saving now saves, though the address bar still names the button that added a goal.
        Assert.Equal($"/cases/{number}/plan/new", caseworker.Page.QuerySelector("form:has(#Input_Why), form:has([id='Input_Goals[1]_Area'])")!.GetAttribute("action"));
        Assert.Equal(HttpStatusCode.Conflict, (await CareStory.PlanAsync(caseworker, number, ("Input.ReviewOn", Portal.Day(400)))).Status);
        Assert.NotNull(caseworker.Page.GetElementById("Input_ReviewOn-error"));

        await CareStory.PlanAsync(caseworker, number);
        Assert.Equal($"/cases/{number}/plan", caseworker.Path);
        Assert.Contains("A sewing shop by the river", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from plan_goals where position('river'::bytea in goal) > 0"));
        Assert.True(await caseworker.ListsAsync("/tasks?Whose=Team", number));

        // The goal that is still open is taken over; the reason is asked for.
        await caseworker.GetAsync($"/cases/{number}/plan/new");
        Assert.Contains("A sewing shop by the river", caseworker.Html, StringComparison.Ordinal);
        await CareStory.PlanAsync(caseworker, number);
        Assert.NotNull(caseworker.Page.GetElementById("Input_Why-error"));
        await CareStory.PlanAsync(caseworker, number, ("Input.Why", "She found work"), ("Input.Goals[0].State", "Reached"));
        Assert.Contains("Version 2", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("Version 1", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ReviewPlan' and t.done_at is null"));
        // What was reached is shown to the person beside what is still to do.
        Assert.Contains("What I have reached", (await caseworker.GetAsync($"/cases/{number}/plan/mine?lang=en")).Text, StringComparison.Ordinal);
        Assert.Contains("looked at again on", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfTwoWhoWriteAtOnce_TheSecondReadsTheFirst_AndNothingIsLost()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("ngo"));
        var (ngo, caseworker) = (await portal.VisitAsync("ngo"), await portal.VisitAsync("caseworker"));
        await ngo.GetAsync($"/cases/{number}/plan/new");
        await CareStory.PlanAsync(caseworker, number);
        var typed = CareStory.PlanFields.Where(f => f.Name != "Input.Goals[0].Goal").Append(("Input.Goals[0].Goal", "A boat of his own")).ToArray();
        // Adding a goal shows nothing new: what was seen is still the version of then.
        await ngo.PostAsync($"/cases/{number}/plan/new?handler=Add", typed);
        await ngo.PostAsync($"/cases/{number}/plan/new", typed);
        Assert.Equal(HttpStatusCode.Conflict, ngo.Status);
        var told = ngo.Page.QuerySelector(".govuk-error-summary")!.TextContent;
        Assert.Contains("Version 1", told, StringComparison.Ordinal);
        Assert.Contains("Karuna Example", told, StringComparison.Ordinal);
        Assert.Contains("A sewing shop by the river", ngo.Page.QuerySelector("#newest")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A boat of his own", ngo.Page.QuerySelector("form #Input_Goals\\[0\\]_Goal")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from plans p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));

        await ngo.PostAsync($"/cases/{number}/plan/new", [.. typed, .. CareStory.Goal(1, "livelihood", "A sewing shop by the river"), ("Input.Why", "Both of ours")]);
        Assert.Equal($"/cases/{number}/plan", ngo.Path);
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from plan_goals g join plans p on p.id = g.plan_id join cases c on c.id = p.case_id where c.nrm_number = '{number}' and p.version = 2"));
    }

    [Fact]
    public async Task TheSheetForThePerson_NamesNeitherTheCaseNorThePortal_AndSaysWhichWordsAreADraft()
    {
        var (number, caseworker) = (await CaseAsync(), await portal.VisitAsync("caseworker"));
        Assert.Equal(HttpStatusCode.NotFound, (await caseworker.GetAsync($"/cases/{number}/plan/mine")).Status);
        await CareStory.PlanAsync(caseworker, number);
        await caseworker.GetAsync($"/cases/{number}/plan/mine");
        var sheet = caseworker.Page.QuerySelector("article")!;
        Assert.Equal("my", sheet.GetAttribute("lang"));
        Assert.Contains("Draft translation", caseworker.Text, StringComparison.Ordinal);
        await caseworker.GetAsync($"/cases/{number}/plan/mine?lang=en");
        Assert.DoesNotContain("Draft translation", caseworker.Text, StringComparison.Ordinal);
        foreach (var said in new[] { "A sewing shop by the river", "Now: Not begun yet" }) Assert.Contains(said, caseworker.Text, StringComparison.Ordinal);
        // Whoever looks at it may carry it away: the record of the case says so.
        Assert.Equal(3L, await portal.ScalarAsync($"select count(*) from audit_records r join cases c on c.id = r.case_id where c.nrm_number = '{number}' and verb = 'print' and subject = '/Care/Mine'"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from audit_records r join cases c on c.id = r.case_id where c.nrm_number = '{number}' and verb = 'read' and subject = '/Care/Mine'"));
        var printed = caseworker.Page.Title + string.Concat(caseworker.Page.Body!.QuerySelectorAll("*").Where(e => e.Closest(".nrm-noprint") is null && e.ChildElementCount == 0).Select(e => e.TextContent));
        foreach (var said in new[] { number, "NRM", "Aung", "No income of her own", "traffick" }) Assert.DoesNotContain(said, printed, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AConference_SaysWhyThePersonHadNoPart()
    {
        var (number, caseworker) = (await CaseAsync(), await portal.VisitAsync("caseworker"));
        await CareStory.ConferAsync(caseworker, number, ("Input.Part", "NotPresent"));
        Assert.NotNull(caseworker.Page.GetElementById("Input_AbsentWhy-error"));
        await CareStory.ConferAsync(caseworker, number, ("Input.Part", "NotPresent"), ("Input.AbsentWhy", "In hospital that day"));
        Assert.Contains("In hospital that day", caseworker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_BeginTheCount_HaveTheirCostAndEnd_AndANoIsFree()
    {
        var (number, caseworker) = (await CaseAsync(), await portal.VisitAsync("caseworker"));
        await CareStory.ServeAsync(caseworker, number, "counselling", ("Input.Refused", "true"));
        Assert.NotNull(caseworker.Page.GetElementById("Input_ToldFree-error"));
        await CareStory.ServeAsync(caseworker, number, "counselling", ("Input.Refused", "true"), ("Input.ToldFree", "true"));
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select services_from from cases where nrm_number = '{number}'"));
        await CareStory.ServeAsync(caseworker, number, "training", ("Input.Source", ""));
        Assert.NotNull(caseworker.Page.GetElementById("Input_Source-error"));
        // What may be meant as twelve hundred and fifty is not read as more than a hundred thousand.
        await CareStory.ServeAsync(caseworker, number, "training", ("Input.Cost", "1250,50"));
        Assert.Contains("decimal mark is a full stop", caseworker.Page.GetElementById("Input_Cost-error")!.TextContent, StringComparison.Ordinal);
        await CareStory.ServeAsync(caseworker, number, "training");
        await CareStory.ServeAsync(caseworker, number, "papers", ("Input.Cost", ""), ("Input.On", Portal.Day(-1)));
        Assert.Equal(DateOnly.FromDateTime(portal.Clock.GetUtcNow().AddHours(7).Date).AddDays(-2), DateOnly.FromDateTime((DateTime)(await portal.ScalarAsync($"select services_from::timestamp from cases where nrm_number = '{number}'"))!));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from services where position('Riverside'::bytea in provider_name) > 0"));

        var end = caseworker.Page.QuerySelectorAll("main a[href$='/end']")[0].GetAttribute("href")!;
        await caseworker.GetAsync(end);
        await caseworker.PostAsync(end, ("Input.On", Portal.Day(0)), ("Input.Outcome", "Completed"), ("Input.Cost", "49.50"), ("Input.Source", "StateBudget"));
        Assert.Equal($"/cases/{number}/services", caseworker.Path);
        Assert.Contains("1,300.00", caseworker.Page.QuerySelector("#cost")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("not wanted", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("counselling", caseworker.Text, StringComparison.OrdinalIgnoreCase);
        await caseworker.GetAsync(end);
        await caseworker.PostAsync(end, ("Input.On", Portal.Day(0)), ("Input.Outcome", "Completed"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
    }

    [Fact]
    public async Task TheDayAlone_CanBeRecorded_WhereNothingElseIsKnown()
    {
        var (number, caseworker) = (await CaseAsync(), await portal.VisitAsync("caseworker"));
        await caseworker.GetAsync($"/cases/{number}/services");
        await caseworker.PostAsync($"/cases/{number}/services", ("ServiceFrom", "31/2/2569"));
        Assert.NotNull(caseworker.Page.QuerySelector("#ServiceFrom-error"));
        await caseworker.PostAsync($"/cases/{number}/services", ("ServiceFrom", Portal.Day(-1)));
        Assert.Equal($"/cases/{number}", caseworker.Path);
        Assert.Empty((await caseworker.GetAsync($"/cases/{number}/services")).Page.QuerySelectorAll("#ServiceFrom"));
    }

    [Fact]
    public async Task AShelter_KeepsItsOwnServices_AndWritesNoPlanThatItMayNotRead()
    {
        var (number, datip) = (await CaseAsync(), await portal.VisitAsync("datip"));
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number, "Identity");
        await Story.ApproveAsync(datip, referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await CareStory.PlanAsync(await portal.VisitAsync("caseworker"), number);
        await CareStory.ServeAsync(await portal.VisitAsync("caseworker"), number, "schooling", ("Input.Note", "Told to the office alone"));
        Assert.DoesNotContain("river", (await shelter.GetAsync($"/cases/{number}/plan")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.GetAsync($"/cases/{number}/plan/mine")).Status);
        await CareStory.PlanAsync(shelter, number);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from plans p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));
        await CareStory.ServeAsync(shelter, number, "medical", ("Input.Note", "A doctor came"));
        Assert.Contains("A doctor came", shelter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Told to the office alone", shelter.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from health_services s join cases c on c.id = s.case_id where c.nrm_number = '{number}'"));
    }

    [Theory]
    [InlineData("insert into plans (id, case_id, version, agreement, language, interpreter, review_on, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 5, 'Spoken', 'th', 'None', current_date, app_user(), app_unit(), app_now() from cases where nrm_number = '{0}'", "23514")] // without a reason
    [InlineData("insert into plans (id, case_id, version, agreement, language, interpreter, review_on, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 1, 'Spoken', 'th', 'None', current_date, opened_by_user_id, app_unit(), app_now() from cases where nrm_number = '{0}'", "42501")] // in another's name
    [InlineData("insert into services (id, case_id, kind, began_on, refused, cost, provider_name, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'training', current_date, false, 5, ''::bytea, app_user(), app_unit(), app_now() from cases where nrm_number = '{0}'", "23514")] // nobody pays
    [InlineData("insert into health_services (id, case_id, kind, began_on, refused, cost, source, provider_name, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'medical', current_date, true, 5, 'Fund', ''::bytea, app_user(), app_unit(), app_now() from cases where nrm_number = '{0}'", "23514")] // a no costs nothing
    public async Task TheDatabase_RefusesWhatTheDomainRefuses(string sql, string state)
    {
        var number = await CaseAsync();
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"""
            select set_config('app.user_id', '{ReferenceData.IdOf("user", "caseworker")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true);
            {sql.Replace("{0}", number, StringComparison.Ordinal)}
            """, connection, transaction);
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqlState);
    }
}
