using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Who may answer and what an answer carries, where whoever acts sees a part of the file only: the database asks the whole of it.</summary>
public sealed class UnseenGiverTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static readonly (string, string)[] Witness = [("Input.Witness", "Khun Example"), ("Input.WitnessRole", "SocialWorker")];

    private static async Task<Visitor> RecordAsync(Visitor by, string number, string purpose, params (string, string)[] who)
    {
        await by.GetAsync($"/cases/{number}/consent/new");
        return await by.PostAsync($"/cases/{number}/consent/new", [("Input.Purpose", purpose), ("Input.Sections", "Identity"), ("Input.Reach", "any"), ("Input.Language", "my"),
            ("Input.Interpreter", "Present"), ("Input.Outcome", "Given"), ("Input.How", "Thumbprint"), .. Story.SevenPoints, .. who]);
    }

    private static (string, string)[] Typed(string name, string givenBy = "Guardian") =>
        [("Input.GivenBy", givenBy), ("Input.GiverName", name), ("Input.GiverRelation", "Parent"), ("Input.GiverCheck", "Cleared"), ("Input.ChildsView", "Agrees"), .. Witness];

    private Task<object?> OfAsync(string table, string number, string what) => portal.ScalarAsync($"select {what} from {table} t join cases c on c.id = t.case_id where c.nrm_number = '{number}'");

    private Task<object?> ReferralConsentAsync(string number) => OfAsync("consents", number, "max(t.id::text) filter (where t.purpose = 'Referral')");

    // Raw SQL as the application role.
    private async Task<string> RefusedAsync(string user, string role, string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var who = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", connection);
        await who.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName ?? "";
    }

    [Fact]
    public async Task ASuspectWhomTheOfficerDoesNotSee_ConsentsUnderNoSpelling_AndNothingIsRevealed()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await ChildStory.ScreenAsync(officer);
        await ChildStory.NameAsync(await portal.VisitAsync("caseworker"), number, "PossibleSuspect", "Somchai Jaidee");
        foreach (var name in new[] { "Somchai Jaidee", "JAIDEE  somchai", "Mr. Somchai Jaidee" })
        {
            await RecordAsync(officer, number, "Referral", Typed(name));
            Assert.Equal(HttpStatusCode.Conflict, officer.Status);
            var error = officer.Page.QuerySelector("#Input_GiverName-error")!.TextContent;
            Assert.Contains("This person may not consent here", error, StringComparison.Ordinal);
            Assert.DoesNotContain("suspect", error, StringComparison.OrdinalIgnoreCase);
            Assert.NotNull(officer.Page.QuerySelector($"main a[href='/cases/{number}/child/dcy']"));
        }

        Assert.Equal(0L, await OfAsync("consents", number, "count(*) filter (where t.purpose = 'Referral')"));
        await RecordAsync(officer, number, "Referral", Typed("Somsri Jaidee"));
        Assert.Equal($"/cases/{number}/consent", officer.Path);
    }

    [Fact]
    public async Task ASuspectOfTheRegister_AnswersForNoChild_AndNobodyLearnsWhy_UntilTheEntryIsStruckOut()
    {
        var (officer, caseworker, inquiry) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"), await portal.VisitAsync("inquiry"));
        var number = await ChildStory.ScreenAsync(officer, "Ma Register");
        await JusticeStory.OpenAsync(caseworker, number);
        await JusticeStory.SuspectAsync(inquiry, number, "Somchai Jaidee", "Parent");
        Assert.Equal($"/cases/{number}/legal", inquiry.Path);
        foreach (var by in new[] { caseworker, officer })
        {
            await RecordAsync(by, number, "Referral", Typed("JAIDEE  somchai"));
            Assert.Equal(HttpStatusCode.Conflict, by.Status);
            var error = by.Page.QuerySelector("#Input_GiverName-error")!.TextContent;
            Assert.Contains("This person may not consent here", error, StringComparison.Ordinal);
            Assert.DoesNotContain("suspect", error, StringComparison.OrdinalIgnoreCase);
        }

        // Nor as a guardian whom somebody calls cleared; that they are there may be recorded.
        await ChildStory.NameAsync(caseworker, number, "Cleared", "Mr. Somchai Jaidee");
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("may not answer for the child", caseworker.Text, StringComparison.Ordinal);
        await ChildStory.NameAsync(caseworker, number, "NotChecked", "Mr. Somchai Jaidee");
        Assert.Equal("ck_guardian_suspect", await RefusedAsync("caseworker", "ProvinceCaseworker", $"update guardians set \"check\" = 'Cleared' where case_id = (select id from cases where nrm_number = '{number}')"));

        await RecordAsync(officer, number, "Referral", Typed("Somsri Jaidee"));
        var suspect = await OfAsync("suspects", number, "t.name_tokens::text");
        Assert.Equal("ck_consent_giver", await RefusedAsync("officer.immigration", "FrontlineOfficer", $"""
            insert into consents (id, case_id, purpose, outcome, sections, points, language, interpreter, how, given_by, childs_view, notice_version, notice_hash, controller_unit_id, by_user_id, by_unit_id, at, expires_on, giver_relation, giver_name, name_tokens, giver_check)
            select gen_random_uuid(), n.case_id, n.purpose, n.outcome, n.sections, n.points, n.language, n.interpreter, n.how, n.given_by, n.childs_view, n.notice_version, n.notice_hash, n.controller_unit_id, n.by_user_id, n.by_unit_id, n.at, n.expires_on, n.giver_relation, n.giver_name, '{suspect}', 'Cleared'
            from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = 'Referral'
            """));

        var entry = await OfAsync("suspects", number, "t.id::text");
        await inquiry.GetAsync($"/cases/{number}/legal/suspect?Corrects={entry}");
        await inquiry.PostAsync($"/cases/{number}/legal/suspect?handler=Strike", ("Corrects", $"{entry}"), ("Why", "Somebody else of that name"));
        Assert.Equal($"/cases/{number}/legal", inquiry.Path);
        await ChildStory.NameAsync(caseworker, number, "Cleared", "Somchai Jaidee");
        Assert.Equal($"/cases/{number}/child", caseworker.Path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // who consented by the name alone
    public async Task WhatTheyGaveBefore_FallsWhenThePoliceNameThem_AndTheOfficesAreToldToLook(bool named)
    {
        var (caseworker, inquiry) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("inquiry"));
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"), $"Ma Before {named}");
        await JusticeStory.OpenAsync(caseworker, number);
        await ChildStory.AskDcyAsync(caseworker, number);
        if (named) await ChildStory.NameAsync(caseworker, number, "Cleared", "Somchai Jaidee");
        await RecordAsync(caseworker, number, "Referral", Typed("Somchai Jaidee"));
        Assert.NotEqual(DBNull.Value, await ReferralConsentAsync(number));

        await JusticeStory.SuspectAsync(inquiry, number, "Nobody Else");
        Assert.Equal(0L, await OfAsync("notices", number, "count(*) filter (where t.code = 'MayNotAnswer')"));
        await JusticeStory.SuspectAsync(inquiry, number, "somchai JAIDEE", "Parent");
        Assert.Equal($"/cases/{number}/legal", inquiry.Path);
        Assert.Equal(named ? "PossibleSuspect" : DBNull.Value, await OfAsync("guardians", number, "max(t.\"check\")"));
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select guardian_id from cases where nrm_number = '{number}'"));
        Assert.Equal(true, await OfAsync("consents", number, "bool_and(t.withdrawn_at is not null) filter (where t.purpose = 'Referral')"));
        Assert.Equal("DcyOfficer ProvinceCaseworker", await OfAsync("notices", number, "string_agg(t.to_role, ' ' order by t.to_role) filter (where t.code = 'MayNotAnswer')"));
        Assert.Equal(2L, await OfAsync("tasks", number, "count(*) filter (where t.code = 'ProtectChild' and t.done_at is null)"));
        Assert.Contains("Somebody may no longer answer for the person", (await caseworker.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Theory]
    [InlineData("PossibleSuspect")]
    [InlineData("NotChecked")]
    public async Task ANoOrATakingBack_ByASuspectWhomTheOfficerDoesNotSee_EndsNothing(string check)
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await ChildStory.ScreenAsync(officer, $"Ma {check}");
        await ChildStory.NameAsync(caseworker, number, check, "Somchai Jaidee");
        await RecordAsync(caseworker, number, "Referral", Typed("Somsri Jaidee"));
        var consent = await ReferralConsentAsync(number);
        await RecordAsync(officer, number, "Referral", [.. Typed("JAIDEE somchai").Where(f => f.Item1 != "Input.ChildsView"), ("Input.Outcome", "Refused")]);
        Assert.Equal(0L, await OfAsync("consents", number, "count(*) filter (where t.outcome = 'Refused')"));
        await Story.Then(officer, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"), ("TakenBy", "Guardian"), ("TakerName", "Mr. Somchai Jaidee"), ("TakerRelation", "Parent"), ("TakerCheck", "Cleared"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.NotNull(officer.Page.QuerySelector("#TakerName-error"));
        Assert.Equal(1L, await OfAsync("consents", number, "count(*) filter (where t.purpose = 'Referral' and t.withdrawn_at is null)"));
        Assert.Equal("ck_consents_taken_back", await RefusedAsync("caseworker", "ProvinceCaseworker", $"update consents set withdrawn_at = app_now(), withdrawn_how = 'Oral' where id = '{consent}'"));

        await Story.Then(officer, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"), ("TakenBy", "Guardian"), ("TakerName", "Somsri Jaidee"), ("TakerRelation", "Relative"), ("TakerCheck", "Cleared"));
        Assert.Equal("Guardian Relative Cleared", await OfAsync("consents", number, $"max(concat_ws(' ', t.taken_back_by, t.taken_back_relation, t.taken_back_check)) filter (where t.id = '{consent}' and t.taken_back_tokens is not null)"));
        Assert.Contains("Somsri Jaidee", (await officer.GetAsync($"/cases/{number}/consent/{consent}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APossibleSuspect_IsClearedByTwoPeople_OnAWrittenReason()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await ChildStory.AskDcyAsync(caseworker, number);
        await ChildStory.NameAsync(caseworker, number, "PossibleSuspect", "Somchai Jaidee");
        var guardian = (await OfAsync("guardians", number, "max(t.id::text)"))!.ToString()!;
        async Task<Visitor> JudgeAsync(Visitor by, string handler, params (string, string)[] more) => await Story.Then(by, $"/cases/{number}/child", handler, [("guardian", guardian), .. more]);
        Task<object?> CheckAsync() => OfAsync("guardians", number, "max(t.\"check\")");

        Assert.Null((await caseworker.GetAsync($"/cases/{number}/child")).Page.QuerySelector("button[value=Cleared]"));
        Assert.Equal(HttpStatusCode.Conflict, (await JudgeAsync(caseworker, "Judge", ("check", "Cleared"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await JudgeAsync(caseworker, "AskToClear", ("reason", " "))).Status);
        await JudgeAsync(caseworker, "AskToClear", ("reason", "He was abroad in those weeks"));
        Assert.Contains("Waits for a second person", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await JudgeAsync(caseworker, "Judge", ("check", "Cleared"))).Status);
        await ChildStory.NameAsync(caseworker, number, "Cleared", "JAIDEE somchai");
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        foreach (var sql in new[] { "\"check\" = 'Cleared'", "\"check\" = 'NotChecked'", "clearing_asked_by_user_id = gen_random_uuid()" })
            Assert.Equal("ck_guardian_clearing", await RefusedAsync("caseworker", "ProvinceCaseworker", $"update guardians set {sql} where id = '{guardian}'"));
        Assert.Equal("PossibleSuspect", await CheckAsync());

        var dcy = await portal.VisitAsync("dcy");
        Assert.Contains("He was abroad in those weeks", (await dcy.GetAsync($"/cases/{number}/child")).Text, StringComparison.Ordinal);
        await JudgeAsync(dcy, "Judge", ("check", "Cleared"));
        Assert.Equal("Cleared", await CheckAsync());
        Assert.Equal(3L, await OfAsync("notices", number, "count(*) filter (where t.code = 'GuardianCleared')"));
        Assert.Equal(2L, await OfAsync("notices", number, "count(*) filter (where t.code = 'GuardianClearingAsked')"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task TheDatabase_RefusesAGiver_WithoutTheTokensOfTheName_WithoutAName_OrWhoMayBeTheSuspect()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await ChildStory.ScreenAsync(officer);
        await ChildStory.NameAsync(await portal.VisitAsync("caseworker"), number, "PossibleSuspect", "Somchai Jaidee");
        await RecordAsync(officer, number, "Referral", Typed("Somsri Jaidee"));
        // A copy of the consent that stands, but for who gave it.
        string Copy(string name, string tokens, string check) => $"""
            insert into consents (id, case_id, purpose, outcome, sections, points, language, interpreter, how, given_by, childs_view, notice_version, notice_hash, controller_unit_id, by_user_id, by_unit_id, at, expires_on, giver_relation, giver_name, name_tokens, giver_check)
            select gen_random_uuid(), n.case_id, n.purpose, n.outcome, n.sections, n.points, n.language, n.interpreter, n.how, n.given_by, n.childs_view, n.notice_version, n.notice_hash, n.controller_unit_id, n.by_user_id, n.by_unit_id, n.at, n.expires_on, n.giver_relation, {name}, {tokens}, {check}
            from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = 'Referral'
            """;
        var suspect = await OfAsync("guardians", number, "t.name_tokens::text");
        foreach (var (sql, constraint) in new[]
        {
            (Copy("n.giver_name", "null", "'Cleared'"), "ck_consents_name_tokens"), (Copy("null", "null", "'Cleared'"), "ck_consents_somebody"),
            (Copy("n.giver_name", "n.name_tokens", "'NotChecked'"), "ck_consents_somebody"), (Copy("n.giver_name", $"'{suspect}'", "'Cleared'"), "ck_consent_giver"),
        })
            Assert.Equal(constraint, await RefusedAsync("officer.immigration", "FrontlineOfficer", sql));
    }

    [Fact]
    public async Task WhatSomebodyGaveByTheNameAlone_FallsWhenDcyFindsTheyMayBeTheSuspect_AndNobodyIsAskedToRenewIt()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await ChildStory.ScreenAsync(officer);
        await ChildStory.AskDcyAsync(await portal.VisitAsync("caseworker"), number);
        await RecordAsync(officer, number, "Referral", Typed("Somchai Jaidee"));
        await portal.ScalarAsync($"update consents set renewal_asked_at = at where id = '{await ReferralConsentAsync(number)}'");
        await portal.ScalarAsync($"insert into tasks (id, case_id, code, about, to_unit_id, given_at) select gen_random_uuid(), id, 'RenewConsent', 'Referral', owner_unit_id, opened_at from cases where nrm_number = '{number}'");
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", $"c:{await ReferralConsentAsync(number)}"), ("Input.Reach", "any"), ("Input.Sections", "Identity"));

        // DCY reads no consent.
        await ChildStory.NameAsync(await portal.VisitAsync("dcy"), number, "PossibleSuspect", "somchai JAIDEE");
        Assert.Equal(true, await OfAsync("consents", number, "bool_or(t.withdrawn_at is not null and t.withdrawn_how is null) filter (where t.purpose = 'Referral')"));
        Assert.Equal("Returned", await OfAsync("referrals", number, "max(t.state) filter (where t.share_ended_at is not null)"));
        Assert.Equal(2L, await OfAsync("tasks", number, "count(*) filter (where t.code = 'ProtectChild' and t.done_at is null)"));
        // What the database asks has the limit that an act would have given it, and climbs.
        Assert.Equal(2L, await OfAsync("tasks", number, "count(*) filter (where t.code = 'ProtectChild' and t.clock = 'ChildProtection' and t.due_by = 'ChildProtection' and t.due_at = t.given_at + interval '24 hours')"));
        Assert.Equal(2L, await OfAsync("running_clocks", number, "count(*) filter (where t.clock = 'ChildProtection' and t.next_rung_at is not null)"));
        Assert.Equal(0L, await OfAsync("tasks", number, "count(*) filter (where t.code = 'RenewConsent' and t.done_at is null)"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatWasNotTheirsToGive_IsAskedAnew_ThoughDcyWhoFoundTheAgeReadsNoConsent(bool foundChild)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = foundChild ? await Story.ScreenAsync(officer) : await ChildStory.ScreenAsync(officer);
        await RecordAsync(officer, number, "Referral", foundChild ? [("Input.GivenBy", "Person")] : Typed("Somsri Jaidee"));
        Assert.NotEqual(DBNull.Value, await ReferralConsentAsync(number));
        // DCY takes part, or was asked while the age was in doubt.
        await portal.ScalarAsync($"insert into dcy_involvements (id, case_id, unit_id, asked_by_user_id, asked_at) select gen_random_uuid(), id, '{ReferenceData.IdOf("unit", "DCY-63")}', opened_by_user_id, opened_at from cases where nrm_number = '{number}'");
        Task<object?> AskedAsync() => OfAsync("tasks", number, "count(*) filter (where t.code = 'RenewConsent' and t.about = 'Referral' and t.done_at is null and t.clock = 'ConsentRenewal' and t.due_at is not null)");
        Assert.Equal(0L, await AskedAsync());

        var dcy = await portal.VisitAsync("dcy");
        await ChildStory.AgeAsync(dcy, number, foundChild ? "Child" : "Adult", ("Input.Years", foundChild ? "16" : "30"), ("Input.Margin", "12"));
        Assert.Equal($"/cases/{number}/child", dcy.Path);
        Assert.Equal(foundChild ? "Child" : "Adult", await portal.ScalarAsync($"select age_group from cases where nrm_number = '{number}'"));
        Assert.Equal(1L, await AskedAsync());
        // Who could not answer is still to be asked.
        await officer.GetAsync($"/cases/{number}/consent/new");
        await officer.PostAsync($"/cases/{number}/consent/new", ("Input.Purpose", "Referral"), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.Outcome", "NotPossible"), ("Input.GivenBy", "Person"));
        Assert.Equal(1L, await OfAsync("consents", number, "count(*) filter (where t.outcome = 'NotPossible')"));
        Assert.Equal(1L, await AskedAsync());
        // Found so once more, nobody is asked twice.
        await ChildStory.AgeAsync(dcy, number, "Inconclusive");
        await ChildStory.AgeAsync(dcy, number, foundChild ? "Child" : "Adult", ("Input.Years", foundChild ? "16" : "30"), ("Input.Margin", "12"));
        Assert.Equal(1L, await AskedAsync());
    }

    [Fact]
    public async Task AnAdultsRepresentative_HasAName_AndWasLookedInto()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await RecordAsync(officer, number, "Referral", ("Input.GivenBy", "Representative"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.NotNull(officer.Page.QuerySelector("#Input_GiverName-error"));
        foreach (var check in new[] { "NotChecked", "PossibleSuspect" })
        {
            await RecordAsync(officer, number, "Referral", ("Input.GivenBy", "Representative"), ("Input.GiverName", "Khun Speaker"), ("Input.GiverRelation", "Other"), ("Input.GiverCheck", check));
            Assert.Equal(HttpStatusCode.Conflict, officer.Status);
            Assert.NotNull(officer.Page.QuerySelector("#Input_GiverCheck-error"));
        }

        await RecordAsync(officer, number, "Referral", Typed("Khun Speaker", "Representative"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.NotNull(officer.Page.QuerySelector("#Input_Mandate-error"));
        await RecordAsync(officer, number, "Referral", [.. Typed("Khun Speaker", "Representative"), ("Input.Mandate", "PowerOfAttorney"), ("Input.MandateDocument", "12/2569")]);
        Assert.Equal($"/cases/{number}/consent", officer.Path);
        var copy = $"""
            insert into consents (id, case_id, purpose, outcome, sections, points, language, interpreter, how, given_by, notice_version, notice_hash, controller_unit_id, by_user_id, by_unit_id, at, expires_on, giver_relation, giver_name, name_tokens, giver_check)
            select gen_random_uuid(), n.case_id, n.purpose, n.outcome, n.sections, n.points, n.language, n.interpreter, n.how, n.given_by, n.notice_version, n.notice_hash, n.controller_unit_id, n.by_user_id, n.by_unit_id, n.at, n.expires_on, n.giver_relation, n.giver_name, n.name_tokens, n.giver_check
            from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.given_by = 'Representative'
            """;
        Assert.Equal("ck_consent_mandate", await RefusedAsync("officer.immigration", "FrontlineOfficer", copy));

        // Another representative takes it back: on a mandate of their own, past the portal too.
        var consent = await portal.ScalarAsync($"select n.id from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.given_by = 'Representative'");
        (string, string)[] other = [("How", "Oral"), ("TakenBy", "Representative"), ("TakerName", "Khun Another"), ("TakerRelation", "Other"), ("TakerCheck", "Cleared")];
        foreach (var (field, fields) in new[] { ("Mandate", other), ("MandateDocument", [.. other, ("Mandate", "CourtOrder")]) })
        {
            await Story.Then(officer, $"/cases/{number}/consent/{consent}", "Withdraw", fields);
            Assert.Equal(HttpStatusCode.Conflict, officer.Status);
            Assert.NotNull(officer.Page.QuerySelector($"#{field}-error"));
        }

        Assert.Equal("ck_consent_mandate", await RefusedAsync("officer.immigration", "FrontlineOfficer",
            $"update consents set withdrawn_at = app_now(), withdrawn_how = 'Oral', taken_back_by = 'Representative', taken_back_relation = 'Other', taken_back_check = 'Cleared' where id = '{consent}'"));
        await Story.Then(officer, $"/cases/{number}/consent/{consent}", "Withdraw", [.. other, ("Mandate", "CourtOrder"), ("MandateDocument", "C 8/2569")]);
        Assert.Equal($"/cases/{number}/consent", officer.Path);
        Assert.Equal("Representative CourtOrder", await portal.ScalarAsync($"select taken_back_by || ' ' || taken_back_mandate from consents where id = '{consent}' and withdrawn_at is not null and taken_back_mandate_document is not null"));
        Assert.Contains("C 8/2569", (await officer.GetAsync($"/cases/{number}/consent/{consent}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FoundToBeAChildAfterwards_TheirOwnConsent_CarriesNoApproval_NoAcceptance_AndNoStay()
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await Story.ScreenAsync(officer);
        await RecordAsync(officer, number, "Assistance", ("Input.GivenBy", "Person"));
        var offered = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), offered, "MSDHS Shelter B");
        var sent = await Story.ReferAsync(officer, number);
        // Families: nothing but the consent stands against a child there.
        await portal.ScalarAsync($"update needs_profiles set with_family = true where case_id = (select id from cases where nrm_number = '{number}')");
        await portal.ScalarAsync("update shelters set accepts_families = true, accepts_boys = true, accepts_girls = true");
        await ChildStory.AgeAsync(caseworker, number, "Child");
        Assert.Equal("Child", await portal.ScalarAsync($"select age_group from cases where nrm_number = '{number}'"));

        var datip = await portal.VisitAsync("datip");
        await Story.ApproveAsync(datip, sent, "MSDHS Shelter B");
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Contains("has to consent", datip.Text, StringComparison.Ordinal);
        var shelter = await portal.VisitAsync("shelter.msdhs2");
        await Story.Then(shelter, $"/referrals/{offered}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.Equal(HttpStatusCode.Conflict, shelter.Status);
        Assert.Contains("Nothing new may rest on this consent", shelter.Text, StringComparison.Ordinal);
        await Story.StayAsync(caseworker, number, "WelfareS33", ("Input.RestsOn", "consent"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Equal(0L, await OfAsync("bases_of_stay", number, "count(*)"));
        var stay = $"insert into bases_of_stay (id, case_id, basis, starts_at, place, by_user_id, by_unit_id, recorded_at, consent_id) select gen_random_uuid(), n.case_id, 'WelfareS33', n.at, 'Shelter', n.by_user_id, app_unit(), n.at, n.id from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = 'Assistance'";
        Assert.Equal("ck_share_giver", await RefusedAsync("caseworker", "ProvinceCaseworker", stay));
        Assert.Equal("ck_share_giver", await RefusedAsync("datip", "DatipReviewer", $"update referrals set state = 'Approved', decided_at = app_now() where number = '{sent}'"));
    }

    [Fact]
    public async Task WhatTheOwnerWasAsked_GoesOverWithTheCase()
    {
        var (officer, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("caseworker"));
        var number = await Story.ScreenAsync(officer);
        await RecordAsync(caseworker, number, "Disclosure", ("Input.GivenBy", "Person"));
        var consent = await OfAsync("consents", number, "max(t.id::text) filter (where t.purpose = 'Disclosure')");
        await caseworker.GetAsync($"/cases/{number}/disclosures/new");
        await caseworker.PostAsync($"/cases/{number}/disclosures/new", ("Input.Outside", "Hospital"), ("Input.Name", "A hospital"), ("Input.Sections", "Identity"), ("Input.Reason", "Treatment"), ("Input.Basis", $"c:{consent}"), ("Input.How", "ByHand"));
        await Story.Then(caseworker, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        Task<object?> AskedAsync() => OfAsync("tasks", number, "max(t.to_unit_id || coalesce(t.to_role, '')) filter (where t.code = 'TellRecipientToStop' and t.done_at is null)");
        Assert.Equal(await portal.ScalarAsync($"select owner_unit_id::text from cases where nrm_number = '{number}'"), await AskedAsync());
        await portal.ScalarAsync($"update cases set owner_unit_id = province_office_id where nrm_number = '{number}'");
        Assert.Equal($"{ReferenceData.IdOf("unit", "MSDHS-63")}ProvinceCaseworker", await AskedAsync());
        Assert.Equal(1L, await OfAsync("notices", number, "count(*) filter (where t.code = 'TaskHandedOver' and t.to_role = 'ProvinceCaseworker')"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }
}
