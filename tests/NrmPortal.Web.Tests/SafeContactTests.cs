using System.Net;
using System.Reflection;
using NrmPortal.Testing;
using NrmPortal.Web.Access;

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

    // One address of every page that leads to contact, by its route.
    private async Task<IReadOnlyDictionary<string, (string User, string Path)>> PagesAsync(bool guarded)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var caseworker = await portal.VisitAsync("caseworker");
        var adult = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, adult);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        var service = await Story.ReferToServiceAsync(caseworker, adult, "LegalAid", "MOJ-63", "Justice");
        var child = await ChildStory.ScreenAsync(officer);
        var screening = (await officer.GetAsync($"/cases/{adult}")).Page.QuerySelector("main a[href^='/screenings/']")!.GetAttribute("href")!;
        var second = await NegativeAsync(officer);
        var secondCase = (await portal.ScalarAsync($"select coalesce(c.nrm_number, c.first_contact_number) from screenings s join cases c on c.id = s.case_id where s.id = '{second[(second.LastIndexOf('/') + 1)..]}'"))!.ToString()!;
        var consent = (await caseworker.GetAsync($"/cases/{adult}/consent")).Page.QuerySelector("main h2 a")!.GetAttribute("href")!;
        var (ended, letter) = await EndedAsync(officer, caseworker);
        var leaving = await ReturnStory.VictimAsync(portal, "Leaving Example");
        await portal.ScalarAsync($"update cases set stage = 'Return' where nrm_number = '{leaving}'");
        var elsewhere = await Story.ScreenAsync(officer, outcome: "none");
        if (guarded) foreach (var number in new[] { elsewhere, adult, child, secondCase, ended, leaving }) await Story.WarnAsync(officer, number, "AskCodeWord");
        await officer.GetAsync("/screenings/new");
        var draft = (await officer.PostAsync("/screenings/new")).Path;
        var draftCase = (await portal.ScalarAsync($"select c.first_contact_number from screenings s join cases c on c.id = s.case_id where s.id = '{draft[(draft.LastIndexOf('/') + 1)..]}'"))!.ToString()!;
        if (guarded) await Story.WarnAsync(officer, draftCase, "AskCodeWord");
        await ReturnStory.AnnounceAsync(await portal.VisitAsync("mfa"));
        var announced = (await portal.ScalarAsync("select c.first_contact_number from cases c join arrival_notices a on a.case_id = c.id order by a.at desc limit 1"))!.ToString()!;
        if (guarded) await Story.WarnAsync(caseworker, announced, "AskCodeWord");
        var pages = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
        {
            ["/screenings/{id:guid}/{step}"] = ("officer.immigration", $"{draft}/conclusion"),
            ["/screenings/{id:guid}/check"] = ("officer.immigration", $"{screening}/check"),
            ["/screenings/{id:guid}/second"] = ("caseworker", $"{second}/second"),
            ["/cases/{number}/consent/{id:guid}"] = ("caseworker", consent),
            ["/referrals/{number}"] = ("shelter.ngo", $"/referrals/{referral}"),
            ["/referrals/{number}/sender"] = ("officer.immigration", $"/referrals/{referral}/sender"),
            ["/referrals/{number}/service"] = ("caseworker", $"/referrals/{service}/service"),
            ["/cases/{number}/referrals/service"] = ("caseworker", $"/cases/{adult}/referrals/service?kind=LegalAid"),
            ["/cases/{number}/services"] = ("shelter.ngo", $"/cases/{adult}/services"),
            ["/cases/{number}/child"] = ("caseworker", $"/cases/{child}/child"),
            ["/cases/{number}/follow-up"] = ("caseworker", $"/cases/{ended}/follow-up"),
            ["/cases/{number}/screen"] = ("caseworker", $"/cases/{announced}/screen"),
            ["/cases/{number}/screen-again"] = ("officer.immigration", $"/cases/{elsewhere}/screen-again"),
            ["/cases/{number}/return"] = ("caseworker", $"/cases/{leaving}/return"),
            ["/cases/{number}/tasks/{id:guid}"] = ("caseworker", $"/cases/{adult}/tasks/{await portal.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{adult}' limit 1")}"),
            ["/cases/{number}/return/step"] = ("caseworker", $"/cases/{leaving}/return/step?kind=FamilyTraced"),
            ["/cases/{number}/return/departure"] = ("caseworker", $"/cases/{leaving}/return/departure"),
            ["/cases/{number}/identification/letters/{id:guid}"] = ("caseworker", letter),
            ["/cases/{number}/identification/tell"] = ("caseworker", $"/cases/{ended}/identification/tell"),
        };
        foreach (var page in new[] { "consent/new", "disclosures/new", "referrals/new", "messages", "risk/assess", "documents/issue", "legal/court", "legal/compensation-right", "services/new", "closure", "transfer" })
            pages.Add($"/cases/{{number}}/{page}", ("caseworker", $"/cases/{adult}/{page}"));
        foreach (var page in new[] { "interview", "age", "assessment", "determination", "guardian" }) pages.Add($"/cases/{{number}}/child/{page}", ("caseworker", $"/cases/{child}/child/{page}"));
        await caseworker.GetAsync($"/cases/{adult}/disclosures/new");
        await caseworker.PostAsync($"/cases/{adult}/disclosures/new", ("Input.Outside", "Hospital"), ("Input.Name", "A hospital"), ("Input.Sections", "Identity"), ("Input.Reason", "Treatment"), ("Input.Basis", "g:s33"), ("Input.How", "ByHand"));
        var disclosure = await portal.ScalarAsync($"select d.id from disclosures d join cases c on c.id = d.case_id where c.nrm_number = '{adult}' order by d.at desc limit 1");
        pages.Add("/cases/{number}/disclosures/{id:guid}/told", ("caseworker", $"/cases/{adult}/disclosures/{disclosure}/told"));
        return pages;
    }

    // Identified and helped, with the letter that says so; visits are made by now.
    private async Task<(string Number, string Letter)> EndedAsync(Visitor officer, Visitor caseworker)
    {
        var number = await Story.ScreenAsync(officer, "Ended Example");
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        var letter = (await caseworker.GetAsync($"/cases/{number}/identification")).Page.QuerySelector("main a[href*='/letters/']")!.GetAttribute("href")!;
        await portal.ScalarAsync($"update cases set stage = 'FollowUp' where nrm_number = '{number}'");
        return (number, letter);
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
        var pages = await PagesAsync(guarded);
        Assert.Equal(PageOf.All(portal).Where(p => p.Model.GetCustomAttribute<LeadsToContactAttribute>() is not null).Select(p => p.Route).Order(StringComparer.Ordinal), pages.Keys.Order(StringComparer.Ordinal));
        foreach (var (user, path) in pages.Values)
        {
            var by = await (await portal.VisitAsync(user)).GetAsync(path);
            Assert.True(by.Status == HttpStatusCode.OK, $"{path}: {by.Status}");
            if (guarded) Assert.True(StandsFirst(by), path);
            else Assert.True(by.Page.QuerySelector("main .nrm-contact") is null, path);
        }
    }

    // Pages about a case that lead to no contact with the person: of offices, of what is known already, lists. A new page says which it is.
    private static readonly string[] WithoutContact =
    [
        "Care.Plan", "Care.PlanNew", "Care.Conference", "Care.Mine", "Care.ServiceEnd",
        "Care.Daily", "Care.House", "Care.Exit", "Care.Leave", "Care.Incident", "Care.Restriction",
        "Returns.Announce", "Returns.Plan", "Returns.Homecoming", "Returns.Permit",
        "Endings.Reopen", "Endings.Notification", "Referrals.Kinds", "Referrals.Notes", "Referrals.Calls",
        "Cases.Show", "Cases.History", "Cases.Links", "Cases.Clocks", "Cases.Placements", "Cases.PlacementsNew", "Cases.PlacementsEnd", "Cases.Risk", "Cases.RiskWarn",
        "Children.Dcy", "Children.NonPunishment", "Compensation.Index", "Compensation.Show", "Compensation.Claim", "Consents.Index",
        "Disclosures.Index", "Documents.Index", "Documents.Show", "Documents.New", "Documents.Version", "Documents.Withdraw", "Documents.Download", "Documents.Thumbnail",
        "Identification.Index", "Identification.Convene", "Identification.Decide", "Identification.Minutes", "Identification.NewFacts", "Identification.Opinion", "Identification.Reopen", "Identification.Review",
        "Legal.Index", "Legal.PoliceCase", "Legal.PoliceEnd", "Legal.PoliceOffices", "Legal.Charge", "Legal.Suspect", "Legal.Step", "Legal.CourtEnd", "Legal.Prosecution", "Legal.Verdict", "Legal.Note",
        "Screening.Tasks", "Work.CaseTasks",
    ];

    [Fact]
    public void EveryPageAboutACase_SaysWhetherItLeadsToContact()
    {
        const string Pages = "NrmPortal.Web.Pages.";
        var silent = PageOf.All(portal).Select(p => p.Model).Where(m => m.GetCustomAttribute<CaseActionAttribute>() is not null || m.GetCustomAttribute<ReferralPageAttribute>() is not null)
            .Where(m => m.GetCustomAttribute<LeadsToContactAttribute>() is null).Select(m => m.FullName![Pages.Length..^"Model".Length]);
        Assert.Equal(WithoutContact.Order(StringComparer.Ordinal), silent.Order(StringComparer.Ordinal));
    }
}
