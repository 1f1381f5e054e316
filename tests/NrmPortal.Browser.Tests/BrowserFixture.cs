using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>A real Chromium on a running portal with reference data and demonstration accounts.</summary>
public class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // The shell draws the same pages without the window of a browser around them.
    private static readonly string Program = File.Exists("/usr/bin/chromium-headless-shell") ? "/usr/bin/chromium-headless-shell" : "/usr/bin/chromium";

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public Portal Portal { get; private set; } = null!;

    protected virtual Task<Portal> StartPortalAsync() => Portal.StartAsync();

    public async ValueTask InitializeAsync()
    {
        Portal = await StartPortalAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new browser profile, in one language and width, signed in unless <paramref name="user"/> is null.</summary>
    public async Task<IPage> OpenAsync(string? user, string language, int width, bool scripts = true)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = Portal.Url, ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = scripts });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/language?to={language}");
        if (user is null) return page;
        await page.GotoAsync("/account/login");
        await page.FillAsync("#UserName", user + DemoAccounts.Domain);
        await page.FillAsync("#Password", DemoAccounts.Password);
        await page.FollowAsync("main button");
        await page.ArrivesAsync("**/home");
        return page;
    }

    /// <summary>No accessibility violation, nothing wider than the screen; a picture is kept beside the test binaries.</summary>
    public static async Task CheckAsync(IPage page, string name)
    {
        await page.IsReadAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", name + ".png"), FullPage = true });
        var wide = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        Assert.False(wide, $"{name} scrolls sideways");
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{name}: {string.Join("; ", result.Violations.Select(v => $"{v.Id} {v.Nodes[0].Html}"))}");
    }
}
