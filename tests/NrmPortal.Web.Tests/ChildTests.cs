using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A child's case as its people work on it: tasks, DCY's sight, who acts, age, best interests; and the second lock in the database.</summary>
public sealed class ChildTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> CaseAsync(string column, string number) => portal.ScalarAsync($"select {column} from cases where nrm_number = '{number}'");

    private Task<object?> OpenTaskAsync(string code, string number) =>
        portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = '{code}' and t.done_at is null");

    [Fact]
    public async Task AChild_GetsTasks_Dcy_AndADetermination()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        Assert.Equal(1L, await OpenTaskAsync("InvolveDcy", number));
        Assert.Equal(1L, await OpenTaskAsync("AssessBestInterests", number));
        var (caseworker, dcy) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("dcy"));
        Assert.Equal(HttpStatusCode.NotFound, (await dcy.GetAsync($"/cases/{number}")).Status);

        await ChildStory.AskDcyAsync(caseworker, number);
        Assert.Equal($"/cases/{number}/child", caseworker.Path);
        Assert.Equal(0L, await OpenTaskAsync("InvolveDcy", number));
        Assert.Contains(number, (await dcy.GetAsync("/home")).Page.QuerySelector(".nrm-cards")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ma Example", (await dcy.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        await Story.Then(dcy, $"/cases/{number}/child", "Answer");
        // Read by somebody else: one's own name stands on every page.
        Assert.Contains("Dekdee Example", (await caseworker.GetAsync($"/cases/{number}/child")).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0L, await OpenTaskAsync("AnswerAsDcy", number));

        await ChildStory.FillAsync(caseworker, number, "assessment", ChildStory.BestInterests);
        Assert.Contains("I want to go to school", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await ChildStory.FillAsync(caseworker, number, "determination", ChildStory.BestInterests)).Status);
        Assert.Contains("is not whoever assessed", caseworker.Text, StringComparison.Ordinal);
        await ChildStory.FillAsync(dcy, number, "determination", ChildStory.BestInterests);
        Assert.NotNull(await CaseAsync("determined_on", number));

        // DCY looks at what the caseworker does: the caseworker has no button to end that, nor the right.
        Assert.Empty((await caseworker.GetAsync($"/cases/{number}/child")).Page.QuerySelectorAll("form[action*=EndDcy]"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync("caseworker", "ProvinceCaseworker", $"update dcy_involvements set ended_at = now(), end_reason = 'PartDone' where case_id = (select id from cases where nrm_number = '{number}')"));
        await Story.Then(dcy, $"/cases/{number}/child", "EndDcy", ("reason", "PartDone"));
        Assert.Equal("/home", dcy.Path);
        Assert.Equal(1L, await OpenTaskAsync("InvolveDcy", number));
        Assert.Equal(HttpStatusCode.NotFound, (await dcy.GetAsync($"/cases/{number}")).Status);
    }

    [Fact]
    public async Task AFormThatLacksSomething_SaysSoBesideTheField_AndKeepsWhatWasTyped()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        foreach (var page in new[] { "assessment", "guardian", "age", "interview" })
        {
            await ChildStory.FillAsync(caseworker, number, page, ("Input.Reasons", "Typed and kept"), ("Input.Name", "Typed and kept"), ("Input.Present", "Typed and kept"));
            Assert.Equal($"/cases/{number}/child/{page}", caseworker.Path);
            Assert.NotEmpty(caseworker.Page.QuerySelectorAll(".govuk-error-summary a"));
            Assert.All(caseworker.Page.QuerySelectorAll(".govuk-error-summary a"), a => Assert.NotNull(caseworker.Page.QuerySelector(a.GetAttribute("href")!)));
            Assert.Contains("Typed and kept", caseworker.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AParent_WhoMayBeTheSuspect_DoesNotAct_AndIsShownSo()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await ChildStory.NameAsync(caseworker, number, "PossibleSuspect");
        Assert.Contains("May not act for the child", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await CaseAsync("guardian_id", number));
        Assert.Equal(HttpStatusCode.Conflict, (await Story.StayAsync(caseworker, number, "VoluntaryReflection", ("Input.RestsOn", "consent"))).Status);

        // One asks with a reason, another clears.
        await ChildStory.AskDcyAsync(caseworker, number);
        var guardian = (await portal.ScalarAsync($"select g.id from guardians g join cases c on c.id = g.case_id where c.nrm_number = '{number}'"))!.ToString()!;
        await Story.Then(caseworker, $"/cases/{number}/child", "AskToClear", ("guardian", guardian), ("reason", "The police found another man"));
        Assert.Equal(DBNull.Value, await CaseAsync("guardian_id", number));
        await Story.Then(await portal.VisitAsync("dcy"), $"/cases/{number}/child", "Judge", ("guardian", guardian), ("check", "Cleared"));
        Assert.NotEqual(DBNull.Value, await CaseAsync("guardian_id", number));
        // Not the child's own will any more: what is missing now is the consent to assistance.
        await Story.StayAsync(caseworker, number, "VoluntaryReflection", ("Input.RestsOn", "consent"));
        Assert.DoesNotContain("A child's own will alone", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("live consent to assistance", caseworker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAge_InDoubt_StaysAChilds_AndAnAdultOutcomeNeedsItsRecord()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await ChildStory.AgeAsync(caseworker, number, "Inconclusive");
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code in ('InvolveDcy', 'AssessBestInterests') and t.done_at is null"));
        Assert.Equal("Child", await CaseAsync("age_group", number));
        Assert.Equal(HttpStatusCode.Conflict, (await ChildStory.AgeAsync(caseworker, number, "Adult", ("Input.Years", "19"), ("Input.Margin", "2"), ("Input.MarginUnit", "years"))).Status);
        Assert.Contains("benefit of the doubt", caseworker.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PostgresException>(() => CaseChangeAsync($"age_group = 'Adult'", number));

        await ChildStory.AgeAsync(caseworker, number, "Adult", ("Input.Years", "21"), ("Input.Margin", "24"));
        Assert.Equal("Adult", await CaseAsync("age_group", number));
        // What nobody may do for an adult climbs no ladder.
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code in ('InvolveDcy', 'AssessBestInterests') and t.done_at is null"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from running_clocks r join cases c on c.id = r.case_id where c.nrm_number = '{number}' and r.clock in ('DcyInvolved', 'BestInterests')"));
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.GetAsync($"/cases/{number}/child/assessment")).Status);
    }

    [Fact]
    public async Task TheDatabase_NeverClosesAChildsCaseFromProtection()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Assert.ThrowsAsync<PostgresException>(() => CaseChangeAsync("stage = 'FollowUp'", number));
    }

    [Theory]
    [InlineData("ReturnHome", 30, true)]
    [InlineData("StayInCare", 30, false)]
    [InlineData("AlternativeCare", 30, false)]
    [InlineData("ReturnHome", -1, false)]
    public async Task TheDatabase_LetsAChildGo_ByADeterminationThatFoundSo_AndIsNotBeyondItsReview(string outcome, int reviewInDays, bool goes)
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        foreach (var stage in new[] { "Identification", "Assistance" }) await CaseChangeAsync($"stage = '{stage}', stage_since = now()", number);
        await Assert.ThrowsAsync<PostgresException>(() => CaseChangeAsync("stage = 'Return', stage_since = now()", number));
        await CaseChangeAsync("screened_on = null", number);
        await CaseChangeAsync("age_group = 'Adult', stage = 'Return'", number);
        await CaseChangeAsync("age_group = 'Child'", number);
        // Found to be a child on the way home.
        Assert.Equal("ck_child_determined", (await Assert.ThrowsAsync<PostgresException>(() => CaseChangeAsync("stage = 'FollowUp', stage_since = now()", number))).ConstraintName);
        await portal.ScalarAsync($"insert into best_interests (id, case_id, determines, factors, outcome, review_on, by_user_id, by_unit_id, at) select gen_random_uuid(), id, true, array[]::text[], '{outcome}', current_date + {reviewInDays}, opened_by_user_id, owner_unit_id, now() from cases where nrm_number = '{number}'");
        var why = await Record.ExceptionAsync(() => CaseChangeAsync("stage = 'FollowUp', stage_since = now()", number));
        Assert.Equal(goes ? null : "ck_child_determined", (why as PostgresException)?.ConstraintName);
    }

    [Fact]
    public async Task AChildWhoIsMissingTwice_IsAskedForOnce_UntilItIsDone()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Twice Example");
        var caseworker = await portal.VisitAsync("caseworker");
        async Task MissingAsync(string clock) => await Story.Then(caseworker, $"/cases/{number}/clocks", "Pause", ("Pause.Clock", clock), ("Pause.Reason", "PersonMissing"), ("Pause.ResumeBy", Portal.Day(5)));
        await MissingAsync("StayBeforeInterview");
        await MissingAsync("ReflectionPeriod");
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from clock_pauses p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));
        Assert.Equal(1L, await OpenTaskAsync("ProtectChild", number));
        await portal.ScalarAsync($"update tasks t set done_at = t.given_at from cases c where c.id = t.case_id and c.nrm_number = '{number}' and t.code = 'ProtectChild'");
        Assert.Equal(0, await portal.ScalarAsync($"select cardinality(protection_asked_of) from cases where nrm_number = '{number}'"));
    }

    [Fact]
    public async Task ANewFlag_ReachesInquiryAndProsecutor_WhoSeeTheLegalTrackAlone_UntilItIsSettled()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Crossed Example");
        var (prosecutor, inquiry) = (await portal.VisitAsync("prosecutor"), await portal.VisitAsync("inquiry"));
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync($"/cases/{number}")).Status);
        var officer = await portal.VisitAsync("officer.immigration");
        await ChildStory.FlagAsync(officer, number);
        Assert.Contains("non-punishment flag", (await officer.GetAsync($"/cases/{number}")).Text, StringComparison.OrdinalIgnoreCase);
        foreach (var reader in new[] { prosecutor, inquiry })
        {
            Assert.Contains(number, (await reader.GetAsync("/home")).Page.QuerySelector(".nrm-cards")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("Crossed", (await reader.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
            Assert.Contains("99/2569", (await reader.GetAsync($"/cases/{number}/non-punishment")).Text, StringComparison.Ordinal);
        }

        await ChildStory.AnswerAsync(inquiry, number, "MinisterPermitted");
        Assert.Equal(2, inquiry.Page.QuerySelectorAll(".govuk-error-summary a").Length);
        await ChildStory.AnswerAsync(inquiry, number, "MinisterPermitted", ("Answer.Document", "MOJ 1/2569"), ("Answer.PermittedOn", Portal.Day(1)));
        Assert.Equal(HttpStatusCode.Conflict, inquiry.Status);
        Assert.NotNull(inquiry.Page.QuerySelector("#Answer_PermittedOn-error"));
        await ChildStory.AnswerAsync(inquiry, number, "ProsecutedWithoutPermission");
        // Whoever raised the alarm is asked again, and what they said stands.
        var raised = (await prosecutor.GetAsync($"/cases/{number}/non-punishment")).Page.QuerySelectorAll(".govuk-summary-list__row").Single(r => r.TextContent.Contains("Inquiry officer's unit", StringComparison.Ordinal)).TextContent;
        Assert.Contains("Asked again since", raised, StringComparison.Ordinal);
        Assert.Contains("Prosecuted without permission", raised, StringComparison.Ordinal);
        Assert.DoesNotContain("Answer awaited", raised, StringComparison.Ordinal);
        Assert.True(await (await portal.VisitAsync("caseworker")).ListsAsync("/tasks?Whose=Team", number));
        Assert.NotEmpty((await officer.GetAsync($"/cases/{number}")).Page.QuerySelectorAll(".nrm-urgent[role=alert]"));
        Assert.Equal(2L, await OpenTaskAsync("AnswerNonPunishment", number));

        // Nobody answers for them, whoever withdraws gives the reason and was not asked, and neither is the database to be talked out of it.
        Assert.Empty((await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/non-punishment")).Page.QuerySelectorAll("form[action*=Answer]"));
        Assert.Empty((await inquiry.GetAsync($"/cases/{number}/non-punishment")).Page.QuerySelectorAll("form[action*=Withdraw]"));
        string Update(string what) => $"update non_punishments set {what} where case_id = (select id from cases where nrm_number = '{number}')";
        foreach (var (user, role, what) in new[]
        {
            ("caseworker", "ProvinceCaseworker", "inquiry_outcome = 'NotProsecuted'"), ("inquiry", "InquiryOfficer", "prosecutor_outcome = 'NotProsecuted'"), ("prosecutor", "Prosecutor", "inquiry_outcome = 'NotProsecuted'"),
            ("inquiry", "InquiryOfficer", "outcome = 'Withdrawn', reason = ''::bytea"), ("officer.immigration", "FrontlineOfficer", "outcome = 'Withdrawn'"),
            ("inquiry", "InquiryOfficer", "outcome = 'NotProsecuted', inquiry_outcome = 'NotProsecuted'"),
        }) Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync(user, role, Update(what)));

        // One office's answer is not the other's: who has not spoken is still asked, and still sees what it is about.
        await ChildStory.AnswerAsync(inquiry, number, "NotProsecuted");
        Assert.Equal("Prosecutor", await portal.ScalarAsync($"select string_agg(t.about, ' ') from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AnswerNonPunishment' and t.done_at is null"));
        Assert.NotEqual("Settled", await CaseAsync("non_punishment", number));
        Assert.Contains("Not prosecuted", (await prosecutor.GetAsync($"/cases/{number}/non-punishment")).Page.QuerySelector(".govuk-summary-list")!.TextContent, StringComparison.OrdinalIgnoreCase);
        await ChildStory.AnswerAsync(prosecutor, number, "NotProsecuted");
        Assert.Equal("/home", prosecutor.Path);
        Assert.NotNull(prosecutor.Page.QuerySelector("main [role=status]"));
        Assert.Equal(0L, await OpenTaskAsync("AnswerNonPunishment", number));
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync($"/cases/{number}")).Status);
        Assert.Equal("Settled", await CaseAsync("non_punishment", number));
    }

    [Fact]
    public async Task AnswersThatDiffer_StandBesideEachOther_AndSettleNothing_UntilBothSayTheSame()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Doubtful Example");
        var (officer, prosecutor, inquiry) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("prosecutor"), await portal.VisitAsync("inquiry"));
        await ChildStory.FlagAsync(officer, number);
        await ChildStory.AnswerAsync(inquiry, number, "MinisterPermitted", ("Answer.Document", "MOJ 17/2569"), ("Answer.PermittedOn", Portal.Day(-3)), ("Answer.Note", "The letter came by post"));
        // Read as soon as it is given, by all who read the flag.
        foreach (var reader in new[] { officer, prosecutor, inquiry })
        {
            await reader.GetAsync($"/cases/{number}/non-punishment");
            foreach (var said in new[] { "MOJ 17/2569", "The letter came by post", "Answer awaited" }) Assert.Contains(said, reader.Text, StringComparison.Ordinal);
        }

        await ChildStory.AnswerAsync(prosecutor, number, "NotProsecuted", ("Answer.Note", "No such file here"));
        Assert.Equal($"/cases/{number}/non-punishment", prosecutor.Path);
        Assert.Equal("Flagged", await CaseAsync("non_punishment", number));
        Assert.Equal(2L, await OpenTaskAsync("AnswerNonPunishment", number));
        foreach (var reader in new[] { officer, prosecutor, inquiry })
        {
            await reader.GetAsync($"/cases/{number}/non-punishment");
            foreach (var said in new[] { "answers of the two offices differ", "Asked again since", "MOJ 17/2569", "The letter came by post", "No such file here" }) Assert.Contains(said, reader.Text, StringComparison.Ordinal);
        }

        foreach (var asked in new[] { prosecutor, inquiry }) Assert.Contains(number, (await asked.GetAsync("/home")).Page.QuerySelector(".nrm-cards")!.TextContent, StringComparison.Ordinal);
        // In whose name an answer stands is not to be talked into the database either, and none is changed.
        string Insert(string office, string by = "app_user()") => $"""
            insert into non_punishment_answers (id, non_punishment_id, case_id, office, outcome, by_user_id, by_unit_id, at)
            select gen_random_uuid(), n.id, n.case_id, '{office}', 'NotProsecuted', {by}, app_unit(), app_now() from non_punishments n join cases c on c.id = n.case_id where c.nrm_number = '{number}'
            """;
        foreach (var sql in new[] { Insert("Prosecutor"), Insert("InquiryOfficer", "gen_random_uuid()"), "update non_punishment_answers set outcome = 'NotProsecuted'" })
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync("inquiry", "InquiryOfficer", sql));
        Assert.Null(await RefusedAsync("inquiry", "InquiryOfficer", Insert("InquiryOfficer")));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusedAsync("caseworker", "ProvinceCaseworker", Insert("InquiryOfficer")));

        await ChildStory.AnswerAsync(inquiry, number, "NotProsecuted", ("Answer.Note", "The letter was of another person"));
        Assert.Equal("/home", inquiry.Path);
        Assert.NotNull(inquiry.Page.QuerySelector("main [role=status]"));
        Assert.Equal("Settled", await CaseAsync("non_punishment", number));
        Assert.Equal(0L, await OpenTaskAsync("AnswerNonPunishment", number));
        await officer.GetAsync($"/cases/{number}/non-punishment");
        foreach (var said in new[] { "MOJ 17/2569", "The letter came by post", "No such file here", "The letter was of another person" }) Assert.Contains(said, officer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("answers of the two offices differ", officer.Text, StringComparison.Ordinal);
        Assert.Equal(3L, await portal.ScalarAsync($"select count(*) from non_punishment_answers a join cases c on c.id = a.case_id where c.nrm_number = '{number}' and a.note is not null"));
    }

    [Fact]
    public async Task AFlagSetInError_IsWithdrawnByTheOfficeThatSetIt_AndTheAskedSeeTheCaseNoLonger()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Mistaken Example");
        var (officer, prosecutor) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("prosecutor"));
        await ChildStory.FlagAsync(officer, number);
        Assert.Equal(HttpStatusCode.OK, (await prosecutor.GetAsync($"/cases/{number}/non-punishment")).Status);
        await Story.Then(officer, $"/cases/{number}/non-punishment", "Withdraw");
        Assert.NotEmpty(officer.Page.QuerySelectorAll(".govuk-error-summary a"));
        await Story.Then(officer, $"/cases/{number}/non-punishment", "Withdraw", ("Reason", "Another person's papers"));
        Assert.Equal("Settled", await CaseAsync("non_punishment", number));
        Assert.Equal(0L, await OpenTaskAsync("AnswerNonPunishment", number));
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync($"/cases/{number}")).Status);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.code = 'NonPunishmentWithdrawn' and n.to_agency = 'Datip'"));
    }

    // What the database says to the application role, acting as this person.
    private async Task<string?> RefusedAsync(string user, string role, string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var acts = $"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)";
        await using (var actor = new NpgsqlCommand(acts, connection)) await actor.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync()) as PostgresException)?.SqlState;
    }

    private Task<object?> CaseChangeAsync(string what, string number) => portal.ScalarAsync($"update cases set {what} where nrm_number = '{number}'");
}
