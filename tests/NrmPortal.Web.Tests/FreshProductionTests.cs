using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using NrmPortal.Data.Postgres;
using NrmPortal.Data.Seed;
using NrmPortal.Data.Setup;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A database without the demonstration: what is published stands in it and nothing that is made up, and the first people let in the others.</summary>
public sealed class FreshProductionTests : IAsyncLifetime
{
    private const string Chosen = "a-password-of-her-own-2569";

    private readonly string database = $"portal_fresh_{Guid.NewGuid():N}";
    private PrivatePostgres server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestCluster.Server;
        await DatabaseRoles.EnsureDatabaseAsync(server, database);
        await PortalDatabase.MigrateAsync(server.OwnerConnection(database), demo: false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server.OwnerConnection(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    [Fact]
    public async Task WhatIsPublished_StandsInIt_ToBeConfirmed_AndNothingThatIsMadeUp()
    {
        Assert.Equal("", await ScalarAsync("select coalesce(string_agg(code, ' '), '') from units where name_en ilike '%demonstration%' or name_th like '%สาธิต%' or name_th like '%สมมติ%'"));
        Assert.Equal(0L, await ScalarAsync("select (select count(*) from place_pools) + (select count(*) from shelters where places > 0) + (select count(*) from shelter_addresses) + (select count(*) from users)"));
        Assert.Equal(77L, await ScalarAsync("select count(distinct province_code) from units where agency = 'ProvincialMsdhs'"));
        Assert.Equal(86L, await ScalarAsync("select count(*) from shelters s join units u on u.id = s.unit_id join directory_entries e on e.id = u.id where (u.code like 'PC-%' or u.agency = 'Dcy') and e.assured_at is null"));
        foreach (var once in new[] { "DATIP", "HOT-10", "MFA-10", "OVER", "SCNRM", "DCY-63" })
            Assert.Equal((once, ReferenceData.IdOf("unit", once)), (once, await ScalarAsync($"select id from units where code = '{once}'")));
        Assert.Equal("Tak Shelter for Children and Families", await ScalarAsync("select name_en from units where code = 'DCY-63'"));

        // The demonstration comes on top, under the same ids.
        await PortalDatabase.MigrateAsync(server.OwnerConnection(database), demo: true, TestContext.Current.CancellationToken);
        Assert.Equal(ReferenceData.IdOf("shelter", "SHN-63"), await ScalarAsync("select s.id from shelters s join units u on u.id = s.unit_id where u.code = 'SHN-63' and s.places = 12"));
    }

    [Fact]
    public async Task TheFirstAdministratorOfAnAgency_LetsItsPeopleIn_AndTheyAddTheOffices()
    {
        Assert.Contains("needs --unit", (await CreateAsync("first@datip.example", "--role", "AgencyAdministrator")).Said, StringComparison.Ordinal);
        Assert.Equal(64, (await CreateAsync("first@datip.example", "--role", "DatipReviewer")).Code);
        var (code, said) = await CreateAsync("first@datip.example", "--role", "AgencyAdministrator", "--unit", "DATIP");
        Assert.True(code == 0, said);
        Assert.Equal(0, (await CreateAsync("auditor@oversight.example", "--role", "Auditor")).Code);
        Assert.Equal("OVER", await ScalarAsync("select u.code from memberships m join units u on u.id = m.unit_id where m.role = 'Auditor'"));

        await using var portal = await Portal.StartOnAsync(server.AppConnection(database), database, "--Portal:Demo=false");
        var first = await portal.VisitAsync();
        await SignInAsync(first, "first@datip.example", Regex.Match(said, "(?<=one-time password )[a-z0-9]{16}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value);
        Assert.Equal("/account/set-password", first.Path, ignoreCase: true);
        await first.PostAsync(first.Path + first.Query, ("Password", Chosen));
        await SignInAsync(first, "first@datip.example", Chosen);
        Assert.Equal("/home", first.Path);

        await first.GetAsync("/admin/users");
        await first.PostAsync("/admin/users", ("Input.UserName", "coordinator@datip.example"), ("Input.NameTh", "ผู้ประสาน"), ("Input.NameEn", "Coordinator"), ("Input.UnitId", $"{ReferenceData.IdOf("unit", "DATIP")}"), ("Input.Role", "DatipCoordinator"));
        var link = new Uri(first.Page.GetElementById("one-time-link")!.TextContent).PathAndQuery;
        var coordinator = await portal.VisitAsync();
        await coordinator.GetAsync(link);
        await coordinator.PostAsync(link, ("Password", Chosen));
        await SignInAsync(coordinator, "coordinator@datip.example", Chosen);
        const string New = "/directory/new?Kind=NgoShelter&Province=63";
        await coordinator.GetAsync(New);
        await coordinator.PostAsync(New, ("Kind", "NgoShelter"), ("Province", "63"), ("NameTh", "บ้านแรก"), ("NameEn", "First House"), ("Input.Status", "Active"), ("Input.Services", "Shelter"), ("Input.Accepts", "Men"), ("Input.Languages", "my"), ("Input.HoursTh", "ตลอด"), ("Input.HoursEn", "Always"));
        Assert.Equal(("/directory/SHN-63", HttpStatusCode.OK), (coordinator.Path, coordinator.Status));
        await coordinator.GetAsync("/directory/SHN-63/places/state");
        await coordinator.PostAsync("/directory/SHN-63/places/state", ("Input.Kind", "Men"), ("Input.Number", "4"));
        Assert.Equal(4L, await ScalarAsync("select sum(places) from place_pools"));

        // A start with another version adds nothing to an office that was entered, though the demonstration has one of its code.
        await ScalarAsync("delete from sql_objects where name like 'build %'");
        await PortalDatabase.MigrateAsync(server.OwnerConnection(database), demo: false, TestContext.Current.CancellationToken);
        Assert.Equal("First House 4", await ScalarAsync("select u.name_en || ' ' || s.places from shelters s join units u on u.id = s.unit_id where u.code = 'SHN-63'"));
        Assert.Equal(0, (await CreateAsync("first@house.example", "--role", "AgencyAdministrator", "--unit", "SHN-63")).Code);
    }

    private static async Task SignInAsync(Visitor visitor, string user, string password)
    {
        await visitor.GetAsync("/account/login");
        await visitor.PostAsync("/account/login", ("UserName", user), ("Password", password));
    }

    private async Task<(int Code, string Said)> CreateAsync(string user, params string[] more)
    {
        string[] arguments = ["create-admin", "--user", user, .. more, "--environment=Production", $"--ConnectionStrings:Owner={server.OwnerConnection(database)}"];
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "NrmPortal.Web.exe" : "NrmPortal.Web"), arguments)
        {
            WorkingDirectory = TestCluster.WebRoot(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
