using System.Globalization;
using System.Net;
using Npgsql;
using NrmPortal.Data.Seed;
using NrmPortal.Data.Setup;
using NrmPortal.Domain.Clocks;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The book in the database: read anew by every node, never overwritten by what ships, and locked there as well.</summary>
public sealed class ClockBookTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static (string, string)[] Terms(string amount) =>
        [("Input.Amount", amount), ("Input.Unit", "Hours"), ("Input.From", "24/11/2569"), ("Input.LegalBasis", "Order 9/2569"), ("Input.Confidence", "P"), ("Input.Reason", "The committee decided")];

    private static async Task ChangeAsync(Visitor datip, string code, string amount)
    {
        await Story.Then(datip, $"/admin/clocks/{code}", "Preview", Terms(amount));
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), $"/admin/clocks/{code}?handler=Apply");
        Assert.Equal(HttpStatusCode.OK, datip.Status);
    }

    [Fact]
    public async Task TwoNodes_AgreeAtOnce()
    {
        await using var other = await Portal.StartOnAsync((await TestCluster.Server).AppConnection(portal.Database), portal.Database);
        using var there = await other.VisitAsync("datip.coordinator");
        Assert.DoesNotContain("37 hours", (await there.GetAsync("/admin/clocks")).Text, StringComparison.Ordinal);
        await ChangeAsync(await portal.VisitAsync("datip.coordinator"), "ArrivalUrgent", "37");
        Assert.Contains("37 hours", (await there.GetAsync("/admin/clocks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDatabase_CountsALimit_AsTheEngineDoes()
    {
        // Of a portal whose limits and holidays nobody has changed.
        await using var shipped = await Portal.StartAsync();
        // Before and after midnight in Thailand, over weekends, Songkran and the new year.
        foreach (var code in Enum.GetValues<ClockCode>().Where(c => c is not (ClockCode.ArrivalUrgent or ClockCode.ReferralAnswerUrgent)))
            foreach (var start in new[] { "2026-04-10T16:59:00Z", "2026-04-10T17:01:00Z", "2026-12-29T03:00:00Z", "2026-11-27T09:30:00Z" }.Select(s => DateTimeOffset.Parse(s, CultureInfo.InvariantCulture)))
                Assert.Equal((code, start, ClockBook.Shipped.Explain(code, start).Due.UtcDateTime), (code, start, (DateTime)(await shipped.ScalarAsync($"select limit_ends('{code}', '{start:O}')"))!));
    }

    [Fact]
    public async Task ANewStart_BringsBackNothingThatAnAdministratorChanged()
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await ChangeAsync(datip, "ReferralAnswerUrgent", "12");
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=EndRung]"), "/admin/clocks/ReferralAnswerUrgent?handler=EndRung");
        await datip.GetAsync("/admin/holidays?Year=2027");
        await datip.PostFormAsync(datip.Page.QuerySelector("tbody form"), "/admin/holidays?handler=Preview");
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/holidays?handler=Apply");
        var before = await Book();
        await PortalDatabase.MigrateAsync((await TestCluster.Server).OwnerConnection(portal.Database), demo: true, TestContext.Current.CancellationToken);
        Assert.Equal(before, await Book());
        Assert.Equal("12", await portal.ScalarAsync("select amount::text from clock_settings where code = 'ReferralAnswerUrgent' and valid_until is null"));
    }

    private async Task<string> Book() => (string)(await portal.ScalarAsync("""
        select concat((select string_agg(code || amount || coalesce(valid_until::text, ''), ',' order by code, valid_from, id) from clock_settings), ';',
            (select string_agg(code || percent || told, ',' order by id) from clock_rungs where ended_at is null), ';', (select string_agg(day::text, ',' order by day) from holidays where removed_at is null))
        """))!;

    [Theory]
    [InlineData("datip.coordinator", "DatipCoordinator", "update clock_settings set amount = 1")]
    [InlineData("datip.coordinator", "DatipCoordinator", "delete from clock_settings")]
    [InlineData("datip.coordinator", "DatipCoordinator", "delete from holidays")]
    [InlineData("datip.coordinator", "DatipCoordinator", "update clock_version set version = 7")]
    [InlineData("datip.coordinator", "DatipCoordinator", "insert into role_permissions values ('ShelterWorker', 'settings.edit')")]
    [InlineData("caseworker", "ProvinceCaseworker", "insert into clock_rungs (id, code, percent, told, by_user_id) values (gen_random_uuid(), 'Custody29', 1, 'Owner', app_user())")]
    [InlineData("admin", "SystemAdministrator", "insert into holidays (id, day, name_th, name_en, kind, confidence, by_user_id) values (gen_random_uuid(), '2031-01-01', 'x', 'x', 'Fixed', 'C', app_user())")]
    public async Task TheDatabase_RefusesWhatThePortalDoes(string user, string role, string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Execute(connection, $"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true)");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(connection, sql));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task ACaseworker_ChangesNoValue_NotEvenItsEnd()
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Execute(connection, $"select set_config('app.user_id', '{ReferenceData.IdOf("user", "caseworker")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}', true)");
        Assert.Equal(0, await Execute(connection, "update clock_settings set valid_until = '2020-01-01'"));
    }

    [Theory]
    [InlineData("datip.coordinator", "DatipCoordinator", "ConveneMdt", 1)]
    [InlineData("caseworker", "ProvinceCaseworker", "ConveneMdt", 0)]
    [InlineData("datip.coordinator", "DatipCoordinator", "AssignCaseManager", 0)]
    public async Task OnlyWhoSetsLimits_MovesTheDayOfOthersTasks_AndOnlyWhereALimitSaysIt(string user, string role, string task, int moved)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Execute(connection, $"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true)");
        Assert.Equal(moved, await Execute(connection,
            $"update tasks t set due_at = t.given_at + interval '9 days' from cases c where c.id = t.case_id and c.nrm_number = '{number}' and t.code = '{task}'"));
    }

    [Fact]
    public async Task Custody_IsNeverPaused_AlsoPastThePortal()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync($"""
            insert into clock_pauses (id, case_id, clock, run_from, reason, paused_from, resume_by, by_user_id, by_unit_id)
            select gen_random_uuid(), id, 'Custody29', now(), 'InHospital', now(), current_date, opened_by_user_id, opened_by_unit_id from cases where nrm_number = '{number}'
            """));
        Assert.Equal("ck_clock_pauses_never_custody", refused.ConstraintName);
    }

    [Fact]
    public async Task WhenTheKnownYearsRunOut_DatipIsWarned_UntilTheNextYearIsEntered()
    {
        await using var late = await Portal.StartAsync();
        Assert.DoesNotContain("The calendar knows", (await (await late.VisitAsync("datip")).GetAsync("/home")).Text, StringComparison.Ordinal);
        late.Clock.SetUtcNow(new DateTimeOffset(2027, 10, 4, 3, 0, 0, TimeSpan.Zero));
        var datip = await late.VisitAsync("datip.coordinator");
        Assert.Contains("The calendar knows", (await datip.GetAsync("/home")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The calendar knows", (await (await late.VisitAsync("caseworker")).GetAsync("/home")).Text, StringComparison.Ordinal);
        await Story.Then(datip, "/admin/holidays", "Preview", ("Lines", "date,name_th,name_en,confidence,kind\n2571-01-01,วันขึ้นปีใหม่,New Year's Day,K,fixed\n3/1/2571,ชดเชย,Substitution,K,substitution"));
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/holidays?handler=Apply");
        Assert.Contains("1 Jan 2028", datip.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The calendar knows", datip.Text, StringComparison.Ordinal);
    }

    private static async Task<int> Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
