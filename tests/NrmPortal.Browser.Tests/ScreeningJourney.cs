using Microsoft.Playwright;

namespace NrmPortal.Browser.Tests;

/// <summary>The frontline officer's story: from danger to an NRM number, each step checked as the officer sees it.</summary>
public sealed class ScreeningJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390, true)]
    [InlineData("en", 1280, true)]
    [InlineData("th", 390, false)]
    public async Task AnOfficer_ScreensAndGetsANumber(string language, int width, bool scripts)
    {
        var page = await fixture.OpenAsync("officer.immigration", language, width, scripts);
        await page.GotoAsync("/screenings/new");
        await page.FollowAsync("main form button");
        await page.FollowAsync(".govuk-task-list__link >> nth=0");
        string? number = null;
        for (var steps = 0; steps < 16 && !page.Url.EndsWith("/check", StringComparison.Ordinal); steps++)
        {
            var step = page.Url[(page.Url.LastIndexOf('/') + 1)..];
            await Fill(page, step);
            if (scripts) await BrowserFixture.CheckAsync(page, $"screening-{step}-{language}-{width}");
            await page.FollowAsync(".govuk-button-group button >> nth=0");
        }

        await page.FollowAsync("main form .govuk-button >> nth=0");
        await page.ArrivesAsync("**/cases/NRM-*");
        number = await page.TextContentAsync("h1");
        Assert.StartsWith("NRM-", number, StringComparison.Ordinal);
        if (scripts) await BrowserFixture.CheckAsync(page, $"case-{language}-{width}");
    }

    private static async Task Fill(IPage page, string step)
    {
        (string Field, string Value)[] choices = step switch
        {
            "danger" => [("danger_now", "no")],
            "conditions" => [("private_place", "yes"), ("suspect_absent", "yes")],
            "language" => [("language", "my"), ("interpreter", "not_needed")],
            "consent" => [("consent_outcome", "given")],
            "person" => [("age_class", "adult"), ("sex", "female")],
            "account" => [("category", "labour")],
            "recruitment" => [("A01", "Yes"), ("D01", "Yes"), ("D02", "Yes")],
            "work" => [("E01", "Yes"), ("E02", "Yes"), ("F01", "Yes"), ("F02", "Yes")],
            "conclusion" => [("conclusion_outcome", "reasonable_grounds")],
            _ => [],
        };
        foreach (var (field, value) in choices) await page.CheckAsync($"input[name='{field}'][value='{value}']");
        if (step == "person") await page.FillAsync("#name", "มะลิ ตัวอย่าง");
        if (step == "conclusion") await page.FillAsync("#conclusion_reasons", "ข้อบ่งชี้หลายข้อสอดคล้องกัน");
    }
}
