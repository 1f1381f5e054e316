using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The rules of safe contact stand before the button wherever somebody is about to contact the person or to hand contact data on.</summary>
public sealed class SafeContactTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Rule = "Ask for the code word first";

    private readonly Portal portal = fixture.Portal;

    // Above the first button of the page's own form: whoever fills it in has read it.
    private static bool StandsFirst(Visitor by)
    {
        var main = by.Page.QuerySelector("main")!.OuterHtml;
        var (rule, form) = (main.IndexOf("nrm-contact", StringComparison.Ordinal), main.IndexOf("<form", StringComparison.Ordinal));
        return rule >= 0 && (form < 0 || rule < form) && by.Text.Contains(Rule, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<(string User, string Path)>> PagesAsync(bool guarded)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var caseworker = await portal.VisitAsync("caseworker");
        var adult = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, adult);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        var child = await ChildStory.ScreenAsync(officer);
        var screening = (await officer.GetAsync($"/cases/{adult}")).Page.QuerySelector("main a[href^='/screenings/']")!.GetAttribute("href")!;
        var second = await NegativeAsync(officer);
        var secondCase = (await portal.ScalarAsync($"select coalesce(c.nrm_number, c.first_contact_number) from screenings s join cases c on c.id = s.case_id where s.id = '{second[(second.LastIndexOf('/') + 1)..]}'"))!.ToString()!;
        var consent = (await caseworker.GetAsync($"/cases/{adult}/consent")).Page.QuerySelector("main h2 a")!.GetAttribute("href")!;
        if (guarded) foreach (var number in new[] { adult, child, secondCase }) await Story.WarnAsync(officer, number, "AskCodeWord");
        await officer.GetAsync("/screenings/new");
        var draft = (await officer.PostAsync("/screenings/new")).Path;
        var draftCase = (await portal.ScalarAsync($"select c.first_contact_number from screenings s join cases c on c.id = s.case_id where s.id = '{draft[(draft.LastIndexOf('/') + 1)..]}'"))!.ToString()!;
        if (guarded) await Story.WarnAsync(officer, draftCase, "AskCodeWord");
        return
        [
            ("officer.immigration", $"{draft}/conclusion"), ("caseworker", $"/cases/{adult}/consent/new"), ("caseworker", consent), ("caseworker", $"/cases/{adult}/disclosures/new"), ("caseworker", $"/cases/{adult}/referrals/new"),
            ("shelter.ngo", $"/referrals/{referral}"), ("shelter.ngo", $"/cases/{adult}/services"), ("caseworker", $"/cases/{adult}/messages"),
            ("caseworker", $"/cases/{child}/child/interview"), ("officer.immigration", $"{screening}/check"), ("caseworker", $"{second}/second"),
        ];
    }

    // A child's negative waits for a second trained person.
    private static async Task<string> NegativeAsync(Visitor officer)
    {
        await officer.GetAsync("/screenings/new");
        var screening = (await officer.PostAsync("/screenings/new")).Path;
        foreach (var (step, values) in new (string, (string, string)[])[]
        {
            ("danger", [("danger_now", "no")]), ("consent", [("consent_outcome", "given")]), ("person", [("age_class", "child")]),
            ("conclusion", [("conclusion_outcome", "none"), ("other_pathway", "labour"), ("conclusion_reasons", "Because")]),
        })
        {
            await officer.GetAsync($"{screening}/{step}");
            await officer.PostAsync($"{screening}/{step}", values);
        }

        await officer.GetAsync($"{screening}/check");
        await officer.PostAsync($"{screening}/check");
        return screening;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryPageThatLeadsToContact_ShowsTheRulesFirst_AndNoneOfACaseWithout(bool guarded)
    {
        foreach (var (user, path) in await PagesAsync(guarded))
        {
            var by = await (await portal.VisitAsync(user)).GetAsync(path);
            Assert.True(by.Status == HttpStatusCode.OK, $"{path}: {by.Status}");
            if (guarded) Assert.True(StandsFirst(by), path);
            else Assert.True(by.Page.QuerySelector("main .nrm-contact") is null, path);
        }
    }
}
