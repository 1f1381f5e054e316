using Microsoft.Playwright;
using NrmPortal.Data.Jobs;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>An urgent referral is sent and nobody answers: it goes up the ladder twice on its own, and those who are told see it.</summary>
public sealed class EscalationJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AnUrgentReferral_ThatNobodyAnswers_ClimbsTwice(string language, int width)
    {
        var (number, referral) = await SendAsync(language, width);
        await ClimbAsync();
        await HearsNothingAsync("datip.coordinator", referral, language, width);

        // The day is over: the supervisor at DATIP is told, the sender not yet.
        fixture.Portal.Clock.Advance(TimeSpan.FromHours(25));
        await ClimbAsync();
        await HearsAsync("datip.coordinator", referral, 100, language, width);
        await HearsNothingAsync("officer.immigration", referral, language, width);

        // Half as long again: the sender hears of it too.
        fixture.Portal.Clock.Advance(TimeSpan.FromHours(12));
        await ClimbAsync();
        var sender = await HearsAsync("officer.immigration", referral, 150, language, width);
        await ReadsWhoWasToldAsync(sender, $"/referrals/{referral}", ".nrm-lines", language, width);
        await ReadsWhoWasToldAsync(sender, $"/cases/{number}/history", ".moj-timeline", language, width);
    }

    private async Task ClimbAsync() => await new Escalator((await TestCluster.Server).WorkerConnection(fixture.Portal.Database), fixture.Portal.Clock).ClimbAsync();

    private async Task<(string Number, string Referral)> SendAsync(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        var page = await fixture.OpenAsync("officer.immigration", language, width);
        await page.GotoAsync($"/cases/{number}/referrals/new");
        await page.CheckAsync("input[name='Input.Urgent']");
        await page.CheckAsync("input[name='Input.RestsOn'][value=ground]");
        await page.SelectOptionAsync("#Input_Ground", "s29");
        await page.CheckAsync("input[name='Input.Sections'][value=Identity]");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync("**/referrals/NRM-*");
        await BrowserFixture.CheckAsync(page, $"climb-sent-{language}-{width}");
        var referral = new Uri(page.Url).AbsolutePath.Split('/')[^1];
        await page.Context.CloseAsync();
        return (number, referral);
    }

    private async Task HearsNothingAsync(string user, string referral, string language, int width)
    {
        var page = await fixture.OpenAsync(user, language, width);
        await Assertions.Expect(Escalated(page, referral, language)).ToHaveCountAsync(0);
        await page.GotoAsync("/notifications");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync(referral);
        await page.Context.CloseAsync();
    }

    // The start page, the bell beside the name, and what it opens.
    private async Task<IPage> HearsAsync(string user, string referral, int percent, string language, int width)
    {
        var page = await fixture.OpenAsync(user, language, width);
        await Assertions.Expect(Escalated(page, referral, language)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".nrm-header__count")).ToBeVisibleAsync();
        await BrowserFixture.CheckAsync(page, $"climb-home-{percent}-{language}-{width}");
        await page.FollowAsync(".nrm-header__notices");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(referral);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(language == "th" ? $"ร้อยละ {percent}" : $"{percent} per cent");
        await BrowserFixture.CheckAsync(page, $"climb-bell-{percent}-{language}-{width}");
        return page;
    }

    private static async Task ReadsWhoWasToldAsync(IPage page, string address, string history, string language, int width)
    {
        await page.GotoAsync(address);
        var told = page.Locator(history).Last;
        foreach (var percent in new[] { 100, 150 }) await Assertions.Expect(told).ToContainTextAsync(language == "th" ? $"ร้อยละ {percent}" : $"{percent}%");
        await Assertions.Expect(told).ToContainTextAsync(language == "th" ? "แจ้ง: " : "Told: ");
        await Assertions.Expect(told).ToContainTextAsync(language == "th" ? "หน่วยงานที่ส่ง" : "The unit that sent the referral");
        await BrowserFixture.CheckAsync(page, $"climb-{address.Split('/')[1]}-{language}-{width}");
    }

    // The referral on the card of what others have let run past its end.
    private static ILocator Escalated(IPage page, string referral, string language) =>
        page.Locator(".nrm-card", new() { HasText = language == "th" ? "การส่งต่อที่เลยกำหนดและแจ้งมายังท่าน" : "Referrals past their limit, escalated to you" }).Locator("li", new() { HasText = referral });
}
