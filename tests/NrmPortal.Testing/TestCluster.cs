using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Postgres;
using NrmPortal.Data.Seed;
using NrmPortal.Data.Setup;
using Npgsql;

namespace NrmPortal.Testing;

/// <summary>One private PostgreSQL for the test run; each test class gets a database cloned from a migrated template.</summary>
public static class TestCluster
{
    private const string Template = "portal_template";
    private const string Prefix = "nrm-tests-";
    private static readonly Lazy<Task<PrivatePostgres>> Started = new(StartAsync);
    private static int last;

    public static Task<PrivatePostgres> Server => Started.Value;

    /// <summary>A fresh database with reference data and demonstration accounts.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = await Server;
        var name = $"portal_{Interlocked.Increment(ref last)}";
        await DatabaseRoles.EnsureDatabaseAsync(server, name, Template);
        return name;
    }

    private static async Task<PrivatePostgres> StartAsync()
    {
        foreach (var old in System.IO.Directory.GetDirectories(Path.GetTempPath(), Prefix + "*").Where(IsAbandoned)) await RemoveAsync(old);
        var folder = Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}");
        System.IO.Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        var server = await PrivatePostgres.StartAsync(folder, null, WebRoot(), Console.WriteLine, forTests: true);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Discard(folder);
        };
        await DatabaseRoles.EnsureDatabaseAsync(server, Template);
        await PortalDatabase.MigrateAsync(server.OwnerConnection(Template), demo: true);
        await EasePasswordsAsync(server.OwnerConnection(Template));
        NpgsqlConnection.ClearAllPools();
        return server;
    }

    /// <summary>
    /// Rounds of a password's hash in the tests: people sign in thousands of times during a run, and the rounds that make guessing slow
    /// cost it two minutes of a core. Portals that a test starts as processes of their own count as in production.
    /// </summary>
    internal const int PasswordRounds = 1_000;

    private static async Task EasePasswordsAsync(string owner)
    {
        var hash = new PasswordHasher<PortalUser>(Options.Create(new PasswordHasherOptions { IterationCount = PasswordRounds })).HashPassword(new PortalUser(), DemoAccounts.Password);
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("update users set password_hash = $1 where password_hash is not null", connection) { Parameters = { new() { Value = hash } } };
        await command.ExecuteNonQueryAsync();
    }

    // A runner waits ten seconds for its process to end; gigabytes of test databases take longer on a busy machine.
    private static void Discard(string folder)
    {
        if (OperatingSystem.IsWindows()) System.IO.Directory.Delete(folder, recursive: true);
        else System.Diagnostics.Process.Start("rm", ["-rf", folder]).Dispose();
    }

    // A test run that was killed leaves its server and its folder behind.
    private static bool IsAbandoned(string folder) =>
        int.TryParse(Path.GetFileName(folder)[Prefix.Length..], out var pid) && System.Diagnostics.Process.GetProcesses().All(p => p.Id != pid);

    private static async Task RemoveAsync(string folder)
    {
        if (File.Exists(Path.Combine(folder, "pg", "postmaster.pid")))
        {
            await using var orphan = await PrivatePostgres.StartAsync(folder, null, WebRoot(), Console.WriteLine, forTests: true);
        }

        Discard(folder);
    }

    /// <summary>The web project's folder: content root and npm packages.</summary>
    public static string WebRoot() => Path.Combine(Root(), "src", "NrmPortal.Web");

    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "NrmPortal.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("The tests run below the repository.");
    }
}
