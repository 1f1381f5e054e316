using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>Custody under s.29 from the first hour over the passed limit to the court's extension; the portal's clock is moved.</summary>
public sealed class StayJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task Custody_InNoCell_PassesItsLimit_AndTheCourtExtendsIt(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}");
        await page.FollowAsync(".nrm-doors a[href$='/placements/new']");
        await page.CheckAsync("input[name='Input.Basis'][value=CustodyS29]");
        await page.CheckAsync("input[name='Input.Place'][value=PoliceCell]");
        await page.CheckAsync("input[name='Input.RestsOn'][value=authority]");
        await page.FillAsync("#Input_Authority", "สถานีตำรวจตัวอย่าง");
        await page.FollowAsync("main form .govuk-button");
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("29");
        Assert.Equal("สถานีตำรวจตัวอย่าง", await page.InputValueAsync("#Input_Authority"));
        await BrowserFixture.CheckAsync(page, $"stay-cell-{language}-{width}");
        await page.CheckAsync("input[name='Input.Place'][value=MsdhsOffice]");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/placements");
        await Assertions.Expect(page.Locator(".nrm-urgent")).ToHaveCountAsync(0);
        await BrowserFixture.CheckAsync(page, $"stay-custody-{language}-{width}");

        // The end of custody as the page tells it is the start of what the court allows.
        var from = fixture.Portal.Clock.GetUtcNow().AddHours(7);
        fixture.Portal.Clock.Advance(TimeSpan.FromHours(25));
        page = await fixture.OpenAsync("caseworker", language, width);
        await Assertions.Expect(page.Locator(".nrm-card--alarm", new() { HasText = number }).First).ToBeVisibleAsync();
        await BrowserFixture.CheckAsync(page, $"stay-home-alarm-{language}-{width}");
        await page.GotoAsync($"/cases/{number}/placements");
        await Assertions.Expect(page.Locator(".nrm-strip__day--limit").Last).ToBeVisibleAsync();
        await BrowserFixture.CheckAsync(page, $"stay-limit-{language}-{width}");

        await page.FollowAsync("main a[href$='/placements/new']");
        await page.CheckAsync("input[name='Input.Basis'][value=CourtExtension]");
        await page.CheckAsync("input[name='Input.Place'][value=Hospital]");
        await page.FillAsync("#Input_PlaceName", "โรงพยาบาลตัวอย่าง");
        await page.FillAsync("#Input_Authority", "สำนักงาน พมจ. ตัวอย่าง");
        await page.FillAsync("#Input_From", Typed(from.AddDays(1)));
        await page.FillAsync("#Input_FromTime", from.AddMinutes(-5).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await page.FillAsync("#Input_Until", Typed(from.AddDays(10)));
        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await page.FillAsync("#Input_Court", "ศาลตัวอย่าง");
        await page.FillAsync("#Input_Document", "1/2569");
        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"stay-too-long-{language}-{width}");
        await page.FillAsync("#Input_Until", Typed(from.AddDays(5)));
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/placements");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("ศาลตัวอย่าง");
        await Assertions.Expect(page.Locator(".nrm-urgent")).ToHaveCountAsync(0);
        await BrowserFixture.CheckAsync(page, $"stay-extended-{language}-{width}");

        await page.FollowAsync("main a[href$='/placements/end']");
        await page.CheckAsync("input[name=Reason][value=Released]");
        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"stay-end-error-{language}-{width}");
        await page.CheckAsync("input[name=Destination][value=OwnHome]");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/placements");
        await page.GotoAsync($"/cases/{number}");
        await BrowserFixture.CheckAsync(page, $"stay-case-{language}-{width}");
    }

    private static string Typed(DateTimeOffset day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day.Day}/{day.Month}/{day.Year}");
}
