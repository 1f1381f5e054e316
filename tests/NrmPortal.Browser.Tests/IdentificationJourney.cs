using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>The multidisciplinary team's story: the secretary convenes, three members give opinions, one dissents, the authority decides.</summary>
public sealed class IdentificationJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task TheTeam_Convenes_GivesOpinions_AndTheAuthorityDecides(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        await ConveneAsync(number, language, width);
        foreach (var (user, trafficking) in new[] { ("mdt", "Yes"), ("labour", "Yes"), ("prosecutor", "No") }) await OpineAsync(user, number, trafficking, language, width);
        await DecideAsync(number, language, width);

        var secretary = await fixture.OpenAsync("mdt.secretary", language, width);
        await secretary.GotoAsync($"/cases/{number}/identification");
        Assert.Equal(3, await secretary.Locator(".nrm-findings").CountAsync());
        await BrowserFixture.CheckAsync(secretary, $"mdt-decided-{language}-{width}");
    }

    private async Task ConveneAsync(string number, string language, int width)
    {
        var page = await fixture.OpenAsync("mdt.secretary", language, width);
        await BrowserFixture.CheckAsync(page, $"mdt-secretary-home-{language}-{width}");
        await page.GotoAsync($"/cases/{number}");
        await page.FollowAsync($".nrm-doors a[href='/cases/{number}/identification/convene']");
        await BrowserFixture.CheckAsync(page, $"mdt-convene-{language}-{width}");

        // Nobody chosen: the page says so beside the field and keeps what was chosen.
        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"mdt-convene-error-{language}-{width}");
        foreach (var agency in new[] { ("มานะ", "Mana"), ("แรงงาน ตัวอย่าง", "Raengngan"), ("อัยการ ตัวอย่าง", "Aiyakarn") })
            await page.GetByLabel(language == "th" ? agency.Item1 : agency.Item2).CheckAsync();
        await page.CheckAsync("input[name=Authority] >> nth=0");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}");
    }

    private async Task OpineAsync(string user, string number, string trafficking, string language, int width)
    {
        var page = await fixture.OpenAsync(user, language, width);
        await page.FollowAsync($".nrm-worklist a:has-text('{number}')");
        foreach (var element in new[] { "Act", "Means", "Purpose" }) await page.CheckAsync($"input[name='Opinion.{element}'][value='Yes']");
        await page.CheckAsync($"input[name='Opinion.Trafficking'][value='{trafficking}']");
        await page.CheckAsync("input[name='Opinion.ForcedLabour'][value='Unclear']");
        await BrowserFixture.CheckAsync(page, $"mdt-opinion-{user}-{language}-{width}");
        await page.FollowAsync("main form[action*=Opinion] .govuk-button");
        await page.WaitForSelectorAsync(".govuk-error-summary");
        Assert.True(await page.IsCheckedAsync($"input[name='Opinion.Trafficking'][value='{trafficking}']"));
        await page.FillAsync("#Opinion_Reasons", "ค่าจ้างถูกยึดและถูกกักไว้");
        await page.FollowAsync("main form[action*=Opinion] .govuk-button");
        await page.WaitForSelectorAsync(".nrm-findings");
    }

    private async Task DecideAsync(string number, string language, int width)
    {
        var page = await fixture.OpenAsync("authority", language, width);
        await page.FollowAsync($".nrm-worklist a:has-text('{number}')");
        Assert.Equal(3, await page.Locator(".nrm-findings").CountAsync());
        await page.CheckAsync("input[name=Outcome][value=VictimTraffickingS6]");
        await page.FillAsync("#Reasons", "ตอบความเห็นแย้ง: วิธีการพิสูจน์แล้วโดยพยาน");
        await BrowserFixture.CheckAsync(page, $"mdt-decide-{language}-{width}");
        await page.FollowAsync("main form[action*=Decide] .govuk-button");
        await page.ArrivesAsync("**/home");
        Assert.Equal(0, await page.Locator($"text={number}").CountAsync());
    }
}
