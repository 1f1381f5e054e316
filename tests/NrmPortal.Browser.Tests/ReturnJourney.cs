using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>A foreign adult goes home, a Thai comes home from abroad, a child goes to her family.</summary>
public sealed class ReturnJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AForeignAdult_IsAsked_Assessed_HandedOver_AndVisited(string language, int width)
    {
        var number = await ReturnStory.VictimAsync(fixture.Portal);
        var home = await fixture.Portal.VisitAsync("caseworker");
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}/return");
        await Assertions.Expect(page.Locator("form[action*=Plan] button")).ToHaveCountAsync(0);
        await BrowserFixture.CheckAsync(page, $"return-not-asked-{language}-{width}");

        await ReturnStory.AskAsync(home, number);
        await page.ReloadAsync();
        await page.FollowAsync("form[action*=Plan] button");
        await page.FollowAsync("main a[href$='/return/step']");
        await BrowserFixture.CheckAsync(page, $"return-steps-{language}-{width}");
        await page.FollowAsync("main a[href$='kind=RiskAssessed']");
        await SaveAsync(page);
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"return-risk-error-{language}-{width}");
        await page.FillAsync("#Input_On", Portal.Day(0, buddhist: true));
        await page.FillAsync("#Input_Who", "นักสังคมสงเคราะห์ ตัวอย่าง");
        await page.CheckAsync("input[name='Input.Finding'][value=SafeWithMeasures]");
        await page.FillAsync("#Input_Reasons", "นายหน้าถูกจับแล้ว ครอบครัวรออยู่");
        await SaveAsync(page);
        await page.ArrivesAsync($"**/cases/{number}/return");
        // The embassy says first that it does not know the person: nobody goes before it does.
        foreach (var (kind, finding) in new[] { ("NationalityAsked", null), ("NationalityAnswered", "NotConfirmed"), ("FamilyTraced", "Found"), ("FamilyAssessed", "SafeWithMeasures"), ("TravelPaperIssued", null) }) await StepAsync(page, number, kind, finding);
        await ReturnStory.PlanAsync(home, number);
        await page.GotoAsync($"/cases/{number}/return/departure");
        await BrowserFixture.CheckAsync(page, $"return-not-known-{language}-{width}");
        await Assertions.Expect(page.Locator("#Input_From")).ToHaveCountAsync(0);
        await StepAsync(page, number, "NationalityAnswered", "Confirmed");
        await BrowserFixture.CheckAsync(page, $"return-ready-{language}-{width}");

        await page.FollowAsync("main a[href$='/return/departure']");
        await page.FillAsync("#Input_From", "สะพานมิตรภาพ");
        await page.CheckAsync("input[name='Input.Receiver'][value=Iom]");
        await page.FillAsync("#Input_ReceivedBy", "เจ้าหน้าที่ ตัวอย่าง");
        await page.FillAsync("#Input_Day", Portal.Day(0, buddhist: true));
        await page.FillAsync("#Input_Time", "08:30");
        await page.FillAsync("#Input_Where", "ฝั่งตรงข้ามสะพาน");
        await SaveAsync(page);
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"return-departure-error-{language}-{width}");
        await page.FillAsync("#Input_Note", "ยาสำหรับหนึ่งเดือน");
        await SaveAsync(page);
        await page.ArrivesAsync($"**/cases/{number}/return");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("ยาสำหรับหนึ่งเดือน");
        await BrowserFixture.CheckAsync(page, $"return-gone-{language}-{width}");

        await EndAsync(page, number, "ReturnedToCountry", "my");
        await BrowserFixture.CheckAsync(page, $"return-visit-{language}-{width}");
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AThaiFromAbroad_ComesHome(string language, int width)
    {
        var consul = await fixture.OpenAsync("mfa", language, width);
        await consul.GotoAsync("/arrivals");
        await SaveAsync(consul);
        await consul.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(consul, $"arrival-error-{language}-{width}");
        await consul.SelectOptionAsync("#Office", NrmPortal.Data.Seed.ReferenceData.IdOf("unit", "MSDHS-63").ToString());
        await consul.FillAsync("#Input_Person", "มะลิ ตัวอย่าง ผ้าพันคอสีแดง");
        await consul.SelectOptionAsync("#Input_Country", "MY");
        await consul.FillAsync("#Input_Post", "สถานกงสุลใหญ่ ตัวอย่าง");
        await consul.FillAsync("#Input_On", Portal.Day(2, buddhist: true));
        await consul.FillAsync("#Input_Airport", "สุวรรณภูมิ");
        await consul.CheckAsync("input[name='Input.Escort'][value=true]");
        await SaveAsync(consul);
        await consul.WaitForSelectorAsync("article a[href$='/return']");
        await BrowserFixture.CheckAsync(consul, $"arrival-{language}-{width}");
        var announced = (await consul.Locator("article a[href$='/return']").First.InnerTextAsync()).Trim();
        var office = await fixture.OpenAsync("caseworker", language, width);
        await office.GotoAsync($"/cases/{announced}/return");
        await Assertions.Expect(office.Locator("main")).ToContainTextAsync("ผ้าพันคอสีแดง");
        await BrowserFixture.CheckAsync(office, $"arrival-read-{language}-{width}");

        // The same person: announced, screened, and home.
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("caseworker"), "มะลิ ตัวอย่าง", nationality: "TH", of: announced);
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}/return");
        await page.FollowAsync("main a[href$='/return/homecoming']");
        await SaveAsync(page);
        await page.WaitForSelectorAsync(".govuk-error-summary");
        await BrowserFixture.CheckAsync(page, $"homecoming-error-{language}-{width}");
        await page.SelectOptionAsync("#Input_Country", "MY");
        await page.FillAsync("#Input_Post", "สถานกงสุลใหญ่ ตัวอย่าง");
        await page.FillAsync("#Input_Letter", "กต 0303/1");
        await page.FillAsync("#Input_Day", Portal.Day(-1, buddhist: true));
        await page.FillAsync("#Input_Time", "18:00");
        await page.FillAsync("#Input_Where", "สุวรรณภูมิ");
        await page.FillAsync("#Input_ReceivedBy", "กรุณา ตัวอย่าง");
        await SaveAsync(page);
        await page.ArrivesAsync($"**/cases/{number}/return");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("กต 0303/1");
        await BrowserFixture.CheckAsync(page, $"homecoming-{language}-{width}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("ผ้าพันคอสีแดง");
        Assert.Equal(0L, await fixture.Portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.first_contact_number = '{announced}' and t.code = 'MeetArrival' and t.done_at is null"));
        await consul.ReloadAsync();
        await Assertions.Expect(consul.Locator("article a[href*='" + announced + "']")).ToHaveCountAsync(0);
        await BrowserFixture.CheckAsync(consul, $"arrival-over-{language}-{width}");
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task AChild_GoesToHerFamily_ByWhatWasDeterminedToBeBestForHer(string language, int width)
    {
        var number = await ReturnStory.VictimAsync(fixture.Portal, "Ma Example", age: "child");
        var (home, dcy) = (await fixture.Portal.VisitAsync("caseworker"), await fixture.Portal.VisitAsync("dcy"));
        await ChildStory.AskDcyAsync(home, number);
        await Story.Then(dcy, $"/cases/{number}/child", "Answer");
        (string Name, string Value)[] best = [.. ChildStory.BestInterests.Where(b => b.Item1 != "Input.Outcome"), ("Input.Outcome", "FamilyOrKin")];
        await ChildStory.FillAsync(home, number, "assessment", best);
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}/return");
        await Assertions.Expect(page.Locator("form[action*=Plan] button")).ToHaveCountAsync(0);
        await BrowserFixture.CheckAsync(page, $"return-child-first-{language}-{width}");

        await ChildStory.FillAsync(dcy, number, "determination", best);
        await page.ReloadAsync();
        await page.FollowAsync("form[action*=Plan] button");
        await ReturnStory.StepAsync(home, number, "FamilyAssessed", ("Input.Finding", "Safe"));
        await ReturnStory.StepAsync(home, number, "RiskAssessed", ("Input.Finding", "Safe"));
        await ReturnStory.PlanAsync(home, number, ("Input.Direction", "WithinThailand"), ("Input.Country", "TH"), ("Input.Receiver", "Family"), ("Input.ReceiverName", "Her aunt"));
        await page.GotoAsync($"/cases/{number}/return");
        await BrowserFixture.CheckAsync(page, $"return-child-ready-{language}-{width}");
        await page.FollowAsync("main a[href$='/return/departure']");
        await page.FillAsync("#Input_From", "บ้านพักเด็กและครอบครัว");
        await page.CheckAsync("input[name='Input.Receiver'][value=Family]");
        await page.FillAsync("#Input_ReceivedBy", "น้าสาว");
        await page.FillAsync("#Input_Day", Portal.Day(0, buddhist: true));
        await page.FillAsync("#Input_Time", "09:00");
        await page.FillAsync("#Input_Where", "บ้านของน้า");
        await page.FillAsync("#Input_Note", "โรงเรียนรับเข้าเรียนแล้ว");
        await SaveAsync(page);
        await page.ArrivesAsync($"**/cases/{number}/return");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("โรงเรียนรับเข้าเรียนแล้ว");
        await BrowserFixture.CheckAsync(page, $"return-child-gone-{language}-{width}");

        await EndAsync(page, number, "ReturnedWithinThailand", "th");
        await BrowserFixture.CheckAsync(page, $"return-child-visits-{language}-{width}");
    }

    private static async Task StepAsync(IPage page, string number, string kind, string? finding)
    {
        await page.GotoAsync($"/cases/{number}/return/step?kind={kind}");
        await page.FillAsync("#Input_On", Portal.Day(0, buddhist: true));
        await page.FillAsync("#Input_Who", "ผู้ตอบ ตัวอย่าง");
        if (finding is not null) await page.CheckAsync($"input[name='Input.Finding'][value={finding}]");
        if (kind == "TravelPaperIssued")
        {
            await page.CheckAsync("input[name='Input.Paper'][value=CertificateOfIdentity]");
            await page.FillAsync("#Input_ExpiresOn", Portal.Day(60, buddhist: true));
        }

        await page.FillAsync("#Input_Reasons", "ครอบครัวรออยู่ที่บ้าน");
        await SaveAsync(page);
        await page.ArrivesAsync($"**/cases/{number}/return");
    }

    // One proposes, another agrees; the visits after the return then stand with their days.
    private async Task EndAsync(IPage page, string number, string reason, string spoken)
    {
        await page.FollowAsync("main a[href$='/closure']");
        await page.CheckAsync($"input[name='Input.Ending'][value='CompleteReturn.{reason}']");
        await page.FillAsync("#Input_Summary", "ถึงบ้านแล้ว");
        await page.CheckAsync("input[name='Input.Told'][value=true]");
        await page.SelectOptionAsync("#Input_Language", spoken);
        await page.CheckAsync("input[name='Input.Interpreter'][value=Present]");
        await page.CheckAsync("input[name='Input.Recontact'][value=Agreed]");
        await page.FillAsync("#Input_RecontactHow", "ผ่านผู้รับตัว");
        await page.CheckAsync("input[name='Input.Belongings'][value=Returned]");
        await page.FillAsync("#Input_WhyOpen", "ความยินยอมสิ้นอายุเอง");
        await page.FollowAsync("form[action*=Propose] button");
        await Story.Then(await fixture.Portal.VisitAsync("datip.coordinator"), $"/cases/{number}/closure", "Agree");
        Assert.Equal("FollowUp", await fixture.Portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
        Assert.NotEqual(0L, await fixture.Portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'FollowUpVisit' and t.done_at is null and t.due_at > '{fixture.Portal.Clock.GetUtcNow():O}'"));
        await page.GotoAsync($"/cases/{number}/follow-up");
    }

    private static Task SaveAsync(IPage page) => page.FollowAsync("main form .govuk-button");
}
