using System.Net;
using NrmPortal.Data;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The record of reads and changes: it fails closed, and whoever alters it is found out, even the owner of the tables.</summary>
public sealed class AuditTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<List<string>> OwnerAsync(params string[] statements)
    {
        var server = await TestCluster.Server;
        await using var owner = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await owner.OpenAsync();
        var rows = new List<string>();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, owner);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        }

        return rows;
    }

    // What the owner of the tables does in a bad hour, undone afterwards so that each case stands alone.
    private async Task<List<string>> Tampered(params string[] statements) =>
        await OwnerAsync(["begin", "alter table audit_records disable trigger all", "alter table audit_seals disable trigger all", "alter table audit_seal_heads disable trigger all",
            .. statements, "select why from audit_broken()", "rollback"]);

    private async Task SealAsync() => await Statistics.PublishAsync((await TestCluster.Server).WorkerConnection(portal.Database), new DateOnly(2026, 11, 24));

    [Fact]
    public async Task EveryWayOfTampering_IsFound()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}");
        await SealAsync();
        await SealAsync();
        Assert.Empty(await Tampered());
        var chain = $"(select 'case:' || id from cases where nrm_number = '{number}')";
        Assert.Contains("content", await Tampered($"update audit_records set details = '{{\"forged\": 1}}' where chain = {chain} and sequence = 2"));
        Assert.Contains("missing before", await Tampered($"delete from audit_records where chain = {chain} and sequence = 2"));
        Assert.Contains("sealed and missing", await Tampered($"delete from audit_records where chain = {chain}", $"delete from audit_heads where chain = {chain}"));
        Assert.Contains("sealed and missing", await Tampered(
            $"delete from audit_records r where chain = {chain} and sequence = (select sequence from audit_heads h where h.chain = r.chain)",
            $"update audit_heads h set (sequence, hash) = (select r.sequence, r.hash from audit_records r where r.chain = h.chain order by r.sequence desc limit 1) where chain = {chain}"));
        Assert.Contains("seal", await Tampered($"delete from audit_records where chain = {chain}", $"delete from audit_heads where chain = {chain}", $"delete from audit_seal_heads where chain = {chain}"));
        Assert.Contains("seal", await Tampered("delete from audit_seals where id = (select min(id) from audit_seals)"));
    }

    [Fact]
    public async Task WhatCannotBeRecorded_IsNeitherShownNorDone()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}");
        await OwnerAsync("alter table audit_records add constraint no_more check (id < 0) not valid");
        try
        {
            await caseworker.PostAsync($"/cases/{number}?handler=Take");
            Assert.Equal(HttpStatusCode.InternalServerError, caseworker.Status);
            await officer.GetAsync($"/cases/{number}");
            Assert.Equal(HttpStatusCode.InternalServerError, officer.Status);
            Assert.DoesNotContain("Aung", officer.Html, StringComparison.Ordinal);
        }
        finally
        {
            await OwnerAsync("alter table audit_records drop constraint no_more");
        }

        Assert.Empty(await OwnerAsync($"select nrm_number from cases where nrm_number = '{number}' and case_manager_id is not null"));
        Assert.Contains("Aung", (await officer.GetAsync($"/cases/{number}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChange_IsRecordedByTableAndColumn_NeverByValue()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Aung Secretname");
        var details = string.Join('\n', await OwnerAsync($"select details::text from audit_records where case_id = (select id from cases where nrm_number = '{number}') and subject = 'saved'"));
        Assert.Contains("person_identities", details, StringComparison.Ordinal);
        Assert.Contains("\"stage\"", details, StringComparison.Ordinal);
        Assert.DoesNotContain("Secretname", details, StringComparison.OrdinalIgnoreCase);
    }
}
