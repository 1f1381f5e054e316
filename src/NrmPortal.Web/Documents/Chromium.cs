using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NrmPortal.Domain;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Documents;

/// <summary>
/// Prints a page of HTML as a tagged PDF with a browser that the machine has: one at a time, without network, on nothing but
/// what it is handed, and killed when it takes too long.
/// </summary>
internal sealed class Chromium(PortalSettings settings, ILogger<Chromium> log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome"];
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The browser found, or null: nothing can be printed.</summary>
    public string? Program { get; } = Find(settings.Chromium);

    /// <exception cref="RefusedException">There is no browser, or it did not print in time.</exception>
    public async Task<byte[]> PrintAsync(string html, CancellationToken cancellation)
    {
        if (Program is null) throw new RefusedException("document.noBrowser");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await turn.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RefusedException("document.notPrinted");
        }

        try
        {
            return await WithBrowser(html, patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or System.Net.WebSockets.WebSocketException or IOException && !cancellation.IsCancellationRequested)
        {
            log.LogWarning("A document was not printed: {Reason}", e.Message);
            throw new RefusedException("document.notPrinted");
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<byte[]> WithBrowser(string html, CancellationToken cancellation)
    {
        var profile = Directory.CreateTempSubdirectory("nrm-print-").FullName;
        using var browser = Process.Start(Start(profile)) ?? throw new InvalidOperationException("The browser does not start.");
        browser.OutputDataReceived += (_, _) => { };
        browser.ErrorDataReceived += (_, _) => { };
        browser.BeginOutputReadLine();
        browser.BeginErrorReadLine();
        try
        {
            using var tools = new DevTools();
            await tools.ConnectAsync(await AddressAsync(profile, browser, cancellation), cancellation);
            return await Print(tools, html, cancellation);
        }
        finally
        {
            if (!browser.HasExited) browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync(CancellationToken.None);
            Forget(profile);
        }
    }

    private static async Task<byte[]> Print(DevTools tools, string html, CancellationToken cancellation)
    {
        var target = (await tools.AskAsync("Target.createTarget", new() { ["url"] = "about:blank" }, null, cancellation)).GetProperty("targetId").GetString();
        var session = (await tools.AskAsync("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }, null, cancellation)).GetProperty("sessionId").GetString();
        var frame = (await tools.AskAsync("Page.getFrameTree", null, session, cancellation)).GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString();
        await tools.AskAsync("Page.setDocumentContent", new() { ["frameId"] = frame, ["html"] = html }, session, cancellation);
        // A face loads when it is first drawn, which is too late for a picture taken at once.
        await tools.AskAsync("Runtime.evaluate", new() { ["expression"] = "Promise.all([...[...document.fonts].map(f => f.load()), ...[...document.images].map(i => i.decode())])", ["awaitPromise"] = true }, session, cancellation);
        var printed = await tools.AskAsync("Page.printToPDF", new() { ["printBackground"] = true, ["preferCSSPageSize"] = true, ["generateTaggedPDF"] = true, ["generateDocumentOutline"] = true }, session, cancellation);
        return printed.GetProperty("data").GetBytesFromBase64();
    }

    private ProcessStartInfo Start(string profile)
    {
        var start = new ProcessStartInfo(Program!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "--headless=new", "--remote-debugging-port=0", $"--user-data-dir={profile}", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-gpu", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--disable-crash-reporter", "--disable-breakpad",
            // Whatever a page might ask for leads nowhere.
            "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // The browser refuses its sandbox to root, and a container refuses it to the browser; the page is ours alone and runs no script of its own.
        if (Environment.UserName == "root" || !settings.ChromiumSandbox) start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add("about:blank");
        return start;
    }

    private static async Task<Uri> AddressAsync(string profile, Process browser, CancellationToken cancellation)
    {
        var file = Path.Combine(profile, "DevToolsActivePort");
        while (true)
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file, cancellation) is [var port, var path, ..])
                return new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}{path}"));
            if (browser.HasExited) throw new InvalidOperationException($"The browser ended with {browser.ExitCode}.");
            await Task.Delay(50, cancellation);
        }
    }

    // The browser's own children may still be closing files in it.
    private static void Forget(string profile)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            try
            {
                Directory.Delete(profile, recursive: true);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static string? Find(string? configured)
    {
        if (configured is not null) return File.Exists(configured) ? configured : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append("/usr/bin");
        return folders.SelectMany(f => Names.Select(n => Path.Combine(f, OperatingSystem.IsWindows() ? n + ".exe" : n))).FirstOrDefault(File.Exists) ?? OfPlaywright();
    }

    // What the browser tests use, on a machine that has no other.
    private static string? OfPlaywright()
    {
        var home = Environment.GetEnvironmentVariable("PLAYWRIGHT_BROWSERS_PATH") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ms-playwright");
        return !Directory.Exists(home) ? null
            : Directory.EnumerateDirectories(home, "chromium-*").OrderDescending(StringComparer.Ordinal).SelectMany(d => Directory.EnumerateFiles(d, "chrome", SearchOption.AllDirectories)).FirstOrDefault();
    }

    public void Dispose() => turn.Dispose();
}
