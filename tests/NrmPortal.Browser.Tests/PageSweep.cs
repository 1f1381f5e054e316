namespace NrmPortal.Browser.Tests;

/// <summary>Every start and list page, each role, both languages, phone and desktop: axe clean and within the screen.</summary>
public sealed class PageSweep(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(null, "/", "/help", "/help/my", "/report", "/flow", "/urgent", "/account/login", "/error/404")]
    [InlineData("officer.immigration", "/home", "/screenings", "/screenings/new", "/cases", "/referrals", "/account/profile", "/account/two-factor")]
    [InlineData("caseworker", "/home", "/cases", "/referrals")]
    [InlineData("datip", "/home", "/review", "/cases?Chosen.Scope=national", "/flow/live", "/coordination")]
    [InlineData("shelter.ngo", "/home", "/referrals")]
    [InlineData("scnrm", "/home", "/coordination", "/coordination?By=province")]
    [InlineData("agency.admin", "/home", "/admin/users")]
    [InlineData("auditor", "/home", "/audit")]
    public async Task Pages_AreAccessibleAndFit(string? user, params string[] paths)
    {
        foreach (var (language, width) in new[] { ("th", 390), ("en", 390), ("th", 1280), ("en", 1280) })
        {
            var page = await fixture.OpenAsync(user, language, width);
            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                await BrowserFixture.CheckAsync(page, $"{user ?? "public"}{path.Replace('/', '-').Replace('?', '-')}-{language}-{width}");
            }

            await page.Context.CloseAsync();
        }
    }
}
