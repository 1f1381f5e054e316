using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>
/// An urgent referral is sent and nobody answers: it goes up the ladder twice on its own, by the schedule that runs in production,
/// and those who are told see it. The test does nothing but let time pass.
/// </summary>
public sealed class EscalationJourney(EscalationJourney.Scheduled fixture) : IClassFixture<EscalationJourney.Scheduled>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AnUrgentReferral_ThatNobodyAnswers_ClimbsTwice(string language, int width)
    {
        var (number, referral) = await SendAsync(language, width);
        await RoundAsync();
        await HearsNothingAsync("datip.coordinator", referral, language, width);

        // The day is over: the supervisor at DATIP is told, the sender not yet.
        fixture.Portal.Clock.Advance(TimeSpan.FromHours(25));
        await HearsAsync("datip.coordinator", referral, 100, language, width);
        await RoundAsync();
        await HearsNothingAsync("officer.immigration", referral, language, width);

        // Half as long again: the sender hears of it too.
        fixture.Portal.Clock.Advance(TimeSpan.FromHours(12));
        var sender = await HearsAsync("officer.immigration", referral, 150, language, width);
        await ReadsWhoWasToldAsync(sender, $"/referrals/{referral}", ".nrm-lines", language, width);
        await ReadsWhoWasToldAsync(sender, $"/cases/{number}/history", ".moj-timeline", language, width);
    }

    // With the second firing from now a whole round has passed.
    private async Task RoundAsync()
    {
        var fired = await FiredAsync();
        await Soon.BeAsync(async () => await FiredAsync() >= fired + 2, () => "The schedule does not fire.");
    }

    private async Task<long> FiredAsync() =>
        await fixture.Portal.ScalarAsync("select times_triggered::bigint from jobs.qrtz_simple_triggers where trigger_name = 'escalate'") is long fired ? fired : 0;

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
        await AppearsAsync(page, Escalated(page, referral, language));
        await Assertions.Expect(page.Locator(".nrm-header__count")).ToBeVisibleAsync();
        await BrowserFixture.CheckAsync(page, $"climb-home-{percent}-{language}-{width}");
        await page.FollowAsync(".nrm-header__notices");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(referral);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(language == "th" ? $"ร้อยละ {percent}" : $"{percent} per cent");
        await BrowserFixture.CheckAsync(page, $"climb-bell-{percent}-{language}-{width}");
        return page;
    }

    // Whoever waits looks again.
    private static async Task AppearsAsync(IPage page, ILocator wanted)
    {
        for (var looks = 0; await wanted.CountAsync() == 0; looks++)
        {
            Assert.True(looks < 60, "Nobody was told: the referral did not move on its own.");
            await Task.Delay(TimeSpan.FromSeconds(1));
            await page.ReloadAsync();
        }

        await Assertions.Expect(wanted).ToBeVisibleAsync();
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

    /// <summary>The portal with its schedule.</summary>
    public sealed class Scheduled : BrowserFixture
    {
        protected override Task<Portal> StartPortalAsync() => Portal.StartScheduledAsync();
    }
}
