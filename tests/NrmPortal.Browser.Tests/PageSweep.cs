using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Testing;

namespace NrmPortal.Browser.Tests;

/// <summary>
/// Every page of the portal, as somebody who works on it, in the two combinations the journeys do not take (English on a
/// phone, Thai on a desk), public pages in all four: axe clean and within the screen. No page is left out unnoticed.
/// </summary>
public sealed class PageSweep(PageSweep.Prepared prepared) : IClassFixture<PageSweep.Prepared>
{
    private static readonly (string Language, int Width)[] Others = [("en", 390), ("th", 1280)];
    private static readonly (string Language, int Width)[] All = [("th", 390), ("en", 1280), .. Others];

    // None shows a page of its own: one ends the session, one goes back to where it was asked, one is a file, one a picture in a page.
    private static readonly string[] WithoutPage = ["/account/logout", "/language", "/cases/{number}/documents/{id:guid}/file", "/cases/{number}/documents/{id:guid}/thumbnail"];

    [Fact]
    public void EveryPage_IsSwept()
    {
        var routes = prepared.Browser.Portal.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => "/" + e.RoutePattern.RawText).Distinct(StringComparer.Ordinal);
        Assert.Equal(routes.Except(WithoutPage).Order(StringComparer.Ordinal), prepared.Stops.Select(s => s.Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string?> Users => [(string?)null, "officer.immigration", "officer.immigration2", "mdt.secretary", "labour", "authority", "caseworker", "datip", "dcy", "mfa", "prosecutor", "justice", "ngo",
        "datip.coordinator", "hotline", "shelter.ngo", "scnrm", "agency.admin", "auditor", "admin"];

    [Fact]
    public void NoStop_IsOfSomebodyWhoDoesNotLook() => Assert.Empty(prepared.Stops.Select(s => s.User).Except(Users.Select(u => u.Data)));

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Pages_AreAccessibleAndFit(string? user)
    {
        foreach (var (language, width) in user is null ? All : Others)
        {
            var page = await prepared.Browser.OpenAsync(user, language, width);
            foreach (var stop in prepared.Stops.Where(s => s.User == user))
            {
                // A page of an error stands under the same address.
                var answer = await page.GotoAsync(stop.Path);
                Assert.True(answer!.Status == (stop.Route.StartsWith("/error", StringComparison.Ordinal) ? 404 : 200), $"{stop.Path} as {user}: {answer.Status}");
                Assert.Equal(stop.Path.Split('?')[0], new Uri(page.Url).AbsolutePath);
                if (stop.Path.Contains(prepared.Warned, StringComparison.Ordinal) && !ShowsNoDangers(stop)) Assert.True(await page.Locator(".nrm-dangers").CountAsync() == 1, $"{stop.Path} as {user}: the dangers stand there once");
                await BrowserFixture.CheckAsync(page, $"sweep-{user ?? "public"}{stop.Route.Replace('/', '-').Replace('?', '-').Replace(':', '-')}-{language}-{width}");
            }

            await page.Context.CloseAsync();
        }
    }

    // The sheet is the person's own, to take along; and who is only offered the person sees the needs, not the case.
    private static bool ShowsNoDangers(Stop stop) => stop.Path.EndsWith("/plan/mine", StringComparison.Ordinal) || (stop.User is "shelter.ngo" or "justice" && stop.Path.StartsWith("/referrals/", StringComparison.Ordinal));

    /// <summary>A running portal with a case in motion, so that each page has something to show.</summary>
    public sealed class Prepared : IAsyncLifetime
    {
        public BrowserFixture Browser { get; } = new();
        public IReadOnlyList<Stop> Stops { get; private set; } = [];

        /// <summary>The number of the case that has dangers.</summary>
        public string Warned { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Browser.InitializeAsync();
            (Stops, Warned) = await Tour.PrepareAsync(Browser.Portal);
        }

        public ValueTask DisposeAsync() => Browser.DisposeAsync();
    }
}
