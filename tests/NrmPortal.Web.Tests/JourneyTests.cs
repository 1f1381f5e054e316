using System.Net;
using System.Text.RegularExpressions;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The story from screening to shelter, and what each person may see at each point of it.</summary>
public sealed class JourneyTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task AReferral_ShowsTheShelterNeedsFirst_AndThePersonOnlyAfterAcceptance()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        Assert.StartsWith("NRM-2569-", number, StringComparison.Ordinal);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");

        var shelter = await portal.VisitAsync("shelter.ngo");
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.GetAsync($"/cases/{number}")).Status);
        await shelter.GetAsync($"/referrals/{referral}");
        Assert.DoesNotContain("Aung", shelter.Html, StringComparison.Ordinal);
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        Assert.Contains("Aung Example", (await shelter.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A story told", shelter.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("shelter.police")).GetAsync($"/cases/{number}")).Status);
    }

    [Fact]
    public async Task ADecline_GoesBackToDatip_AndLeavesTheShelterNothing()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        var datip = await portal.VisitAsync("datip");
        await Story.ApproveAsync(datip, referral, "Police Shelter");
        var shelter = await portal.VisitAsync("shelter.police");
        await Story.Then(shelter, $"/referrals/{referral}", "Decline", ("Reason", "No room for men"));
        Assert.Equal("/referrals", shelter.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.GetAsync($"/referrals/{referral}")).Status);
        Assert.Contains(referral, (await datip.GetAsync("/review")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmergency_PlacesFirst_AndDatipReviewsAfter()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        var unit = officer.Page.QuerySelectorAll("#Input_UnitId option").First(o => o.TextContent.Contains("NGO Shelter", StringComparison.Ordinal)).GetAttribute("value")!;
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.Emergency", "true"), ("Input.UnitId", unit), ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity"));
        var referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "CustodyS29"), ("Authority", "Mae Sot station"));
        Assert.Equal(HttpStatusCode.OK, (await shelter.GetAsync($"/cases/{number}")).Status);
        var datip = await portal.VisitAsync("datip");
        Assert.Contains(referral, (await datip.GetAsync("/review")).Text, StringComparison.Ordinal);
        await Story.Then(datip, $"/referrals/{referral}", "ReviewAfter", ("Reason", "Rightly placed"));
        Assert.DoesNotContain(referral, (await datip.GetAsync("/review")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmergencyPlacement_ThatIsOverAlready_IsReviewedAllTheSame()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, "Short Example");
        await officer.GetAsync($"/cases/{number}/referrals/new");
        var unit = officer.Page.QuerySelectorAll("#Input_UnitId option").First(o => o.TextContent.Contains("NGO Shelter", StringComparison.Ordinal)).GetAttribute("value")!;
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.Emergency", "true"), ("Input.UnitId", unit), ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity"));
        var referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "CustodyS29"), ("Authority", "Mae Sot station"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await shelter.GetAsync($"/cases/{number}/placements/end");
        string Shown(string id) => shelter.Page.GetElementById(id)!.GetAttribute("value")!;
        await shelter.PostAsync($"/cases/{number}/placements/end", ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", "Released"), ("Destination", "OwnHome"));
        Assert.Equal("Completed", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        Task<object?> Open() => portal.ScalarAsync($"select count(*) from tasks where code = 'ReviewEmergencyPlacement' and about = '{referral}' and done_at is null");
        Assert.Equal(1L, await Open());
        var datip = await portal.VisitAsync("datip");
        Assert.Contains(referral, (await datip.GetAsync("/review")).Text, StringComparison.Ordinal);
        await Story.Then(datip, $"/referrals/{referral}", "ReviewAfter", ("Reason", "One night, and why she left is asked"));
        Assert.Equal((HttpStatusCode.OK, 0L), (datip.Status, await Open()));
        Assert.DoesNotContain(referral, (await datip.GetAsync("/review")).Text, StringComparison.Ordinal);
        Assert.Equal("Completed", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
    }

    // A custody without the authority that ordered it: the acceptance is undone, and the page shows what is, with what was typed.
    [Fact]
    public async Task AnAcceptanceThatIsRefused_IsNotShownAsDone()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "CustodyS29"), ("DocumentNumber", "TS 9/2569"));
        Assert.Equal(HttpStatusCode.Conflict, shelter.Status);
        Assert.NotNull(shelter.Page.QuerySelector(".govuk-error-summary"));
        Assert.NotNull(shelter.Page.QuerySelector("main button[formaction$='handler=Accept']"));
        Assert.Equal("TS 9/2569", shelter.Page.GetElementById("DocumentNumber")!.GetAttribute("value"));
        Assert.Empty(shelter.Page.QuerySelectorAll("main form[action*='handler=Arrive']"));
        await shelter.PostFormAsync(shelter.Page.QuerySelector("main form:has([formaction$='handler=Accept'])"), $"/referrals/{referral}?handler=Accept", ("Basis", "CustodyS29"), ("Authority", "Mae Sot station"));
        Assert.Equal("Accepted", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
    }

    [Fact]
    public async Task TwoSheltersWorkers_AcceptingAtOnce_MakeOnePlacement()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "MSDHS Shelter B");
        // Both have the page open before either answers; the account stands for a second worker of the same unit.
        var visitors = new[] { await portal.VisitAsync("shelter.msdhs2"), await portal.VisitAsync("shelter.msdhs2") };
        foreach (var v in visitors) await v.GetAsync($"/referrals/{referral}");
        await Task.WhenAll(visitors.Select(v => v.PostAsync($"/referrals/{referral}?handler=Accept", ("Basis", "VoluntaryReflection"))));
        Assert.Single(visitors, v => v.Status == HttpStatusCode.Conflict);
        var server = await TestCluster.Server;
        await using var owner = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await owner.OpenAsync();
        await using var placed = new NpgsqlCommand("select count(*) from placements p join referrals r on r.id = p.referral_id where r.number = $1", owner);
        placed.Parameters.Add(new() { Value = referral });
        Assert.Equal(1L, await placed.ExecuteScalarAsync());
    }

    [Fact]
    public async Task TheMdt_DecidesWithADissent_AndTheOfficerLearnsTheOutcome()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan", "Aiyakarn");
        foreach (var (user, view) in new[] { ("mdt", "Yes"), ("labour", "Yes"), ("prosecutor", "No") })
            Assert.Equal(HttpStatusCode.OK, (await Story.OpineAsync(await portal.VisitAsync(user), number, view)).Status);
        var authority = await portal.VisitAsync("authority");
        await Story.DecideAsync(authority, number, "VictimTraffickingS6");
        Assert.Equal("/home", authority.Path);
        Assert.Contains("Referral and assistance", (await officer.GetAsync("/screenings")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("labour")).GetAsync($"/cases/{number}")).Status);
        Assert.Contains("1 dissenting", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/identification")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANegativeForAPossibleChild_NeedsAnotherPerson()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, outcome: "none", age: "unknown");
        Assert.StartsWith("FC-", number, StringComparison.Ordinal);
        await officer.GetAsync("/screenings");
        var link = officer.Page.QuerySelectorAll("td a").First(a => a.TextContent.StartsWith("SCR-", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Empty((await officer.GetAsync(link + "/second")).Page.QuerySelectorAll("main form"));
        var colleague = await portal.VisitAsync("officer.immigration2");
        await colleague.GetAsync(link + "/second");
        await colleague.PostAsync(link + "/second", ("confirms", "true"));
        Assert.Contains("Other pathway", (await colleague.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AName_IsFoundWhateverItsCaseAndSpacing_OnlyByThoseWhoMaySeeIt()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, "สมหญิง ตัวอย่างนาม");
        await officer.GetAsync("/cases");
        Assert.Contains(number, (await officer.PostAsync("/cases", ("Name", "สมหญิงตัวอยางนาม"))).Text, StringComparison.Ordinal);
        var stranger = await portal.VisitAsync("officer.labour");
        await stranger.GetAsync("/cases");
        Assert.DoesNotContain(number, (await stranger.PostAsync("/cases", ("Name", "สมหญิง ตัวอย่างนาม"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnseenCase_AnswersLikeAnAbsentOne_ByteForByte()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var stranger = await portal.VisitAsync("officer.labour");
        var unseen = (await stranger.GetAsync($"/cases/{number}")).Html;
        var absent = (await stranger.GetAsync("/cases/NRM-2569-999999")).Html;
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        // Tokens against forgery and double submits differ at every answer, also of the same page.
        static string Stable(string html) => Regex.Replace(html, "value=\"[^\"]*\"", "", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Equal(Stable(absent).Replace("NRM-2569-999999", "", StringComparison.Ordinal), Stable(unseen).Replace(number, "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/cases/%00")]
    [InlineData("/referrals/%00")]
    public async Task AMalformedAddress_IsRefusedWithAPage(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await portal.VisitAsync("officer.immigration")).GetAsync(path)).Status);

    [Fact]
    public async Task AMalformedText_IsRefusedWithAPage()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync("/cases");
        await officer.PostAsync("/cases", ("Name", "a\0b"));
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.NotEmpty(officer.Page.QuerySelectorAll("h1"));
    }

    [Fact]
    public async Task TheSameForm_SentTwice_OpensOneCase()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync("/screenings/new");
        var key = officer.Page.QuerySelector("main input[name=_key]")!.GetAttribute("value")!;
        var token = officer.Page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await officer.PostAsync("/screenings/new");
        var first = officer.Path;
        await officer.PostAsync("/screenings/new", ("_key", key), ("__RequestVerificationToken", token));
        Assert.Equal(first, officer.Path);
    }

    [Fact]
    public async Task TheLanguageButton_KeepsWhatWasTyped()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.Remarks", "Needs a ground floor room"), ("_lang", "th"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Equal("th", officer.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Needs a ground floor room", officer.Html, StringComparison.Ordinal);
        Assert.Empty(officer.Page.QuerySelectorAll(".govuk-error-summary"));
    }

    [Fact]
    public async Task EveryAuditChain_IsWhole_AndTellsWhoRead()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}");
        var server = await TestCluster.Server;
        await using var owner = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await owner.OpenAsync();
        await using var broken = new NpgsqlCommand("select count(*) from audit_broken()", owner);
        Assert.Equal(0L, await broken.ExecuteScalarAsync());
        var auditor = await portal.VisitAsync("auditor");
        await auditor.GetAsync("/audit");
        Assert.Contains("officer.immigration@demo.nrm", (await auditor.PostAsync("/audit", ("CaseNumber", number))).Text, StringComparison.Ordinal);
    }
}
