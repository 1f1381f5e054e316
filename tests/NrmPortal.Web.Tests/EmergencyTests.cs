using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>An emergency is seen by everybody who can end it: on the referral, in the lists before all others, on its letter, and by the shelter as the limit runs out.</summary>
public sealed class EmergencyTests(EmergencyTests.Asked asked) : IClassFixture<EmergencyTests.Asked>
{
    private readonly Portal portal = asked.Portal;

    private static bool IsMarked(Visitor reader, string referral) => Tags(reader, referral).Contains("Emergency", StringComparison.Ordinal);

    private static string Tags(Visitor reader, string referral) =>
        string.Join(' ', reader.Page.QuerySelectorAll("main td").First(c => c.TextContent.Contains(referral, StringComparison.Ordinal)).QuerySelectorAll(".govuk-tag").Select(t => t.TextContent));

    private static List<string> Listed(Visitor reader) => [.. reader.Page.QuerySelectorAll("main td a.govuk-link").Select(a => a.TextContent)];

    [Fact]
    public async Task OnTheReferral_BesideUrgent_ForSenderReceiverAndDatip()
    {
        foreach (var user in new[] { "officer.immigration", "shelter.ngo", "datip" })
        {
            var reader = await portal.VisitAsync(user);
            await reader.GetAsync($"/referrals/{asked.Emergency}");
            Assert.Equal("Emergency Urgent", string.Join(' ', reader.Page.QuerySelectorAll("main .govuk-tag--red").Take(2).Select(t => t.TextContent)));
        }

        Assert.Empty((await (await portal.VisitAsync("datip")).GetAsync($"/referrals/{asked.Urgent}")).Page.QuerySelectorAll("main .nrm-emergency"));
    }

    [Theory, InlineData("datip", "/review"), InlineData("officer.immigration", "/referrals?Chosen.Side=out")]
    public async Task InTheLists_BeforeTheUrgent_WhichStandBeforeTheOthers(string user, string list)
    {
        // The limit of the others ends first.
        await portal.ScalarAsync($"update referrals set due_at = due_at - interval '20 days' where number in ('{asked.Normal}')");
        var reader = await portal.VisitAsync(user);
        await reader.GetAsync(list);
        var shown = Listed(reader).Where(n => n == asked.Emergency || n == asked.Urgent || n == asked.Normal).ToList();
        Assert.Equal([asked.Emergency, asked.Urgent, asked.Normal], shown);
        Assert.True(IsMarked(reader, asked.Emergency));
        Assert.Equal("Urgent", Tags(reader, asked.Urgent));
    }

    [Fact]
    public async Task TheShelter_HearsOfTheLimitThatRunsOut_AndNobodyElsesShelterDoes()
    {
        await new Escalator((await TestCluster.Server).WorkerConnection(portal.Database), new Later(portal.Clock, TimeSpan.FromHours(20))).ClimbAsync();
        var told = $"select string_agg(coalesce(n.to_role, 'all'), ' ' order by n.to_role) from notices n join units u on u.id = n.to_unit_id where n.code = 'ClockEscalated' and u.code = 'SHN-63' and n.parameters ->> 'clock' = 'ReferralDecisionUrgent' and n.path = '/referrals/";
        // The second rung names the shelter's manager: it has none, and all of it hear that one too.
        Assert.Equal("all all", await portal.ScalarAsync($"{told}{asked.Emergency}'"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from escalations e join referrals r on r.id = e.referral_id where r.number = '{asked.Urgent}' and e.told = 'Receiver' and e.heard"));
    }

    [Fact]
    public async Task TheShelter_FindsItAmongWhatItMayAnswer_AlsoWhileDatipLooksAtIt()
    {
        async Task<bool> ListsAsync() => (await (await portal.VisitAsync("shelter.ngo")).GetAsync("/home")).Page.QuerySelectorAll("section.nrm-card li").Any(l => l.TextContent.Contains(asked.Emergency, StringComparison.Ordinal));
        Assert.True(await ListsAsync());
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{asked.Emergency}", "Claim");
        Assert.True(await ListsAsync());
        await portal.ScalarAsync($"update referrals set state = 'UnderReview' where number = '{asked.Emergency}'");
        Assert.True(await ListsAsync());
        await portal.ScalarAsync($"update referrals set emergency = false where number = '{asked.Emergency}'");
        Assert.False(await ListsAsync());
        await portal.ScalarAsync($"update referrals set emergency = true where number = '{asked.Emergency}'");
        await Story.Then(datip, $"/referrals/{asked.Emergency}", "Release");
        Assert.True(await ListsAsync());
    }

    [Fact]
    public async Task TheLetter_SaysTheKind_AndThatItIsAnEmergency()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        async Task<Dictionary<string, string>> IssueAsync(string number, string referral)
        {
            await caseworker.GetAsync($"/cases/{number}/documents/issue");
            await caseworker.PostAsync($"/cases/{number}/documents/issue", ("Kind", "ReferralLetter"), ("Language", "en"), ("ReferralLetter", $"{await portal.ScalarAsync($"select id from referrals where number = '{referral}'")}"));
            var document = (string)(await portal.ScalarAsync($"select number from documents where id = '{caseworker.Path[^36..]}'"))!;
            return asked.Papers[document].Parts.SelectMany(p => p.Rows).DistinctBy(r => r.Label).ToDictionary(r => r.Label, r => r.Value);
        }

        var letter = await IssueAsync(asked.Case, asked.Emergency);
        Assert.Equal(("Shelter placement", "Emergency: place first, review after"), (letter["Kind of referral"], letter["Urgency"]));
        Assert.Equal("Urgent", (await IssueAsync(asked.Other, asked.Urgent))["Urgency"]);
    }

    /// <summary>Three referrals that wait: an emergency, an urgent one and another.</summary>
    public sealed class Asked : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;
        public WatchedPapers Papers { get; } = new();
        public string Case { get; private set; } = "";
        public string Other { get; private set; } = "";
        public string Emergency { get; private set; } = "";
        public string Urgent { get; private set; } = "";
        public string Normal { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync(Papers.Watch);
            var officer = await Portal.VisitAsync("officer.immigration");
            Normal = await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
            Other = await Story.ScreenAsync(officer);
            Urgent = await ReferAsync(officer, Other, [.. Story.ConsentNow, ("Input.Urgent", "true"), ("Input.Languages", "my"), ("Input.Sections", "Identity")]);
            Case = await Story.ScreenAsync(officer);
            Emergency = await ReferAsync(officer, Case, [("Input.Emergency", "true"), ("Input.UnitId", $"{ReferenceData.IdOf("unit", "SHN-63")}"), ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity")]);
        }

        private static async Task<string> ReferAsync(Visitor officer, string number, (string, string)[] form)
        {
            await officer.GetAsync($"/cases/{number}/referrals/new");
            await officer.PostAsync($"/cases/{number}/referrals/new", form);
            return officer.Path["/referrals/".Length..];
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
