using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A service that was typed wrong, recorded twice or for somebody else: put right over HTTP, with the totals, and held by the database.</summary>
public sealed class ServiceCorrectionTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    // The organisation has the case, its province office besides.
    private async Task<(string Number, Visitor Caseworker)> CaseAsync() => (await Story.ScreenAsync(await portal.VisitAsync("ngo")), await portal.VisitAsync("caseworker"));

    private static async Task<string> CorrectingAsync(Visitor visitor, string number)
    {
        await visitor.GetAsync($"/cases/{number}/services");
        return visitor.Page.QuerySelector("main a[href*='corrects=']")!.GetAttribute("href")!;
    }

    private static Task<Visitor> PutRightAsync(Visitor visitor, string form, params (string Name, string Value)[] values) => visitor.PostAsync(form,
        [.. new[] { ("Input.Kind", "training"), ("Input.Refused", "false"), ("Input.On", Portal.Day(-2)), ("Input.Provider", "Riverside school"), ("Input.Cost", "5,000"), ("Input.Source", "Fund") }.Where(u => values.All(v => v.Item1 != u.Item1)), .. values]);

    private Task<object?> OfCaseAsync(string number, string what) => portal.ScalarAsync($"select {what} from cases c where c.nrm_number = '{number}'");

    private static string Total(Visitor visitor) => visitor.Page.QuerySelector("#cost")!.TextContent;

    [Fact]
    public async Task ACostTypedWrong_IsPutRight_InTheTotalAndInTheFundsBalance()
    {
        var (number, caseworker) = await CaseAsync();
        await CareStory.ServeAsync(caseworker, number, "training", ("Input.Cost", "50,000.00"));
        Assert.Contains("50,000.00", Total(caseworker), StringComparison.Ordinal);
        var form = await CorrectingAsync(caseworker, number);
        await caseworker.GetAsync(form);
        Assert.Equal(("50,000.00", "Riverside school"), (caseworker.Page.GetElementById("Input_Cost")!.GetAttribute("value"), caseworker.Page.GetElementById("Input_Provider")!.GetAttribute("value")));
        Assert.Empty(caseworker.Page.QuerySelectorAll("option[value=medical]"));
        await PutRightAsync(caseworker, form);
        Assert.NotNull(caseworker.Page.GetElementById("Input_Why-error"));
        await PutRightAsync(caseworker, form, ("Input.Why", "One nought too many"));
        Assert.Equal($"/cases/{number}/services", caseworker.Path);
        Assert.Equal("5,000.00 baht", Total(caseworker));
        Assert.Single(caseworker.Page.QuerySelectorAll("main tbody tr"));
        var wrong = caseworker.Page.QuerySelector("#wrong")!;
        Assert.Contains("50,000.00", wrong.QuerySelector("s")!.TextContent, StringComparison.Ordinal);
        Assert.All(["Put right", "One nought too many"], said => Assert.Contains(said, wrong.TextContent, StringComparison.Ordinal));
        Assert.Contains("They differ by 5,000.00 baht: services name the Fund", (await caseworker.GetAsync($"/cases/{number}/compensation")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from services where position('nought'::bytea in why) > 0"));
        Assert.Contains("Put a service entry right", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.GetAsync(form)).Status);
    }

    [Fact]
    public async Task AServiceNeverGiven_IsStruck_AndCountsNowhere()
    {
        var (number, caseworker) = await CaseAsync();
        await CareStory.ServeAsync(caseworker, number, "training");
        Assert.Equal(1L, await OfCaseAsync(number, "(select count(*) from closing_items(c.id, now()) where item = 'Service')"));
        var form = await CorrectingAsync(caseworker, number);
        await caseworker.GetAsync(form);
        await caseworker.PostAsync(form + "&handler=Strike");
        Assert.NotNull(caseworker.Page.GetElementById("Input_Why-error"));
        await caseworker.PostAsync(form + "&handler=Strike", ("Input.Why", "It was her sister's"));
        Assert.Equal($"/cases/{number}/services", caseworker.Path);
        Assert.Null(caseworker.Page.QuerySelector("#cost"));
        Assert.Empty(caseworker.Page.QuerySelectorAll("main tbody tr, main a[href*='corrects='], main a[href$='/end']"));
        Assert.All(["Struck out", "It was her sister's"], said => Assert.Contains(said, caseworker.Page.QuerySelector("#wrong")!.TextContent, StringComparison.Ordinal));
        Assert.Equal(DBNull.Value, await OfCaseAsync(number, "c.services_from"));
        Assert.Equal(0L, await OfCaseAsync(number, "(select count(*) from closing_items(c.id, now()) where item = 'Service')"));
        Assert.Null((await caseworker.GetAsync($"/cases/{number}/compensation")).Page.QuerySelector("#fund-balance"));
        var entry = await portal.ScalarAsync($"select s.id from services s join cases c on c.id = s.case_id where c.nrm_number = '{number}' and s.corrects_id is null");
        await caseworker.GetAsync($"/cases/{number}/services/{entry}/end");
        await caseworker.PostAsync($"/cases/{number}/services/{entry}/end", ("Input.On", Portal.Day(0)), ("Input.Outcome", "Completed"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
    }

    [Fact]
    public async Task AnEndThatWasWrong_IsPutRightWithItsService_AndWhatIsHiddenStillCounts()
    {
        var (number, caseworker) = await CaseAsync();
        var ngo = await portal.VisitAsync("ngo");
        await CareStory.ServeAsync(caseworker, number, "medical", ("Input.On", Portal.Day(-1)));
        await CareStory.ServeAsync(ngo, number, "training");
        var end = ngo.Page.QuerySelector("main a[href$='/end']")!.GetAttribute("href")!;
        await ngo.GetAsync(end);
        await ngo.PostAsync(end, ("Input.On", Portal.Day(-1)), ("Input.Outcome", "NotAvailable"));
        var form = await CorrectingAsync(ngo, number);
        await ngo.GetAsync(form);
        Assert.NotNull(ngo.Page.QuerySelector("#Input_Outcome option[value=NotAvailable][selected]"));
        await PutRightAsync(ngo, form, ("Input.On", Portal.Day(0)), ("Input.EndedOn", Portal.Day(-1)), ("Input.Outcome", "Completed"), ("Input.Why", "It was completed"));
        Assert.NotNull(ngo.Page.GetElementById("Input_EndedOn-error"));
        await PutRightAsync(ngo, form, ("Input.On", Portal.Day(0)), ("Input.EndedOn", Portal.Day(0)), ("Input.Outcome", "Completed"), ("Input.Why", "It was completed"));
        Assert.Contains("Completed", ngo.Page.QuerySelector("main tbody tr")!.TextContent, StringComparison.Ordinal);
        // The first that stands is one of health, which the organisation does not see.
        Assert.Equal(true, await OfCaseAsync(number, "c.services_from = (select min(began_on) from health_services h where h.case_id = c.id)"));
    }

    [Fact]
    public async Task TwoWhoPutItRightAtOnce_CountItOnce()
    {
        var (number, one) = await CaseAsync();
        await CareStory.ServeAsync(one, number, "training", ("Input.Cost", "50,000"));
        var form = await CorrectingAsync(one, number);
        var two = await portal.VisitAsync("caseworker");
        await Task.WhenAll(one.GetAsync(form), two.GetAsync(form));
        await Task.WhenAll(PutRightAsync(one, form, ("Input.Why", "One nought too many")), two.PostAsync(form + "&handler=Strike", ("Input.Why", "Recorded twice")));
        Assert.Single(new[] { one, two }, v => v.Status == HttpStatusCode.Conflict);
        Assert.Equal(1L, await OfCaseAsync(number, "(select count(*) from services s where s.case_id = c.id and s.corrects_id is not null)"));
    }

    [Fact]
    public async Task EachOfficePutsItsOwnRight_AndSeesWhatTookItsPlace()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var (caseworker, shelter) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("shelter.ngo"));
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number, "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await CareStory.ServeAsync(shelter, number, "medical", ("Input.Cost", "50,000"));
        var form = await CorrectingAsync(caseworker, number);
        await caseworker.GetAsync(form);
        Assert.Empty(caseworker.Page.QuerySelectorAll("option[value=training]"));
        await PutRightAsync(caseworker, form, ("Input.Kind", "medical"), ("Input.Why", "One nought too many"));
        // Neither the plan nor health was shared with the shelter: it sees its own entry, and what took its place.
        Assert.Equal("5,000.00 baht", Total(await shelter.GetAsync($"/cases/{number}/services")));
        Assert.Contains("One nought too many", shelter.Page.QuerySelector("#wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(shelter.Page.QuerySelectorAll("main a[href*='corrects=']"));
        await CareStory.ServeAsync(caseworker, number, "training");
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.GetAsync(await CorrectingAsync(caseworker, number))).Status);
    }

    [Fact]
    public async Task AnotherOfficesEntry_IsNotTheOrganisationsToPutRight()
    {
        var (number, caseworker) = await CaseAsync();
        await CareStory.ServeAsync(caseworker, number, "training");
        var (form, ngo) = (await CorrectingAsync(caseworker, number), await portal.VisitAsync("ngo"));
        Assert.Contains("Riverside school", (await ngo.GetAsync($"/cases/{number}/services")).Text, StringComparison.Ordinal);
        Assert.Empty(ngo.Page.QuerySelectorAll("main a[href*='corrects=']"));
        Assert.Equal(HttpStatusCode.Conflict, (await ngo.GetAsync(form)).Status);
    }

    [Theory]
    [InlineData("mdt.secretary")]
    [InlineData("ngo")]
    public async Task WithoutTheRightToHealth_TheListAndTheSumSayWhatTheyLeaveOut(string user)
    {
        var (number, caseworker) = await CaseAsync();
        await CareStory.ServeAsync(caseworker, number, "medical", ("Input.Note", "A doctor came"));
        await CareStory.ServeAsync(caseworker, number, "medical", ("Input.Cost", "99.99"));
        Assert.Null(caseworker.Page.QuerySelector("#kept, #cost-kept"));
        var visitor = await portal.VisitAsync(user);
        await visitor.GetAsync($"/cases/{number}/services");
        Assert.Contains("health not shown to you: 2", visitor.Page.QuerySelector("#kept")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Without 2 services of health", visitor.Page.QuerySelector("#cost-kept")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("A doctor came", visitor.Text, StringComparison.Ordinal);
        await CareStory.StrikeServiceAsync(caseworker, number, "Recorded twice");
        await CareStory.ServeAsync(caseworker, number, "training");
        await visitor.GetAsync($"/cases/{number}/services");
        Assert.Contains("health not shown to you: 1", visitor.Page.QuerySelector("#kept")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Riverside school", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Recorded twice", visitor.Html, StringComparison.Ordinal);
    }

    private static string Insert(string number, string table, string kind, string sums, string into = "s.case_id") =>
        $"insert into {table} (id, case_id, kind, began_on, refused, struck, cost, source, provider_name, corrects_id, why, by_user_id, by_unit_id, at) select gen_random_uuid(), {into}, '{kind}', current_date, false, {sums}, ''::bytea, s.id, ''::bytea, app_user(), app_unit(), app_now() from services s join cases c on c.id = s.case_id where c.nrm_number = '{number}' ";

    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker", "services", "training", "false, 5, 'Fund'", "and s.corrects_id is null", "ck_service_stands")] // twice
    [InlineData("caseworker", "ProvinceCaseworker", "services", "training", "true, null, null", "and s.corrects_id is null", "ck_service_stands")]
    [InlineData("caseworker", "ProvinceCaseworker", "health_services", "medical", "false, 5, 'Fund'", "and s.corrects_id is not null", "ck_service_stands")] // another table
    [InlineData("caseworker", "ProvinceCaseworker", "services", "training", "true, 5, 'Fund'", "and s.corrects_id is not null", "ck_services_correction")] // what was never given costs nothing
    [InlineData("ngo", "NgoCaseworker", "services", "training", "false, 5, 'Fund'", "and s.corrects_id is not null", "ck_service_theirs")]
    [InlineData("caseworker", "ProvinceCaseworker", "services", "training", "false, 5, 'Fund'", "and s.corrects_id is not null", null)]
    public async Task TheDatabase_HoldsWhatIsPutRight(string user, string role, string table, string kind, string sums, string of, string? constraint)
    {
        var number = await PutRightOnceAsync();
        var sql = Insert(number, table, kind, sums) + of + " returning 1";
        if (constraint is null) Assert.Equal(1, await portal.AsAsync(user, role, sql));
        else Assert.Equal(("23514", constraint), await HeldAsync(user, role, sql));
    }

    [Fact]
    public async Task TheDatabase_LeavesWhatDoesNotStand_AndTakesNothingOfAnotherCase()
    {
        var (number, other) = (await PutRightOnceAsync(), (await CaseAsync()).Number);
        var end = $"update services set ended_on = current_date, outcome = 'Completed', ended_by_user_id = app_user(), ended_at = app_now() where corrects_id is null and case_id = (select id from cases where nrm_number = '{number}') returning 1";
        Assert.Equal(("23514", "ck_service_stands"), await HeldAsync("caseworker", "ProvinceCaseworker", end));
        Assert.Equal(1, await portal.AsAsync("caseworker", "ProvinceCaseworker", end.Replace("corrects_id is null", "corrects_id is not null", StringComparison.Ordinal)));
        var elsewhere = Insert(number, "services", "training", "false, 5, 'Fund'", $"(select id from cases where nrm_number = '{other}')") + "and s.corrects_id is not null returning 1";
        Assert.Equal(("23514", "ck_service_stands"), await HeldAsync("caseworker", "ProvinceCaseworker", elsewhere));
        // Also where nobody's lock stood in between.
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from pg_indexes where tablename in ('services', 'health_services') and indexdef like 'CREATE UNIQUE%(corrects_id)'"));
    }

    private async Task<string> PutRightOnceAsync()
    {
        var (number, caseworker) = await CaseAsync();
        await CareStory.ServeAsync(caseworker, number, "training");
        var form = await CorrectingAsync(caseworker, number);
        await caseworker.GetAsync(form);
        await PutRightAsync(caseworker, form, ("Input.Why", "One nought too many"));
        return number;
    }

    private async Task<(string, string?)> HeldAsync(string user, string role, string sql)
    {
        var held = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, sql));
        return (held.SqlState, held.ConstraintName);
    }
}
