using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>A task goes from the caseworker to the shelter and is done there; the shift changes; a message comes back with its receipt.</summary>
public sealed class TaskJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task ATask_IsDoneAtTheShelter_TheShiftChanges_AndAMessageIsRead(string language, int width)
    {
        var number = await HousedAsync();
        var caseworker = await fixture.OpenAsync("caseworker", language, width);
        var task = await GiveAsync(caseworker, number, language, width);

        var shelter = await fixture.OpenAsync("shelter.ngo", language, width);
        await DoAsync(shelter, task, language, width);
        await HandOverAsync(shelter, number, language, width);
        await AcknowledgeAsync(await fixture.OpenAsync("shelter.ngo2", language, width), number, language, width);

        await shelter.GotoAsync($"/cases/{number}/messages");
        await shelter.FollowAsync("form:has(#Text) .govuk-button");
        await shelter.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(shelter, $"messages-error-{language}-{width}");
        await shelter.FillAsync("#Text", "ล่ามจะมาวันศุกร์");
        await shelter.CheckAsync("#Urgent");
        await shelter.FollowAsync("form:has(#Text) .govuk-button");
        await Assertions.Expect(shelter.Locator("article")).ToContainTextAsync(language == "th" ? "ยังไม่มีผู้อ่าน" : "Not read yet");

        await ReadAsync(caseworker, number, language, width);
        await shelter.ReloadAsync();
        await Assertions.Expect(shelter.Locator("article", new() { HasText = "ล่ามจะมาวันศุกร์" })).ToContainTextAsync(language == "th" ? "อ่านแล้ว" : "Read by");
        await BrowserFixture.CheckAsync(shelter, $"messages-read-{language}-{width}");
    }

    /// <summary>A person in the NGO shelter; the number of the case.</summary>
    private async Task<string> HousedAsync()
    {
        var portal = fixture.Portal;
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        return number;
    }

    private static async Task<string> GiveAsync(IPage page, string number, string language, int width)
    {
        await page.GotoAsync($"/cases/{number}/tasks");
        await page.FollowAsync("form:has(#Text) .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"task-error-{language}-{width}");
        await page.FillAsync("#Text", "นัดล่ามภาษาพม่า");
        var shelter = await page.Locator("#To option", new() { HasText = language == "th" ? "(เอกชน)" : "NGO Shelter" }).First.GetAttributeAsync("value");
        await page.SelectOptionAsync("#To", shelter!);
        await page.FollowAsync("form:has(#Text) .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/tasks");
        await BrowserFixture.CheckAsync(page, $"task-given-{language}-{width}");
        await page.FollowAsync("main tr:has(td:first-child .nrm-small) a[href*='/tasks/']");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("นัดล่ามภาษาพม่า");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task DoAsync(IPage page, string task, string language, int width)
    {
        await page.GotoAsync("/notifications");
        await BrowserFixture.CheckAsync(page, $"notices-{language}-{width}");
        await page.GotoAsync("/tasks?Whose=Team");
        await BrowserFixture.CheckAsync(page, $"tasks-team-{language}-{width}");
        await page.FollowAsync($"main a[href='{task}']");
        await page.FollowAsync("form[action*=Take] button");
        await Assertions.Expect(page.Locator("form[action*=Take]")).ToHaveCountAsync(0);
        await BrowserFixture.CheckAsync(page, $"task-taken-{language}-{width}");
        await page.FillAsync("#Note", "ล่ามรับนัดวันศุกร์");
        await page.FollowAsync("form[action*=Finish] button");
        await Assertions.Expect(page.Locator("dl.govuk-summary-list")).ToContainTextAsync("ล่ามรับนัดวันศุกร์");
        await BrowserFixture.CheckAsync(page, $"task-done-{language}-{width}");
    }

    private static async Task HandOverAsync(IPage page, string number, string language, int width)
    {
        await page.GotoAsync("/tasks");
        await page.FollowAsync("main a[href='/tasks/handover']");
        await BrowserFixture.CheckAsync(page, $"shift-write-{language}-{width}");
        var point = page.Locator(".govuk-form-group", new() { HasText = number }).First;
        await point.Locator("input[type=checkbox]").CheckAsync();
        await point.Locator("input.govuk-input").FillAsync("นอนไม่หลับ ขอพบพี่สาว");
        await page.FollowAsync("form:has(input[type=checkbox]) .govuk-button");
        await Assertions.Expect(page.Locator("main .govuk-tag--yellow").First).ToBeVisibleAsync();
        await BrowserFixture.CheckAsync(page, $"shift-written-{language}-{width}");
    }

    private static async Task AcknowledgeAsync(IPage page, string number, string language, int width)
    {
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(number);
        await page.GotoAsync("/tasks/handover");
        await BrowserFixture.CheckAsync(page, $"shift-arriving-{language}-{width}");
        var line = page.Locator(".nrm-side", new() { HasText = "ขอพบพี่สาว" }).Filter(new() { HasText = number });
        await page.FollowAsync(line.Locator("button"));
        await Assertions.Expect(line).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main .govuk-list")).ToContainTextAsync(number);
        await BrowserFixture.CheckAsync(page, $"shift-acknowledged-{language}-{width}");
        await page.Context.CloseAsync();
    }

    private static async Task ReadAsync(IPage page, string number, string language, int width)
    {
        await page.GotoAsync($"/cases/{number}/messages");
        await Assertions.Expect(page.Locator("article .govuk-tag--red")).ToBeVisibleAsync();
        await BrowserFixture.CheckAsync(page, $"messages-received-{language}-{width}");
        await page.FollowAsync("article a[href*='Reply=']");
        await page.FillAsync("#Text", "รับทราบ");
        await page.FollowAsync("form:has(#Text) .govuk-button");
        await Assertions.Expect(page.Locator("article")).ToHaveCountAsync(2);
    }
}
