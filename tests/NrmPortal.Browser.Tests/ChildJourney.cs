using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>A girl of fifteen: from the screening to the best-interests determination, as officer, caseworker and DCY see it.</summary>
public sealed class ChildJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AChild_IsProtectedByHerOwnRules(string language, int width)
    {
        var number = await ChildStory.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"), "Ma Fifteen");
        Assert.Equal(2L, await fixture.Portal.ScalarAsync(
            $"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code in ('InvolveDcy', 'AssessBestInterests') and t.due_at is not null"));
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}/child");
        await BrowserFixture.CheckAsync(page, $"child-new-{language}-{width}");
        await Assertions.Expect(page.Locator(".nrm-shut")).ToHaveCountAsync(0);
        await Dcy(page, number);
        await Guardian(page, language, width);
        await Age(page, language, width);
        await BestInterests(page, "assessment");

        // What only an adult may do is a shut door, with its reason.
        var watching = await fixture.OpenAsync("datip.coordinator", language, width);
        await watching.GotoAsync($"/cases/{number}");
        await watching.ClickAsync(".nrm-side details summary");
        var shut = watching.Locator(".nrm-alldoors li", new() { HasText = language == "th" ? "ผู้ใหญ่ขอยุติ" : "An adult declines or leaves" }).Locator(".nrm-alldoors__shut");
        await Assertions.Expect(shut).ToContainTextAsync(language == "th" ? "เด็ก" : "child");
        await DcyDetermines(number, language, width);
        await SheRefuses(number, language, width);
    }

    // Her refusal asks for her protection; no door leads from it to a closure.
    private async Task SheRefuses(string number, string language, int width)
    {
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}/consent/new");
        foreach (var (field, value) in new[] { ("Purpose", "Referral"), ("Sections", "Plan"), ("Reach", "any"), ("Interpreter", "Present"), ("Outcome", "Refused"), ("GivenBy", "Person"), ("ChildsView", "Disagrees"), ("How", "Oral") })
            await page.CheckAsync($"input[name='Input.{field}'][value={value}]");
        foreach (var point in await page.Locator("input[name='Input.Points']").AllAsync()) await point.CheckAsync();
        await page.SelectOptionAsync("#Input_Language", "my");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/consent");
        await page.GotoAsync($"/cases/{number}/tasks");
        await BrowserFixture.CheckAsync(page, $"child-refused-{language}-{width}");
        await Assertions.Expect(page.Locator("main a[href*='/tasks/']", new() { HasText = language == "th" ? "งานคุ้มครองเด็ก" : "child protection takes care" }).First).ToBeVisibleAsync();
        Assert.NotEqual("FollowUp", await fixture.Portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
    }

    private static async Task Dcy(IPage page, string number)
    {
        await page.FollowAsync("main a[href$='/child/dcy']");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/child");
    }

    private static async Task Guardian(IPage page, string language, int width)
    {
        await page.FollowAsync("main a[href$='/child/guardian']");
        await page.FollowAsync("main form .govuk-button");
        await BrowserFixture.CheckAsync(page, $"child-guardian-error-{language}-{width}");
        await page.FillAsync("#Input_Name", "แม่ ตัวอย่าง");
        foreach (var (field, value) in new[] { ("Relation", "Parent"), ("Appointment", "ByLaw"), ("Check", "PossibleSuspect") }) await page.CheckAsync($"input[name='Input.{field}'][value={value}]");
        await page.FollowAsync("main form .govuk-button");
        await Assertions.Expect(page.Locator("[aria-labelledby=guardians] .govuk-tag--red")).ToHaveCountAsync(2);
    }

    private static async Task Age(IPage page, string language, int width)
    {
        await page.FollowAsync("main a[href$='/child/age']");
        foreach (var method in new[] { "Interview", "Psychosocial" }) await page.CheckAsync($"input[name='Input.Methods'][value={method}]");
        await page.FillAsync("#Input_Years", "18");
        await page.FillAsync("#Input_Margin", "12");
        await page.CheckAsync("input[name='Input.Outcome'][value=Adult]");
        await page.FillAsync("#Input_Reasons", "ไม่มีเอกสาร");
        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"child-age-refused-{language}-{width}");
        await page.CheckAsync("input[name='Input.Outcome'][value=Inconclusive]");
        await page.FollowAsync("main form .govuk-button");
        await Assertions.Expect(page.Locator("main a[href$='/child/assessment']")).ToBeVisibleAsync();
    }

    private static async Task BestInterests(IPage page, string kind)
    {
        await page.FollowAsync($"main a[href$='/child/{kind}']");
        await page.FillAsync("#Input_ChildViews", "หนูอยากเรียนหนังสือ");
        await page.CheckAsync("input[name='Input.Factors'][value=ChildViews]");
        await page.FillAsync("#Input_Options", "สถานคุ้มครอง หรือน้า");
        await page.CheckAsync("input[name='Input.Outcome'][value=StayInCare]");
        await page.FillAsync("#Input_Reasons", "ปลอดภัยที่สุด");
        await page.FillAsync("#Input_ReviewOn", Portal.Day(30, buddhist: true));
        await page.FollowAsync("main form .govuk-button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("หนูอยากเรียนหนังสือ");
    }

    private async Task DcyDetermines(string number, string language, int width)
    {
        var page = await fixture.OpenAsync("dcy", language, width);
        await BrowserFixture.CheckAsync(page, $"dcy-home-{language}-{width}");
        await page.FollowAsync($"main a[href='/cases/{number}/child']");
        await page.FollowAsync("form[action*=Answer] button");
        await BestInterests(page, "determination");
        await BrowserFixture.CheckAsync(page, $"child-whole-{language}-{width}");
    }
}
