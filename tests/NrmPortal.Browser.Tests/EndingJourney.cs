using Microsoft.Playwright;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>A case goes to another office; a case ends by two people and begins again.</summary>
public sealed class EndingJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task ACase_IsProposedToAnotherOffice_WhichTakesItOver(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        await Story.ConsentToAgencyAsync(await fixture.Portal.VisitAsync("caseworker"), number, "Ngo", Story.PartsOfAnNgo);
        var caseworker = await fixture.OpenAsync("caseworker", language, width);
        await caseworker.GotoAsync($"/cases/{number}");
        await caseworker.FollowAsync(".nrm-doors a[href$='/transfer']");
        await caseworker.FollowAsync("form[action*=Propose] button");
        await caseworker.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(caseworker, $"transfer-error-{language}-{width}");
        await caseworker.SelectOptionAsync("#Input_UnitId", ReferenceData.IdOf("unit", "NGO-63").ToString());
        await caseworker.SelectOptionAsync("#Input_Basis", (await caseworker.GetAttributeAsync("#Input_Basis option[value^='c:']", "value"))!);
        await caseworker.FillAsync("#Input_Reason", "องค์กรดูแลครอบครัวนี้มาหนึ่งปีแล้ว");
        await caseworker.FollowAsync("form[action*=Propose] button");
        await Assertions.Expect(caseworker.Locator("form[action*=Withdraw]")).ToBeVisibleAsync();
        await BrowserFixture.CheckAsync(caseworker, $"transfer-waits-{language}-{width}");

        var ngo = await fixture.OpenAsync("ngo", language, width);
        await ngo.GotoAsync("/transfers");
        await BrowserFixture.CheckAsync(ngo, $"transfers-{language}-{width}");
        await ngo.FollowAsync($"main a:has-text('{number}')");
        await BrowserFixture.CheckAsync(ngo, $"transfer-asked-{language}-{width}");
        Assert.DoesNotContain("Aung", await ngo.ContentAsync(), StringComparison.Ordinal);
        await ngo.FollowAsync("form[action*=Accept] button");
        await ngo.ArrivesAsync($"**/cases/{number}");
        await Assertions.Expect(ngo.Locator("main")).ToContainTextAsync("Aung Example");
        await caseworker.ReloadAsync();
        await Assertions.Expect(caseworker.Locator("form[action*=Withdraw]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task OneProposesTheEnd_AnotherAgrees_AndTheCaseBeginsAgain(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        var caseworker = await fixture.OpenAsync("caseworker", language, width);
        await caseworker.GotoAsync($"/cases/{number}/closure");
        await caseworker.FollowAsync("form[action*=Propose] button");
        await caseworker.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(caseworker, $"closure-error-{language}-{width}");
        await caseworker.CheckAsync("input[name='Input.Ending'][value='DeclineAndLeave.DeclinedHelp']");
        await caseworker.FillAsync("#Input_Summary", "มีงานทำที่ร้านขนมปังแล้ว");
        await caseworker.CheckAsync("input[name='Input.Told'][value=true]");
        await caseworker.SelectOptionAsync("#Input_Language", "my");
        await caseworker.CheckAsync("input[name='Input.Interpreter'][value=Present]");
        await caseworker.CheckAsync("input[name='Input.Recontact'][value=Agreed]");
        await caseworker.FillAsync("#Input_RecontactHow", "ผ่านน้าสาว หลังหกโมงเย็น");
        await caseworker.CheckAsync("input[name='Input.Belongings'][value=Returned]");
        await caseworker.FillAsync("#Input_WhyOpen", "ขอเก็บความยินยอมไว้");
        await caseworker.FollowAsync("form[action*=Propose] button");
        await Assertions.Expect(caseworker.Locator("form[action*=Withdraw]")).ToBeVisibleAsync();
        await BrowserFixture.CheckAsync(caseworker, $"closure-proposed-{language}-{width}");

        var coordinator = await fixture.OpenAsync("datip.coordinator", language, width);
        await coordinator.GotoAsync($"/cases/{number}/closure");
        await BrowserFixture.CheckAsync(coordinator, $"closure-answer-{language}-{width}");
        await coordinator.FollowAsync("form[action*=Agree] button");

        await caseworker.ReloadAsync();
        await BrowserFixture.CheckAsync(caseworker, $"closure-ended-{language}-{width}");
        await caseworker.FollowAsync("main a[href$='/reopen']");
        await caseworker.CheckAsync("input[name='Input.How'][value=ReopenToProtection]");
        await caseworker.CheckAsync("input[name='Input.Reason'][value=TraffickedAgain]");
        await caseworker.FollowAsync("main form .govuk-button");
        await caseworker.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(caseworker, $"reopen-error-{language}-{width}");
        await caseworker.FillAsync("#Input_Note", "พบบนเรือประมง");
        await caseworker.FollowAsync("main form .govuk-button");
        // Trafficked again: the earlier case is asked for at once.
        await caseworker.ArrivesAsync($"**/cases/{number}/links?kind=TraffickedAgain");
        await BrowserFixture.CheckAsync(caseworker, $"reopened-{language}-{width}");
    }
}
