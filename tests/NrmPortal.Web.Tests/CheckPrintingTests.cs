using System.Diagnostics;
using System.Text;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The command by which whoever sets up a machine, or builds the image, sees whether it prints.</summary>
public sealed class CheckPrintingTests
{
    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "NrmPortal.Web.exe" : "NrmPortal.Web"), ["check-printing", .. arguments])
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

    // As in the image: in production, before anything else is configured.
    [Fact]
    public async Task WithABrowser_APageIsPrinted()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("nrm-print-check-").FullName, "page.pdf");
        var (code, said) = await RunAsync("--file", file, "--environment=Production", "--Portal:ChromiumSandbox=false");
        Assert.True(code == 0, said);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutOne_ItIsSaid()
    {
        var (code, said) = await RunAsync("--environment=Production", "--Portal:Chromium=/nowhere/chromium");
        Assert.Equal(1, code);
        Assert.Contains("No browser was found", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheImage_BringsABrowserAndAFont_AndIsMadeOnlyIfItPrints()
    {
        var image = await File.ReadAllTextAsync(Path.Combine(TestCluster.Root(), "Dockerfile"));
        var last = image[image.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
        Assert.All(["FROM debian:", " chromium ", "fonts-noto-core", "Portal__Chromium=/usr/bin/chromium", "Portal__ChromiumSandbox=false", "check-printing"], part => Assert.Contains(part, last, StringComparison.Ordinal));
        Assert.True(last.IndexOf("USER app", StringComparison.Ordinal) < last.IndexOf("check-printing", StringComparison.Ordinal), "It is checked as the user that runs the portal.");
    }
}
