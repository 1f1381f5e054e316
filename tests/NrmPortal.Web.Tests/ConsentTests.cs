using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Consent carries a share while it lives; a withdrawal ends what rests on it, for the reader and in the database.</summary>
public sealed class ConsentTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task AWithdrawal_EndsTheShareAtOnce_TellsTheReceiver_AndKeepsTheCore()
    {
        var (number, referral) = await HousedAsync();
        var shelter = await portal.VisitAsync("shelter.ngo");
        Assert.Contains("Aung Example", (await shelter.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.Equal((1L, 1L), (await SeenAsync("person_identities", number), await SeenAsync("cases", number, "id")));

        await WithdrawAsync(await portal.VisitAsync("caseworker"), number);
        Assert.Equal((0L, 1L), (await SeenAsync("person_identities", number), await SeenAsync("cases", number, "id")));
        await shelter.GetAsync($"/cases/{number}");
        Assert.Equal(HttpStatusCode.OK, shelter.Status);
        Assert.Contains("the share has ended", shelter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aung", shelter.Html, StringComparison.Ordinal);
        Assert.Contains("the share has ended", (await shelter.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync("select count(*) from notices n join units u on u.id = n.to_unit_id join cases c on c.id = n.case_id where c.nrm_number = $1 and n.code = 'ConsentWithdrawn' and u.code = 'SHN-63'", number));
        Assert.Equal(1L, await CountAsync("select count(*) from referrals r join cases c on c.id = r.case_id where c.nrm_number = $1 and r.share_ended_at is not null and r.state = 'Accepted'", number));
    }

    private async Task<(string Number, string Referral)> HousedAsync(string ground = "")
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        string referral;
        if (ground.Length == 0) referral = await Story.ReferAsync(officer, number);
        else
        {
            await officer.GetAsync($"/cases/{number}/referrals/new");
            await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", "ground"), ("Input.Ground", ground), ("Input.Reach", "any"), ("Input.Sections", "Identity"));
            referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        }

        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        return (number, referral);
    }

    // The newest consent for this purpose.
    private async Task<string> ConsentOfAsync(string number, string purpose = "Referral") =>
        (await portal.ScalarAsync($"select n.id from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = '{purpose}' order by n.at desc limit 1"))!.ToString()!;

    private async Task<Visitor> WithdrawAsync(Visitor by, string number, string purpose = "Referral") =>
        await Story.Then(by, $"/cases/{number}/consent/{await ConsentOfAsync(number, purpose)}", "Withdraw", ("How", "Oral"));

    // Raw SQL as the application role and the shelter's worker.
    private async Task<long> SeenAsync(string table, string number, string key = "case_id", string user = "shelter.ngo", string role = "ShelterWorker")
    {
        var id = await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'");
        return await AsAsync(user, role, $"select count(*) from {table} where {key} = '{id}'");
    }

    private async Task<long> AsAsync(string user, string role, string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var now = portal.Clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await using (var who = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{now}', true)", connection))
            await who.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    private async Task<long> CountAsync(string sql, string about)
    {
        await using var owner = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database));
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(sql, owner) { Parameters = { new() { Value = about } } };
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
