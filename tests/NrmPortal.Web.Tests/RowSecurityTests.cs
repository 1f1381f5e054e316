using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Raw SQL as the application role: what row security lets each membership see, table by table.</summary>
public sealed class RowSecurityTests(RowSecurityTests.Seeded seeded) : IClassFixture<RowSecurityTests.Seeded>
{
    private static readonly string[] CaseTables =
    [
        "cases", "case_access", "case_section_access", "case_events", "screenings", "screening_records", "person_identities", "name_tokens", "consents",
        "health_notes", "bases_of_stay", "panels", "seats", "opinions", "decisions", "referrals", "needs_profiles", "referral_steps", "placements",
    ];

    private readonly Portal portal = seeded.Portal;

    private async Task<long> Count(string table, string? user, string? role)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (user is not null) await Execute(connection, $"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true)");
        await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task WithoutAnActor_NoTableShowsARow()
    {
        foreach (var table in CaseTables) Assert.True(await Count(table, null, null) == 0, table);
    }

    [Theory]
    [InlineData("scnrm", "ScNrmMember")]
    [InlineData("agency.admin", "AgencyAdministrator")]
    [InlineData("admin", "SystemAdministrator")]
    [InlineData("trainer", "Trainer")]
    [InlineData("auditor", "Auditor")]
    [InlineData("officer.police", "FrontlineOfficer")]
    [InlineData("shelter.ngo", "ShelterWorker")]
    [InlineData("officer.immigration", "DatipReviewer")] // a membership that the person does not hold
    public async Task APersonWithoutSight_SeesNoRowOfAnyTable(string user, string role)
    {
        foreach (var table in CaseTables) Assert.True(await Count(table, user, role) == 0, table);
    }

    [Theory]
    [InlineData("person_identities", "officer.immigration", "FrontlineOfficer", 1)]
    [InlineData("opinions", "officer.immigration", "FrontlineOfficer", 0)] // sees the case, not this section
    [InlineData("opinions", "labour", "LabourOfficer", 1)]
    [InlineData("bases_of_stay", "labour", "LabourOfficer", 0)]
    [InlineData("screening_records", "labour", "LabourOfficer", 1)]
    [InlineData("person_identities", "datip", "DatipReviewer", 1)]
    [InlineData("cases", "caseworker", "ProvinceCaseworker", 1)]
    public async Task ASection_NeedsTheRolesGrantBesidesSight(string table, string user, string role, int rows) => Assert.Equal(rows, await Count(table, user, role));

    [Theory]
    [InlineData("insert into case_access (scope, case_id, via, number, stage, opened_at, province_code, category) values (gen_random_uuid(), gen_random_uuid(), 'owner', 'X', 'Screening', now(), '63', 'Labour')")]
    [InlineData("update audit_records set verb = 'x'")]
    [InlineData("delete from audit_records")]
    [InlineData("delete from case_events")]
    [InlineData("update case_events set code = 'x'")]
    [InlineData("insert into section_grants values ('ShelterWorker', 'Account')")]
    [InlineData("select rebuild_case_access(gen_random_uuid())")]
    [InlineData("alter table cases disable row level security")]
    [InlineData("set role nrm_owner")]
    public async Task TheApplicationRole_CannotWidenItsSightOrRewriteHistory(string sql)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(connection, sql));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task TheDatabase_RefusesAStageMoveThatTheChartDoesNotHave()
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await connection.OpenAsync();
        await Assert.ThrowsAsync<PostgresException>(() => Execute(connection, "update cases set stage = 'Return'"));
    }

    [Fact]
    public async Task PersonalTexts_AreNotReadableInTheTable_AndDoNotOpenInAnotherRow()
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select encode(name, 'escape') from person_identities", connection);
        Assert.DoesNotContain("Aung", (string)(await command.ExecuteScalarAsync())!, StringComparison.Ordinal);
    }

    /// <summary>One case with a referral, a panel and an opinion.</summary>
    public sealed class Seeded : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync();
            var officer = await Portal.VisitAsync("officer.immigration");
            var number = await Story.ScreenAsync(officer);
            await Story.ReferAsync(officer, number);
            await Story.ConveneAsync(await Portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
            await Story.OpineAsync(await Portal.VisitAsync("labour"), number, "Yes");
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
