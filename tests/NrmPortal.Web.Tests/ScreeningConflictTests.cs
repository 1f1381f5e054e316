using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Two colleagues of one post have the same page of a screening open.</summary>
public sealed class ScreeningConflictTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task TheSecondToSave_IsShownWhatChanged_AndOverwritesOnlyKnowingly()
    {
        var (first, page) = await OpenAsync();
        var second = await portal.VisitAsync("officer.immigration2");
        await second.GetAsync(page);
        await first.PostAsync(page, ("danger_now", "yes"), ("danger_details", "A guard at the gate"));
        await second.PostAsync(page, ("danger_now", "no"), ("danger_details", "Quiet"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("A guard at the gate", second.Text, StringComparison.Ordinal);
        Assert.Contains("Quiet", second.Html, StringComparison.Ordinal);
        Assert.Contains("A guard at the gate", (await first.GetAsync(page)).Html, StringComparison.Ordinal);

        await second.PostAsync(page, ("danger_now", "no"), ("danger_details", "Quiet"));
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Contains("Quiet", (await first.GetAsync(page)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherPageSavedMeanwhile_OrTheSameAnswers_AreNoConflict()
    {
        var (first, page) = await OpenAsync();
        var second = await portal.VisitAsync("officer.immigration2");
        await second.GetAsync(page);
        await first.GetAsync(page.Replace("danger", "conditions", StringComparison.Ordinal));
        await first.PostAsync(first.Path, ("private_place", "yes"), ("suspect_absent", "yes"));
        await second.PostAsync(page, ("danger_now", "no"));
        Assert.Equal(HttpStatusCode.OK, second.Status);
        await first.GetAsync(page);
        var third = await portal.VisitAsync("officer.immigration2");
        await third.GetAsync(page);
        await first.PostAsync(page, ("danger_now", "yes"));
        await third.PostAsync(page, ("danger_now", "yes"));
        Assert.Equal(HttpStatusCode.OK, third.Status);
    }

    private async Task<(Visitor Officer, string Page)> OpenAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync("/screenings/new");
        await officer.PostAsync("/screenings/new");
        var page = officer.Path + "/danger";
        await officer.GetAsync(page);
        return (officer, page);
    }
}
