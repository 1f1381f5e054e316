using System.Diagnostics;
using NrmPortal.Data.Postgres;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The built executable, started with a configuration that would put people at risk: one line why, exit code 78.</summary>
public sealed class UnsafeStartTests
{
    private const int Unavailable = 69;
    private const int Unsafe = 78;
    private const string Nowhere = "--ConnectionStrings:Portal=Host=127.0.0.1;Port=1;Username=nrm_app;Password=x;Database=nrm";

    [Theory]
    [InlineData("owner", "owns tables")]
    [InlineData("superuser", "owns tables")]
    [InlineData("heir", "owns tables")]
    [InlineData("creator", "owns tables")]
    public async Task ARoleThatReachesTooFar_IsRefused(string role, string why)
    {
        var (server, database) = (await TestCluster.Server, await TestCluster.CreateDatabaseAsync());
        var connection = role switch
        {
            "owner" => server.OwnerConnection(database),
            "superuser" => server.SuperuserConnection(database),
            "heir" => await RoleAsync(server, database, "nrm_heir", "grant nrm_app, nrm_owner to nrm_heir"),
            _ => await RoleAsync(server, database, "nrm_creator", "grant nrm_app to nrm_creator; alter role nrm_creator createrole"),
        };
        await RefusesAsync(Unsafe, why, $"--ConnectionStrings:Portal={connection}");
        await RefusesAsync(Unsafe, "ConnectionStrings:Worker", $"--ConnectionStrings:Portal={server.AppConnection(database)}", $"--ConnectionStrings:Worker={connection}");
    }

    [Fact]
    public async Task InProduction_WhatIsMissingOrTooMuch_IsNamed()
    {
        var (server, database) = (await TestCluster.Server, await TestCluster.CreateDatabaseAsync());
        var portal = $"--ConnectionStrings:Portal={server.AppConnection(database)}";
        var certificate = Path.Combine(Directory.CreateTempSubdirectory("nrm-keys-").FullName, "keys.p12");
        Assert.Equal(0, (await RunAsync("create-certificate", "--file", certificate, "--Keys:CertificatePassword=a")).Code);
        string[] keys = [$"--Keys:Certificate={certificate}", "--Keys:CertificatePassword=a"];
        string[] worker = [$"--ConnectionStrings:Worker={server.WorkerConnection(database)}"];
        const string production = "--environment=Production";

        await RefusesAsync(Unsafe, "ConnectionStrings:Portal is missing", [production, .. keys]);
        await RefusesAsync(Unsafe, "Keys:Certificate is missing", production, portal);
        await RefusesAsync(Unsafe, "Portal:Demo is on in Production", [production, portal, "--Portal:Demo=true", .. keys]);
        await RefusesAsync(Unsafe, "ConnectionStrings:Worker is missing", [production, portal, .. keys]);
        await RefusesAsync(Unsafe, "Portal:PublicUrl is missing", [production, portal, .. worker, .. keys]);
        await RefusesAsync(Unsafe, "https", [production, portal, .. worker, .. keys, "--Portal:PublicUrl=http://portal.nrm.example"]);
        await RefusesAsync(Unsafe, "demonstration accounts", [production, portal, .. worker, .. keys, "--Portal:PublicUrl=https://portal.nrm.example"]);
        await RefusesAsync(Unsafe, "cannot be opened", production, portal, keys[0], "--Keys:CertificatePassword=b");
        Directory.Delete(Path.GetDirectoryName(certificate)!, recursive: true);
    }

    [Fact]
    public async Task AnEmptyDatabase_WithoutTheOwner_IsRefused()
    {
        var server = await TestCluster.Server;
        await DatabaseRoles.EnsureDatabaseAsync(server, "portal_empty");
        await RefusesAsync(Unsafe, "run the command migrate", $"--ConnectionStrings:Portal={server.AppConnection("portal_empty")}");
    }

    [Theory]
    [InlineData("--ConnectionStrings:Portal=neither host nor name")]
    [InlineData("--ConnectionStrings:Portal=Host=127.0.0.1;No Reset On Close=true")]
    [InlineData("--ConnectionStrings:Owner=Host=127.0.0.1;Port=many")]
    [InlineData("--Portal:Demo=perhaps")]
    [InlineData("--Portal:Clock=yesterday")]
    [InlineData("--Security:RequireSecondFactor=maybe")]
    [InlineData("--Identification:OpinionsNeeded=two")]
    [InlineData("--Identification:DecidingRole=Prosecutor")]
    [InlineData("--Identification:OpinionsNeeded=0")]
    [InlineData("--urls=nowhere")]
    [InlineData("--Mail:From=portal@nrm.example")]
    [InlineData("--Mail:Port=25")]
    [InlineData("--Mail:Authority=authority.pem")]
    [InlineData("--Keys:Certificate=/nowhere/keys.p12")]
    public async Task AMalformedValue_IsNamed(string argument)
    {
        // Told before the database is asked: here is none.
        string[] portal = argument.StartsWith("--ConnectionStrings:Portal", StringComparison.Ordinal) ? [] : [Nowhere];
        await RefusesAsync(Unsafe, argument[2..argument.IndexOf('=', StringComparison.Ordinal)], [argument, .. portal]);
    }

    [Theory]
    [InlineData("Mail:From")]
    [InlineData("Portal:PublicUrl")]
    [InlineData("Mail:From", "--Mail:From=nobody")]
    [InlineData("Portal:PublicUrl", "--Mail:From=portal@nrm.example", "--Portal:PublicUrl=portal")]
    [InlineData("Mail:User stands", "--Mail:From=portal@nrm.example", "--Portal:PublicUrl=https://portal.nrm.example", "--Mail:User=portal")]
    [InlineData("Mail:Security", "--Mail:From=portal@nrm.example", "--Portal:PublicUrl=https://portal.nrm.example", "--Mail:Security=Perhaps")]
    [InlineData("Mail:Authority", "--Mail:From=portal@nrm.example", "--Portal:PublicUrl=https://portal.nrm.example", "--Mail:Authority=/nowhere/authority.pem")]
    [InlineData("Mail:Port", "--Mail:From=portal@nrm.example", "--Portal:PublicUrl=https://portal.nrm.example", "--Mail:Port=smtp")]
    public async Task HalfAMailServer_IsRefused(string named, params string[] given) =>
        await RefusesAsync(Unsafe, named, [Nowhere, "--Mail:Host=mail.nrm.example", .. named == "Portal:PublicUrl" && given.Length == 0 ? ["--Mail:From=portal@nrm.example"] : given]);

    [Fact]
    public async Task AMailServer_WithoutTheJobsThatCarryLetters_IsRefusedAnywhere() =>
        await RefusesAsync(Unsafe, "ConnectionStrings:Worker is missing", Nowhere, "--Mail:Host=mail.nrm.example", "--Mail:From=portal@nrm.example", "--Portal:PublicUrl=https://portal.nrm.example");

    [Fact]
    public async Task AServerThatIsNotThere_OrLetsNobodyIn_IsSaid()
    {
        var (server, database) = (await TestCluster.Server, await TestCluster.CreateDatabaseAsync());
        await RefusesAsync(Unavailable, "does not answer", Nowhere);
        await RefusesAsync(Unsafe, "does not let it in", $"--ConnectionStrings:Portal={server.AppConnection(database)};Password=wrong");
    }

    private static async Task RefusesAsync(int code, string why, params string[] arguments)
    {
        var (got, output, error) = await RunAsync(arguments);
        var said = $"{string.Join(' ', arguments)}\nexit {got}\n{output}\n{error}";
        Assert.True(got == code, said);
        Assert.True(error.Trim().Split('\n').Length == 1 && error.Contains(why, StringComparison.Ordinal), said);
        Assert.True(!error.Contains("Password", StringComparison.Ordinal), said);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "NrmPortal.Web.exe" : "NrmPortal.Web");
        var start = new ProcessStartInfo(program) { WorkingDirectory = TestCluster.WebRoot(), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (!arguments.Any(a => a.StartsWith("--environment", StringComparison.Ordinal)) && arguments[0].StartsWith('-')) start.ArgumentList.Add("--environment=Development");
        if (!arguments.Any(a => a.StartsWith("--urls", StringComparison.Ordinal)) && arguments[0].StartsWith('-')) start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It started: that is the failure, told by the exit code.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return (process.ExitCode, await output, await error);
    }

    private static async Task<string> RoleAsync(PrivatePostgres server, string database, string name, string grants)
    {
        await ExecuteAsync(server.SuperuserConnection(database), $"create role {name} login password 'test'; {grants}; grant connect on database \"{database}\" to {name}");
        return $"Host=127.0.0.1;Port={server.Port};Username={name};Password=test;Database={database}";
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
