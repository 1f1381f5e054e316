using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Encryption;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Two data keys live side by side: what the old one sealed opens and is found, the new one seals what comes.</summary>
public sealed class KeyRotationTests
{
    [Fact]
    public async Task NamesUnderTheOldKey_AreReadAndFound_WhileTheNewOneSeals()
    {
        await using var before = await Portal.StartAsync();
        var old = await Story.ScreenAsync(await before.VisitAsync("officer.immigration"), "Mali Oldkey");
        var child = await ChildStory.ScreenAsync(await before.VisitAsync("officer.immigration"));
        await ChildStory.NameAsync(await before.VisitAsync("caseworker"), child, "PossibleSuspect", "Daw Oldkey");
        var server = await TestCluster.Server;
        await using var owner = new NpgsqlConnection(server.OwnerConnection(before.Database));
        await owner.OpenAsync();
        var protector = before.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("NrmPortal.DataKeys.v1");
        await using (var second = new NpgsqlCommand("insert into data_keys (id, wrapped, created_at) values (2, $1, now())", owner) { Parameters = { new() { Value = protector.Protect(RandomNumberGenerator.GetBytes(32)) } } })
            await second.ExecuteNonQueryAsync();

        // A node that starts now seals with the new key; it reads what the other wrote.
        await using var after = await Portal.StartOnAsync(server.AppConnection(before.Database), before.Database);
        var officer = await after.VisitAsync("officer.immigration");
        // A suspect who was recorded under the old key is known by the name under the new one.
        await officer.GetAsync($"/cases/{child}/consent/new");
        await officer.PostAsync($"/cases/{child}/consent/new", [("Input.Purpose", "Assistance"), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.Outcome", "Given"), ("Input.GivenBy", "Guardian"),
            ("Input.GiverName", "daw oldkey"), ("Input.GiverRelation", "Parent"), ("Input.GiverCheck", "Cleared"), ("Input.ChildsView", "Agrees"), ("Input.How", "Signature"), .. Story.SevenPoints]);
        Assert.Contains("This person may not consent here", officer.Text, StringComparison.Ordinal);
        var fresh = await Story.ScreenAsync(officer, "Mali Newkey");
        await officer.GetAsync("/cases");
        await officer.PostAsync("/cases", ("Name", "mali"));
        Assert.Contains(old, officer.Text, StringComparison.Ordinal);
        Assert.Contains(fresh, officer.Text, StringComparison.Ordinal);
        Assert.Contains("Mali Oldkey", (await officer.GetAsync($"/cases/{old}")).Text, StringComparison.Ordinal);
        await using var sealedBy = new NpgsqlCommand("select i.name from person_identities i join cases c on c.id = i.case_id where c.nrm_number = $1", owner) { Parameters = { new() { Value = fresh } } };
        Assert.Equal(2, Envelope.KeyIdOf((byte[])(await sealedBy.ExecuteScalarAsync())!));
        Assert.Contains("Mali Newkey", (await (await before.VisitAsync("officer.immigration")).GetAsync($"/cases/{fresh}")).Text, StringComparison.Ordinal);
    }
}
