using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>The caseworker, DATIP and the three kinds of shelter: one person on the way to a place.</summary>
public sealed class ReferralJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task ACaseworker_TakesTheCase_Refers_AndRecordsTheFacts(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        var page = await fixture.OpenAsync("caseworker", language, width);
        await BrowserFixture.CheckAsync(page, $"caseworker-home-{language}-{width}");
        await page.GotoAsync($"/cases/{number}");
        await page.FollowAsync("form[action*=Take] button");
        await page.ArrivesAsync($"**/cases/{number}");
        await page.FollowAsync(".nrm-doors a[href$='/referrals/new']");
        Assert.True(await page.IsCheckedAsync("input[name='Input.Languages'][value=my]"), "the language told at the screening is there already");
        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"referral-new-error-{language}-{width}");
        await page.CheckAsync("input[name='Input.RestsOn'][value=consent]");
        foreach (var point in new[] { "interview", "purpose", "uses", "research", "access", "storage", "withdraw" }) await page.CheckAsync($"input[name='Input.Points'][value={point}]");
        await page.CheckAsync("input[name='Input.How'][value=Thumbprint]");
        await page.CheckAsync("input[name='Input.Interpreter'][value=Present]");
        await page.CheckAsync("input[name='Input.Medical']");
        await page.FillAsync("#Input_Remarks", "ต้องการห้องชั้นล่าง");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/referrals/{number}-R1");
        await BrowserFixture.CheckAsync(page, $"referral-sent-{language}-{width}");

        foreach (var (door, field, value, arrives) in new[] { ("services", "#ServiceFrom", Portal.Day(-22, buddhist: true), ""), ("police-case", "#Input_OpenedOn", Portal.Day(-21), "/legal") })
        {
            await page.GotoAsync($"/cases/{number}");
            await page.FollowAsync($".nrm-doors a[href$='/{door}']");
            await page.FillAsync(field, "31/2/2569");
            await page.FollowAsync("main form .govuk-button");
            Assert.Equal("31/2/2569", await page.InputValueAsync(field));
            await BrowserFixture.CheckAsync(page, $"{door}-error-{language}-{width}");
            await page.FillAsync(field, value);
            await page.FollowAsync("main form .govuk-button");
            await page.ArrivesAsync($"**/cases/{number}{arrives}");
        }

        await BrowserFixture.CheckAsync(page, $"case-caseworker-{language}-{width}");
        await page.GotoAsync($"/cases/{number}/history");
        await BrowserFixture.CheckAsync(page, $"case-history-{language}-{width}");
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task Datip_Claims_Approves_Undoes_AndRedirects(string language, int width)
    {
        var officer = await fixture.Portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferToUnitAsync(officer, await Story.ScreenAsync(officer), "SHN-63");
        var page = await fixture.OpenAsync("datip", language, width);
        await BrowserFixture.CheckAsync(page, $"datip-home-{language}-{width}");
        await page.GotoAsync("/review");
        await BrowserFixture.CheckAsync(page, $"datip-review-{language}-{width}");
        await page.FollowAsync($"a:has-text('{referral}')");
        await page.FollowAsync("form[action*=Claim] button");
        await page.WaitForSelectorAsync(".nrm-fit");
        await BrowserFixture.CheckAsync(page, $"datip-places-{language}-{width}");

        await Choose(page, "SHN-63", language);
        await page.FollowAsync("form[action*=Undo] button");
        await page.WaitForSelectorAsync(".nrm-fit");
        // Back to the sender needs a reason.
        await page.FollowAsync("button[formaction*=Return]");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"datip-return-error-{language}-{width}");
        await Choose(page, "SHP-10", language);
        Assert.Equal("Redirected", await fixture.Portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        await BrowserFixture.CheckAsync(page, $"datip-approved-{language}-{width}");
        await page.GotoAsync("/flow/live");
        await BrowserFixture.CheckAsync(page, $"datip-flow-{language}-{width}");
    }

    [Theory]
    [InlineData("shelter.msdhs2", "SHM-65", "th", 390)]
    [InlineData("shelter.police", "SHP-10", "th", 390)]
    [InlineData("shelter.ngo", "SHN-63", "th", 390)]
    [InlineData("shelter.msdhs2", "SHM-65", "en", 1280)]
    [InlineData("shelter.police", "SHP-10", "en", 1280)]
    [InlineData("shelter.ngo", "SHN-63", "en", 1280)]
    public async Task AShelter_SeesNeeds_Accepts_ReceivesThePerson_AndDeclinesAnother(string user, string unit, string language, int width)
    {
        var (wanted, other) = (await SentAsync(), await SentAsync());
        var datip = await fixture.OpenAsync("datip", "en", 1280);
        foreach (var referral in new[] { wanted, other })
        {
            await datip.GotoAsync($"/referrals/{referral}");
            await datip.FollowAsync("form[action*=Claim] button");
            await datip.WaitForSelectorAsync(".nrm-fit");
            await Choose(datip, unit, "en");
        }

        var page = await fixture.OpenAsync(user, language, width);
        await BrowserFixture.CheckAsync(page, $"{user}-home-{language}-{width}");
        await page.GotoAsync($"/referrals/{wanted}");
        Assert.DoesNotContain("Aung", await page.ContentAsync(), StringComparison.Ordinal);
        await BrowserFixture.CheckAsync(page, $"{user}-needs-{language}-{width}");
        await page.CheckAsync("input[name=Basis][value=WelfareS33]");
        await page.FollowAsync("button[formaction*=Accept]");
        await page.WaitForSelectorAsync("form[action*=Arrive]");
        await page.FollowAsync("form[action*=Arrive] button");
        await page.FollowAsync("main a[href^='/cases/NRM-']");
        await page.ArrivesAsync("**/cases/NRM-*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Aung Example");
        await BrowserFixture.CheckAsync(page, $"{user}-case-{language}-{width}");

        await page.GotoAsync($"/referrals/{other}");
        await page.FollowAsync("button[formaction*=Decline]");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await page.FillAsync("#Reason", "ไม่มีห้องสำหรับผู้ชาย");
        await page.FollowAsync("button[formaction*=Decline]");
        await page.ArrivesAsync("**/referrals");
        await BrowserFixture.CheckAsync(page, $"{user}-referrals-{language}-{width}");
        await page.GotoAsync($"/referrals/{other}");
        Assert.DoesNotContain(other, await page.TextContentAsync("main"), StringComparison.Ordinal);
    }

    private async Task<string> SentAsync()
    {
        var officer = await fixture.Portal.VisitAsync("officer.immigration");
        return await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
    }

    private static async Task Choose(IPage page, string unit, string language)
    {
        await page.FillAsync("#Reason", "ใกล้ที่สุดที่มีที่ว่าง");
        var button = page.Locator($"button[name=UnitId][value='{NrmPortal.Data.Seed.ReferenceData.IdOf("unit", unit)}']");
        await page.FollowAsync(button);
        await page.WaitForSelectorAsync("form[action*=Undo]");
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
    }
}
