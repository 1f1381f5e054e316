using Microsoft.Playwright;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>Help without a shelter, a shelter that declines, and a bed before the review.</summary>
public sealed class ServiceJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task LegalAid_WithoutAShelter_IsAsked_TakenOn_AndFinished(string language, int width)
    {
        var number = await ScreenedAsync();
        await Story.ConsentToAgencyAsync(await fixture.Portal.VisitAsync("caseworker"), number, "Justice");
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}/referrals/kinds");
        await BrowserFixture.CheckAsync(page, $"service-kinds-{language}-{width}");
        await page.FollowAsync("main a[href$='kind=LegalAid']");
        await SendAsync(page);
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"service-new-error-{language}-{width}");
        await page.SelectOptionAsync("#Input_UnitId", Unit("MOJ-63"));
        await page.FillAsync("#Input_Remarks", "ต้องการคำปรึกษาเรื่องสัญญาจ้าง");
        await page.Locator("#Input_Basis").SelectOptionAsync((await page.Locator("#Input_Basis option[value^='c:']").First.GetAttributeAsync("value"))!);
        await page.CheckAsync("input[name='Input.Sections'][value=Identity]");
        // What the person agreed to does not reach so far.
        await page.UncheckAsync("input[name='Input.Sections'][value=Account]");
        await SendAsync(page);
        await page.ArrivesAsync($"**/referrals/{number}-R1");
        await BrowserFixture.CheckAsync(page, $"service-sent-{language}-{width}");

        var justice = await fixture.OpenAsync("justice", language, width);
        await justice.GotoAsync($"/referrals/{number}-R1");
        Assert.DoesNotContain("Aung", await justice.ContentAsync(), StringComparison.Ordinal);
        await BrowserFixture.CheckAsync(justice, $"service-asked-{language}-{width}");
        await justice.FollowAsync("button[formaction*=TakeOn]");
        await justice.GotoAsync($"/cases/{number}");
        await Assertions.Expect(justice.Locator("main")).ToContainTextAsync("Aung Example");
        await justice.GotoAsync($"/referrals/{number}-R1/service");
        await justice.FillAsync("#Reason", "ทนายความรับดูแลต่อ");
        await justice.FollowAsync("form[action*=Finish] button");
        Assert.Equal(404, (await justice.GotoAsync($"/cases/{number}"))!.Status);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("ทนายความรับดูแลต่อ");
        await BrowserFixture.CheckAsync(page, $"service-finished-{language}-{width}");
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task Services_ForAPersonOutsideShelters_AreReviewed_TakenOn_Reported_AndFinished(string language, int width)
    {
        var number = await ScreenedAsync();
        await Story.ConsentToAgencyAsync(await fixture.Portal.VisitAsync("caseworker"), number, "Ngo");
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}/referrals/kinds");
        await page.FollowAsync("main a[href$='kind=Services']");
        await page.SelectOptionAsync("#Input_UnitId", Unit("NGO-63"));
        await page.FillAsync("#Input_Remarks", "ขอที่พักกับครอบครัวและหลักสูตรตัดเย็บ");
        await page.Locator("#Input_Basis").SelectOptionAsync((await page.Locator("#Input_Basis option[value^='c:']").First.GetAttributeAsync("value"))!);
        await page.UncheckAsync("input[name='Input.Sections'][value=Plan]");
        await BrowserFixture.CheckAsync(page, $"services-new-{language}-{width}");
        await SendAsync(page);
        await page.ArrivesAsync($"**/referrals/{number}-R1");

        var datip = await fixture.OpenAsync("datip", language, width);
        await datip.GotoAsync($"/referrals/{number}-R1");
        await datip.FollowAsync("form[action*=Claim] button");
        await BrowserFixture.CheckAsync(datip, $"services-review-{language}-{width}");
        await datip.FillAsync("#Reason", "ขอรายละเอียดของภาษา");
        await datip.FollowAsync("button[formaction*=Return]");

        // Back with the sender: the filled form, changed and sent again.
        await page.ReloadAsync();
        await BrowserFixture.CheckAsync(page, $"services-returned-{language}-{width}");
        await page.FollowAsync("main a.govuk-button[href*='revise=']");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("ขอรายละเอียดของภาษา");
        await page.CheckAsync("input[name='Input.Languages'][value=my]");
        await page.FillAsync("#Input_Remarks", "ขอที่พักกับครอบครัวและหลักสูตรตัดเย็บ พูดภาษาพม่า");
        await BrowserFixture.CheckAsync(page, $"services-revise-{language}-{width}");
        await SendAsync(page);
        await page.ArrivesAsync($"**/referrals/{number}-R1");
        await BrowserFixture.CheckAsync(page, $"services-sent-again-{language}-{width}");

        await datip.GotoAsync($"/referrals/{number}-R1");
        await datip.FollowAsync("form[action*=Claim] button");
        await datip.FollowAsync("button[formaction*=Approve]");

        var ngo = await fixture.OpenAsync("ngo", language, width);
        await ngo.GotoAsync($"/referrals/{number}-R1");
        Assert.DoesNotContain("Aung", await ngo.ContentAsync(), StringComparison.Ordinal);
        await BrowserFixture.CheckAsync(ngo, $"services-asked-{language}-{width}");
        await ngo.FollowAsync("button[formaction*=TakeOn]");
        await ngo.GotoAsync($"/cases/{number}");
        await Assertions.Expect(ngo.Locator("main")).ToContainTextAsync("Aung Example");
        await ngo.GotoAsync($"/referrals/{number}-R1/notes");
        await ngo.FillAsync("#Text", "เริ่มเรียนตัดเย็บแล้ว");
        await ngo.FollowAsync("form[action*=Report] button");
        await ngo.GotoAsync($"/referrals/{number}-R1/service");
        await ngo.FillAsync("#Reason", "เรียนจบและมีงานทำแล้ว");
        await ngo.FollowAsync("form[action*=Finish] button");
        Assert.Equal(404, (await ngo.GotoAsync($"/cases/{number}"))!.Status);
        await page.GotoAsync($"/referrals/{number}-R1/notes");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("เริ่มเรียนตัดเย็บแล้ว");
        await page.GotoAsync($"/referrals/{number}-R1");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("เรียนจบและมีงานทำแล้ว");
        await BrowserFixture.CheckAsync(page, $"services-finished-{language}-{width}");
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AShelterDeclines_DatipRedirects_AndAnotherAccepts(string language, int width)
    {
        var number = await ScreenedAsync();
        var referral = await Story.ReferToUnitAsync(await fixture.Portal.VisitAsync("officer.immigration"), number, "SHN-63");
        await Story.ApproveAsync(await fixture.Portal.VisitAsync("datip"), referral, "NGO Shelter");
        var ngo = await fixture.OpenAsync("shelter.ngo", language, width);
        await ngo.GotoAsync($"/referrals/{referral}");
        await ngo.FillAsync("#Reason", "ไม่มีเจ้าหน้าที่ที่พูดภาษาพม่าในเดือนนี้");
        await ngo.FollowAsync("button[formaction*=Decline]");
        await ngo.ArrivesAsync("**/referrals");

        var datip = await fixture.OpenAsync("datip", language, width);
        await datip.GotoAsync($"/referrals/{referral}");
        await Assertions.Expect(datip.Locator("main")).ToContainTextAsync("ไม่มีเจ้าหน้าที่ที่พูดภาษาพม่าในเดือนนี้");
        await BrowserFixture.CheckAsync(datip, $"declined-{language}-{width}");
        if (await datip.Locator("form[action*=Claim] button").CountAsync() > 0) await datip.FollowAsync("form[action*=Claim] button");
        await datip.FillAsync("#Reason", "ว่างและรับได้คืนนี้");
        await datip.FollowAsync($"button[name=UnitId][value='{Unit("SHP-10")}']");
        await datip.WaitForSelectorAsync("form[action*=Undo]");
        await BrowserFixture.CheckAsync(datip, $"redirected-{language}-{width}");
        Assert.Equal("Redirected", await fixture.Portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        Assert.Equal("SHP-10", await fixture.Portal.ScalarAsync($"""
            select u.code from place_holds h join referrals r on r.id = h.referral_id join place_pools p on p.id = h.pool_id join shelters s on s.id = p.shelter_id
            join units u on u.id = s.unit_id where r.number = '{referral}' and h.ended_at is null
            """));

        var police = await fixture.OpenAsync("shelter.police", language, width);
        await police.GotoAsync($"/referrals/{referral}");
        await police.CheckAsync("input[name=Basis][value=WelfareS33]");
        await police.FollowAsync("button[formaction*=Accept]");
        await police.FollowAsync("form[action*=Arrive] button");
        await BrowserFixture.CheckAsync(police, $"redirected-arrived-{language}-{width}");
        await ngo.GotoAsync($"/referrals/{referral}");
        Assert.DoesNotContain(referral, await ngo.TextContentAsync("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task InAnEmergency_TheBedComesFirst_AndTheReviewAfter(string language, int width)
    {
        var number = await ScreenedAsync();
        var officer = await fixture.OpenAsync("officer.immigration", language, width);
        await officer.GotoAsync($"/cases/{number}/referrals/new?emergency=true");
        await officer.SelectOptionAsync("#Input_UnitId", Unit("SHN-63"));
        await officer.CheckAsync("input[name='Input.Emergency'][type=checkbox]");
        await officer.CheckAsync("input[name='Input.RestsOn'][value=ground]");
        await officer.SelectOptionAsync("#Input_Ground", "s29");
        await officer.CheckAsync("input[name='Input.Sections'][value=Identity]");
        await SendAsync(officer);
        await officer.ArrivesAsync($"**/referrals/{number}-R1");
        await BrowserFixture.CheckAsync(officer, $"emergency-sent-{language}-{width}");

        var shelter = await fixture.OpenAsync("shelter.ngo", language, width);
        await shelter.GotoAsync($"/referrals/{number}-R1");
        await BrowserFixture.CheckAsync(shelter, $"emergency-asked-{language}-{width}");
        await shelter.CheckAsync("input[name=Basis][value=CustodyS29]");
        await shelter.FillAsync("#Authority", "สถานีตำรวจตัวอย่าง");
        await shelter.FollowAsync("button[formaction*=Accept]");
        await shelter.FollowAsync("form[action*=Arrive] button");

        var datip = await fixture.OpenAsync("datip", language, width);
        await datip.GotoAsync("/review");
        await datip.FollowAsync($"main a:has-text('{number}-R1')");
        if (await datip.Locator("form[action*=Claim] button").CountAsync() > 0) await datip.FollowAsync("form[action*=Claim] button");
        await BrowserFixture.CheckAsync(datip, $"emergency-review-{language}-{width}");
        await datip.FillAsync("#review-after", "จัดให้ถูกต้องแล้ว");
        await datip.FollowAsync("form[action*=ReviewAfter] button");
        await Assertions.Expect(datip.Locator("form[action*=ReviewAfter]")).ToHaveCountAsync(0);
    }

    private async Task<string> ScreenedAsync() => await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));

    private static Task SendAsync(IPage page) => page.FollowAsync("main form .govuk-button");

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();
}
