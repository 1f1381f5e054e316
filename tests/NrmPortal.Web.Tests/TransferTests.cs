using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A case handed over: what the other office reads before it answers, what moves when it accepts, and what the database refuses.</summary>
public sealed class TransferTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    private async Task<string> CaseAsync() => await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));

    private async Task<string> ProposedAsync(string number, string unit = "NGO-63", params (string, string)[] more)
    {
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.ProposeTransferAsync(caseworker, number, unit, more);
        Assert.Equal((HttpStatusCode.OK, $"/cases/{number}/transfer"), (caseworker.Status, caseworker.Path));
        return $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}' and answer is null")}";
    }

    private Task<object?> OwnerOf(string number) => portal.ScalarAsync($"select u.code from cases c join units u on u.id = c.owner_unit_id where c.nrm_number = '{number}'");

    [Fact]
    public async Task Proposed_ReadWithoutSightOfTheCase_Accepted_AndMoved()
    {
        var number = await CaseAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.Then(caseworker, $"/cases/{number}/transfer", "Propose", ("Input.Reason", ""));
        Assert.NotNull(caseworker.Page.QuerySelector("#Input_UnitId-error"));
        // Work of the owner and of a person there.
        await portal.ScalarAsync($"""
            insert into tasks (id, case_id, code, to_unit_id, given_at) select gen_random_uuid(), id, 'SecondScreening', owner_unit_id, now() from cases where nrm_number = '{number}'
            """);
        var proposal = await ProposedAsync(number);
        Assert.Equal("IMM-63", await OwnerOf(number));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from case_transfers where position('Known'::bytea in reason) > 0"));

        var ngo = await portal.VisitAsync("ngo");
        Assert.Equal(HttpStatusCode.NotFound, (await ngo.GetAsync($"/cases/{number}")).Status);
        Assert.True(await ngo.ListsAsync("/transfers", number));
        await ngo.GetAsync(proposal);
        Assert.Contains("Known there for a year", ngo.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aung Example", ngo.Text, StringComparison.Ordinal);
        await ngo.PostAsync($"{proposal}?handler=Accept");
        Assert.Equal($"/cases/{number}", ngo.Path);
        Assert.Contains("Aung Example", ngo.Text, StringComparison.Ordinal);
        Assert.Equal("NGO-63", await OwnerOf(number));
        Assert.Equal(Unit("NGO-63"), (await portal.ScalarAsync($"select to_unit_id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'SecondScreening'"))!.ToString());

        // The opener keeps the core; what the province office is asked stays with it.
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/cases/{number}");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.DoesNotContain("Aung Example", officer.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ConveneMdt' and t.to_unit_id = c.province_office_id"));
        Assert.Contains("Take the case over", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal(3L, await portal.ScalarAsync($"select count(*) from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.code = 'CaseTakenOver'"));
    }

    [Fact]
    public async Task ToAnotherProvince_TheOfficeMovesWithItsWork_AndTheOldOneKeepsTheCore()
    {
        var number = await CaseAsync();
        var proposal = await ProposedAsync(number, "MSDHS-57", ("Input.MovesOffice", "true"));
        // The operator of the hotline works there for this test.
        await portal.ScalarAsync($"update memberships set unit_id = '{Unit("MSDHS-57")}', role = 'ProvinceCaseworker', province_code = '57' where id = '{ReferenceData.IdOf("membership", "hotlineHotlineOperator")}'");
        var other = await portal.VisitAsync("hotline");
        await Story.Then(other, proposal, "Accept");
        Assert.Equal("MSDHS-57", await OwnerOf(number));
        Assert.Equal(Unit("MSDHS-57"), (await portal.ScalarAsync($"select province_office_id from cases where nrm_number = '{number}'"))!.ToString());
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ConveneMdt' and t.to_unit_id = '{Unit("MSDHS-57")}' and t.to_role = 'MdtSecretary'"));
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}");
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);
        Assert.DoesNotContain("Aung Example", caseworker.Text, StringComparison.Ordinal);
        Assert.Empty((await caseworker.GetAsync($"/cases/{number}/transfer")).Page.QuerySelectorAll("main form[method=post]"));
        await caseworker.GetAsync("/account/two-factor");
        await caseworker.PostAsync($"/cases/{number}/transfer?handler=Propose", ("Input.UnitId", Unit("MSDHS-57")), ("Input.Basis", "g:duty"), ("Input.Reason", "Back"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.DoesNotContain("ground", caseworker.Page.QuerySelector(".govuk-error-summary")?.TextContent ?? "", StringComparison.OrdinalIgnoreCase);

        // What its office keeps is for reading: nobody manages, pauses, ages, reopens or ends from there, by the page or past it.
        Assert.Null((await caseworker.GetAsync($"/cases/{number}")).Page.QuerySelector("form[action*='handler=Take']"));
        foreach (var act in new[] { $"/cases/{number}?handler=Take", $"/cases/{number}/child/age", $"/cases/{number}/consent/new", $"/cases/{number}/child/dcy", $"/cases/{number}/legal/police-case" })
        {
            await caseworker.GetAsync("/account/two-factor");
            await caseworker.PostAsync(act);
            Assert.True(caseworker.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound, $"{act}: {caseworker.Status}");
        }

        await caseworker.GetAsync("/account/two-factor");
        await caseworker.PostAsync($"/cases/{number}/closure?handler=Propose", EndingTests.Proposal());
        Assert.Equal((HttpStatusCode.Conflict, 0L), (caseworker.Status, await portal.ScalarAsync($"select count(*) from closures x join cases c on c.id = x.case_id where c.nrm_number = '{number}'")));

        await caseworker.GetAsync("/account/two-factor");
        await caseworker.PostAsync($"/cases/{number}?handler=Take");
        Assert.Contains("keeps only the core", caseworker.Text, StringComparison.Ordinal);
        string Event(string code) => $"insert into case_events (id, case_id, sequence, at, by_user_id, by_unit_id, code, from_stage, to_stage, flow_version, parameters) select gen_random_uuid(), id, event_count + 1, app_now(), app_user(), app_unit(), '{code}', stage, stage, flow_version, '{{}}' from cases where nrm_number = '{number}'";
        Assert.Equal("ck_core_alone", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", Event("case.pauseClock")))).ConstraintName);
        // A danger is told by whoever learns of it.
        await portal.AsAsync("caseworker", "ProvinceCaseworker", Event("case.recordWarning"));
        Assert.Equal(HttpStatusCode.OK, (await caseworker.GetAsync($"/cases/{number}/risk/warn")).Status);

        // The MDT is the new office's: its secretary and its members, not those of the province where the person was found.
        var (before, after) = (await portal.VisitAsync("mdt.secretary"), "");
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync($"/cases/{number}")).Status);
        await before.GetAsync("/account/two-factor");
        await before.PostAsync($"/cases/{number}/identification/convene", [("Members", $"{ReferenceData.IdOf("membership", "mdtMdtMember")}"), ("Members", $"{ReferenceData.IdOf("membership", "labourLabourOfficer")}"),
            ("Authority", $"{ReferenceData.IdOf("membership", "authorityCompetentAuthority")}"), .. Story.Meeting]);
        Assert.NotEqual(HttpStatusCode.OK, before.Status);
        foreach (var (user, role, unit) in new[] { ("mdt.secretary", "MdtSecretary", "MSDHS-57"), ("mdt", "MdtMember", null), ("labour", "LabourOfficer", null), ("authority", "CompetentAuthority", null) })
            await portal.ScalarAsync($"update memberships set province_code = '57', unit_id = coalesce(nullif('{(unit is null ? "" : Unit(unit))}', '')::uuid, unit_id) where role = '{role}' and user_id = (select id from users where user_name = '{user}@demo.nrm')");
        var secretary = await portal.VisitAsync("mdt.secretary");
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        Assert.Equal((HttpStatusCode.OK, $"/cases/{number}/identification"), (secretary.Status, secretary.Path));
        Assert.Equal("57", await portal.ScalarAsync($"select s.province_code from sittings s join panels p on p.sitting_id = s.id join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));
    }

    [Fact]
    public async Task TheDatabase_LetsNobodyConvene_ButTheOfficeThatAnswers()
    {
        var number = await CaseAsync();
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        await portal.ScalarAsync($"update cases set province_office_id = '{Unit("MSDHS-57")}' where nrm_number = '{number}'");
        var row = await portal.ScalarAsync($"select (to_jsonb(p) || jsonb_build_object('id', gen_random_uuid(), 'round', 2, 'convened_by_user_id', '{ReferenceData.IdOf("user", "mdt.secretary")}'))::text from panels p join cases c on c.id = p.case_id where c.nrm_number = '{number}'");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("mdt.secretary", "MdtSecretary", $"insert into panels select * from jsonb_populate_record(null::panels, '{row}')"));
        Assert.True(refused.ConstraintName == "ck_panels_office", refused.ConstraintName + " " + refused.MessageText);
    }

    [Fact]
    public async Task Declined_OrTakenBack_TheCaseStays()
    {
        var number = await CaseAsync();
        var proposal = await ProposedAsync(number);
        var ngo = await portal.VisitAsync("ngo");
        await Story.Then(ngo, proposal, "Decline", ("Reason", ""));
        Assert.NotNull(ngo.Page.QuerySelector("#Reason-error"));
        await Story.Then(ngo, proposal, "Decline", ("Reason", "No room this month"));
        Assert.Equal("/transfers", ngo.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await ngo.GetAsync($"/cases/{number}")).Status);
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Contains("No room this month", (await caseworker.GetAsync($"/cases/{number}/transfer")).Text, StringComparison.Ordinal);
        Assert.Contains("declined to take the case over", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal("case.transferDeclined", await portal.ScalarAsync($"select answered_by from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AwaitTransfer'"));

        var second = await ProposedAsync(number);
        Assert.True(await caseworker.ListsAsync("/tasks?Whose=Team", number));
        await Story.Then(caseworker, $"/cases/{number}/transfer", "Propose", ("Input.UnitId", Unit("MSDHS-57")), ("Input.Basis", "g:duty"), ("Input.Reason", "Both"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("waiting for an answer", caseworker.Text, StringComparison.Ordinal);
        await Story.Then(caseworker, $"/cases/{number}/transfer", "Withdraw");
        Assert.Contains("Withdrawn", (await ngo.GetAsync(second)).Text, StringComparison.Ordinal);
        await ngo.GetAsync("/account/two-factor");
        await ngo.PostAsync($"{second}?handler=Accept");
        Assert.Equal(HttpStatusCode.Conflict, ngo.Status);
        Assert.Equal("IMM-63", await OwnerOf(number));
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("officer.police")).GetAsync(second)).Status);
    }

    [Fact]
    public async Task AnNgo_IsGivenACase_OnThePersonsYesAlone_WhichStillStandsWhenItAccepts()
    {
        var number = await CaseAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        (string, string)[] toNgo = [("Input.UnitId", Unit("NGO-63")), ("Input.Reason", "Known there")];
        await Story.Then(caseworker, $"/cases/{number}/transfer", "Propose", toNgo);
        Assert.NotNull(caseworker.Page.QuerySelector("#Input_Basis-error"));
        await Story.Then(caseworker, $"/cases/{number}/transfer", "Propose", [.. toNgo, ("Input.Basis", "g:duty")]);
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.NotNull(caseworker.Page.QuerySelector("#Input_Basis-error"));
        // A yes to the identity alone does not open the account.
        await Story.ConsentToAgencyAsync(caseworker, number, "Ngo");
        await caseworker.GetAsync($"/cases/{number}/transfer");
        var narrow = caseworker.Page.QuerySelectorAll("#Input_Basis option").Select(o => o.GetAttribute("value")!).First(v => v.StartsWith("c:", StringComparison.Ordinal));
        await Story.Then(caseworker, $"/cases/{number}/transfer", "Propose", [.. toNgo, ("Input.Basis", narrow)]);
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);

        var proposal = await ProposedAsync(number);
        var consent = await portal.ScalarAsync($"select consent_id from case_transfers where case_number = '{number}' and answer is null");
        await Story.Then(caseworker, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        Assert.NotEqual(DBNull.Value, await portal.ScalarAsync($"select withdrawn_at from consents where id = '{consent}'"));
        var ngo = await portal.VisitAsync("ngo");
        await ngo.GetAsync(proposal);
        Assert.Contains("has ended", ngo.Text, StringComparison.Ordinal);
        await Story.Then(ngo, proposal, "Accept");
        Assert.Equal(HttpStatusCode.Conflict, ngo.Status);
        Assert.Equal("IMM-63", await OwnerOf(number));
        Assert.Contains("has ended", (await caseworker.GetAsync($"/cases/{number}/transfer")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverIsFoundToBeAChildMeanwhile_GaveNothingThatCarriesTheCase_AndTheAnswerIsAPage()
    {
        var number = await CaseAsync();
        var proposal = await ProposedAsync(number);
        var caseworker = await portal.VisitAsync("caseworker");
        await ChildStory.AgeAsync(caseworker, number, "Child");
        var ngo = await portal.VisitAsync("ngo");
        Assert.Contains("has ended", (await ngo.GetAsync(proposal)).Text, StringComparison.Ordinal);
        Assert.Contains("has ended", (await caseworker.GetAsync($"/cases/{number}/transfer")).Text, StringComparison.Ordinal);
        await Story.Then(ngo, proposal, "Accept");
        Assert.Equal((HttpStatusCode.Conflict, "IMM-63"), (ngo.Status, await OwnerOf(number)));
        await Story.Then(ngo, proposal, "Decline", ("Reason", "The consent is no longer theirs to give"));
        Assert.Equal("/transfers", ngo.Path);
    }

    [Fact]
    public async Task ProposedBeforeTheDecision_ItIsNotAcceptedAfterIt()
    {
        var number = await CaseAsync();
        // The province office had the case before the decision, and has it after it.
        await portal.ScalarAsync($"update cases set owner_unit_id = province_office_id where nrm_number = '{number}'");
        var proposal = await ProposedAsync(number);
        await portal.ScalarAsync($"update cases set identified_outcome = 'VictimTraffickingS6' where nrm_number = '{number}'");
        var ngo = await portal.VisitAsync("ngo");
        await Story.Then(ngo, proposal, "Accept");
        Assert.Equal((HttpStatusCode.Conflict, "MSDHS-63"), (ngo.Status, await OwnerOf(number)));
        Assert.Contains("After the decision a case is transferred only to a province office", ngo.Text, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync("ngo", "NgoCaseworker",
            $"update case_transfers set answer = 'Accepted', answered_by_user_id = app_user(), answered_at = app_now() where case_number = '{number}'"));
        Assert.Equal("ck_transfer_decided", refused.ConstraintName);
    }

    [Fact]
    public async Task AProvinceOfficeThatHasTheCase_IsProposedToBecomeTheResponsibleOne()
    {
        var number = await CaseAsync();
        var first = await ProposedAsync(number, "MSDHS-57");
        await portal.ScalarAsync($"update memberships set unit_id = '{Unit("MSDHS-57")}', role = 'ProvinceCaseworker', province_code = '57' where id = '{ReferenceData.IdOf("membership", "hotlineHotlineOperator")}'");
        var other = await portal.VisitAsync("hotline");
        await Story.Then(other, first, "Accept");
        Assert.Equal("MSDHS-57", await OwnerOf(number));
        var second = await ProposedAsync(number, "MSDHS-57", ("Input.MovesOffice", "true"));
        await Story.Then(other, second, "Accept");
        Assert.Equal(("MSDHS-57", Unit("MSDHS-57")), (await OwnerOf(number), (await portal.ScalarAsync($"select province_office_id from cases where nrm_number = '{number}'"))!.ToString()));
        // Now it is both: nothing is left to propose to it.
        await other.GetAsync($"/cases/{number}/transfer");
        Assert.NotNull(other.Page.QuerySelector("#Input_UnitId"));
        Assert.Null(other.Page.QuerySelector($"#Input_UnitId option[value='{Unit("MSDHS-57")}']"));
    }

    [Fact]
    public async Task TheDatabase_AsksNoTwoOfficesAtOnce()
    {
        var number = await CaseAsync();
        await ProposedAsync(number);
        var second = await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync(
            $"insert into case_transfers select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).* from case_transfers t where t.case_number = '{number}'"));
        Assert.Equal("one_waiting_transfer", second.ConstraintName);
    }

    [Theory]
    [InlineData("null", "null", "{Identity,Account,Plan,Consent}", "ck_share_basis")]
    [InlineData("null", "'duty'", "{Identity,Account,Plan,Consent}", "ck_share_ground")]
    [InlineData("null", "'childInterest'", "{Identity,Account,Plan,Consent}", "ck_share_ground")]
    [InlineData("(select id from consents n where n.case_id = c.id and n.purpose = 'Referral')", "null", "{Identity,Account,Plan,Consent}", "ck_share_basis")] // a yes to less
    [InlineData("(select id from consents n where n.case_id = c.id and n.purpose = 'Referral')", "null", "{Identity}", "ck_share_basis")]
    public async Task TheDatabase_GivesNoCaseToAnNgo_WithoutAYes(string consent, string ground, string sections, string constraint)
    {
        var number = await CaseAsync();
        await Story.ConsentToAgencyAsync(await portal.VisitAsync("caseworker"), number, "Ngo");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync("caseworker", "ProvinceCaseworker", $"""
            insert into case_transfers (id, case_id, case_number, stage, age_group, sex, from_unit_id, from_office_id, to_unit_id, moves_office, reason, sections, consent_id, legal_ground, by_user_id, by_unit_id, at)
            select gen_random_uuid(), c.id, c.nrm_number, c.stage, c.age_group, c.sex, c.owner_unit_id, c.province_office_id, '{Unit("NGO-63")}', false, '\x00', '{sections}', {consent}, {ground}, app_user(), app_unit(), app_now()
            from cases c where c.nrm_number = '{number}'
            """));
        Assert.Equal(("23514", constraint), (refused.SqlState, refused.ConstraintName));
    }

    [Fact]
    public async Task TheDatabase_LetsNobodyAcceptOnAYesThatIsGone()
    {
        var number = await CaseAsync();
        await ProposedAsync(number);
        await portal.ScalarAsync($"update consents set withdrawn_at = now(), withdrawn_how = 'Oral', taken_back_by = 'Person' where id = (select consent_id from case_transfers where case_number = '{number}')");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync("ngo", "NgoCaseworker",
            $"update case_transfers set answer = 'Accepted', answered_by_user_id = app_user(), answered_at = app_now() where case_number = '{number}'"));
        Assert.Equal(("23514", "ck_share_basis"), (refused.SqlState, refused.ConstraintName));
    }

    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker", "update cases set owner_unit_id = '{ngo}' where nrm_number = '{number}'")] // nobody has accepted
    [InlineData("caseworker", "ProvinceCaseworker", "update cases set province_office_id = '{ngo}' where nrm_number = '{number}'")]
    [InlineData("datip.coordinator", "DatipCoordinator", "update cases set owner_unit_id = '{ngo}' where nrm_number = '{number}'")]
    [InlineData("caseworker", "ProvinceCaseworker", "update case_transfers set answer = 'Accepted', answered_by_user_id = app_user(), answered_at = now() where case_number = '{number}'")] // in the other's place
    [InlineData("ngo", "NgoCaseworker", "update case_transfers set answer = 'Withdrawn', answered_by_user_id = app_user(), answered_at = now() where case_number = '{number}'")]
    [InlineData("ngo", "NgoCaseworker", "update case_transfers set to_unit_id = from_unit_id where case_number = '{number}'")]
    public async Task TheDatabase_LetsNobodyTakeOrGiveACase(string user, string role, string sql)
    {
        var number = await CaseAsync();
        await ProposedAsync(number);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(user, role, sql.Replace("{ngo}", Unit("NGO-63"), StringComparison.Ordinal).Replace("{number}", number, StringComparison.Ordinal)));
        Assert.Equal("42501", refused.SqlState);
    }

    // As the application's own role, in the name of one person.
    private async Task AsAsync(string user, string role, string sql)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var text in new[] { $"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", sql })
        {
            await using var command = new NpgsqlCommand(text, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }
    }
}
