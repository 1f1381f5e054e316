using System.Diagnostics;
using System.Globalization;
using NrmPortal.Data.Postgres;
using NrmPortal.Data.Setup;

namespace NrmPortal.Testing;

/// <summary>A private PostgreSQL that a test may stop as a power cut would, and start again on the same port.</summary>
public sealed class OwnCluster : IAsyncDisposable
{
    private readonly string folder;
    private string[] command = [];

    private OwnCluster(string folder, PrivatePostgres server) => (this.folder, Server) = (folder, server);

    public PrivatePostgres Server { get; }

    /// <summary>Migrated, with reference data and demonstration accounts.</summary>
    public static async Task<OwnCluster> StartAsync()
    {
        var home = System.IO.Directory.CreateTempSubdirectory("nrm-own-").FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(home, File.GetUnixFileMode(home) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        // Not as the other tests run it: what was acknowledged must survive the cut.
        var server = await PrivatePostgres.StartAsync(home, null, TestCluster.WebRoot(), Console.WriteLine);
        await PortalDatabase.MigrateAsync(server.OwnerConnection(), demo: true);
        return new OwnCluster(home, server);
    }

    /// <summary>Immediate: sessions are cut, nothing is finished.</summary>
    public async Task StopAsync()
    {
        var pid = int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        command = (await File.ReadAllTextAsync($"/proc/{pid}/cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        using var server = Process.GetProcessById(pid);
        using (var kill = Process.Start("kill", ["-QUIT", pid.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await server.WaitForExitAsync();
    }

    /// <summary>The same command line again, so the same port.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(command[0]) { WorkingDirectory = Data, UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        if (Environment.UserName == "root") start.UserName = Owner(Data);
        Process.Start(start)!.Dispose();
    }

    private string Data => Path.Combine(folder, "pg");

    private static string Owner(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%U", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
