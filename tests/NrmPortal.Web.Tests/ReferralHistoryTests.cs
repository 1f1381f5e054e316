using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Every act on a referral stands in the case's history and, with who did it, in the referral's own; and why it may be shared.</summary>
public sealed class ReferralHistoryTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> HistoryAsync(string number) => (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/history")).Text;

    private Task<object?> EventsAsync(string number) => portal.ScalarAsync($"select string_agg(coalesce(e.parameters ->> 'referralStep', e.parameters ->> 'answer', e.code), ' ' order by e.sequence) from case_events e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.parameters ? 'referral'");

    [Fact]
    public async Task ClaimedReturnedApprovedUndoneDeclinedAndRedirected_AreInTheHistory()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}", "Release");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}", "Return", ("Reason", "Which language?"));
        await Story.Then(officer, $"/referrals/{referral}/sender", "Resend", ("ShareBasis", $"c:{await portal.ScalarAsync($"select consent_id from referrals where number = '{referral}'")}"), ("Reason", "Burmese"));
        await Story.ApproveAsync(datip, referral, "NGO Shelter");
        await Story.Then(datip, $"/referrals/{referral}", "Undo");
        await datip.GetAsync($"/referrals/{referral}");
        await Story.Then(datip, $"/referrals/{referral}", "Approve", ("UnitId", ReferenceData.IdOf("unit", "SHN-63").ToString()), ("Reason", "It has a place"));
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Decline", ("Reason", "Scabies in the house"));
        Assert.Equal("case.refer Claim Release Claim Return case.refer Claim Approve case.undoReview Approve declined", await EventsAsync(number));
        var history = await HistoryAsync(number);
        foreach (var words in new[] { "Review a referral", "Claim", "Return for correction", "Undo the review", "declined", "Metta Example", "Phijarana Example" }) Assert.Contains(words, history, StringComparison.Ordinal);
        // Of the reason, nothing.
        Assert.DoesNotContain("Scabies", history, StringComparison.Ordinal);

        // The referral's own history: who, of which office, and why.
        await officer.GetAsync($"/referrals/{referral}");
        foreach (var words in new[] { "Metta Example", "Phijarana Example", "Somchai Example", "Scabies in the house" }) Assert.Contains(words, officer.Text, StringComparison.Ordinal);

        // The next one that is asked reads neither who said no before nor why, and no names of persons.
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}", "Approve", ("UnitId", ReferenceData.IdOf("unit", "SHP-10").ToString()), ("Reason", "It has a place"));
        var police = await portal.VisitAsync("shelter.police");
        await police.GetAsync($"/referrals/{referral}");
        Assert.Contains("It has a place", police.Text, StringComparison.Ordinal);
        var main = police.Page.QuerySelector("main")!.TextContent;
        foreach (var hidden in new[] { "Scabies", "Metta Example", "Phijarana Example", "Somchai Example" }) Assert.DoesNotContain(hidden, main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServiceThatTurnsDown_AndAReviewAfterAnEmergency_AreInTheHistory()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var service = await Story.ReferToServiceAsync(await portal.VisitAsync("caseworker"), number, "LegalAid", "MOJ-63", "Justice");
        await Story.Then(await portal.VisitAsync("justice"), $"/referrals/{service}/service", "TurnDown", ("Reason", "No lawyer"));
        Assert.Equal("case.refer turnedDown", await EventsAsync(number));
        Assert.Contains("turned down", await HistoryAsync(number), StringComparison.Ordinal);

        var other = await Story.ScreenAsync(officer, "Aung Other");
        await officer.GetAsync($"/cases/{other}/referrals/new?emergency=true");
        await officer.PostAsync($"/cases/{other}/referrals/new", ("Input.Emergency", "true"), ("Input.UnitId", ReferenceData.IdOf("unit", "SHN-63").ToString()), ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity"));
        var bed = officer.Path["/referrals/".Length..];
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{bed}", "Accept", ("Basis", "CustodyS29"), ("Authority", "A police station"));
        await Story.Then(await portal.VisitAsync("datip"), $"/referrals/{bed}", "ReviewAfter", ("Reason", "Rightly placed"));
        Assert.Equal("case.placeInEmergency accepted ReviewAfter", ((string)(await EventsAsync(other))!).Replace("case.recordStay ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhyItMayBeShared_IsLinked_AndSaidWithItsLaw()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await Story.ReferToServiceAsync(caseworker, number, "LegalAid", "MOJ-63", "Justice");
        var consent = await portal.ScalarAsync($"select consent_id from referrals where number = '{referral}'");
        await caseworker.GetAsync($"/referrals/{referral}");
        Assert.NotNull(caseworker.Page.QuerySelector($"main a[href='/cases/{number}/consent/{consent}']"));
        // Justice reads no consents: that there is one, and no way to it.
        var justice = await portal.VisitAsync("justice");
        await justice.GetAsync($"/referrals/{referral}");
        Assert.Null(justice.Page.QuerySelector("main a[href*='/consent/']"));

        // A ground in spite of a no: its law for whoever is asked, why it is used for those who have the case and, once it has accepted, for the shelter.
        var other = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Aung Other");
        await caseworker.GetAsync($"/cases/{other}/consent/new");
        await caseworker.PostAsync($"/cases/{other}/consent/new", [("Input.Purpose", "Referral"), ("Input.Outcome", "Refused"), ("Input.Sections", "Identity"), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.GivenBy", "Person"), ("Input.How", "Oral"), .. Story.SevenPoints]);
        await caseworker.GetAsync($"/cases/{other}/referrals/new");
        await caseworker.PostAsync($"/cases/{other}/referrals/new", ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.GroundReason", "The traffickers wait outside"), ("Input.Sections", "Identity"));
        var second = caseworker.Path["/referrals/".Length..];
        Assert.Contains("The traffickers wait outside", (await caseworker.GetAsync($"/referrals/{second}")).Text, StringComparison.Ordinal);
        Assert.Contains("Anti-Trafficking in Persons Act B.E. 2551 s.29", caseworker.Text, StringComparison.Ordinal);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), second, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        Assert.Contains("Anti-Trafficking in Persons Act B.E. 2551 s.29", (await shelter.GetAsync($"/referrals/{second}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The traffickers wait outside", shelter.Text, StringComparison.Ordinal);
    }
}
