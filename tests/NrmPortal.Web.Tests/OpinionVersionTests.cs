using System.Globalization;
using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A rewritten opinion keeps what it said, marked where the others could be read by then: on the pages, and as raw SQL of the application's role.</summary>
public sealed class OpinionVersionTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Mark = "Changed after the others could be read";
    private readonly Portal portal = fixture.Portal;

    private static string At(string number, string page = "") => $"/cases/{number}/identification{page}";

    // The first member says no, the second yes; the first reads it and says yes as well. A third has not spoken.
    private async Task<(string Number, Visitor Member)> RewrittenAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan", "Aiyakarn");
        var member = await portal.VisitAsync("mdt");
        await Story.OpineAsync(member, number, "No");
        await Story.OpineAsync(await portal.VisitAsync("labour"), number, "Yes");
        await RewriteAsync(member, number, "Yes", "I have read the others");
        return (number, member);
    }

    private static async Task RewriteAsync(Visitor member, string number, string view, string reasons)
    {
        await member.GetAsync(At(number, "/opinion"));
        await member.PostAsync(At(number, "/opinion"), [.. Story.Findings(view), ("Opinion.Reasons", reasons)]);
    }

    private async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> ActAsync(string user, string role)
    {
        var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        var now = portal.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await using var who = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{now}', true)", connection);
        await who.ExecuteNonQueryAsync();
        return (connection, transaction);
    }

    /// <summary>Runs to the commit, which is where some of it is refused.</summary>
    private async Task<long> AsAsync(string user, string role, string sql)
    {
        var (connection, transaction) = await ActAsync(user, role);
        await using (connection)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            var result = command.CommandText.StartsWith("select", StringComparison.Ordinal) ? (long)(await command.ExecuteScalarAsync())! : await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            return result;
        }
    }

    private static string Of(string number, string table) => $"select count(*) from {table} v join cases c on c.id = v.case_id where c.nrm_number = '{number}'";

    [Fact]
    public async Task TheAuthorityAndTheAuthor_ReadWhatWasHeldBefore_AndThatItWasChangedAfterReading()
    {
        var (number, member) = await RewrittenAsync();
        Assert.Equal(At(number), member.Path);
        var authority = await portal.VisitAsync("authority");
        await Story.DeclareAsync(authority, number);
        foreach (var (reader, page) in new[] { (member, ""), (authority, ""), (authority, "/decide") })
        {
            await reader.GetAsync(At(number, page));
            Assert.Contains(Mark, Assert.Single(reader.Page.QuerySelectorAll(".nrm-changed")).TextContent, StringComparison.Ordinal);
            Assert.Contains("My reasons", reader.Page.QuerySelector("li details")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("I have read the others", reader.Text, StringComparison.Ordinal);
        }

        Assert.Contains("marked as changed", (await member.GetAsync(At(number, "/opinion"))).Text, StringComparison.Ordinal);
        await RewriteAsync(member, number, "Yes", "I have read the others");
        Assert.Equal(HttpStatusCode.Conflict, member.Status);
        Assert.Contains("nothing was changed", member.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheMinutes_TellOfIt_OnceTheCaseIsDecided()
    {
        var (number, _) = await RewrittenAsync();
        var secretary = await portal.VisitAsync("mdt.secretary");
        var sitting = (await secretary.GetAsync(At(number))).Page.QuerySelector("main a[href^='/identification/sittings/']")!.GetAttribute("href")!;
        string[] pages = [At(number, "/minutes"), sitting + "/print/minutes"];
        foreach (var page in pages) Assert.DoesNotContain(Mark, (await secretary.GetAsync(page)).Text, StringComparison.Ordinal);
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        foreach (var page in pages) Assert.Contains(Mark, (await secretary.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("My reasons", (await secretary.GetAsync(pages[0])).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mdt", "MdtMember", 3, true)]
    [InlineData("labour", "LabourOfficer", 3, true)]
    [InlineData("authority", "CompetentAuthority", 3, true)]
    [InlineData("prosecutor", "Prosecutor", 0, false)] // has not spoken, and has no seat after the decision
    [InlineData("caseworker", "ProvinceCaseworker", 0, true)]
    [InlineData("mdt.secretary", "MdtSecretary", 0, true)]
    [InlineData("officer.immigration", "FrontlineOfficer", 0, false)] // sees the case, not the section
    public async Task Versions_AreReadWithTheirOpinion(string user, string role, long before, bool after)
    {
        var (number, _) = await RewrittenAsync();
        Assert.Equal(before, await AsAsync(user, role, Of(number, "opinion_versions")));
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        // A seat gives no sight once the panel has decided; the offices read the section then.
        var office = user is "caseworker" or "mdt.secretary";
        Assert.Equal(after && office ? 3L : 0L, await AsAsync(user, role, Of(number, "opinion_versions")));
    }

    [Theory]
    [InlineData("update opinion_versions set trafficking = 'No'", "42501")]
    [InlineData("delete from opinion_versions", "42501")]
    [InlineData("delete from opinion_version_marks", "42501")]
    [InlineData("update opinions set trafficking = 'Unclear' where by_user_id = (select app_user())", "23514")] // without a version
    [InlineData("update opinions set trafficking = 'Unclear', version_count = version_count + 1 where by_user_id = (select app_user())", "23514")]
    [InlineData("insert into opinion_versions select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'number', 3, 'others_readable_since', null))).* from opinion_versions v join opinions o on o.id = v.opinion_id where o.by_user_id = (select app_user()) and v.number = 2", "23514")] // the mark left out
    [InlineData("insert into opinion_versions select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'number', 5))).* from opinion_versions v join opinions o on o.id = v.opinion_id where o.by_user_id = (select app_user()) and v.number = 2", "23514")] // a version in between left out
    [InlineData("insert into opinion_versions select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'number', 2, 'others_readable_since', now()))).* from opinion_versions v join opinions o on o.id = v.opinion_id where o.by_user_id <> (select app_user()) and v.number = 1", "42501")] // for another
    public async Task TheDatabase_RefusesByItself_WhatWouldLoseOrForgeAVersion(string sql, string state)
    {
        await RewrittenAsync();
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => AsAsync("mdt", "MdtMember", sql))).SqlState);
    }

    [Fact]
    public async Task AnOpinion_ChangesUntilTheDecisionOnly_AndItsVersionsNeverDo()
    {
        var (number, member) = await RewrittenAsync();
        await member.GetAsync(At(number, "/opinion"));
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        await member.PostAsync(At(number, "/opinion"), [.. Story.Findings("No"), ("Opinion.Reasons", "Too late")]);
        Assert.Equal(HttpStatusCode.NotFound, member.Status);
        var mine = $"update opinions set version_count = version_count + 1 where case_id = (select id from cases where nrm_number = '{number}')";
        Assert.Equal(0L, await AsAsync("mdt", "MdtMember", mine));
        Assert.Equal(0L, await AsAsync("mdt.secretary", "MdtSecretary", mine));
        foreach (var sql in new[] { "update opinion_versions set number = 9", "delete from opinion_versions", "truncate opinion_versions cascade" })
            Assert.Contains("append-only", (await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync(sql))).MessageText, StringComparison.Ordinal);
    }
}
