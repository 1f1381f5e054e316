using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The second locks of a return, against the database itself as the application role.</summary>
public sealed class ReturnLockTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string?> TryAsync(string user, string role, string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"""
            select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true);
            {sql}
            """, connection, transaction);
        try
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await using var check = new NpgsqlCommand("set constraints all immediate", connection, transaction);
            await check.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.ConstraintName ?? refused.SqlState;
        }
    }

    private string Journey(string number, string by) => $"""
        insert into return_journeys (id, case_id, direction, country, left_from, receiver, received_by, received_at, received_where, note, by_user_id, by_unit_id, at)
        select gen_random_uuid(), id, 'ToCountry', 'MM', ''::bytea, 'Iom', ''::bytea, '{portal.Clock.GetUtcNow():O}', ''::bytea, ''::bytea, '{ReferenceData.IdOf("user", by)}', province_office_id, '{portal.Clock.GetUtcNow():O}' from cases where nrm_number = '{number}'
        """;

    private string Step(string number, string by) => $"""
        insert into return_steps (id, case_id, kind, happened_on, finding, who, reasons, by_user_id, by_unit_id, at)
        select gen_random_uuid(), id, 'RiskAssessed', current_date, 'Safe', ''::bytea, ''::bytea, '{ReferenceData.IdOf("user", by)}', province_office_id, '{portal.Clock.GetUtcNow():O}' from cases where nrm_number = '{number}'
        """;

    [Fact]
    public async Task NobodyIsSentHome_UnassessedUnsafeOrAgainstTheirWill()
    {
        var (number, caseworker) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"));
        Task<string?> Goes() => TryAsync("caseworker", "ProvinceCaseworker", Journey(number, "caseworker"));
        Assert.Equal("ck_return_is_safe", await Goes());
        await ReturnStory.StepAsync(caseworker, number, "RiskAssessed", ("Input.Finding", "Safe"));
        Assert.Equal("ck_return_is_agreed", await Goes());
        await ReturnStory.AskAsync(caseworker, number);
        Assert.Null(await Goes());
        await ReturnStory.AskAsync(caseworker, number, "Refused");
        Assert.Equal("ck_return_is_agreed", await Goes());
        await portal.ScalarAsync($"update cases set age_group = 'Unknown' where nrm_number = '{number}'");
        Assert.Equal("ck_return_is_determined", await Goes());
        await ReturnStory.StepAsync(caseworker, number, "RiskAssessed", ("Input.Finding", "Unsafe"));
        Assert.Equal("ck_return_is_safe", await Goes());
    }

    [Theory]
    [InlineData("caseworker", "ProvinceCaseworker", null)]
    [InlineData("datip.coordinator", "DatipCoordinator", null)]
    [InlineData("datip", "DatipReviewer", "42501")] // reads it, and does not plan returns
    [InlineData("officer.immigration", "FrontlineOfficer", "42501")]
    [InlineData("mfa", "ForeignAffairsOfficer", "42501")] // may record, on a case that it was asked to take part in
    public async Task AStep_IsWrittenByThoseWhoPrepareReturns_OnCasesTheySee(string user, string role, string? refused)
    {
        var number = await ReturnStory.VictimAsync(portal);
        var id = await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'");
        Assert.Equal(refused, await TryAsync(user, role, $"""
            insert into return_steps (id, case_id, kind, happened_on, finding, who, reasons, by_user_id, by_unit_id, at)
            values (gen_random_uuid(), '{id}', 'RiskAssessed', current_date, 'Safe', ''::bytea, ''::bytea, '{ReferenceData.IdOf("user", user)}', gen_random_uuid(), now())
            """));
    }

    [Fact]
    public async Task InNobodysName_AndWhole()
    {
        var number = await ReturnStory.VictimAsync(portal);
        Assert.Equal("42501", await TryAsync("caseworker", "ProvinceCaseworker", Step(number, "datip.coordinator")));
        Assert.Equal("ck_return_step_is_whole", await TryAsync("caseworker", "ProvinceCaseworker", Step(number, "caseworker").Replace("'Safe'", "null", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AReturn_IsNotCompleteBeforeTheHandOver()
    {
        var number = await ReturnStory.VictimAsync(portal);
        var now = portal.Clock.GetUtcNow();
        await portal.ScalarAsync($"""
            update cases set stage = 'Return' where nrm_number = '{number}';
            insert into closures (id, case_id, "from", how, reason, summary, language, recontact, belongings, open_items, by_user_id, by_unit_id, at, answer, answered_by_user_id, answered_at)
            select gen_random_uuid(), id, 'Return', 'CompleteReturn', 'ReturnedToCountry', ''::bytea, 'th', 'Declined', 'Returned', '', opened_by_user_id, gen_random_uuid(), now(), 'Agreed', '{ReferenceData.IdOf("user", "datip.coordinator")}', '{now:O}' from cases where nrm_number = '{number}'
            """);
        var ends = $"update cases set stage = 'FollowUp', stage_since = '{now:O}' where nrm_number = '{number}'";
        Assert.Equal("ck_return_is_complete", await TryAsync("datip.coordinator", "DatipCoordinator", ends));
        await portal.ScalarAsync($"update cases set returned_on = current_date where nrm_number = '{number}'");
        Assert.Null(await TryAsync("datip.coordinator", "DatipCoordinator", ends));
    }

    private string Reaching(string number, string kind, string basis = "", string beside = "") => $"""
        with step as (insert into return_steps (id, case_id, kind, happened_on, finding, who, reasons, paper, by_user_id, by_unit_id, at)
            select gen_random_uuid(), id, '{kind}', '{portal.Clock.GetUtcNow():yyyy-MM-dd}', case '{kind}' when 'FamilyTraced' then 'Found' when 'FamilyAssessed' then 'Safe' end, ''::bytea, ''::bytea,
                case '{kind}' when 'TravelPaperApplied' then 'Passport' end, '{ReferenceData.IdOf("user", "caseworker")}', province_office_id, '{portal.Clock.GetUtcNow():O}' from cases where nrm_number = '{number}' returning *) select 1 from step;
        {(basis.Length == 0 ? "" : $"""
        insert into disclosures (id, case_id, sections, to_outside, recipient_name, how, {basis}, return_step_id, by_user_id, by_unit_id, at)
        select gen_random_uuid(), s.case_id, array['Identity'], 'Embassy', ''::bytea, 'Meeting', {beside}, s.id, s.by_user_id, s.by_unit_id, s.at from return_steps s join cases c on c.id = s.case_id
        where c.nrm_number = '{number}' and s.kind = '{kind}' order by s.at desc limit 1
        """)}
        """;

    [Fact]
    public async Task NobodyOutsideHearsOfThePerson_WithoutALiveYes_OrWhatIsBestForTheChild()
    {
        var (number, caseworker) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"));
        Task<string?> Tries(string sql) => TryAsync("caseworker", "ProvinceCaseworker", sql);
        foreach (var rule in NrmPortal.Domain.Returns.ReturnStepRule.All.Where(r => r.Reaches)) Assert.Equal((rule.Kind, "ck_return_reach"), (rule.Kind, await Tries(Reaching(number, rule.Kind.ToString()))));
        var word = $"(select n.id from consents n where n.case_id = s.case_id and n.purpose = 'Return' order by n.at desc limit 1)";
        string Rests() => Reaching(number, "NationalityAsked", "consent_id", word);
        Assert.Equal("ck_return_reach", await Tries(Rests()));
        await ReturnStory.AskAsync(caseworker, number);
        Assert.Null(await Tries(Rests()));
        Assert.Equal("ck_return_reach", await Tries(Reaching(number, "NationalityAsked", "legal_ground, ground_reason", "'childInterest', ''::bytea")));
        await ReturnStory.AskAsync(caseworker, number, "Refused");
        Assert.Equal("ck_return_reach", await Tries(Rests()));
        await portal.ScalarAsync($"update cases set age_group = 'Child' where nrm_number = '{number}'");
        string Ground(string reason) => Reaching(number, "NationalityAsked", "legal_ground, ground_reason", $"'childInterest', {reason}");
        Assert.Equal("ck_return_reach", await Tries(Ground("''::bytea")));
        await portal.ScalarAsync($"update cases set best_interests_on = current_date where nrm_number = '{number}'");
        Assert.Equal("ck_return_reach", await Tries(Ground("null")));
        Assert.Null(await Tries(Ground("''::bytea")));
        await portal.ScalarAsync($"update cases set determined_outcome = 'ReturnHome', determined_until = '2100-01-01' where nrm_number = '{number}'");
        Assert.Null(await Tries(Ground("null")));
        await portal.ScalarAsync($"update cases set determined_outcome = 'StayInCare' where nrm_number = '{number}'");
        Assert.Equal("ck_return_reach", await Tries(Ground("null")));
    }
}
