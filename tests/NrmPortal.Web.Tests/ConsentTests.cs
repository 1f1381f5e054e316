using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Consent carries a share while it lives; a withdrawal ends what rests on it, for the reader and in the database.</summary>
public sealed class ConsentTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task AWithdrawal_EndsTheShareAtOnce_TellsTheReceiver_AndKeepsTheCore()
    {
        var (number, referral) = await HousedAsync();
        var shelter = await portal.VisitAsync("shelter.ngo");
        Assert.Contains("Aung Example", (await shelter.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.Equal((1L, 1L), (await SeenAsync("person_identities", number), await SeenAsync("cases", number, "id")));

        await WithdrawAsync(await portal.VisitAsync("caseworker"), number);
        Assert.Equal((0L, 1L), (await SeenAsync("person_identities", number), await SeenAsync("cases", number, "id")));
        await shelter.GetAsync($"/cases/{number}");
        Assert.Equal(HttpStatusCode.OK, shelter.Status);
        Assert.Contains("the share has ended", shelter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aung", shelter.Html, StringComparison.Ordinal);
        Assert.Contains("the share has ended", (await shelter.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync("select count(*) from notices n join units u on u.id = n.to_unit_id join cases c on c.id = n.case_id where c.nrm_number = $1 and n.code = 'ConsentWithdrawn' and u.code = 'SHN-63'", number));
        Assert.Equal(1L, await CountAsync("select count(*) from referrals r join cases c on c.id = r.case_id where c.nrm_number = $1 and r.share_ended_at is not null and r.state = 'Accepted'", number));
    }

    [Fact]
    public async Task ALaterRefusal_EndsWhatWasAgreedToBefore_ForTheSamePurpose()
    {
        var (number, referral) = await HousedAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        await RecordAsync(caseworker, number, ("Input.Purpose", "Disclosure"), ("Input.Outcome", "Refused"));
        Assert.Equal(1L, await SeenAsync("person_identities", number));
        await RecordAsync(caseworker, number, ("Input.Purpose", "Referral"), ("Input.Outcome", "Refused"));
        Assert.Equal($"/cases/{number}/consent", caseworker.Path);
        Assert.Equal(0L, await SeenAsync("person_identities", number));
        Assert.Equal(1L, await CountAsync("select count(*) from referrals where number = $1 and share_ended_at is not null", referral));
        Assert.Equal(0L, await CountAsync("select count(*) from consents n join cases c on c.id = n.case_id where c.nrm_number = $1 and n.purpose = 'Referral' and n.outcome = 'Given' and n.withdrawn_at is null", number));
    }

    [Fact]
    public async Task AShareOnALegalGround_OutlivesAWithdrawal()
    {
        var (number, referral) = await HousedAsync("s33");
        var caseworker = await portal.VisitAsync("caseworker");
        await RecordAsync(caseworker, number, ("Input.Purpose", "Referral"), ("Input.Sections", "Identity"));
        await WithdrawAsync(caseworker, number);
        Assert.Contains("Aung Example", (await (await portal.VisitAsync("shelter.ngo")).GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await SeenAsync("person_identities", number));
        Assert.Equal(0L, await CountAsync("select count(*) from referrals where number = $1 and share_ended_at is not null", referral));
    }

    [Fact]
    public async Task AnUnacceptedReferral_GoesBackToTheSender_WhoSendsItAgainOnAGround()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await shelter.GetAsync($"/referrals/{referral}");
        await WithdrawAsync(officer, number);
        await shelter.PostAsync($"/referrals/{referral}?handler=Accept", ("Basis", "VoluntaryReflection"));
        Assert.Equal(HttpStatusCode.NotFound, shelter.Status);
        Assert.Equal(0L, await SeenAsync("cases", number, "id"));

        await Story.Then(officer, $"/referrals/{referral}/sender", "Resend", ("ShareBasis", $"c:{await ConsentOfAsync(number)}"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Contains("No live consent covers this share", officer.Text, StringComparison.Ordinal);
        // Over a no a ground needs its reason.
        await Story.Then(officer, $"/referrals/{referral}/sender", "Resend", ("ShareBasis", "g:s29"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        await Story.Then(officer, $"/referrals/{referral}/sender", "Resend", ("ShareBasis", "g:s29"), ("Reason", "Held under s.29 since today"));
        Assert.Equal(1L, await CountAsync("select count(*) from referrals where number = $1 and state = 'Sent' and legal_ground = 's29' and consent_id is null and share_ended_at is null", referral));
    }

    [Fact]
    public async Task AnEndedShare_IsRestored_OnANewConsent_ByTheOfficeThatAnswersForTheCase()
    {
        var (number, referral) = await HousedAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        await WithdrawAsync(caseworker, number);
        await RecordAsync(caseworker, number, ("Input.Purpose", "Referral"), ("Input.Sections", "Identity"));
        await Story.Then(caseworker, $"/referrals/{referral}/sender", "Restore", ("ShareBasis", $"c:{await ConsentOfAsync(number)}"), ("Reason", ""));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        await Story.Then(caseworker, $"/referrals/{referral}/sender", "Restore", ("ShareBasis", $"c:{await ConsentOfAsync(number)}"), ("Reason", "Asked again after a week"));
        Assert.Contains("Aung Example", (await (await portal.VisitAsync("shelter.ngo")).GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await SeenAsync("person_identities", number));
    }

    [Fact]
    public async Task AnExpiredConsent_EndsTheShare_WhenItIsRead()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var today = NrmPortal.Domain.ThaiDay.Of(portal.Clock.GetUtcNow());
        await RecordAsync(caseworker, number, ("Input.Purpose", "Referral"), ("Input.Sections", "Identity"), ("Input.Until", today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", $"c:{await ConsentOfAsync(number)}"), ("Input.Reach", "any"), ("Input.Sections", "Identity"));
        var referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        Assert.Equal(1L, await SeenAsync("person_identities", number));

        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0L, await SeenAsync("person_identities", number));
        var shelter = await portal.VisitAsync("shelter.ngo");
        Assert.Contains("The consent has expired", (await shelter.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aung", shelter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWithdrawalAndAnAcceptance_AtOnce_NeverOpenTheShare()
    {
        foreach (var turn in Enumerable.Range(0, 4))
        {
            var officer = await portal.VisitAsync("officer.immigration");
            var number = await Story.ScreenAsync(officer, $"Aung Turn {turn}");
            var referral = await Story.ReferAsync(officer, number);
            await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "MSDHS Shelter B");
            var (shelter, caseworker) = (await portal.VisitAsync("shelter.msdhs2"), await portal.VisitAsync("caseworker"));
            await shelter.GetAsync($"/referrals/{referral}");
            var consent = $"/cases/{number}/consent/{await ConsentOfAsync(number)}";
            await caseworker.GetAsync(consent);
            await Task.WhenAll(
                shelter.PostAsync($"/referrals/{referral}?handler=Accept", ("Basis", "VoluntaryReflection")),
                caseworker.PostAsync($"{consent}?handler=Withdraw", ("How", "Oral")));
            Assert.Equal(HttpStatusCode.OK, caseworker.Status);
            Assert.Contains(shelter.Status, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict });
            Assert.Equal(0L, await SeenAsync("person_identities", number, user: "shelter.msdhs2"));
            Assert.Equal(1L, await CountAsync("select count(*) from referrals where number = $1 and share_ended_at is not null", referral));
        }
    }

    [Fact]
    public async Task Datip_CannotOfferThePersonToAUnitTheConsentDoesNotReach()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", [.. Story.ConsentNow.Where(f => f.Item1 != "Input.Reach"), ("Input.Reach", "unit"), ("Input.UnitId", UnitOf("SHN-63")), ("Input.Sections", "Identity")]);
        var referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await datip.PostAsync($"/referrals/{referral}?handler=Approve", ("UnitId", UnitOf("SHP-10")), ("Reason", "Nearer"));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Contains("No live consent covers this share", datip.Text, StringComparison.Ordinal);
        await datip.PostAsync($"/referrals/{referral}?handler=Approve", ("UnitId", UnitOf("SHN-63")));
        Assert.Equal(1L, await CountAsync("select count(*) from referrals where number = $1 and state = 'Approved'", referral));
    }

    [Fact]
    public async Task AChildsRefusal_AsksChildProtection_AndTheCaseStaysOpen()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), age: "child");
        var caseworker = await portal.VisitAsync("caseworker");
        await ChildStory.AskDcyAsync(caseworker, number);
        await RecordAsync(caseworker, number, ("Input.Purpose", "Referral"), ("Input.Outcome", "Refused"), ("Input.ChildsView", "Disagrees"), ("Input.GivenBy", "Person"));
        Assert.Equal($"/cases/{number}/consent", caseworker.Path);
        Assert.Equal(2L, await CountAsync("select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = $1 and t.code = 'ProtectChild'", number));
        Assert.Equal(1L, await CountAsync("select count(*) from cases where nrm_number = $1 and stage = 'Protection'", number));
        Assert.True(await AsAsync("dcy", "DcyOfficer", "select count(*) from tasks where code = 'ProtectChild'") > 0, "DCY reads its task");
        Assert.Equal(2L, await CountAsync("select count(*) from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = $1 and k.clock = 'ChildProtection'", number));
        foreach (var user in new[] { "caseworker", "dcy" })
        {
            var asked = await portal.VisitAsync(user);
            var id = await portal.ScalarAsync($"select t.id::text from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ProtectChild' and t.to_role = '{(user == "dcy" ? "DcyOfficer" : "ProvinceCaseworker")}'");
            var task = $"/cases/{number}/tasks/{id}";
            await asked.GetAsync(task);
            await asked.PostAsync($"{task}?handler=Finish", ("Note", ""));
            Assert.Contains("Write what was done", asked.Text, StringComparison.Ordinal);
            Assert.Contains("What was done to protect the child", asked.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Conflict, asked.Status);
            await asked.PostAsync($"{task}?handler=Finish", ("Note", "A foster family was found (made up)"));
            Assert.Equal(HttpStatusCode.OK, asked.Status);
        }

        Assert.Equal(0L, await CountAsync("select count(*) from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = $1 and k.clock = 'ChildProtection'", number));

        // Nobody gives consent in the child's place who may be the suspect, and what was typed stands.
        await RecordAsync(caseworker, number, ("Input.Purpose", "Referral"), ("Input.Sections", "Identity"), ("Input.GivenBy", "Guardian"), ("Input.GiverName", "Daw Example"), ("Input.GiverRelation", "Parent"), ("Input.GiverCheck", "PossibleSuspect"), ("Input.ChildsView", "Agrees"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("may be the suspect, cannot consent", caseworker.Text, StringComparison.Ordinal);
        Assert.True(caseworker.Page.QuerySelector("input[name='Input.GivenBy'][value=Guardian]")!.HasAttribute("checked"));
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", [.. Story.ConsentNow, ("Input.Sections", "Identity")]);
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
    }

    [Fact]
    public async Task EmptyForms_AreShownAgain_WithWhatIsMissing()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        foreach (var form in new[] { $"/cases/{number}/consent/new", $"/cases/{number}/disclosures/new", $"/cases/{number}/referrals/new" })
        {
            await caseworker.GetAsync(form);
            await caseworker.PostAsync(form);
            Assert.Equal(HttpStatusCode.OK, caseworker.Status);
            Assert.True(caseworker.Page.QuerySelectorAll(".govuk-error-summary li").Length > 0, form);
        }
    }

    [Fact]
    public async Task ADisclosure_NeedsItsOwnConsentOrAGround_AndEndsWithTheConsent()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await RecordAsync(caseworker, number, ("Input.Purpose", "Disclosure"), ("Input.Sections", "Identity"), ("Input.Reach", "outside"), ("Input.Outside", "Embassy"));
        var consent = $"c:{await ConsentOfAsync(number, "Disclosure")}";
        await DiscloseAsync(caseworker, number, "Court", consent);
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("Some Recipient", caseworker.Html, StringComparison.Ordinal);
        await DiscloseAsync(caseworker, number, "Embassy", "");
        Assert.NotNull(caseworker.Page.QuerySelector(".govuk-error-summary"));
        await DiscloseAsync(caseworker, number, "Embassy", consent);
        await DiscloseAsync(caseworker, number, "Court", "g:s29");
        Assert.Equal(2L, await CountAsync("select count(*) from disclosures d join cases c on c.id = d.case_id where c.nrm_number = $1", number));

        await WithdrawAsync(caseworker, number, "Disclosure");
        Assert.Equal(1L, await CountAsync("select count(*) from disclosures d join cases c on c.id = d.case_id where c.nrm_number = $1 and d.ended_at is not null and d.legal_ground is null", number));
        Assert.Equal(1L, await CountAsync("select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = $1 and t.code = 'TellRecipientToStop'", number));
        await caseworker.GetAsync($"/cases/{number}/disclosures");
        Assert.Contains("must be told to stop using the data", caseworker.Text, StringComparison.Ordinal);
        await TellsToStopAsync(caseworker, number);
    }

    [Fact]
    public async Task WhoSeesNoCase_IsLedToNone_WhenTheConsentIsTakenBack()
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await Story.ScreenAsync(officer, "Led Example");
        await RecordAsync(caseworker, number, ("Input.Purpose", "Referral"), ("Input.Sections", "Identity"), ("Input.Reach", "any"));
        await caseworker.GetAsync($"/cases/{number}/referrals/new");
        await caseworker.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", $"c:{await ConsentOfAsync(number, "Referral")}"), ("Input.Sections", "Identity"));
        await Story.ApproveAsync(await portal.VisitAsync("datip"), caseworker.Path[(caseworker.Path.LastIndexOf('/') + 1)..], "NGO Shelter");
        await WithdrawAsync(caseworker, number);
        Assert.Equal(1L, await CountAsync("select count(*) from notices n join units u on u.id = n.to_unit_id join cases c on c.id = n.case_id where c.nrm_number = $1 and n.code = 'ConsentWithdrawn' and u.code = 'SHN-63' and n.path = '/notifications'", number));
        Assert.Equal(0L, await CountAsync("select count(*) from notices n join units u on u.id = n.to_unit_id join cases c on c.id = n.case_id where c.nrm_number = $1 and n.code = 'ConsentWithdrawn' and u.code = 'MSDHS-63' and n.path = '/notifications'", number));
        var shelter = await portal.VisitAsync("shelter.ngo");
        await shelter.GetAsync("/notifications");
        var notice = shelter.Page.QuerySelectorAll("button[name=notice]").First(b => b.TextContent.Contains("consent", StringComparison.OrdinalIgnoreCase)).GetAttribute("value")!;
        await shelter.PostAsync("/notifications?handler=Open", ("notice", notice));
        Assert.Equal(("/notifications", HttpStatusCode.OK), (shelter.Path, shelter.Status));
    }

    [Fact]
    public async Task TheDatabase_RefusesByItself_WhatNoConsentCovers()
    {
        var (number, referral) = await HousedAsync();
        var id = await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'");
        string Insert(string consent, string ground) => $"""
            with made as (insert into referrals (id, case_id, number, state, urgent, emergency, from_unit_id, by_user_id, province_code, sections, consent_id, legal_ground, created_at)
            values (gen_random_uuid(), '{id}', 'X-{Guid.NewGuid():N}', 'Sent', false, false, '{UnitOf("MSDHS-63")}', '{ReferenceData.IdOf("user", "caseworker")}', '63', array['Identity'], {consent}, {ground}, now()) returning 1) select count(*) from made
            """;
        var screening = await ConsentOfAsync(number, "Screening");
        foreach (var (consent, ground) in new[] { ("null", "null"), ("null", "' '"), ($"'{screening}'", "null"), ("null::uuid", "''") })
            Assert.Equal("23514", (await Assert.ThrowsAsync<PostgresException>(() => AsAsync("caseworker", "ProvinceCaseworker", Insert(consent, ground)))).SqlState);
        Assert.Equal(1L, await AsAsync("caseworker", "ProvinceCaseworker", Insert("null", "'s33'")));

        await WithdrawAsync(await portal.VisitAsync("caseworker"), number);
        foreach (var sql in new[] { "share_ended_at = null", "legal_ground = 's33', consent_id = null, share_ended_at = null" })
            await Assert.ThrowsAsync<PostgresException>(() => AsAsync("shelter.ngo", "ShelterWorker", $"with made as (update referrals set {sql} where number = '{referral}' returning 1) select count(*) from made"));
        await Assert.ThrowsAsync<PostgresException>(() => AsAsync("caseworker", "ProvinceCaseworker", $"with made as (update consents set withdrawn_at = null where case_id = '{id}' and purpose = 'Referral' returning 1) select count(*) from made"));
        await Assert.ThrowsAsync<PostgresException>(() => AsAsync("caseworker", "ProvinceCaseworker", $"with made as (update consents set expires_on = '2099-01-01' where case_id = '{id}' returning 1) select count(*) from made"));
    }

    private static string UnitOf(string code) => ReferenceData.IdOf("unit", code).ToString();

    private static async Task DiscloseAsync(Visitor by, string number, string to, string basis)
    {
        await by.GetAsync($"/cases/{number}/disclosures/new");
        await by.PostAsync($"/cases/{number}/disclosures/new", ("Input.Outside", to), ("Input.Name", "Some Recipient"), ("Input.Sections", "Identity"), ("Input.Reason", "A paper"), ("Input.Basis", basis), ("Input.How", "SealedLetter"));
    }

    // Silence leaves the task open; an answer closes the task of this disclosure.
    private async Task TellsToStopAsync(Visitor by, string number)
    {
        var form = by.Page.QuerySelector("main a[href$='/told']")!.GetAttribute("href")!;
        var today = NrmPortal.Domain.ThaiDay.Of(portal.Clock.GetUtcNow()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await by.GetAsync(form);
        await by.PostAsync(form, ("Input.On", today));
        Assert.NotNull(by.Page.QuerySelector("#Input_Who-error"));
        foreach (var (answer, open) in new[] { ("NoAnswer", 1L), ("Destroyed", 0L) })
        {
            await by.GetAsync(form);
            await by.PostAsync(form, ("Input.Who", "The consul"), ("Input.On", today), ("Input.How", "Telephone"), ("Input.Answer", answer), ("Input.Note", "Second call"));
            Assert.Equal($"/cases/{number}/disclosures", by.Path);
            Assert.Equal(open, await CountAsync("select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = $1 and t.code = 'TellRecipientToStop' and t.done_at is null", number));
        }

        Assert.Contains("Has destroyed them", by.Text, StringComparison.Ordinal);
        Assert.Contains("The consul", by.Text, StringComparison.Ordinal);
        await by.GetAsync(form);
        await by.PostAsync(form, ("Input.Who", "The consul"), ("Input.On", today), ("Input.How", "Telephone"), ("Input.Answer", "Stops"));
        Assert.Equal(HttpStatusCode.Conflict, by.Status);
    }

    // A whole answer of an adult; what is named takes the place of its own field.
    private static async Task RecordAsync(Visitor by, string number, params (string Name, string Value)[] values)
    {
        (string Name, string Value)[] whole = [("Input.Reach", "any"), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.Outcome", "Given"), ("Input.GivenBy", "Person"), ("Input.How", "Thumbprint")];
        await by.GetAsync($"/cases/{number}/consent/new");
        await by.PostAsync($"/cases/{number}/consent/new", [.. whole.Where(f => values.All(v => v.Name != f.Name)), .. values, .. Story.SevenPoints]);
    }

    private async Task<(string Number, string Referral)> HousedAsync(string ground = "")
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        string referral;
        if (ground.Length == 0) referral = await Story.ReferAsync(officer, number);
        else
        {
            await officer.GetAsync($"/cases/{number}/referrals/new");
            await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", "ground"), ("Input.Ground", ground), ("Input.Reach", "any"), ("Input.Sections", "Identity"));
            referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        }

        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", ground.Length == 0 ? "VoluntaryReflection" : "WelfareS33"), ("Authority", ground.Length == 0 ? "" : "MSDHS"));
        return (number, referral);
    }

    // The newest consent for this purpose.
    private async Task<string> ConsentOfAsync(string number, string purpose = "Referral") =>
        (await portal.ScalarAsync($"select n.id from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = '{purpose}' order by n.at desc limit 1"))!.ToString()!;

    private async Task<Visitor> WithdrawAsync(Visitor by, string number, string purpose = "Referral") =>
        await Story.Then(by, $"/cases/{number}/consent/{await ConsentOfAsync(number, purpose)}", "Withdraw", ("How", "Oral"));

    // Raw SQL as the application role and the shelter's worker.
    private async Task<long> SeenAsync(string table, string number, string key = "case_id", string user = "shelter.ngo")
    {
        var id = await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'");
        return await AsAsync(user, "ShelterWorker", $"select count(*) from {table} where {key} = '{id}'");
    }

    private async Task<long> AsAsync(string user, string role, string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var now = portal.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await using (var who = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true), set_config('app.now', '{now}', true)", connection))
            await who.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    private async Task<long> CountAsync(string sql, string about)
    {
        await using var owner = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database));
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(sql, owner) { Parameters = { new() { Value = about } } };
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
