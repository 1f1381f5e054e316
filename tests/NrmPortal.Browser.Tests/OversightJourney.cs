using Microsoft.Playwright;
using NrmPortal.Data;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>Those who never open a case: SC NRM with its figures, the agency administrator with people, the auditor with the record.</summary>
public sealed class OversightJourney(OversightJourney.Published published) : IClassFixture<OversightJourney.Published>
{
    private readonly BrowserFixture fixture = published.Browser;

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AnScNrmMember_ReadsFigures_AndReachesNoCase(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        var page = await fixture.OpenAsync("scnrm", language, width);
        await BrowserFixture.CheckAsync(page, $"scnrm-home-{language}-{width}");
        await page.FollowAsync("nav a[href='/coordination']");
        Assert.Equal(6, await page.Locator("main table").First.Locator("thead th.govuk-table__header--numeric").CountAsync());
        Assert.Matches("[0-9]{2,}", await page.InnerTextAsync("tbody"));
        await BrowserFixture.CheckAsync(page, $"scnrm-coordination-{language}-{width}");
        foreach (var address in new[] { "/cases", $"/cases/{number}", $"/referrals/{number}-R1", "/flow/live", "/review" })
            Assert.Equal(403, (await page.GotoAsync(address))!.Status);

        await page.GotoAsync("/coordination?By=province");
        Assert.Contains("<11", await page.InnerTextAsync("tbody"), StringComparison.Ordinal);
        await BrowserFixture.CheckAsync(page, $"scnrm-province-{language}-{width}");
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href*='handler=Csv']"));
        Assert.Contains("<11", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        await page.GotoAsync("/coordination?By=agency");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"scnrm-print-{language}-{width}.png"), FullPage = true });
        Assert.False(await page.IsVisibleAsync("header"));
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AnAdministrator_AddsAPerson_WhoSignsIn_ChangesThem_AndDisablesThem(string language, int width)
    {
        var name = $"new.{language}@example.test";
        var page = await fixture.OpenAsync("agency.admin", language, width);
        await page.GotoAsync("/admin/users");
        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"admin-error-{language}-{width}");
        await page.FillAsync("#Input_UserName", name);
        await page.FillAsync("#Input_NameTh", "คนใหม่ ตัวอย่าง");
        await page.FillAsync("#Input_NameEn", "New Example");
        await page.CheckAsync("input[name='Input.Role'][value=FrontlineOfficer]");
        await page.FollowAsync("main form .govuk-button");
        var link = await page.TextContentAsync("#one-time-link");
        await BrowserFixture.CheckAsync(page, $"admin-added-{language}-{width}");

        var person = await ChoosesAPassword(link!, name, language, width);
        await page.GotoAsync("/admin/users");
        await page.FollowAsync(page.Locator("tr", new() { HasText = name }).Locator("a"));
        await page.CheckAsync("input[name='Input.Role'][value=MdtMember]");
        await BrowserFixture.CheckAsync(page, $"admin-person-{language}-{width}");
        await page.FollowAsync("main form .govuk-button >> nth=0");
        await page.ArrivesAsync("**/admin/users");
        Assert.Equal(403, (await person.GotoAsync("/screenings"))!.Status);

        await page.FollowAsync(page.Locator("tr", new() { HasText = name }).Locator("a"));
        await page.FollowAsync("form[action*=Disable] button");
        await page.ArrivesAsync("**/admin/users");
        await person.GotoAsync("/home");
        Assert.Contains("/account/", person.Url, StringComparison.Ordinal);
        await AuditorFinds(language, width);
    }

    /// <summary>A portal with three years of cases behind it and their figures published.</summary>
    public sealed class Published : IAsyncLifetime
    {
        public BrowserFixture Browser { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Browser.InitializeAsync();
            var (portal, server) = (Browser.Portal, await TestCluster.Server);
            await GeneratedCases.AddAsync(portal.Services, server.OwnerConnection(portal.Database), 3000);
            await Statistics.PublishAsync(server.WorkerConnection(portal.Database), DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime));
        }

        public ValueTask DisposeAsync() => Browser.DisposeAsync();
    }

    private async Task<IPage> ChoosesAPassword(string link, string name, string language, int width)
    {
        var page = await fixture.OpenAsync(null, language, width);
        await page.GotoAsync(link);
        await BrowserFixture.CheckAsync(page, $"set-password-{language}-{width}");
        await page.FillAsync("#Password", "a good long sentence 7");
        await page.FollowAsync("main .govuk-button");
        await page.ArrivesAsync("**/account/login");
        await page.FillAsync("#UserName", name);
        await page.FillAsync("#Password", "a good long sentence 7");
        await page.FollowAsync("main button");
        await page.ArrivesAsync("**/home");
        Assert.Equal(200, (await page.GotoAsync("/screenings"))!.Status);
        return page;
    }

    private async Task AuditorFinds(string language, int width)
    {
        var page = await fixture.OpenAsync("auditor", language, width);
        await page.GotoAsync("/audit");
        await page.FillAsync("#UserName", "agency.admin@demo.nrm");
        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(language == "th" ? "text=ปิดสิทธิผู้ใช้" : "text=Membership ended");
        await BrowserFixture.CheckAsync(page, $"auditor-found-{language}-{width}");
    }
}
