using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace NrmPortal.Data.Postgres;

/// <summary>
/// A real PostgreSQL of the portal's own: made, started and stopped by the portal. A live server on the folder is
/// adopted, and only its starter stops it. The tests use the same code.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly PostgresBinaries programs;
    private readonly DataFolder home;
    private readonly bool started;

    private PrivatePostgres(PostgresBinaries binaries, DataFolder folder, int port, Secrets secrets, bool started)
        => (programs, home, Port, Passwords, this.started) = (binaries, folder, port, secrets, started);

    public int Port { get; }
    internal Secrets Passwords { get; }

    /// <summary>Random passwords of the four roles, kept beside the database in a file that only its user reads.</summary>
    internal sealed record Secrets(string Superuser, string Owner, string App, string Worker);

    public string AppConnection(string database = "nrm") => Connection("nrm_app", Passwords.App, database) + ";Max Auto Prepare=50;Auto Prepare Min Usages=2";
    public string WorkerConnection(string database = "nrm") => Connection("nrm_worker", Passwords.Worker, database);
    public string OwnerConnection(string database = "nrm") => Connection("nrm_owner", Passwords.Owner, database);
    public string SuperuserConnection(string database = "postgres") => Connection("postgres", Passwords.Superuser, database);

    private string Connection(string user, string password, string database) =>
        $"Host=127.0.0.1;Port={Port};Username={user};Password={password};Database={database};Include Error Detail=false";

    /// <summary>Starts or adopts the server on <paramref name="dataFolder"/>/pg and makes sure roles and database stand.</summary>
    /// <param name="webRoot">Folder whose node_modules may hold the npm PostgreSQL.</param>
    /// <param name="forTests">No fsync: the data live as long as the test run.</param>
    public static async Task<PrivatePostgres> StartAsync(string dataFolder, string? binSetting, string webRoot, Action<string> say, bool forTests = false)
    {
        var folder = DataFolder.Prepare(Path.Combine(Path.GetFullPath(dataFolder), "pg"), say);
        var versionFile = Path.Combine(folder.Path, "PG_VERSION");
        int? major = File.Exists(versionFile) ? int.Parse((await File.ReadAllTextAsync(versionFile)).Trim(), CultureInfo.InvariantCulture) : null;
        var binaries = PostgresBinaries.Find(binSetting, webRoot, major);
        var secrets = major is null ? await Create(binaries, folder, forTests) : await ReadSecrets(folder);

        var adopted = await Adopt(binaries, folder, secrets);
        if (adopted is not null) return adopted;
        var server = await Start(binaries, folder, secrets, forTests);
        await DatabaseRoles.EnsureAsync(server);
        return server;
    }

    private static string SecretsFile(DataFolder folder) => folder.Path + "-secrets.json";

    private static async Task<Secrets> ReadSecrets(DataFolder folder) =>
        JsonSerializer.Deserialize<Secrets>(await File.ReadAllTextAsync(SecretsFile(folder)))
        ?? throw new PrivatePostgresException($"{SecretsFile(folder)} is empty: restore it or remove {folder.Path}.");

    private static async Task<Secrets> Create(PostgresBinaries binaries, DataFolder folder, bool forTests)
    {
        var secrets = new Secrets(Password(), Password(), Password(), Password());
        await WritePrivate(SecretsFile(folder), JsonSerializer.Serialize(secrets));
        var passwordFile = folder.Path + "-initdb";
        await WritePrivate(passwordFile, secrets.Superuser);
        if (folder.User is not null) DataFolder.Own(passwordFile, folder.User);
        string[] options = ["-D", folder.Path, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=th", .. forTests ? ["--no-sync"] : Array.Empty<string>()];
        var (code, output) = await Subprocess.Run(binaries.Initdb, folder.User, folder.Path, capture: true, options);
        File.Delete(passwordFile);
        return code == 0 ? secrets : throw new PrivatePostgresException($"initdb failed: {output}");
    }

    private static async Task<PrivatePostgres?> Adopt(PostgresBinaries binaries, DataFolder folder, Secrets secrets)
    {
        var pidFile = Path.Combine(folder.Path, "postmaster.pid");
        if (!File.Exists(pidFile)) return null;
        var lines = await File.ReadAllLinesAsync(pidFile);
        if (lines.Length < 4 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) || !int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) || !Alive(pid)) return null;
        var server = new PrivatePostgres(binaries, folder, port, secrets, started: false);
        return await Answers(server.SuperuserConnection()) ? server : null;
    }

    private static bool Alive(int pid) => Directory.Exists($"/proc/{pid}") || !OperatingSystem.IsLinux();

    private static async Task<PrivatePostgres> Start(PostgresBinaries binaries, DataFolder folder, Secrets secrets, bool forTests)
    {
        var port = FreePort();
        var options = $"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories='' -c max_connections=200 -c shared_buffers=256MB"
            + (forTests ? " -c fsync=off -c synchronous_commit=off -c full_page_writes=off" : "");
        // No captured output: the server would inherit the pipe and the read would never end.
        var (code, _) = await Subprocess.Run(binaries.PgCtl, folder.User, folder.Path, capture: false,
            "start", "-s", "-w", "-t", "60", "-D", folder.Path, "-l", Path.Combine(folder.Path, "server.log"), "-o", options);
        if (code != 0) throw new PrivatePostgresException($"PostgreSQL did not start; see {Path.Combine(folder.Path, "server.log")}.");
        return new PrivatePostgres(binaries, folder, port, secrets, started: true);
    }

    private static async Task<bool> Answers(string connectionString)
    {
        for (var i = 0; i < 50; i++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                // Starting up after a crash: the server answers when its recovery is done.
                await Task.Delay(100);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Password() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Writes a file that only its owner can read.</summary>
    public static async Task WritePrivate(string path, string text)
    {
        await File.WriteAllTextAsync(path, "");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(path, text);
    }

    /// <summary>Stops the server if this process started it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!started) return;
        NpgsqlConnection.ClearAllPools();
        await Subprocess.Run(programs.PgCtl, home.User, home.Path, capture: false, "stop", "-s", "-w", "-m", "fast", "-D", home.Path);
    }
}
