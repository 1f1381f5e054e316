using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Wherever somebody concludes, the standard of proof of that step is explained in the words of the glossary, in both languages.</summary>
public sealed class StandardTests
{
    [Fact]
    public async Task EveryConclusion_SaysWhichStandardApplies()
    {
        await using var portal = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var decided = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var secretary = await portal.VisitAsync("mdt.secretary");
        foreach (var one in new[] { number, decided }) await Story.ConveneAsync(secretary, one, "Mana", "Raengngan");
        foreach (var member in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(member), decided, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority"), decided, "VictimTraffickingS6");
        foreach (var user in new[] { "labour", "authority" }) await Story.DeclareAsync(await portal.VisitAsync(user), number);
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync("/screenings/new");
        await officer.PostAsync("/screenings/new");
        await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), outcome: "none", age: "unknown");
        var second = $"/screenings/{await portal.ScalarAsync("select id from screenings where state = 'AwaitingSecond'")}/second";
        foreach (var (user, page, identification) in new[]
        {
            ("officer.immigration", officer.Path + "/check", false), ("officer.immigration2", second, false),
            ("officer.immigration", officer.Path + "/conclusion", false), ("labour", $"/cases/{number}/identification/opinion", true), ("authority", $"/cases/{number}/identification/decide", true),
            ("caseworker", $"/cases/{decided}/identification/review", true), ("caseworker", $"/cases/{decided}/identification/new-facts", true),
        })
        {
            foreach (var (language, grounds, identified) in new[] { ("th", "เหตุอันควรเชื่อ", "เป็นผู้เสียหาย"), ("en", "easonable grounds", "dentified as a victim") })
            {
                var reader = await portal.VisitAsync(user, language);
                await reader.GetAsync(page);
                Assert.Equal(page, reader.Path);
                var standard = string.Join(' ', reader.Page.QuerySelectorAll("main .govuk-inset-text").Select(e => e.TextContent));
                Assert.Contains(grounds, standard, StringComparison.Ordinal);
                Assert.Contains(identified, standard, StringComparison.Ordinal);
                Assert.True(standard.Contains(language == "th" ? "ชั่งน้ำหนัก" : "weigh", StringComparison.OrdinalIgnoreCase) == identification, page + language);
            }
        }
    }
}
