using Microsoft.Playwright;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>The portal by the keyboard alone: signing in, the worklist, a case's pages, forms with dates and radios, the languages, an opinion in the MDT.</summary>
public sealed class KeyboardJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task ACaseworker_WalksACase_AndAssessesTheRisk(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        var (page, keys) = await SignInAsync("caseworker", language, width);
        await keys.ToAsync(f => f is { Tag: "a", Href: "/cases" });
        await keys.LeadAsync();
        await Assertions.Expect(page.Locator(".nrm-nav [aria-current=page]")).ToHaveAttributeAsync("href", "/cases");
        await keys.SkipAsync();
        await keys.ToAsync(f => f.Href == $"/cases/{number}");
        await keys.LeadAsync();
        await page.ArrivesAsync($"**/cases/{number}");
        var care = await WalkAsync(page, keys, number);
        // Back to the chapter that holds it, then down.
        await keys.ToAsync(f => f.Href == care, "Shift+Tab");
        await keys.LeadAsync();
        foreach (var next in new[] { "/risk", "/risk/assess" })
        {
            await keys.SkipAsync();
            await keys.ToAsync(f => f.Href == $"/cases/{number}{next}");
            await keys.LeadAsync();
        }

        await AssessAsync(page, keys, number, language);
    }

    [Theory]
    [InlineData("th", 1280)]
    [InlineData("en", 390)]
    public async Task AMember_FindsTheTask_DeclaresAndGivesAnOpinion(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await fixture.Portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        var (page, keys) = await SignInAsync("mdt", language, width);
        await keys.ToAsync(f => f.Href == "/tasks");
        await keys.LeadAsync();
        await keys.SkipAsync();
        await keys.ToAsync(f => f.Href.StartsWith($"/cases/{number}/tasks/", StringComparison.Ordinal));
        await keys.LeadAsync();
        await keys.SkipAsync();
        await keys.ToAsync(f => f.Href == $"/cases/{number}/identification" && f.Text.Contains(':', StringComparison.Ordinal));
        await keys.LeadAsync();

        await keys.SkipAsync();
        await keys.ChooseAsync("Declared", "no");
        await keys.ToAsync(IsSubmit);
        await keys.LeadAsync();
        await page.ArrivesAsync("**/identification/opinion");
        await OpineAsync(page, keys);
        await page.ArrivesAsync($"**/cases/{number}/identification");
        await Assertions.Expect(page.Locator(".nrm-findings")).ToHaveCountAsync(1);
        await Story.OpineAsync(await fixture.Portal.VisitAsync("labour"), number, "No");
        await RewriteAsync(page, keys, number);
        await BrowserFixture.CheckAsync(page, $"keyboard-opinion-{language}-{width}");
    }

    private async Task<(IPage Page, Keyboard Keys)> SignInAsync(string user, string language, int width)
    {
        var page = await fixture.OpenAsync(null, language, width);
        await page.GotoAsync("/account/login");
        var keys = new Keyboard(page);
        await keys.SkipAsync();
        await keys.ToAsync(IsSubmit);
        await keys.LeadAsync();
        await keys.MendAsync("UserName");
        await keys.TypeAsync(user + DemoAccounts.Domain);
        await keys.FillAsync("Password", DemoAccounts.Password);
        await keys.LeadAsync();
        await page.ArrivesAsync("**/home");
        return (page, keys);
    }

    /// <summary>Every chapter of the case, each from the page before; where one is, the navigation says.</summary>
    /// <returns>The chapter with the assessments of risk.</returns>
    private static async Task<string> WalkAsync(IPage page, Keyboard keys, string number)
    {
        var chapters = await page.Locator(".nrm-parts > ul:first-child a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.True(chapters.Length > 3, "A case has chapters");
        var care = "";
        foreach (var chapter in chapters)
        {
            await keys.SkipAsync();
            await keys.ToAsync(f => f.Href == chapter);
            await keys.LeadAsync();
            await page.ArrivesAsync("**" + chapter);
            await Assertions.Expect(page.Locator(".nrm-parts > ul:first-child [aria-current]")).ToHaveAttributeAsync("href", chapter);
            await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
            if (await page.Locator($".nrm-parts__below a[href='/cases/{number}/risk']").CountAsync() > 0) care = chapter;
        }

        // A fold opens and closes, and what stands in it is reached only when it is open.
        await keys.SkipAsync();
        await keys.ToAsync(f => f.Href == $"/cases/{number}");
        await keys.LeadAsync();
        await keys.SkipAsync();
        await keys.ToAsync(f => f.Tag == "summary");
        await keys.PressAsync("Enter");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.parentElement.open"));
        await keys.PressAsync("Space");
        Assert.False(await page.EvaluateAsync<bool>("document.activeElement.parentElement.open"));
        return care;
    }

    private static async Task AssessAsync(IPage page, Keyboard keys, string number, string language)
    {
        await keys.SkipAsync();
        await keys.FillAsync("Input_Narrative", "เห็นคนแปลกหน้าหน้าบ้าน");
        // The language changes in the middle of the form, and nothing typed is lost.
        await keys.ToAsync(f => f.Is("nrm-header__lang"), "Shift+Tab");
        await keys.LeadAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language == "th" ? "en" : "th");
        Assert.Equal("เห็นคนแปลกหน้าหน้าบ้าน", await page.InputValueAsync("#Input_Narrative"));

        await keys.ToAsync(IsSubmit);
        await keys.LeadAsync();
        await keys.MendAsync("Input_Traffickers");
        foreach (var danger in new[] { "Traffickers", "SelfHarm", "Community", "Retrafficking", "Health" })
        {
            if (danger != "Traffickers") await keys.ToAsync(f => f.Name == "Input." + danger);
            await keys.PressAsync("Space");
            await keys.StepAsync("ArrowDown");
        }

        await keys.FillAsync("Input_Again", Portal.Day(8, buddhist: language == "en"));
        await keys.ToAsync(IsSubmit);
        await keys.LeadAsync();
        await page.ArrivesAsync($"**/cases/{number}/risk");
    }

    private static async Task OpineAsync(IPage page, Keyboard keys)
    {
        await keys.SkipAsync();
        await keys.ToAsync(IsSubmit);
        await keys.LeadAsync("Space");
        await keys.MendAsync("Opinion_Act");
        foreach (var element in new[] { "Act", "Means", "Purpose", "Trafficking", "Compulsion", "Labour", "ForcedLabour" })
        {
            if (element != "Act") await keys.ToAsync(f => f.Name == "Opinion." + element);
            await keys.PressAsync("Space");
            if (element == "Compulsion")
            {
                await keys.ToAsync(f => f.Name == "Opinion.Methods");
                await keys.PressAsync("Space");
                Assert.True(await page.EvaluateAsync<bool>("document.activeElement.checked"));
            }
        }

        await keys.ToAsync(f => f.Id == "view-D01");
        await keys.PressAsync("ArrowDown");
        Assert.Equal("Differs", (await keys.FocusAsync()).Value);
        await keys.FillAsync("reason-D01", "เอกสารแสดงว่าไม่มีหนี้");
        await keys.FillAsync("Opinion_Reasons", "ค่าจ้างถูกยึดและถูกกักไว้");
        await keys.ToAsync(IsSubmit);
        await keys.LeadAsync();
    }

    // Persuaded by the others, which stands beside the opinion as what it held before does.
    private static async Task RewriteAsync(IPage page, Keyboard keys, string number)
    {
        await keys.SkipAsync();
        await keys.ToAsync(f => f.Href == $"/cases/{number}/identification/opinion");
        await keys.LeadAsync();
        await keys.SkipAsync();
        await keys.ToAsync(f => f.Id == "Opinion_Reasons");
        await keys.PressAsync("Control+A");
        await keys.TypeAsync("อ่านความเห็นของเจ้าหน้าที่แรงงานแล้ว");
        await keys.ToAsync(IsSubmit);
        await keys.LeadAsync();
        await page.ArrivesAsync($"**/cases/{number}/identification");
        await Assertions.Expect(page.Locator(".nrm-changed")).ToHaveCountAsync(1);
        await keys.SkipAsync();
        await keys.ToAsync(f => f.Tag == "summary");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("ค่าจ้างถูกยึดและถูกกักไว้")).ToBeVisibleAsync();
    }

    private static bool IsSubmit(Focus stop) => stop is { Tag: "button" } && stop.Is("govuk-button");
}
