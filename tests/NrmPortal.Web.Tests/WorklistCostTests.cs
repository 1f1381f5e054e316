using System.Text.Json;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>What the worklist costs the database on 100,000 cases, in buffers: independent of the machine and its load.</summary>
public sealed class WorklistCostTests(WorklistCostTests.Large large) : IClassFixture<WorklistCostTests.Large>
{
    private const string Worklist = """
        select a.case_id, a.number, a.stage, a.opened_at, a.due_at from case_access a where a.scope = $1 order by a.opened_at desc, a.case_id desc limit 25
        """;

    [Theory]
    [InlineData("datip", "DatipReviewer", null)]
    [InlineData("caseworker", "ProvinceCaseworker", "MSDHS-63")]
    [InlineData("officer.immigration", "FrontlineOfficer", "IMM-63")]
    public async Task TheWorklist_StaysUnder300Buffers(string user, string role, string? unit)
    {
        var scope = unit is null ? new Guid("00000000-0000-0000-0000-00000000da71") : ReferenceData.IdOf("unit", unit);
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(large.Portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var sight = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true)", connection))
            await sight.ExecuteNonQueryAsync();
        var buffers = 0;
        for (var i = 0; i < 3; i++) buffers = await Buffers(connection, scope);
        Assert.True(buffers < 300, $"{buffers} buffers");
    }

    private static async Task<int> Buffers(NpgsqlConnection connection, Guid scope)
    {
        await using var command = new NpgsqlCommand("explain (analyze, buffers, format json) " + Worklist, connection);
        command.Parameters.Add(new() { Value = scope });
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
        var root = plan.RootElement[0].GetProperty("Plan");
        return root.GetProperty("Shared Hit Blocks").GetInt32() + root.GetProperty("Shared Read Blocks").GetInt32();
    }

    public sealed class Large : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync();
            await GeneratedCases.AddAsync((await TestCluster.Server).OwnerConnection(Portal.Database), 100_000);
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
