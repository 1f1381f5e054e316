using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>What a service took on and never finishes is ended without it; what comes back is with whoever may act on it, and not with who sent it long ago.</summary>
public sealed class ServiceEndTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> StateAsync(string referral) => portal.ScalarAsync($"select state from referrals where number = '{referral}'");

    private async Task<(string Case, string Referral)> TakenOnAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await Story.ReferToServiceAsync(await portal.VisitAsync("caseworker"), number, "LegalAid", "MOJ-63", "Justice");
        await Story.Then(await portal.VisitAsync("justice"), $"/referrals/{referral}/service", "TakeOn");
        return (number, referral);
    }

    // The NGO has the case from then on; the province office stays responsible.
    private async Task HandOverAsync(string number)
    {
        await Story.ProposeTransferAsync(await portal.VisitAsync("caseworker"), number, "NGO-63");
        await Story.Then(await portal.VisitAsync("ngo"), $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}'")}", "Accept");
    }

    private async Task<string> ReturnedAsync(string number)
    {
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number);
        await HandOverAsync(number);
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}", "Return", ("Reason", "Which language?"));
        return referral;
    }

    [Fact]
    public async Task TheCaseworkerEndsIt_WithAReason_AndTheServiceIsToldAndSeesTheCaseNoLonger()
    {
        var (number, referral) = await TakenOnAsync();
        var justice = await portal.VisitAsync("justice");
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Contains("Taken on 0 days ago", (await caseworker.GetAsync("/referrals?Chosen.Side=out")).Page.QuerySelectorAll("main tr").Single(r => r.TextContent.Contains(referral, StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Null((await justice.GetAsync($"/referrals/{referral}")).Page.QuerySelector("form[action*='handler=Stop']"));
        Assert.NotNull((await caseworker.GetAsync($"/referrals/{referral}")).Page.QuerySelector("form[action*='handler=Stop']"));
        await Story.Then(caseworker, $"/referrals/{referral}/sender", "Stop", ("Reason", ""));
        Assert.Equal((HttpStatusCode.Conflict, "Accepted"), (caseworker.Status, await StateAsync(referral)));
        Assert.Equal(HttpStatusCode.OK, (await justice.GetAsync($"/cases/{number}")).Status);
        Assert.Equal(true, await portal.ScalarAsync($"select referral_open(id) from cases where nrm_number = '{number}'"));

        await Story.Then(caseworker, $"/referrals/{referral}/sender", "Stop", ("Reason", "The office has closed"));
        Assert.Equal(("Completed", false), (await StateAsync(referral), await portal.ScalarAsync($"select referral_open(id) from cases where nrm_number = '{number}'")));
        Assert.Equal(HttpStatusCode.NotFound, (await justice.GetAsync($"/cases/{number}")).Status);
        Assert.Contains("The office has closed", (await justice.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        Assert.True(await justice.ListsAsync("/notifications", "ended before its receiver had finished"));
        Assert.Contains("End a referral that its receiver has not finished", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("datip"), InlineData("datip.coordinator")]
    public async Task DatipEndsItToo_AndTheOwnerIsTold(string user)
    {
        var (number, referral) = await TakenOnAsync();
        await Story.Then(await portal.VisitAsync(user), $"/referrals/{referral}/sender", "Stop", ("Reason", "The consulate has left"));
        Assert.Equal("Completed", await StateAsync(referral));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.code = 'ReferralStopped' and n.to_unit_id = c.owner_unit_id"));
    }

    [Fact]
    public async Task WhoOnlyOpenedTheCase_EndsNothing_NeitherOnThePageNorInTheDatabase()
    {
        var (number, referral) = await TakenOnAsync();
        await HandOverAsync(number);
        var officer = await portal.VisitAsync("officer.immigration");
        Assert.Null((await officer.GetAsync($"/referrals/{referral}")).Page.QuerySelector("form[action*='handler=Stop']"));
        await officer.GetAsync("/messages/by-number");
        await officer.PostAsync($"/referrals/{referral}/sender?handler=Stop", ("Reason", "Enough"));
        Assert.Equal((HttpStatusCode.Conflict, "Accepted"), (officer.Status, await StateAsync(referral)));
        foreach (var (user, role, sql, name) in new[]
        {
            ("officer.immigration", "FrontlineOfficer", $"update referrals set state = 'Completed' where number = '{referral}'", "ck_referral_stop"),
            ("caseworker", "ProvinceCaseworker", $"update referrals set state = 'Withdrawn' where number = '{referral}'", "ck_referral_stop"),
            ("caseworker", "ProvinceCaseworker", $"insert into referral_steps (id, referral_id, case_id, action, \"from\", \"to\", by_user_id, at) select gen_random_uuid(), id, case_id, 'Stop', 'Accepted', 'Completed', app_user(), now() from referrals where number = '{referral}'", "ck_referral_step_reason"),
        }) Assert.Equal(name, (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, sql))).ConstraintName);
        await portal.AsAsync("ngo", "NgoCaseworker", $"update referrals set state = 'Completed' where number = '{referral}'");
    }

    [Fact]
    public async Task WhatComesBackAfterTheCaseHasAnotherOwner_IsWithThatOwner_WhoSendsItAgain()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await ReturnedAsync(number);
        foreach (var (user, home, list) in new[] { ("ngo", true, true), ("caseworker", false, true), ("officer.immigration", false, true) })
        {
            var reader = await portal.VisitAsync(user);
            await reader.GetAsync("/home");
            Assert.Equal((user, home), (user, reader.Page.QuerySelectorAll("section.nrm-card").Where(s => s.TextContent.Contains("Referrals returned for correction", StringComparison.Ordinal)).Any(s => s.TextContent.Contains(referral, StringComparison.Ordinal))));
            Assert.Equal((user, list), (user, await reader.ListsAsync("/referrals?Chosen.Side=out", referral)));
        }

        var ngo = await portal.VisitAsync("ngo");
        Assert.True(await ngo.ListsAsync("/notifications", "A referral was sent back or declined"));
        await ngo.GetAsync($"/referrals/{referral}");
        await ngo.PostAsync($"/referrals/{referral}/sender?handler=Resend", ("ShareBasis", $"c:{await portal.ScalarAsync($"select consent_id from referrals where number = '{referral}'")}"), ("Reason", "Burmese"));
        Assert.Equal("Sent", await StateAsync(referral));
        Assert.False(await ngo.ListsAsync("/home", referral));
    }

    [Fact]
    public async Task WhatIsTurnedDown_IsToldToTheSender_WhileTheCaseIsTheirs()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await Story.ReferToServiceAsync(await portal.VisitAsync("caseworker"), number, "LabourClaim", "LAB-63", "Labour");
        await Story.Then(await portal.VisitAsync("officer.labour"), $"/referrals/{referral}/service", "TurnDown", ("Reason", "No inspector"));
        Assert.Equal("MSDHS-63", await portal.ScalarAsync($"select string_agg(u.code, ' ') from notices n join units u on u.id = n.to_unit_id where n.code = 'ReferralReturned' and n.path = '/referrals/{referral}'"));
    }
}
