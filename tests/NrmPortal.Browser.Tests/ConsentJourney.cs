using Microsoft.Playwright;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>A person takes back a consent while the shelter has the case open: the share ends under its eyes.</summary>
public sealed class ConsentJourney(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("th", 390, "การแบ่งปันข้อมูลสิ้นสุด")]
    [InlineData("en", 1280, "the share has ended")]
    public async Task AWithdrawnConsent_EndsTheShare_WhileTheReceiverHasThePageOpen(string language, int width, string ended)
    {
        var portal = fixture.Portal;
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));

        var shelter = await fixture.OpenAsync("shelter.ngo", language, width);
        await shelter.GotoAsync($"/cases/{number}");
        await Assertions.Expect(shelter.Locator("main")).ToContainTextAsync("Aung Example");
        var working = await shelter.Context.NewPageAsync();
        await working.GotoAsync($"/cases/{number}/services");

        await WithdrawAsync(number, language, width);

        // What was open is sent, and what was read is read again.
        await working.FillAsync("#ServiceFrom", Portal.Day(-22, buddhist: true));
        await working.FollowAsync("main form .govuk-button");
        await working.ArrivesAsync($"**/cases/{number}");
        await shelter.ReloadAsync();
        foreach (var page in new[] { working, shelter })
        {
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(ended);
            Assert.DoesNotContain("Aung", await page.ContentAsync(), StringComparison.Ordinal);
        }

        await BrowserFixture.CheckAsync(shelter, $"consent-ended-{language}-{width}");
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from notices n join units u on u.id = n.to_unit_id join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.code = 'ConsentWithdrawn' and u.code = 'SHN-63'"));
    }

    [Theory]
    [InlineData("th", 390)]
    [InlineData("en", 1280)]
    public async Task ACaseworker_RecordsAnAnswer_PrintsIt_AndDiscloses(string language, int width)
    {
        var number = await Story.ScreenAsync(await fixture.Portal.VisitAsync("officer.immigration"));
        var page = await fixture.OpenAsync("caseworker", language, width);
        await page.GotoAsync($"/cases/{number}");
        await page.FollowAsync(".nrm-doors a[href$='/consent/new']");
        await page.FollowAsync("main form .govuk-button");
        // In the page's words, not in those of the library with its names of fields.
        Assert.DoesNotContain("'", await page.InnerTextAsync(".govuk-error-summary"), StringComparison.Ordinal);
        await BrowserFixture.CheckAsync(page, $"consent-new-error-{language}-{width}");
        foreach (var (field, value) in new[] { ("Purpose", "Disclosure"), ("Sections", "Identity"), ("Reach", "outside"), ("Interpreter", "Present"), ("Outcome", "Given"), ("GivenBy", "Person"), ("How", "Signature") })
            await page.CheckAsync($"input[name='Input.{field}'][value={value}]");
        foreach (var point in await page.Locator("input[name='Input.Points']").AllAsync()) await point.CheckAsync();
        await page.SelectOptionAsync("#Input_Outside", "Embassy");
        await page.SelectOptionAsync("#Input_Language", "my");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/consent");
        await BrowserFixture.CheckAsync(page, $"consent-list-{language}-{width}");
        await page.FollowAsync("main h2 a");
        await BrowserFixture.CheckAsync(page, $"consent-receipt-{language}-{width}");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.IsVisibleAsync("main form"));
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        await page.GotoAsync($"/cases/{number}/disclosures/new");
        await page.SelectOptionAsync("#Input_Outside", "Embassy");
        await page.FillAsync("#Input_Name", "สถานทูตตัวอย่าง");
        await page.CheckAsync("input[name='Input.Sections'][value=Identity]");
        await page.FillAsync("#Input_Reason", "หนังสือเดินทาง");
        await page.SelectOptionAsync("#Input_Basis", new SelectOptionValue { Index = 1 });
        await page.CheckAsync("input[name='Input.How'][value=SealedLetter]");
        await page.FollowAsync("main form .govuk-button");
        await page.ArrivesAsync($"**/cases/{number}/disclosures");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("สถานทูตตัวอย่าง");
        await BrowserFixture.CheckAsync(page, $"disclosures-{language}-{width}");
    }

    private async Task WithdrawAsync(string number, string language, int width)
    {
        var caseworker = await fixture.OpenAsync("caseworker", language, width);
        await caseworker.GotoAsync($"/cases/{number}/consent");
        await caseworker.FollowAsync("main h2 a");
        await caseworker.CheckAsync("input[name=How][value=Oral]");
        await caseworker.FollowAsync("form[action*=Withdraw] button");
        await caseworker.ArrivesAsync($"**/cases/{number}/consent");
        await BrowserFixture.CheckAsync(caseworker, $"consent-withdrawn-{language}-{width}");
    }
}
