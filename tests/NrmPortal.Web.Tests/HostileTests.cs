using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Forged forms of people who are signed in rightly: each was possible once.</summary>
public sealed class HostileTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> DraftAsync(Visitor officer)
    {
        await officer.GetAsync("/screenings/new");
        await officer.PostAsync("/screenings/new");
        return officer.Path;
    }

    [Fact]
    public async Task AnIdInTheForm_DoesNotStandForTheOneInTheAddress()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var (mine, other) = (await DraftAsync(officer), await DraftAsync(officer));
        await officer.GetAsync(mine + "/language");
        await officer.PostAsync(mine + "/language", ("id", other["/screenings/".Length..]), ("language", "my"), ("interpreter", "not_needed"));
        Assert.Equal(0, (await officer.GetAsync(other + "/language")).Page.QuerySelectorAll("input[name=language][checked]").Length);
        Assert.Equal(1, (await officer.GetAsync(mine + "/language")).Page.QuerySelectorAll("input[name=language][checked]").Length);
    }

    [Fact]
    public async Task WhoeverWroteInAScreening_IsNotItsSecondScreener()
    {
        var starter = await portal.VisitAsync("officer.immigration2");
        var screening = await DraftAsync(starter);
        var writer = await portal.VisitAsync("officer.immigration");
        foreach (var (step, values) in new (string, (string, string)[])[] { ("danger", [("danger_now", "no")]), ("language", [("language", "my"), ("interpreter", "not_needed")]),
            ("conditions", [("private_place", "yes"), ("suspect_absent", "yes")]), ("consent", [("consent_outcome", "given")]), ("person", [("age_class", "unknown"), ("sex", "male")]),
            ("conclusion", [("conclusion_outcome", "none"), ("conclusion_reasons", "None"), ("other_pathway", "labour")]) })
        {
            await writer.GetAsync($"{screening}/{step}");
            await writer.PostAsync($"{screening}/{step}", values);
        }

        await writer.GetAsync(screening + "/check");
        await writer.PostAsync(screening + "/check");
        await writer.GetAsync("/account/two-factor");
        Assert.Equal(HttpStatusCode.Conflict, (await writer.PostAsync(screening + "/second", ("confirms", "true"))).Status);
    }

    [Fact]
    public async Task APanel_SeatsOnlyWhoMayGiveOpinionsOrDecide_AndANewOneEndsTheOld()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync($"/cases/{number}/identification/convene");
        (string, string) Member(string user, string role) => ("Members", ReferenceData.IdOf("membership", user + role).ToString());
        var authority = ("Authority", ReferenceData.IdOf("membership", "authorityCompetentAuthority").ToString());
        await secretary.PostAsync($"/cases/{number}/identification/convene", [Member("shelter.ngo", "ShelterWorker"), Member("justice", "JusticeOfficer"), Member("dcy", "DcyOfficer"), authority, .. Story.Meeting]);
        Assert.Equal($"/cases/{number}/identification", secretary.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("shelter.ngo")).GetAsync($"/cases/{number}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await portal.VisitAsync("justice")).GetAsync($"/cases/{number}")).Status);

        await secretary.GetAsync($"/cases/{number}/identification/convene");
        await secretary.PostAsync($"/cases/{number}/identification/convene", [Member("labour", "LabourOfficer"), Member("prosecutor", "Prosecutor"), ("Authority", ReferenceData.IdOf("membership", "inquiryInquiryOfficer").ToString()), ("Anew", "Others must sit"), .. Story.Meeting]);
        Assert.Equal(HttpStatusCode.Conflict, secretary.Status);
        await secretary.PostAsync($"/cases/{number}/identification/convene", [Member("labour", "LabourOfficer"), Member("prosecutor", "Prosecutor"), authority, ("Anew", "Others must sit"), .. Story.Meeting]);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("justice")).GetAsync($"/cases/{number}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await portal.VisitAsync("labour")).GetAsync($"/cases/{number}")).Status);
    }

    [Fact]
    public async Task AfterTheTransfer_TheOpenerNeitherRefersNorWithdraws()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(await portal.VisitAsync("caseworker"), number);
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var member in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(member), number, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        await officer.GetAsync("/account/two-factor");
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        await officer.GetAsync("/account/two-factor");
        Assert.Equal(HttpStatusCode.Conflict, (await officer.PostAsync($"/referrals/{referral}/sender?handler=Withdraw", ("Reason", "Not mine"))).Status);
    }

    [Theory]
    [InlineData("POL-63")]
    [InlineData("nowhere")]
    public async Task Datip_ApprovesForSheltersAlone(string unit)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}", "Approve", ("UnitId", ReferenceData.IdOf("unit", unit).ToString()), ("Reason", "x"));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("officer.police")).GetAsync($"/referrals/{referral}")).Status);
    }

    [Fact]
    public async Task OneKey_ForAnotherButtonOfTheForm_IsNotReportedAsDone()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await datip.GetAsync($"/referrals/{referral}");
        Assert.Equal($"/referrals/{referral}", await datip.SubmitAsync($"/referrals/{referral}?handler=Release", ("Reason", "same")));
        await datip.PostAsync($"/referrals/{referral}?handler=Claim", ("Reason", "same"));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
    }

    [Fact]
    public async Task ACopiedCookie_DoesNotOutliveTheSignOut()
    {
        var officer = await portal.VisitAsync("officer.labour");
        var cookie = officer.CookieHeader(new Uri(portal.Url));
        await officer.GetAsync("/account/two-factor");
        await officer.PostAsync("/account/logout");
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, portal.Url + "/home") { Headers = { { "Cookie", cookie } } };
        using var answer = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task ANameInTheNumberBox_DoesNotTravelOn()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync("/cases?Chosen.Number=somchai+jaidee");
        Assert.Equal("/cases", officer.Path);
        Assert.Contains("name box", officer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update cases set owner_unit_id = app_unit()", "officer.immigration", "FrontlineOfficer")] // the opener, after the transfer
    [InlineData("update referrals set case_id = case_id", "officer.immigration", "FrontlineOfficer")]
    [InlineData("update referrals set sections = '{Identity,Health}'", "officer.immigration", "FrontlineOfficer")]
    [InlineData("update memberships set role = 'DatipReviewer' where user_id <> app_user()", "agency.admin", "AgencyAdministrator")]
    [InlineData("insert into drafts (id, user_id, body, at) values (gen_random_uuid(), gen_random_uuid(), '\\x00', '2100-01-01')", "officer.immigration", "FrontlineOfficer")]
    [InlineData("insert into break_glass (id, case_id, by_user_id, membership_id, unit_id, at, until) select gen_random_uuid(), case_for_break_glass((select nrm_number from cases limit 1)), app_user(), app_membership(), app_unit(), now(), 'infinity'", "hotline", "HotlineOperator")]
    public async Task TheDatabase_LetsNobodyWriteThemselvesAccess(string sql, string user, string role)
    {
        await DecidedAsync();
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var sight = new NpgsqlCommand("select set_config('app.user_id', $1, true), set_config('app.membership_id', $2, true)", connection)
        {
            Parameters = { new() { Value = ReferenceData.IdOf("user", user).ToString() }, new() { Value = ReferenceData.IdOf("membership", user + role).ToString() } },
        };
        await sight.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Contains(refused.ConstraintName ?? refused.SqlState, new[] { "42501", "ck_referral_terms" });
    }

    private async Task DecidedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ReferAsync(await portal.VisitAsync("caseworker"), number);
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var member in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(member), number, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
    }
}
