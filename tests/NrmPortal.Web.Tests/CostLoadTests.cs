using Npgsql;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The load on which costs are counted is what the portal itself would have written.</summary>
public sealed class CostLoadTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const int Cases = 400;
    private const string Sight = """
        select count(*) filter (where scope is not null), md5(string_agg(concat_ws('|', scope, case_id, via, number, stage, opened_at, due_at, due_clock, province_code, category), ',' order by case_id, scope))
            || (select count(*) || md5(string_agg(concat_ws('|', case_id, scope, section), ',' order by case_id, scope, section)) from case_section_access)
        from case_access
        """;

    [Fact]
    public async Task GeneratedCases_StandAsTheTriggersWouldWriteThem()
    {
        var owner = (await TestCluster.Server).OwnerConnection(fixture.Portal.Database);
        await GeneratedCases.AddAsync(fixture.Portal.Services, owner, Cases, readsPerCase: 3);
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        var before = await Ask(connection, Sight, 1);
        await Ask(connection, "select count(rebuild_case_access(id)) from cases");
        Assert.Equal(before, await Ask(connection, Sight, 1));
        Assert.Equal(3L * Cases, await Ask(connection, "select count(*) from audit_records where verb = 'read'"));
        Assert.Equal(0L, await Ask(connection, "select count(*) from audit_broken()"));
        Assert.Equal(0L, await Ask(connection, "select count(*) from pg_trigger where tgenabled = 'D' and not tgisinternal"));

        using var datip = await fixture.Portal.VisitAsync("datip");
        var known = Enumerable.Range(0, Cases).Select(i => GeneratedCase.Of(i, Cases)).First(c => c.Name is not null);
        await datip.GetAsync("/cases");
        await datip.PostAsync("/cases", ("Name", known.Name!));
        Assert.Contains($"{known.Number} {known.Name}", datip.Text, StringComparison.Ordinal);
        await datip.GetAsync($"/cases/{known.Number}");
        Assert.Contains(known.Name!, datip.Text, StringComparison.Ordinal);
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql, int column = 0)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetValue(column);
    }
}
