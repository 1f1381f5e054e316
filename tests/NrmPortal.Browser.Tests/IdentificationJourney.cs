using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>
/// The multidisciplinary team's story: five members, one dissents, the authority answers it, the letter is read in Thai and
/// English, the person asks for review, a second panel overturns.
/// </summary>
public sealed class IdentificationJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Team = ["mdt", "labour", "prosecutor", "dcy", "justice"];

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task FiveMembers_OneDissent_ALetter_AReview_AndASecondPanelThatOverturns(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        await ConveneAsync(number, language, width, shown: true);
        foreach (var user in Team) await OpineAsync(user, number, user == "prosecutor" ? "Yes" : "No", language, width, again: false);
        await DecideAsync(number, "NotVictim", language, width);

        var caseworker = await fixture.OpenAsync("caseworker", language, width);
        await caseworker.GotoAsync($"/cases/{number}/identification");
        Assert.Equal(5, await caseworker.Locator(".nrm-findings").CountAsync());
        await BrowserFixture.CheckAsync(caseworker, $"mdt-decided-{language}-{width}");
        await LettersAsync(caseworker, number, language, width);

        await caseworker.GotoAsync($"/cases/{number}/identification");
        await caseworker.FollowAsync("main a[href$='/identification/review']");
        await caseworker.FollowAsync("main form .govuk-button");
        await caseworker.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(caseworker, $"mdt-review-error-{language}-{width}");
        await caseworker.CheckAsync("input[name=Asker][value=Person]");
        await caseworker.FillAsync("#Grounds", "นายจ้างยึดหนังสือเดินทางไว้");
        await caseworker.FollowAsync("main form .govuk-button");
        await caseworker.ArrivesAsync($"**/cases/{number}/identification");

        await ConveneAsync(number, language, width, shown: false);
        foreach (var user in Team) await OpineAsync(user, number, "Yes", language, width, again: true);
        await DecideAsync(number, "VictimTraffickingS6", language, width);
        await caseworker.GotoAsync($"/cases/{number}/identification");
        Assert.Equal(2, await caseworker.Locator("section.nrm-side").CountAsync());
        await BrowserFixture.CheckAsync(caseworker, $"mdt-overturned-{language}-{width}");
    }

    private async Task ConveneAsync(string number, string language, int width, bool shown)
    {
        var page = await fixture.OpenAsync("mdt.secretary", language, width);
        await page.GotoAsync($"/cases/{number}");
        await page.FollowAsync($".nrm-doors a[href='/cases/{number}/identification/convene']");
        await BrowserFixture.CheckAsync(page, $"mdt-convene-{(shown ? 1 : 2)}-{language}-{width}");
        if (shown)
        {
            // Nobody chosen: the page says so beside the field and keeps what was chosen.
            await page.FollowAsync("main form .govuk-button");
            await page.WaitForSelectorAsync(".govuk-error-summary");
            await BrowserFixture.CheckAsync(page, $"mdt-convene-error-{language}-{width}");
        }

        foreach (var member in new[] { ("มานะ", "Mana"), ("แรงงาน ตัวอย่าง", "Raengngan"), ("อัยการ ตัวอย่าง", "Aiyakarn"), ("เด็กดี", "Dekdee"), ("ยุติธรรม ตัวอย่าง", "Yutitham") })
            await page.GetByLabel(language == "th" ? member.Item1 : member.Item2).CheckAsync();
        // A review is decided by another; the page offers nobody else.
        await page.GetByLabel(language == "th" ? (shown ? "ธรรมนูญ" : "วินิจฉัย ตัวอย่าง") : shown ? "Thammanoon" : "Winitchai").CheckAsync();
        await page.FillAsync("#Meeting_Day", Portal.Day(21, buddhist: language == "th"));
        await page.FillAsync("#Meeting_Time", "13:30");
        await page.FillAsync("#Meeting_Place", "ห้องประชุม 2");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/identification");
        await page.FollowAsync("main a[href^='/identification/sittings/']");
        await BrowserFixture.CheckAsync(page, $"mdt-sitting-{language}-{width}");
    }

    private async Task OpineAsync(string user, string number, string trafficking, string language, int width, bool again)
    {
        var page = await fixture.OpenAsync(user, language, width);
        await page.GotoAsync($"/cases/{number}/identification");
        await page.CheckAsync("input[name=Declared][value=no]");
        await page.FollowAsync("main form[action*=Declare] .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/identification/opinion");
        // What was held in the first round stands there already.
        Assert.Equal(again, (await page.InputValueAsync("#Opinion_Reasons")).Length > 0);
        foreach (var element in new[] { "Act", "Means", "Purpose" }) await page.CheckAsync($"input[name='Opinion.{element}'][value='Yes']");
        await page.CheckAsync($"input[name='Opinion.Trafficking'][value='{trafficking}']");
        if (!again)
        {
            await page.FollowAsync("main form .govuk-button");
            await page.WaitForSelectorAsync(".govuk-error-summary");
            Assert.Equal(1, await page.Locator(".govuk-form-group--error #Opinion_Reasons").CountAsync());
            Assert.Equal(3, await page.Locator(".govuk-form-group--error .govuk-radios").CountAsync());
            Assert.True(await page.IsCheckedAsync($"input[name='Opinion.Trafficking'][value='{trafficking}']"));
            if (user == "labour") await BrowserFixture.CheckAsync(page, $"mdt-opinion-{language}-{width}");
            foreach (var element in new[] { "Compulsion", "Labour", "ForcedLabour" }) await page.CheckAsync($"input[name='Opinion.{element}'][value='Unclear']");
            await page.SelectOptionAsync("select[name='view.D01']", "Differs");
            await page.FillAsync("#reason-D01", "เอกสารแสดงว่าไม่มีหนี้");
            await page.FillAsync("#Opinion_Reasons", "ค่าจ้างถูกยึดและถูกกักไว้");
        }

        await page.FollowAsync("main form .govuk-button");
        await page.WaitForSelectorAsync(".nrm-findings");
        await page.Context.CloseAsync();
    }

    private async Task DecideAsync(string number, string outcome, string language, int width)
    {
        var page = await fixture.OpenAsync(outcome == "NotVictim" ? "authority" : "authority2", language, width);
        await page.GotoAsync($"/cases/{number}/identification");
        await page.CheckAsync("input[name=Declared][value=no]");
        await page.FollowAsync("main form[action*=Declare] .govuk-button");
        await page.FollowAsync("main a[href$='/identification/decide']");
        await page.CheckAsync($"input[name=Outcome][value={outcome}]");
        await page.FillAsync("#InWriting", "กรรมการทุกคนเห็นชอบให้เวียนเป็นหนังสือ");
        await page.FillAsync("#Reasons", "ชั่งน้ำหนักพยานหลักฐานทั้งหมดแล้ว");
        await page.FillAsync("#PlainWords", "เราอ่านเรื่องที่ท่านเล่าและเอกสารทั้งหมดแล้ว");
        if (outcome == "NotVictim")
        {
            // The one dissent must be answered.
            await page.FollowAsync("main form .govuk-button");
            await page.WaitForSelectorAsync("p[id^='answer-']");
            Assert.Equal(1, await page.Locator("p[id^='answer-']").CountAsync());
            await BrowserFixture.CheckAsync(page, $"mdt-decide-{language}-{width}");
            await page.FillAsync(".govuk-form-group--error textarea", "พยานยืนยันว่าไม่มีการหลอกลวง");
        }

        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync("**/home*");
        await page.Context.CloseAsync();
    }

    private static async Task LettersAsync(IPage page, string number, string language, int width)
    {
        foreach (var (name, words, code) in new[] { ("ไทย", "ท่านขอให้ทบทวนผลนี้ได้ทุกเมื่อ", "th"), ("English", "You can ask for this decision to be looked at again", "en") })
        {
            await page.GotoAsync($"/cases/{number}/identification");
            await page.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).Last);
            await Assertions.Expect(page.Locator($"article[lang={code}]")).ToContainTextAsync(words);
            await BrowserFixture.CheckAsync(page, $"mdt-letter-{code}-{language}-{width}");
        }
    }
}
