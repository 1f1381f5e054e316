using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MimeKit;

namespace NrmPortal.Testing;

/// <summary>A real SMTP server in a process of its own, which counts what it took and may refuse, or fall silent where a test wants it.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<MimeMessage> mails = new();
    private readonly ConcurrentDictionary<string, int> moments = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SmtpServer(Process process) => this.process = process;

    public int Port { get; private set; }

    /// <summary>Every letter it took, in order.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. mails];

    /// <summary>How often a moment came: connect, rcpt, data, refused.</summary>
    public int Count(string moment) => moments.GetValueOrDefault(moment);

    /// <summary>What the portal is started with to send here.</summary>
    public string[] Settings => [$"--Mail:Host=127.0.0.1", $"--Mail:Port={Port.ToString(CultureInfo.InvariantCulture)}", "--Mail:Security=None", "--Mail:From=NRM Portal <portal@nrm.example>", "--Portal:PublicUrl=https://portal.nrm.example"];

    /// <param name="tls">starttls or implicit, with a certificate for the server; then it asks for the login portal, right.</param>
    public static async Task<SmtpServer> StartAsync(string tls = "none", ServerCertificate? certificate = null)
    {
        var folder = Path.GetFullPath(Path.Combine(TestCluster.WebRoot(), "../../tests/NrmPortal.Testing/Smtp"));
        var node = Process.Start(new ProcessStartInfo("node", "server.mjs")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["SMTP_TLS"] = tls, ["SMTP_KEY"] = certificate?.Key, ["SMTP_CERT"] = certificate?.Certificate },
        })!;
        var server = new SmtpServer(node);
        _ = Task.Run(server.ListenAsync);
        server.Port = await server.port.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return server;
    }

    /// <summary>The next letters are answered with this code: 4xx come again later, 5xx never.</summary>
    public Task RefuseAsync(int letters, int code) => TellAsync(string.Create(CultureInfo.InvariantCulture, $"refuse {letters} {code}"));

    /// <summary>From now on it does not answer at <c>connect</c>, when it is told the receiver at <c>rcpt</c>, at <c>begun</c> when it is told DATA and the letter is to follow, or at <c>data</c> once it has taken the letter.</summary>
    public Task HoldAsync(string moment) => TellAsync($"hold {moment}");

    public Task OpenAsync() => TellAsync("open");

    private async Task TellAsync(string command)
    {
        await process.StandardInput.WriteLineAsync(command);
        await process.StandardInput.FlushAsync();
    }

    private async Task ListenAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var said = JsonDocument.Parse(line);
            if (said.RootElement.TryGetProperty("port", out var number))
            {
                port.SetResult(number.GetInt32());
                continue;
            }

            var moment = said.RootElement.GetProperty("at").GetString()!;
            if (moment == "mail") mails.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(said.RootElement.GetProperty("raw").GetString()!))));
            moments.AddOrUpdate(moment, 1, (_, n) => n + 1);
        }

        port.TrySetException(new InvalidOperationException("The SMTP server did not start."));
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
