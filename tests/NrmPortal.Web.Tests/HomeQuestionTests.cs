using AngleSharp.Dom;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The start page says which questions about a referral wait for an answer of the reader's office, to that office alone.</summary>
public sealed class HomeQuestionTests(HomeQuestionTests.Listening listening) : IClassFixture<HomeQuestionTests.Listening>
{
    private const string Title = "Questions about referrals that wait for your office's answer";
    private readonly Portal portal = listening.Portal;

    private async Task<string> PlaceAsync(string? number = null)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferAsync(officer, number ?? await Story.ScreenAsync(officer));
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        return referral;
    }

    private async Task AskAsync(string referral, string user = "shelter.ngo") =>
        await Story.Then(await portal.VisitAsync(user), $"/referrals/{referral}/notes", "Ask", ("Text", "Are there stairs?"));

    // The lines of the card that name this referral; none where there is no card.
    private async Task<List<IElement>> LinesAsync(string user, string referral) =>
        [.. (await (await portal.VisitAsync(user)).GetAsync("/home")).Page.QuerySelectorAll("section.nrm-card").Where(s => s.TextContent.Contains(Title, StringComparison.Ordinal))
            .SelectMany(s => s.QuerySelectorAll("li")).Where(l => l.TextContent.Contains(referral, StringComparison.Ordinal))];

    [Fact]
    public async Task AQuestion_StandsOnTheStartPageOfTheOfficeThatSent_UntilItIsAnswered()
    {
        var referral = await PlaceAsync();
        Assert.Empty(await LinesAsync("officer.immigration", referral));
        await AskAsync(referral);
        var line = Assert.Single(await LinesAsync("officer.immigration", referral));
        Assert.Equal($"/referrals/{referral}/notes", line.QuerySelector("a")!.GetAttribute("href"));
        foreach (var said in new[] { "NGO Shelter", "24 Nov 2026 10:" }) Assert.Contains(said, line.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("stairs", line.TextContent, StringComparison.Ordinal);
        // The province's office and DATIP may read it; it was not put to them.
        foreach (var other in new[] { "caseworker", "datip", "shelter.ngo", "shelter.police", "officer.police" }) Assert.Equal((other, 0), (other, (await LinesAsync(other, referral)).Count));

        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/referrals/{referral}/notes");
        await officer.PostFormAsync(officer.Page.QuerySelector("form[action*=Answer]"), $"/referrals/{referral}/notes?handler=Answer", ("Text", "None"));
        Assert.Empty(await LinesAsync("officer.immigration", referral));
    }

    [Fact]
    public async Task AQuestionThatNobodyCanAnswerAnyMore_IsGone()
    {
        var declined = await PlaceAsync();
        await AskAsync(declined);
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{declined}", "Decline", ("Reason", "No lift"));
        Assert.Empty(await LinesAsync("officer.immigration", declined));

        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        var service = await Story.ReferToServiceAsync(caseworker, number, "LegalAid", "MOJ-63", "Justice");
        await AskAsync(service, "justice");
        Assert.Single(await LinesAsync("caseworker", service));
        await Story.Then(await portal.VisitAsync("justice"), $"/referrals/{service}/service", "TakeOn");
        await Story.Then(await portal.VisitAsync("justice"), $"/referrals/{service}/service", "Finish", ("Reason", "Done"));
        Assert.Empty(await LinesAsync("caseworker", service));
    }

    [Fact]
    public async Task WhereTheCaseHasAnotherOwnerSince_ThatOfficeIsAskedAsWell()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await PlaceAsync(number);
        await Story.ProposeTransferAsync(await portal.VisitAsync("caseworker"), number, "NGO-63");
        await Story.Then(await portal.VisitAsync("ngo"), $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}'")}", "Accept");
        await AskAsync(referral);
        foreach (var (user, lines) in new[] { ("ngo", 1), ("officer.immigration", 1), ("caseworker", 0) }) Assert.Equal((user, lines), (user, (await LinesAsync(user, referral)).Count));
    }

    [Fact]
    public async Task ItCostsOneQuery_AndNoneWhereNoAnswerIsTheirs()
    {
        var referral = await PlaceAsync();
        var before = await CostAsync("officer.immigration");
        await AskAsync(referral);
        var after = await CostAsync("officer.immigration");
        Assert.Equal((1, 1), (before.Notes, after.Notes));
        // The first card of a start page is recorded, as any list that names cases.
        Assert.InRange(after.Trips - before.Trips, 0, 1);
        Assert.Equal(0, (await CostAsync("datip")).Notes);

        async Task<(int Notes, int Trips)> CostAsync(string user)
        {
            var visitor = await portal.VisitAsync(user);
            var (queries, trips) = await listening.Asked.DuringAsync(() => visitor.GetAsync("/home"));
            return (queries.Count(q => q.Sql.Contains("referral_notes", StringComparison.Ordinal)), trips);
        }
    }

    public sealed class Listening : IAsyncLifetime
    {
        public AskedQueries Asked { get; } = new();
        public Portal Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Portal = await Portal.StartAsync(Asked.Listen);

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
