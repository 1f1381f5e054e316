using System.Diagnostics;
using System.Text;

namespace NrmPortal.Testing;

/// <summary>The built executable in a process of its own, as one node of several; it can be killed at any moment.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    private PortalProcess(string name, Process process) => (Name, this.process) = (name, process);

    public string Name { get; }

    /// <summary>What it wrote, for the message of a test that fails.</summary>
    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <param name="name">The application name of its jobs' database sessions.</param>
    public static async Task<PortalProcess> StartAsync(string name, string database, params string[] settings)
    {
        var server = await TestCluster.Server;
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "NrmPortal.Web.exe" : "NrmPortal.Web");
        var start = new ProcessStartInfo(program) { WorkingDirectory = TestCluster.WebRoot(), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", "--Portal:Demo=false", $"--ConnectionStrings:Portal={server.AppConnection(database)}",
            $"--ConnectionStrings:Worker={server.WorkerConnection(database)};Application Name={name}", .. settings,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var started = new PortalProcess(name, Process.Start(start)!);
        started.process.OutputDataReceived += (_, line) => started.Note(line.Data);
        started.process.ErrorDataReceived += (_, line) => started.Note(line.Data);
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        return started;
    }

    /// <summary>As <c>kill -9</c>: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    private void Note(string? line)
    {
        lock (said) said.AppendLine(line);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }
}
