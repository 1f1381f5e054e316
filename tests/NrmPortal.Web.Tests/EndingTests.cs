using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The end of the work on a case and its beginning again, over HTTP and against the database itself.</summary>
public sealed class EndingTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    internal static (string, string)[] Proposal(params (string Name, string Value)[] other) =>
    [
        .. new[] { ("Input.Ending", "DeclineAndLeave.DeclinedHelp"), ("Input.Summary", "She has work in a bakery"), ("Input.Told", "true"), ("Input.Language", "my"), ("Input.Interpreter", "Present"),
            ("Input.Recontact", "Agreed"), ("Input.RecontactHow", "Through her aunt, after six"), ("Input.Belongings", "Returned"), ("Input.WhyOpen", "She keeps her consent") }
            .Where(p => other.All(o => o.Name != p.Item1)), .. other,
    ];

    private async Task<string> CaseAsync() => await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));

    /// <summary>The caseworker proposes that an adult leaves, and DATIP agrees.</summary>
    internal static async Task EndAsync(Portal portal, string number)
    {
        var path = $"/cases/{number}/closure";
        await Story.Then(await portal.VisitAsync("caseworker"), path, "Propose", Proposal());
        await Story.Then(await portal.VisitAsync("datip.coordinator"), path, "Agree");
        Assert.Equal("FollowUp", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
    }

    private async Task<Visitor> AtAsync(string user, string number, string page = "closure")
    {
        var visitor = await portal.VisitAsync(user);
        return await visitor.GetAsync($"/cases/{number}/{page}");
    }

    [Fact]
    public async Task OneProposes_AnotherAgrees_AndTheCaseCanBeginAgain()
    {
        var (number, path) = (await CaseAsync(), "");
        path = $"/cases/{number}/closure";
        var caseworker = await AtAsync("caseworker", number);
        await caseworker.PostAsync($"{path}?handler=Propose", ("Input.Summary", ""));
        foreach (var field in new[] { "Ending", "Summary", "Told", "Recontact", "Belongings" }) Assert.NotNull(caseworker.Page.QuerySelector($"#Input_{field}-error"));
        await caseworker.PostAsync($"{path}?handler=Propose", Proposal());
        Assert.Contains("Through her aunt, after six", caseworker.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Agree and close", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from closures where position('bakery'::bytea in summary) > 0"));

        // A second proposal waits in nobody's way, and one's own is not agreed to.
        await caseworker.PostAsync($"{path}?handler=Propose", Proposal());
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        await caseworker.PostAsync($"{path}?handler=Agree");
        Assert.Contains("cannot agree to their own", caseworker.Text, StringComparison.Ordinal);

        var coordinator = await AtAsync("datip.coordinator", number);
        await coordinator.PostAsync($"{path}?handler=Back", ("Back", ""));
        Assert.NotNull(coordinator.Page.QuerySelector("#Back-error"));
        await coordinator.PostAsync($"{path}?handler=Agree");
        Assert.Equal("FollowUp", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AnswerClosure' and t.done_at is null"));
        Assert.Contains("declined help", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);

        await caseworker.GetAsync($"/cases/{number}/reopen");
        await caseworker.PostAsync($"/cases/{number}/reopen", ("Input.How", "ReopenToAssistance"), ("Input.Reason", "TraffickedAgain"), ("Input.Note", "Found on a boat"));
        Assert.NotNull(caseworker.Page.QuerySelector("#Input_How-error"));
        await caseworker.PostAsync($"/cases/{number}/reopen", ("Input.How", "ReopenToProtection"), ("Input.Reason", "TraffickedAgain"), ("Input.Note", "Found on a boat"));
        // The other case of somebody trafficked again is asked for.
        Assert.Equal($"/cases/{number}/links", caseworker.Path);
        Assert.NotNull(caseworker.Page.QuerySelector("input[name='Input.Kind'][value=TraffickedAgain][checked]"));
        Assert.Equal("Protection", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
        // What was before stays: how it ended and why, whom to ask, and who agreed; and both stand in the history.
        await caseworker.GetAsync(path);
        foreach (var text in new[] { "Found on a boat", "She has work in a bakery", "Through her aunt, after six", "declined help" }) Assert.Contains(text, caseworker.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Agreed", await portal.ScalarAsync($"select x.answer from closures x join cases c on c.id = x.case_id where c.nrm_number = '{number}'"));
        await caseworker.GetAsync($"/cases/{number}/history");
        foreach (var text in new[] { "declined help", "Trafficked again" }) Assert.Contains(text, caseworker.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SentBackOrWithdrawn_AnotherCanBeProposed()
    {
        var number = await CaseAsync();
        var path = $"/cases/{number}/closure";
        var (caseworker, coordinator) = (await AtAsync("caseworker", number), await portal.VisitAsync("datip.coordinator"));
        await caseworker.PostAsync($"{path}?handler=Propose", Proposal());
        await coordinator.GetAsync(path);
        await coordinator.PostAsync($"{path}?handler=Back", ("Back", "Her papers are at the station"));
        Assert.Contains("Her papers are at the station", (await caseworker.GetAsync(path)).Text, StringComparison.Ordinal);
        await caseworker.PostAsync($"{path}?handler=Propose", Proposal());
        await caseworker.PostAsync($"{path}?handler=Withdraw");
        await coordinator.PostAsync($"{path}?handler=Agree");
        Assert.Equal(HttpStatusCode.Conflict, coordinator.Status);
        Assert.Equal("Protection", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
    }

    // Back in its stage after a review: what was proposed before it ends nothing, by the page or past it, and does not lie about for ever.
    [Fact]
    public async Task AProposalFromBeforeTheCaseMoved_IsSentBackAlone()
    {
        var number = await CaseAsync();
        var path = $"/cases/{number}/closure";
        var caseworker = await AtAsync("caseworker", number);
        await caseworker.PostAsync($"{path}?handler=Propose", Proposal());
        var secretary = await AtAsync("mdt.secretary", number);
        Assert.NotNull(secretary.Page.QuerySelector("form[action*='handler=Agree']"));
        await portal.ScalarAsync($"update cases set stage_since = '{portal.Clock.GetUtcNow().AddMinutes(1):O}' where nrm_number = '{number}'");
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await secretary.GetAsync(path);
        Assert.Contains("has moved since this was proposed", secretary.Text, StringComparison.Ordinal);
        Assert.Null(secretary.Page.QuerySelector("form[action*='handler=Agree']"));
        await secretary.PostAsync($"{path}?handler=Agree");
        Assert.Equal((HttpStatusCode.Conflict, "Protection"), (secretary.Status, await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'")));
        Assert.Equal("ck_case_ends_as_proposed", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("mdt.secretary", "MdtSecretary", $"""
            update closures set answer = 'Agreed', answered_by_user_id = app_user(), answered_at = app_now() where answer is null and case_id = (select id from cases where nrm_number = '{number}');
            update cases set stage = 'FollowUp', stage_since = app_now() where nrm_number = '{number}';
            set constraints all immediate
            """))).ConstraintName);
        await secretary.GetAsync(path);
        await secretary.PostAsync($"{path}?handler=Back", ("Back", "Reviewed since"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AnswerClosure' and t.done_at is null"));
        await caseworker.GetAsync(path);
        await caseworker.PostAsync($"{path}?handler=Propose", Proposal());
        await secretary.GetAsync(path);
        await secretary.PostAsync($"{path}?handler=Agree");
        Assert.Equal("FollowUp", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
    }

    [Fact]
    public async Task AChild_CannotBeProposedAsLeaving_AndTheFormSaysWhy()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Mali Example", age: "child");
        var caseworker = await AtAsync("caseworker", number);
        Assert.DoesNotContain("DeclineAndLeave", caseworker.Html, StringComparison.Ordinal);
        await caseworker.PostAsync($"/cases/{number}/closure?handler=Propose", Proposal());
        Assert.Equal("Protection", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from closures x join cases c on c.id = x.case_id where c.nrm_number = '{number}'"));
    }

    [Fact]
    public async Task AnOfficeWithoutThePlan_ReadsNoneOfIt()
    {
        var number = await CaseAsync();
        await (await AtAsync("caseworker", number)).PostAsync($"/cases/{number}/closure?handler=Propose", Proposal());
        var officer = await AtAsync("officer.immigration", number);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.DoesNotContain("bakery", officer.Text, StringComparison.Ordinal);
        await officer.PostAsync($"/cases/{number}/closure?handler=Agree");
        Assert.Equal("Protection", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
    }

    [Theory]
    [InlineData("PersonNotFound", "No person found", 1L)]
    [InlineData("RecordedTwice", "Recorded twice: there is another case", 1L)]
    public async Task ANotificationOfWhichNothingComes_IsClosedWithItsReason_AndAskedForTheChild(string why, string said, long asked)
    {
        await ReturnStory.AnnounceAsync(await portal.VisitAsync("mfa"), ("Input.Person", $"For {why}"));
        var number = $"{await portal.ScalarAsync("select c.first_contact_number from cases c join arrival_notices a on a.case_id = c.id order by a.at desc, a.id desc limit 1")}";
        var caseworker = await portal.VisitAsync("caseworker");
        var door = (await caseworker.GetAsync($"/cases/{number}")).Page.QuerySelector("main a[href$='/close-notification']")!.GetAttribute("href")!;
        await caseworker.GetAsync(door);
        await caseworker.PostAsync(door);
        Assert.NotNull(caseworker.Page.QuerySelector("#Why-error"));
        await caseworker.PostAsync(door, ("Why", why));
        Assert.Equal((HttpStatusCode.OK, $"/cases/{number}"), (caseworker.Status, caseworker.Path));
        Assert.Equal("FollowUp", await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"));
        Assert.Contains(said, (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Equal(asked, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.first_contact_number = '{number}' and t.code = 'ProtectChild' and t.done_at is null"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.first_contact_number = '{number}' and t.code = 'MeetArrival' and t.done_at is null"));
        await caseworker.GetAsync(door);
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);

        // They turn up after all: no screening has let them into protection, so they are screened, never reopened past it.
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.GetAsync($"/cases/{number}/reopen")).Status);
        var again = (await caseworker.GetAsync($"/cases/{number}")).Page.QuerySelector("main a[href$='/screen-again']")!.GetAttribute("href")!;
        await caseworker.GetAsync(again);
        await caseworker.PostAsync(again);
        Assert.StartsWith("/screenings/", caseworker.Path, StringComparison.Ordinal);
        Assert.Equal("Screening", await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"));
    }

    [Fact]
    public async Task TheDatabase_LetsNobodyEndACaseAlone()
    {
        var number = await CaseAsync();
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"""
            select set_config('app.user_id', '{ReferenceData.IdOf("user", "caseworker")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true);
            update cases set stage = 'FollowUp', stage_since = '{portal.Clock.GetUtcNow():O}' where nrm_number = '{number}'
            """, connection, transaction);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => transaction.CommitAsync(TestContext.Current.CancellationToken));
        Assert.Equal("ck_case_ends_by_two", refused.ConstraintName);
    }

    [Fact]
    public async Task ADangerThatNobodyAnswered_IsListedWithItsTask_AndHoldsTheCase()
    {
        var number = await CaseAsync();
        await portal.ScalarAsync($"insert into tasks (id, case_id, code, to_unit_id, to_role, given_at) select gen_random_uuid(), id, c.code, province_office_id, 'ProvinceCaseworker', '{portal.Clock.GetUtcNow():O}' from cases, unnest(array['ActOnDanger', 'PursueClaim']) c (code) where nrm_number = '{number}'");
        var caseworker = await AtAsync("caseworker", number);
        Assert.Contains("Danger or an incident that nobody has answered", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("A claim that an officer pursues", caseworker.Text, StringComparison.Ordinal);
        Assert.NotEmpty(caseworker.Page.QuerySelectorAll("main ul a[href*='/tasks/']"));
        await caseworker.PostAsync($"/cases/{number}/closure?handler=Propose", Proposal());
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        await portal.ScalarAsync($"update tasks set done_at = given_at where code = 'ActOnDanger' and case_id = (select id from cases where nrm_number = '{number}')");
        await caseworker.PostAsync($"/cases/{number}/closure?handler=Propose", Proposal());
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);

        // A danger after the proposal stops it too, in the database itself: the second lock.
        await portal.ScalarAsync($"update tasks set done_at = null where code = 'ActOnDanger' and case_id = (select id from cases where nrm_number = '{number}')");
        var secretary = await AtAsync("mdt.secretary", number);
        Assert.Contains("Danger or an incident that nobody has answered", secretary.Text, StringComparison.Ordinal);
        await secretary.PostAsync($"/cases/{number}/closure?handler=Agree");
        Assert.Equal(HttpStatusCode.Conflict, secretary.Status);
        await portal.ScalarAsync($"update tasks set done_at = given_at where code = 'ActOnDanger' and case_id = (select id from cases where nrm_number = '{number}')");
        await secretary.PostAsync($"/cases/{number}/closure?handler=Agree");
        Assert.Equal("FollowUp", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
    }

    [Fact]
    public async Task TwoCaseworkers_AreNotEnough_InTheDatabaseEither()
    {
        var number = await CaseAsync();
        await (await AtAsync("caseworker", number)).PostAsync($"/cases/{number}/closure?handler=Propose", Proposal());
        await portal.ScalarAsync($"update closures set by_user_id = '{ReferenceData.IdOf("user", "datip")}' where case_id = (select id from cases where nrm_number = '{number}')");
        Assert.Null(await portal.AsAsync("caseworker", "ProvinceCaseworker",
            $"update closures set answer = 'Agreed', answered_by_user_id = '{ReferenceData.IdOf("user", "caseworker")}', answered_at = now() where answer is null and case_id = (select id from cases where nrm_number = '{number}') returning 1"));
    }
}
