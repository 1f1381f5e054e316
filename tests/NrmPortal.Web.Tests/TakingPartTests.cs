using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The offices that take part in a case: who is asked, and what those who were asked may say, file and warn of.</summary>
public sealed class TakingPartTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static Guid Unit(string code) => ReferenceData.IdOf("unit", code);

    private Task<object?> CountAsync(string table, string number, string where = "true") =>
        portal.ScalarAsync($"select count(*) from {table} t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and {where}");

    private Task<object?> ShutAsync(string code, string status) => portal.ScalarAsync($"update directory_entries set status = '{status}' where id = '{Unit(code)}'");

    [Theory]
    [InlineData("prosecutor", "Legal")]
    [InlineData("dcy", "Family")]
    public async Task WhoTakesPart_AnswersAMessage_FilesAPaper_AndWarnsOfADanger(string user, string section)
    {
        var (caseworker, taker) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync(user));
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"), $"Ma {user}");
        await JusticeStory.OpenAsync(caseworker, number);
        await ChildStory.AskDcyAsync(caseworker, number);
        await Story.WriteAsync(caseworker, number, "When is she heard?");
        await taker.GetAsync($"/cases/{number}/messages");
        Assert.Contains("When is she heard?", taker.Text, StringComparison.Ordinal);
        await Story.WriteAsync(taker, number, "On Monday, behind a screen");
        Assert.Equal($"/cases/{number}/messages", taker.Path);
        Assert.Contains("On Monday, behind a screen", (await caseworker.GetAsync($"/cases/{number}/messages")).Text, StringComparison.Ordinal);

        await Papers.AddAsync(taker, number, section, "An order");
        Assert.Matches("^/cases/NRM-.*/documents/[0-9a-f-]{36}$", taker.Path);
        Assert.Contains("An order", taker.Text, StringComparison.Ordinal);

        await Story.WarnAsync(taker, number, "TraffickerNear");
        Assert.Equal($"/cases/{number}/risk", taker.Path);
        Assert.Equal(1L, await CountAsync("case_warnings", number));
        Assert.Equal(HttpStatusCode.Forbidden, (await taker.GetAsync($"/cases/{number}/risk/assess")).Status);
    }

    [Theory]
    [InlineData("labour", "Raengngan")]
    [InlineData("justice", "Yutitham")]
    [InlineData("mfa", "Kongsul")]
    public async Task WhoHasASeat_WarnsOfADanger_AndFilesAPaperThatTheyRead(string user, string name)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), $"Seat {user}");
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", name);
        var member = await portal.VisitAsync(user);
        await Story.WarnAsync(member, number, "TraffickerNear");
        Assert.Equal($"/cases/{number}/risk", member.Path);
        await Papers.AddAsync(member, number, "Identity", "A travel paper");
        Assert.Matches("^/cases/NRM-.*/documents/[0-9a-f-]{36}$", member.Path);
        Assert.Equal(1L, await CountAsync("documents", number));
    }

    [Fact]
    public async Task AnOfficeThatIsPausedOrClosed_IsAskedForNothing_ByThePageAndByTheDatabase()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Ma Shut");
        foreach (var (code, status) in new[] { ("POL-63", "Closed"), ("OAG-63", "Paused"), ("DCY-63", "Paused") }) await ShutAsync(code, status);
        try
        {
            foreach (var (page, shut) in new[] { ("legal/police-case", "POL-63"), ("non-punishment", "OAG-63"), ("child/dcy", "DCY-63") })
                Assert.DoesNotContain($"{Unit(shut)}", (await caseworker.GetAsync($"/cases/{number}/{page}")).Html, StringComparison.Ordinal);
            await JusticeStory.OpenAsync(caseworker, number);
            await ChildStory.AskDcyAsync(caseworker, number);
            await ChildStory.FlagAsync(caseworker, number);
            foreach (var table in new[] { "police_cases", "dcy_involvements", "non_punishments" }) Assert.Equal(0L, await CountAsync(table, number));
            foreach (var sql in new[]
            {
                $"insert into dcy_involvements (id, case_id, unit_id, asked_by_user_id, asked_at) select gen_random_uuid(), id, '{Unit("DCY-63")}', app_user(), app_now() from cases where nrm_number = '{number}'",
                $"insert into police_cases (id, case_id, opened_on, inquiry_unit_id, by_user_id, by_unit_id, at) select gen_random_uuid(), id, app_now(), '{Unit("POL-63")}', app_user(), app_unit(), app_now() from cases where nrm_number = '{number}'",
                $"insert into non_punishments (id, case_id, offences, inquiry_unit_id, prosecutor_unit_id, by_user_id, by_unit_id, flagged_at) select gen_random_uuid(), id, array['entry_stay'], '{Unit("POL-90")}', '{Unit("OAG-63")}', app_user(), app_unit(), app_now() from cases where nrm_number = '{number}'",
            })
                Assert.Equal("ck_asked_office_shut", await RefusedAsync(sql));
        }
        finally
        {
            foreach (var code in new[] { "POL-63", "OAG-63", "DCY-63" }) await ShutAsync(code, "Active");
        }

        await JusticeStory.OpenAsync(caseworker, number);
        Assert.Equal(1L, await CountAsync("police_cases", number));
    }

    // Raw SQL as the caseworker under the application role.
    private async Task<string> RefusedAsync(string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var who = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", "caseworker")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", connection);
        await who.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName ?? "";
    }
}
