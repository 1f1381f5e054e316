using Microsoft.Playwright;
using NrmPortal.Data.Seed;

namespace NrmPortal.Browser.Tests;

/// <summary>An officer at a telephone writes down an account; the sign-in ends before it is sent. Nothing is lost.</summary>
public sealed class LostSignInJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Account = "ถูกยึดหนังสือเดินทางและถูกขังไว้ในโรงงาน";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheAccount_ComesBack_AfterTheSignInWasLost(bool scripts)
    {
        var page = await fixture.OpenAsync("officer.immigration", "th", 390, scripts);
        var step = await OpenAccountAsync(page);
        await page.FillAsync("#own_account", Account);
        await page.Context.ClearCookiesAsync(new() { Name = "nrm.session" });
        await page.FollowAsync(".govuk-button-group button >> nth=0");
        await page.ArrivesAsync("**/account/login*");
        if (scripts) await BrowserFixture.CheckAsync(page, "lost-sign-in-login-th-390");

        await page.FillAsync("#UserName", "officer.immigration" + DemoAccounts.Domain);
        await page.FillAsync("#Password", DemoAccounts.Password);
        await page.FollowAsync("main button");
        await page.ArrivesAsync("**/account/draft/*");
        if (scripts) await BrowserFixture.CheckAsync(page, "lost-sign-in-draft-th-390");
        await page.FollowAsync("main form:last-of-type button");
        await page.ArrivesAsync("**/account");
        Assert.Equal(Account, await page.InputValueAsync("#own_account"));
        if (scripts) await BrowserFixture.CheckAsync(page, "lost-sign-in-restored-th-390");

        await page.FollowAsync(".govuk-button-group button >> nth=1");
        await page.ArrivesAsync("**/screenings");
        await page.GotoAsync(step);
        Assert.Equal(Account, await page.InputValueAsync("#own_account"));
    }

    // The account may be written down only after consent.
    private static async Task<string> OpenAccountAsync(IPage page)
    {
        await page.GotoAsync("/screenings/new");
        await page.FollowAsync("main form button");
        await page.LeavesAsync("**/new");
        var screening = page.Url;
        await page.GotoAsync($"{screening}/consent");
        await page.CheckAsync("input[name='consent_outcome'][value='given']");
        await page.FollowAsync(".govuk-button-group button >> nth=1");
        await page.GotoAsync($"{screening}/account");
        return page.Url;
    }
}
