using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Referrals after a negative decision: what was promised before it is kept, and the person is handed on to what helps them.</summary>
public sealed class OtherPathwayTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> ScreenedAsync(string age = "adult") => await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), age: age);

    private async Task DecideAsync(string number)
    {
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "No");
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "NotVictim");
        Assert.Equal("OtherPathway", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
    }

    private Task<object?> StateAsync(string referral) => portal.ScalarAsync($"select state from referrals where number = '{referral}'");

    [Fact]
    public async Task AcceptedBefore_ThePersonStillArrives()
    {
        var number = await ScreenedAsync();
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await DecideAsync(number);
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.Equal((HttpStatusCode.OK, "Arrived"), (shelter.Status, await StateAsync(referral)));
    }

    [Fact]
    public async Task SentBefore_ItIsStillApprovedAndAnswered()
    {
        var number = await ScreenedAsync();
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number);
        await DecideAsync(number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.Equal("Accepted", await StateAsync(referral));
    }

    [Theory]
    [InlineData("adult", "LabourClaim", "LAB-63", "Labour", "labour")]
    [InlineData("adult", "ImmigrationStatus", "IMM-63", "Immigration", "officer.immigration")]
    public async Task WhoeverIsNoVictim_IsReferredToWhatHelpsThem(string age, string kind, string unit, string agency, string receiver)
    {
        var number = await ScreenedAsync(age);
        await DecideAsync(number);
        var caseworker = await portal.VisitAsync("caseworker");
        // The door leads to the kinds, and a place in a shelter is not among them.
        Assert.NotNull((await caseworker.GetAsync($"/cases/{number}")).Page.QuerySelector($"main a[href='/cases/{number}/referrals/kinds']"));
        await caseworker.GetAsync($"/cases/{number}/referrals/new");
        Assert.Equal($"/cases/{number}/referrals/kinds", caseworker.Path);
        Assert.Empty(caseworker.Page.QuerySelectorAll($"main a[href='/cases/{number}/referrals/new']"));
        var referral = await Story.ReferToServiceAsync(caseworker, number, kind, unit, agency);
        Assert.Equal("Approved", await StateAsync(referral));
        await Story.Then(await portal.VisitAsync(receiver), $"/referrals/{referral}/service", "TakeOn");
        Assert.Equal("Accepted", await StateAsync(referral));
    }

    [Fact]
    public async Task ScreenedAgain_TheReferralsOfBefore_AreStillAnsweredAndTakenBack()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, outcome: "none");
        Assert.Equal("OtherPathway", await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"));
        var caseworker = await portal.VisitAsync("caseworker");
        var (referral, other) = (await Story.ReferToServiceAsync(caseworker, number, "LabourClaim", "LAB-63", "Labour"), await Story.ReferToServiceAsync(caseworker, number, "LegalAid", "MOJ-63", "Justice"));
        var door = (await officer.GetAsync($"/cases/{number}")).Page.QuerySelector("main a[href$='/screen-again']")!.GetAttribute("href")!;
        await officer.GetAsync(door);
        await officer.PostAsync(door);
        Assert.StartsWith("/screenings/", officer.Path, StringComparison.Ordinal);
        Assert.Equal("Screening", await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"));
        var labour = await portal.VisitAsync("labour");
        await Story.Then(labour, $"/referrals/{referral}/service", "TakeOn");
        Assert.Equal((HttpStatusCode.OK, "Accepted"), (labour.Status, await StateAsync(referral)));
        await Story.Then(labour, $"/referrals/{referral}/service", "Finish", ("Reason", "Wages were paid"));
        await Story.Then(caseworker, $"/referrals/{other}/sender", "Withdraw", ("Reason", "Screened again"));
        Assert.Equal(("Completed", "Withdrawn"), (await StateAsync(referral), await StateAsync(other)));
        Assert.Equal(HttpStatusCode.Conflict, (await officer.GetAsync(door)).Status);
    }

    [Fact]
    public async Task AChild_IsReferredToChildProtection()
    {
        var number = await ScreenedAsync("child");
        await DecideAsync(number);
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/referrals/service?kind=ChildProtection");
        await caseworker.PostAsync($"/cases/{number}/referrals/service", ("Kind", "ChildProtection"), ("Input.UnitId", $"{ReferenceData.IdOf("unit", "DCY-63")}"), ("Input.Basis", "g:childInterest"),
            ("Input.Sections", "Identity"), ("Input.Remarks", "Goes to school"), ("Input.Languages", "my"));
        Assert.Equal("Approved", await StateAsync(caseworker.Path["/referrals/".Length..]));
    }

    [Fact]
    public async Task APlaceIsNotAskedFor_WhoeverWritesIt()
    {
        var number = await ScreenedAsync();
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number);
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}", "Return", ("Reason", "Which language?"));
        await DecideAsync(number);
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Empty((await caseworker.GetAsync($"/referrals/{referral}")).Page.QuerySelectorAll("main a[href*='revise=']"));
        await caseworker.PostAsync($"/cases/{number}/referrals/new", [.. Story.ConsentNow, ("Input.Languages", "my"), ("Input.Sections", "Identity")]);
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("no place in a shelter is asked for", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal("ck_referral_place", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", $"update referrals set state = 'Sent' where number = '{referral}' returning 1"))).ConstraintName);
        await Story.Then(caseworker, $"/referrals/{referral}/sender", "Withdraw", ("Reason", "No victim"));
        Assert.Equal("Withdrawn", await StateAsync(referral));
    }
}
