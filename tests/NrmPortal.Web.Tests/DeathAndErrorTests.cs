using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A death, and a case that should not have been opened, over HTTP and against the database itself; and what of referrals an end waits for.</summary>
public sealed class DeathAndErrorTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static (string, string)[] Proposal(string ending, params (string, string)[] more) =>
        [("Input.Ending", ending), ("Input.Summary", "Written down here"), ("Input.Belongings", "NoneKept"), ("Input.WhyOpen", "Nobody is there"), .. more];

    private static readonly (string, string)[] NotTold = [("Input.Told", "false"), ("Input.NotToldWhy", "There is nobody under this number"), ("Input.Recontact", "NotAsked")];

    private Task<string> ScreenedAsync(string age = "adult", string officer = "officer.immigration") => ScreenAsync(officer, age);

    private async Task<string> ScreenAsync(string officer, string age) => await Story.ScreenAsync(await portal.VisitAsync(officer), age: age);

    private async Task<Visitor> ProposeAsync(string number, string ending, params (string, string)[] more)
    {
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/closure");
        return await caseworker.PostAsync($"/cases/{number}/closure?handler=Propose", Proposal(ending, more));
    }

    private async Task<Visitor> AgreeAsync(string number)
    {
        var secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync($"/cases/{number}/closure");
        return await secretary.PostAsync($"/cases/{number}/closure?handler=Agree");
    }

    private Task<object?> StageAsync(string number) => portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'");

    [Fact]
    public async Task AChildWhoDiedInProtection_IsClosedByTwo_AndNobodyIsToldOrVisited()
    {
        var number = await ScreenedAsync("child");
        await portal.ScalarAsync($"insert into tasks (id, case_id, code, to_unit_id, to_role, given_at) select gen_random_uuid(), id, c.code, province_office_id, 'ProvinceCaseworker', '{portal.Clock.GetUtcNow():O}' from cases, unnest(array['TellDecision', 'FollowUpVisit']) c (code) where nrm_number = '{number}'");
        var caseworker = await ProposeAsync(number, "EndByDeath.Died");
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);
        Assert.Contains("There is nobody to tell", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal("Protection", await StageAsync(number));
        await AgreeAsync(number);
        Assert.Equal("FollowUp", await StageAsync(number));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.done_at is null and t.code in ('TellDecision', 'FollowUpVisit', 'ProtectChild', 'InvolveDcy', 'AssessBestInterests')"));
        Assert.Contains("End after a death", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenedTwice_AndSeenInTheScreening_ItIsClosedThere()
    {
        var screening = await Story.OpenAccountStepAsync(await portal.VisitAsync("officer.immigration"));
        var number = (string)(await portal.ScalarAsync($"select c.first_contact_number from cases c join screenings s on s.case_id = c.id where s.id = '{screening.Split('/')[2]}'"))!;
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.NotNull((await caseworker.GetAsync($"/cases/{number}")).Page.QuerySelector($"main a[href='/cases/{number}/closure']"));
        Assert.Equal(HttpStatusCode.OK, (await ProposeAsync(number, "EndInError.RecordedInError", NotTold)).Status);
        await AgreeAsync(number);
        Assert.Equal("FollowUp", await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"));
    }

    [Fact]
    public async Task ADuplicate_NamesTheOtherCase_InALinkAlone()
    {
        var (number, other) = (await ScreenedAsync(), await ScreenedAsync(officer: "officer.labour"));
        var caseworker = await ProposeAsync(number, "EndInError.RecordedInError");
        Assert.NotNull(caseworker.Page.GetElementById("Input_Told-error"));
        foreach (var unseen in new[] { "NRM-2569-999999", number })
        {
            caseworker = await ProposeAsync(number, "EndInError.RecordedInError", [("Input.OtherNumber", unseen), .. NotTold]);
            Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
            Assert.NotNull(caseworker.Page.GetElementById("Input_OtherNumber-error"));
        }

        caseworker = await ProposeAsync(number, "EndInError.RecordedInError", [("Input.OtherNumber", other), .. NotTold]);
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);
        Assert.DoesNotContain(other, caseworker.Text, StringComparison.Ordinal);
        Assert.Contains(other, (await caseworker.GetAsync($"/cases/{number}/links")).Text, StringComparison.Ordinal);
        // What was done and how the person is stands with the plan; the link is read without it.
        Assert.DoesNotContain("Written down here", caseworker.Text, StringComparison.Ordinal);
        // Sent back and proposed again, it is not named twice.
        var secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync($"/cases/{number}/closure");
        await secretary.PostAsync($"/cases/{number}/closure?handler=Back", ("Back", "Look once more"));
        await ProposeAsync(number, "EndInError.RecordedInError", [("Input.OtherNumber", other), .. NotTold]);
        await AgreeAsync(number);
        Assert.Equal("FollowUp", await StageAsync(number));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from case_links l join cases c on c.id in (l.case_id, l.other_case_id) where c.nrm_number = '{number}' and l.kind = 'Duplicate'"));
        // Whoever sees one of the two reads that it was an error, and of no other case.
        var officer = await portal.VisitAsync("officer.immigration");
        Assert.Contains("recorded in error", (await officer.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other, officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other, (await officer.GetAsync($"/cases/{number}/links")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverDiedInCustody_IsFirstRecordedAsGone()
    {
        var number = await ScreenedAsync();
        await Story.StayAsync(await portal.VisitAsync("officer.immigration"), number, "CustodyS29");
        Assert.Equal(HttpStatusCode.Conflict, (await ProposeAsync(number, "EndByDeath.Died")).Status);
        Assert.Equal("Protection", await StageAsync(number));
    }

    [Fact]
    public async Task WhatCameBackToItsSender_HoldsTheCase_UntilItIsTakenBack()
    {
        var (number, officer, datip) = (await ScreenedAsync(), await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("datip"));
        var referral = await Story.ReferAsync(officer, number);
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}", "Return", ("Reason", "Which language?"));
        Assert.Equal(HttpStatusCode.Conflict, (await ProposeAsync(number, "EndByDeath.Died")).Status);
        await Story.Then(officer, $"/referrals/{referral}/sender", "Withdraw", ("Reason", "Has died"));
        Assert.Equal(HttpStatusCode.OK, (await ProposeAsync(number, "EndByDeath.Died")).Status);
        // Declined in the same minute: the second lock.
        await portal.ScalarAsync($"update referrals set state = 'Declined' where number = '{referral}'");
        Assert.Equal("ck_case_ends_without_referral", await EndedRawAsync(number));
        await portal.ScalarAsync($"update referrals set state = 'Withdrawn' where number = '{referral}'");
        await AgreeAsync(number);
        Assert.Equal("FollowUp", await StageAsync(number));
        // Of a closed case nothing is taken up or approved, whoever writes it.
        await portal.ScalarAsync($"update referrals set state = 'Sent' where number = '{referral}'");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        foreach (var state in new[] { "Claimed", "UnderReview", "Approved", "Accepted", "Arrived" })
            // DATIP accepts for no shelter anywhere.
            Assert.Equal(state == "Accepted" ? "ck_referral_begins" : "ck_referral_stage", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("datip", "DatipReviewer", $"update referrals set state = '{state}' where number = '{referral}' returning 1"))).ConstraintName);
        Assert.Equal(1, await portal.AsAsync("datip", "DatipReviewer", $"update referrals set state = 'Withdrawn' where number = '{referral}' returning 1"));
    }

    [Fact]
    public async Task TheDatabase_KnowsAReasonOfOneWayAlone_AndAWayOfItsStage()
    {
        var number = await ScreenedAsync();
        foreach (var (how, reason) in new[] { ("EndAssistance", "Died"), ("EndByDeath", "NoFurtherNeed"), ("DeclineAndLeave", "RecordedInError"), ("EndInError", "DeclinedHelp") })
            Assert.Equal("ck_closure_reason", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", Closure(number, how, reason)))).ConstraintName);
        Assert.Equal(1, await portal.AsAsync("caseworker", "ProvinceCaseworker", Closure(number, "EndAssistance", "PlanFulfilled")));
        await ProposeAsync(number, "EndByDeath.Died");
        await portal.ScalarAsync($"update closures set how = 'EndOtherPathway', reason = 'NoFurtherNeed', language = 'th' where case_id = (select id from cases where nrm_number = '{number}')");
        Assert.Equal("ck_case_ends_by_two", await EndedRawAsync(number));
    }

    private static string Closure(string number, string how, string reason) => $"""
        insert into closures (id, case_id, "from", how, reason, summary, language, recontact, belongings, open_items, by_user_id, by_unit_id, at)
        select gen_random_uuid(), id, 'Protection', '{how}', '{reason}', ''::bytea, 'th', 'Declined', 'Returned', '', app_user(), app_unit(), now() from cases where nrm_number = '{number}' returning 1
        """;

    // The secretary's answer and the end in one transaction, past the domain.
    private async Task<string?> EndedRawAsync(string number)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var at = $"{portal.Clock.GetUtcNow():O}";
        await using var command = new NpgsqlCommand($"""
            select set_config('app.user_id', '{ReferenceData.IdOf("user", "mdt.secretary")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "mdt.secretaryMdtSecretary")}', true), set_config('app.now', '{at}', true);
            update closures set answer = 'Agreed', answered_by_user_id = app_user(), answered_at = '{at}' where answer is null and case_id = (select id from cases where nrm_number = '{number}');
            update cases set stage = 'FollowUp', stage_since = '{at}' where nrm_number = '{number}'
            """, connection, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return (await Record.ExceptionAsync(() => transaction.CommitAsync(TestContext.Current.CancellationToken)) as PostgresException)?.ConstraintName;
    }
}
