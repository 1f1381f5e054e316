using Microsoft.Playwright;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>A person who lives in one shelter arrives at another: what each of the two then has on its pages.</summary>
public sealed class MoveJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AMove_EndsTheStayBefore_WhoseShelterHandsOver(string language, int width)
    {
        var portal = fixture.Portal;
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var first = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), first, "NGO Shelter");
        var ngo = await portal.VisitAsync("shelter.ngo");
        await Story.Then(ngo, $"/referrals/{first}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await Story.Then(ngo, $"/referrals/{first}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var second = await Story.ReferAsync(await portal.VisitAsync("caseworker"), number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), second, "Police Shelter");

        var police = await fixture.OpenAsync("shelter.police", language, width);
        await police.GotoAsync($"/referrals/{second}");
        await police.CheckAsync("input[name=Basis][value=WelfareS33]");
        await police.FillAsync("#Authority", "สำนักงาน พมจ. ตัวอย่าง");
        await police.FollowAsync("button[formaction*=Accept]");
        // On the way: nobody lives here yet, and nothing is written for the stay elsewhere.
        await police.GotoAsync($"/cases/{number}/daily/house");
        await Assertions.Expect(police.Locator("form[action*='handler=Room']")).ToHaveCountAsync(0);
        await BrowserFixture.CheckAsync(police, $"move-awaited-{language}-{width}");
        await police.GotoAsync($"/referrals/{second}");
        await police.FollowAsync("form[action*=Arrive] button");
        await police.GotoAsync($"/cases/{number}/daily/house");
        await police.FillAsync("#Room", "ชั้นล่าง");
        await police.FollowAsync("form[action*='handler=Room'] button");
        await Assertions.Expect(police.Locator("main")).ToContainTextAsync("ชั้นล่าง");
        await BrowserFixture.CheckAsync(police, $"move-arrived-{language}-{width}");

        var before = await fixture.OpenAsync("shelter.ngo", language, width);
        await before.GotoAsync($"/cases/{number}/daily");
        await Assertions.Expect(before.Locator("main")).ToContainTextAsync(language == "th" ? "ออกจากสถานคุ้มครองนี้แล้ว" : "left this shelter");
        await BrowserFixture.CheckAsync(before, $"move-left-{language}-{width}");
        await before.FollowAsync("main a[href$='/daily/exit']");
        await before.FillAsync("#Note", "หลับสบายดี");
        await before.FollowAsync("main form .govuk-button");
        await before.ArrivesAsync($"**/cases/{number}/daily");
        await Assertions.Expect(before.Locator("main")).ToContainTextAsync("หลับสบายดี");
        await before.GotoAsync("/tasks");
        await Assertions.Expect(before.Locator("main")).ToContainTextAsync(language == "th" ? "หลังออกจากสถานคุ้มครอง" : "after the stay");
        await BrowserFixture.CheckAsync(before, $"move-task-{language}-{width}");
        Assert.Equal(0, await portal.ScalarAsync($"select occupied from shelters where id = '{ReferenceData.IdOf("shelter", "SHN-63")}'"));
    }
}
