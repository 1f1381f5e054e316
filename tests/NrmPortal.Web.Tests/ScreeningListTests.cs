using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>A post's list of screenings over the years: what waits is never pushed out of it by what is done.</summary>
public sealed class ScreeningListTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task AnOldDraft_StandsFirst_AndOfWhatIsConcludedTheNewestAreShown_WhichTheListSays()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync("/screenings/new");
        await officer.PostAsync("/screenings/new");
        var draft = officer.Path;
        portal.Clock.Advance(TimeSpan.FromDays(1));
        officer = await portal.VisitAsync("officer.immigration");
        await Story.ScreenAsync(officer);
        Assert.DoesNotContain("Only the newest", (await officer.GetAsync("/screenings")).Text, StringComparison.Ordinal);
        await portal.ScalarAsync("""
            insert into screenings select r.* from screenings s, generate_series(1, 60) g, lateral jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'number', s.number || '-' || g)) r
            where s.state = 'Concluded'
            """);
        await officer.GetAsync("/screenings");
        var rows = officer.Page.QuerySelectorAll("main tbody tr");
        Assert.Equal(51, rows.Length);
        Assert.Equal(draft, rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Only the newest 50 are shown", officer.Text, StringComparison.Ordinal);
    }
}
