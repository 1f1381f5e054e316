using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
    private readonly bool isMine;
    private int stopped;

    // Data of a test run: nothing is to be written out before the end.
    private bool isThrowaway;

    private PrivatePostgres(PostgresBinaries binaries, DataFolder folder, int port, Secrets secrets, bool isMine)
        => (programs, home, Port, Passwords, this.isMine) = (binaries, folder, port, secrets, isMine);

    public int Port { get; }
    internal Secrets Passwords { get; }

    public string AppConnection(string database = "nrm") => Connection("nrm_app", Passwords.App, database) + ";Max Auto Prepare=50;Auto Prepare Min Usages=2";
    public string WorkerConnection(string database = "nrm") => Connection("nrm_worker", Passwords.Worker, database);
    public string OwnerConnection(string database = "nrm") => Connection("nrm_owner", Passwords.Owner, database);
    public string SuperuserConnection(string database = "postgres") => Connection("postgres", Passwords.Superuser, database);

    private string Connection(string user, string password, string database) =>
        $"Host=127.0.0.1;Port={Port};Username={user};Password={password};Database={database};Include Error Detail=false";

    /// <summary>Starts or adopts the server on <paramref name="dataFolder"/>/pg and makes sure roles and database stand.</summary>
    /// <param name="webRoot">Folder whose node_modules may hold the npm PostgreSQL.</param>
    /// <param name="forTests">No fsync: the data live as long as the test run.</param>
    /// <exception cref="PrivatePostgresException">It cannot be had; the message is for the person at the terminal.</exception>
    public static async Task<PrivatePostgres> StartAsync(string dataFolder, string? binSetting, string webRoot, Action<string> say, bool forTests = false)
    {
        var folder = DataFolder.Prepare(Path.Combine(Path.GetFullPath(dataFolder), "pg"), say);
        // Two portals started at once on one folder: the second waits here and then adopts.
        await using var turn = await TakeTurn(folder);
        int? major = folder.IsMade ? int.Parse((await File.ReadAllTextAsync(Path.Combine(folder.Path, "PG_VERSION"))).Trim(), CultureInfo.InvariantCulture) : null;
        var binaries = PostgresBinaries.Find(binSetting, webRoot, major).ReachableFrom(folder);
        var secrets = major is null ? await NewCluster.MakeAsync(binaries, folder, forTests) : await Secrets.ReadAsync(folder);

        var server = await Adopt(binaries, folder, secrets, forTests) ?? await Start(binaries, folder, secrets, forTests);
        server.isThrowaway = forTests;
        try
        {
            if (server.isMine) await DatabaseRoles.EnsureAsync(server);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<FileStream> TakeTurn(DataFolder folder)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i < 600)
            {
                await Task.Delay(100);
            }
            catch (IOException e)
            {
                throw new PrivatePostgresException($"Another start holds {folder.LockFile}: {e.Message}");
            }
        }
    }

    private static async Task<PrivatePostgres?> Adopt(PostgresBinaries binaries, DataFolder folder, Secrets secrets, bool forTests)
    {
        if (!File.Exists(folder.PidFile)) return null;
        var lines = await File.ReadAllLinesAsync(folder.PidFile);
        if (lines.Length < 4 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) || !int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) || !Serves(pid, folder))
        {
            // Left by a crash. The process id may since belong to someone else's server, so ours would refuse to start.
            File.Delete(folder.PidFile);
            return null;
        }

        var orphaned = !Starter.IsAlive(folder);
        var server = new PrivatePostgres(binaries, folder, port, secrets, orphaned);
        if (!await Answers(server.SuperuserConnection(), folder)) return await Restart(binaries, folder, secrets, forTests);
        if (orphaned) Starter.Me().Sign(folder);
        return server;
    }

    /// <summary>Whether the process is a PostgreSQL on this very folder.</summary>
    private static bool Serves(int pid, DataFolder folder)
    {
        if (!OperatingSystem.IsLinux()) return true;
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(folder.Path, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A server that is there and does not answer is on its way down: wait for its end, then start anew.
    private static async Task<PrivatePostgres> Restart(PostgresBinaries binaries, DataFolder folder, Secrets secrets, bool forTests)
    {
        await Subprocess.Run(binaries.PgCtl, folder.User, folder.Path, capture: false, "stop", "-s", "-w", "-m", "fast", "-D", folder.Path);
        return await Start(binaries, folder, secrets, forTests);
    }

    private static async Task<PrivatePostgres> Start(PostgresBinaries binaries, DataFolder folder, Secrets secrets, bool forTests)
    {
        // Another program may take the free port first; the workers of a killed server need a moment to leave its memory.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (attempt > 0) await Task.Delay(500 * attempt);
            var port = FreePort();
            var options = $"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories='' -c max_connections=200 -c shared_buffers=256MB"
                + (forTests ? " -c fsync=off -c synchronous_commit=off -c full_page_writes=off" : "");
            // No captured output: the server would inherit the pipe and the read would never end. pg_ctl gives the
            // server a session of its own, so that Ctrl-C in the terminal reaches the portal first.
            var (code, _) = await Subprocess.Run(binaries.PgCtl, folder.User, folder.Path, capture: false,
                "start", "-s", "-w", "-t", "60", "-D", folder.Path, "-l", folder.Log, "-o", options);
            if (code != 0) continue;
            Starter.Me().Sign(folder);
            return new PrivatePostgres(binaries, folder, port, secrets, isMine: true);
        }

        throw new PrivatePostgresException($"PostgreSQL did not start; see {folder.Log}.");
    }

    private static async Task<bool> Answers(string connectionString, DataFolder folder)
    {
        for (var i = 0; i < 100; i++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return true;
            }
            catch (PostgresException e) when (e.SqlState.StartsWith("28", StringComparison.Ordinal))
            {
                throw new PrivatePostgresException($"The server on {folder.Path} refuses the passwords of {folder.Secrets}: restore that file, or remove {folder.Path} to begin with an empty database.");
            }
            catch (PostgresException e) when (e.SqlState == "57P01" || e.MessageText.Contains("shutting down", StringComparison.Ordinal))
            {
                return false;
            }
            catch (NpgsqlException)
            {
                // Starting up after a crash: the server answers when its recovery is done.
                await Task.Delay(200);
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

    /// <summary>Stops the server if this process answers for it; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!isMine || Interlocked.Exchange(ref stopped, 1) == 1) return;
        NpgsqlConnection.ClearAllPools();
        await Subprocess.Run(programs.PgCtl, home.User, home.Path, capture: false, "stop", "-s", "-w", "-m", isThrowaway ? "immediate" : "fast", "-D", home.Path);
        File.Delete(home.Starter);
    }
}
