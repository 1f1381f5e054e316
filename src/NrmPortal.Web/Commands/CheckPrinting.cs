using Microsoft.Extensions.Logging.Abstractions;
using NrmPortal.Domain;
using NrmPortal.Web.Documents;

namespace NrmPortal.Web.Commands;

/// <summary>Whether this machine, or this container, prints documents: for whoever sets it up.</summary>
internal static class CheckPrinting
{
    private const string Page = "<!DOCTYPE html><html lang=\"th\"><title>NRM</title><p>กลไกการส่งต่อระดับชาติ · National Referral Mechanism</p></html>";

    public static async Task<int> RunAsync(CommandArguments arguments, CancellationToken stop)
    {
        using var browser = new Chromium(arguments.Settings(), NullLogger<Chromium>.Instance);
        try
        {
            var pdf = await browser.PrintAsync(Page, stop);
            if (arguments.Value("--file") is { } file) await File.WriteAllBytesAsync(file, pdf, stop);
            await Console.Out.WriteLineAsync($"{browser.Program} printed a page of {pdf.Length} bytes.");
            return 0;
        }
        catch (RefusedException)
        {
            await Console.Error.WriteLineAsync(browser.Program is { } found ? $"{found} did not print; in a container set Portal:ChromiumSandbox=false." : "No browser was found: install Chromium or set Portal:Chromium. Documents are filed and not issued.");
            return 1;
        }
    }
}
