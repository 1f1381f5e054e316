using System.Net;
using System.Reflection;
using NrmPortal.Testing;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Tests;

/// <summary>Assessments with their history and dates, and warnings that stand on every page of the case.</summary>
public sealed class RiskTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task ADanger_StandsOnEveryPageOfTheCase_ItsScreenings_AndItsReferrals_UntilItIsEnded()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        await Story.WarnAsync(officer, number, "TraffickerNear");
        await officer.GetAsync($"/cases/{number}");
        var screening = officer.Page.QuerySelector("main a[href^='/screenings/']")!.GetAttribute("href")!;
        string[] pages = [$"/cases/{number}", $"/cases/{number}/history", $"/cases/{number}/risk", $"/cases/{number}/placements", $"/cases/{number}/referrals/new", $"/referrals/{referral}", screening, $"{screening}/check"];
        foreach (var page in pages) Assert.True((await officer.GetAsync(page)).Page.QuerySelector(".nrm-dangers")?.TextContent.Contains("Trafficker may be near", StringComparison.Ordinal), page);

        await officer.GetAsync($"/cases/{number}/risk/warn");
        var end = officer.Page.QuerySelector("main form[action*='handler=End']")!;
        await officer.PostFormAsync(end, $"/cases/{number}/risk/warn?handler=End");
        foreach (var page in pages) Assert.True((await officer.GetAsync(page)).Page.QuerySelector(".nrm-dangers") is null, page);
        Assert.Contains("No longer in force", (await officer.GetAsync($"/cases/{number}/risk")).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from case_warnings w join cases c on c.id = w.case_id where c.nrm_number = '{number}'"));
    }

    // Files and pictures in a page, which show no page of their own.
    private static readonly string[] WithoutPage = ["/cases/{number}/documents/{id:guid}/file", "/cases/{number}/documents/{id:guid}/thumbnail"];

    // The person's own sheet, to take along.
    private const string Theirs = "/cases/{number}/plan/mine";

    [Fact]
    public async Task ADanger_StandsOnEveryPageAboutACase_OnceAndAsLongAsItLasts_ButNotOnThePersonsOwnSheet()
    {
        await using var own = await Portal.StartAsync();
        var tour = await Tour.PrepareAsync(own);
        var ofCases = PageOf.All(own).Where(p => p.Model.GetCustomAttribute<CaseActionAttribute>() is not null || p.Model.GetCustomAttribute<ReferralPageAttribute>() is not null).Select(p => p.Route).Except(WithoutPage).Order(StringComparer.Ordinal).ToList();
        var stops = tour.Stops.Where(s => ofCases.Contains(s.Route)).ToList();
        Assert.Equal(ofCases, stops.Select(s => s.Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var today = Domain.ThaiDay.Of(own.Clock.GetUtcNow());
        await own.ScalarAsync($"""
            update case_warnings set ended_at = at;
            insert into case_warnings (id, case_id, code, "from", by_user_id, by_unit_id, at) select gen_random_uuid(), c.id, 'TraffickerNear', '{today:O}', c.opened_by_user_id, c.opened_by_unit_id, '{own.Clock.GetUtcNow():O}' from cases c
            """);
        Assert.Empty(await WrongAsync(own, stops, dangers: true));
        await own.ScalarAsync("update case_warnings set ended_at = now()");
        Assert.Empty(await WrongAsync(own, stops, dangers: false));
    }

    private static async Task<List<string>> WrongAsync(Portal portal, IEnumerable<Stop> stops, bool dangers)
    {
        var wrong = new List<string>();
        // Who is only offered the person sees the needs, not the case: of a referral its sender looks.
        foreach (var of in stops.GroupBy(s => s.User is "shelter.ngo" or "justice" && s.Route.StartsWith("/referrals/", StringComparison.Ordinal) ? "caseworker" : s.User!))
        {
            using var reader = await portal.VisitAsync(of.Key);
            foreach (var stop in of)
            {
                await reader.GetAsync(stop.Path);
                var shown = reader.Page.QuerySelectorAll(".nrm-dangers").Select(d => d.TextContent.Contains("Trafficker may be near", StringComparison.Ordinal));
                if (reader.Status != HttpStatusCode.OK || !shown.SequenceEqual(dangers && stop.Route != Theirs ? [true] : [])) wrong.Add($"{stop.Path} as {of.Key}: {(int)reader.Status}, {shown.Count()}");
            }
        }

        return wrong;
    }

    [Fact]
    public async Task ADanger_IsNotSeenByAnOfficeThatIsAskedToTakeTheCaseOver_AndStandsOnTheProposalOnceItHas()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await Story.WarnAsync(officer, number, "TraffickerNear");
        await Story.ProposeTransferAsync(await portal.VisitAsync("caseworker"), number, "NGO-63");
        var (ngo, proposal) = (await portal.VisitAsync("ngo"), $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}'")}");
        Assert.Null((await ngo.GetAsync(proposal)).Page.QuerySelector(".nrm-dangers"));
        await ngo.PostAsync($"{proposal}?handler=Accept");
        Assert.Equal($"/cases/{number}", ngo.Path);
        Assert.NotNull((await ngo.GetAsync(proposal)).Page.QuerySelector(".nrm-dangers"));
    }

    [Fact]
    public async Task ARuleOfSafeContact_StandsBesideTheContactData_AndItsParticularsFollowTheIdentity()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await Story.WarnAsync(officer, number, "AskCodeWord", "The word is jasmine");
        Assert.Contains("Ask for the code word first", (await officer.GetAsync($"/cases/{number}")).Page.QuerySelector(".nrm-contact")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("jasmine", officer.Text, StringComparison.Ordinal);
        Assert.Contains("jasmine", (await officer.GetAsync($"/cases/{number}/risk")).Text, StringComparison.Ordinal);
        await Story.WarnAsync(officer, number, "AskCodeWord");
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        await Story.WarnAsync(officer, number, "Armed", "A name that does not belong here");
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
    }

    [Fact]
    public async Task AnAssessment_KeepsItsHistory_AndItsDayComesUpAtTheOffice()
    {
        await using var own = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await own.VisitAsync("officer.immigration"));
        var caseworker = await own.VisitAsync("caseworker");
        await Story.AssessRiskAsync(caseworker, number, "High", "24/11/2026");
        Assert.Contains("must come after today", caseworker.Text, StringComparison.Ordinal);
        // Nor put off beyond the limit, whose last day the form names before it is asked.
        Assert.Contains("at the latest 24 Dec 2026", (await caseworker.GetAsync($"/cases/{number}/risk/assess")).Text, StringComparison.Ordinal);
        await Story.AssessRiskAsync(caseworker, number, "High", "25/12/2026");
        Assert.Equal((HttpStatusCode.Conflict, 0L), (caseworker.Status, await own.ScalarAsync("select count(*) from risk_assessments")));
        Assert.Contains("by 24 Dec 2026 at the latest", caseworker.Page.QuerySelector("#Input_Again-error")!.TextContent, StringComparison.Ordinal);
        var thai = await own.VisitAsync("caseworker", "th");
        await Story.AssessRiskAsync(thai, number, "High", "25/12/2569");
        Assert.Contains("ไม่เกินวันที่ 24 ธ.ค. 2569", thai.Page.QuerySelector("#Input_Again-error")!.TextContent, StringComparison.Ordinal);
        await Story.AssessRiskAsync(caseworker, number, "High", "1/12/2026");
        Assert.Equal($"/cases/{number}/risk", caseworker.Path);
        Assert.DoesNotContain("Risk re-assessments due", (await caseworker.GetAsync("/home")).Text, StringComparison.Ordinal);

        own.Clock.Advance(TimeSpan.FromDays(7));
        caseworker = await own.VisitAsync("caseworker");
        Assert.Contains("Risk re-assessments due", (await caseworker.GetAsync("/home")).Text, StringComparison.Ordinal);
        Assert.Contains("Re-assessment due", (await caseworker.GetAsync($"/cases/{number}/risk")).Text, StringComparison.Ordinal);
        await Story.AssessRiskAsync(caseworker, number, "Low", "20/12/2026");
        Assert.DoesNotContain("Risk re-assessments due", (await caseworker.GetAsync("/home")).Text, StringComparison.Ordinal);
        await caseworker.GetAsync($"/cases/{number}/risk");
        Assert.Equal(["Low", "High"], caseworker.Page.QuerySelectorAll("main article h3 .govuk-tag").Select(t => t.TextContent));
        // The frontline officer, who sees the case, reads no assessment of another office.
        Assert.Contains("no risk assessment that you may read", (await (await own.VisitAsync("officer.immigration")).GetAsync($"/cases/{number}/risk")).Text, StringComparison.Ordinal);
    }
}
