using Npgsql;
using NrmPortal.Data.Scopes;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>What the worklist costs the database on 100,000 cases: counts, independent of the machine and its load.</summary>
[Collection(nameof(LargePortal))]
public sealed class WorklistCostTests(LargePortal large)
{
    private const int MostBuffers = 300;

    [Fact]
    public async Task TheWorklist_StaysUnder300Buffers_ForEveryUnit()
    {
        using var caseworker = await large.Portal.VisitAsync("caseworker");
        var (queries, _) = await large.Asked.DuringAsync(() => caseworker.GetAsync("/cases"));
        var worklist = queries.Single(q => q.Sql.Contains("FROM case_access", StringComparison.Ordinal));
        var own = ReferenceData.IdOf("unit", "MSDHS-63");
        Assert.Contains(worklist.Parameters, p => own.Equals(p.Value));

        var costs = new List<(string Unit, int Buffers)>();
        foreach (var (code, unit, membership) in await large.CaseworkersOfAllUnitsAsync())
        {
            await using var sight = await large.SightOfAsync(LargePortal.Caseworker, membership);
            costs.Add((code, await worklist.BuffersAsync(sight.Connection!, value => own.Equals(value) ? unit : value)));
        }

        var (dearest, most) = costs.MaxBy(c => c.Buffers);
        Assert.True(costs.Count > 80, $"only {costs.Count} units hold cases");
        Assert.True(most < MostBuffers, $"{most} buffers for {dearest}; 39 when the bound was set");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&Chosen.Stage=Protection")]
    [InlineData("&Chosen.Clock=Overdue")]
    [InlineData("&Chosen.Before=2024-06-01T00:00:00Z&Chosen.BeforeId=00000000-0000-0000-0000-000000000000")]
    public async Task TheNationalWorklist_StaysUnder300Buffers(string filter)
    {
        using var datip = await large.Portal.VisitAsync("datip");
        var (queries, _) = await large.Asked.DuringAsync(() => datip.GetAsync($"/cases?Chosen.Scope=national{filter}"));
        Assert.Equal(25, datip.Page.QuerySelectorAll("tbody tr").Length);
        var worklist = queries.Single(q => q.Sql.Contains("FROM case_access", StringComparison.Ordinal));
        Assert.Contains(worklist.Parameters, p => CaseScopes.National.Equals(p.Value));
        await using var sight = await large.SightOfAsync("datip", ReferenceData.IdOf("membership", "datipDatipReviewer"));
        var buffers = await worklist.BuffersAsync(sight.Connection!);
        Assert.True(buffers < MostBuffers, $"{buffers} buffers; 15 to 83 when the bound was set");
    }

    [Fact]
    public async Task TheWholeRequest_GoesToTheDatabaseSevenTimesAtMost()
    {
        using var caseworker = await large.Portal.VisitAsync("caseworker");
        await caseworker.GetAsync("/cases");
        var (_, trips) = await large.Asked.DuringAsync(() => caseworker.GetAsync("/cases"));
        Assert.True(trips <= 7, $"{trips} trips; 7 when the bound was set: the list, its alarms, the unread notices, and what surrounds every page");
    }
}

/// <summary>A portal with 100,000 generated cases that notes what it asks the database; one for all tests of cost.</summary>
[CollectionDefinition(nameof(LargePortal))]
public sealed class LargePortal : IAsyncLifetime, ICollectionFixture<LargePortal>
{
    public const int Cases = 100_000;
    public const string Caseworker = "caseworker";

    public Portal Portal { get; private set; } = null!;
    public AskedQueries Asked { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Portal = await Portal.StartAsync(arrange: Asked.Listen);
        await GeneratedCases.AddAsync(Portal.Services, (await TestCluster.Server).OwnerConnection(Portal.Database), Cases);
    }

    /// <summary>A transaction that sees what this person sees under this membership.</summary>
    public async Task<NpgsqlTransaction> SightOfAsync(string user, Guid membership)
    {
        var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(Portal.Database));
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var sight = new NpgsqlCommand("select set_config('app.user_id', $1, true), set_config('app.membership_id', $2, true)", connection);
        sight.Parameters.Add(new() { Value = ReferenceData.IdOf("user", user).ToString() });
        sight.Parameters.Add(new() { Value = membership.ToString() });
        await sight.ExecuteNonQueryAsync();
        return transaction;
    }

    /// <summary>The caseworker takes up a membership at every unit that holds cases.</summary>
    public async Task<IReadOnlyList<(string Code, Guid Unit, Guid Membership)>> CaseworkersOfAllUnitsAsync()
    {
        const string Sql = """
            with taken as (
                insert into memberships (id, user_id, unit_id, role, province_code)
                select gen_random_uuid(), $1, u.id, 'ProvinceCaseworker', u.province_code from units u where exists (select 1 from case_access a where a.scope = u.id)
                returning id, unit_id)
            select u.code, u.id, t.id from taken t join units u on u.id = t.unit_id
            """;
        await using var connection = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(Portal.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new() { Value = ReferenceData.IdOf("user", Caseworker) });
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<(string, Guid, Guid)>();
        while (await reader.ReadAsync()) all.Add((reader.GetString(0), reader.GetGuid(1), reader.GetGuid(2)));
        return all;
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
