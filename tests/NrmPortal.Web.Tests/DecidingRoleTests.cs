using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Which role decides an identification is a setting: the inquiry official here, in place of the competent authority.</summary>
public sealed class DecidingRoleTests
{
    [Fact]
    public async Task TheRoleOfTheSetting_IsSeated_AndDecides()
    {
        await using var portal = await Portal.StartAsync("--Identification:DecidingRole=InquiryOfficer");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync($"/cases/{number}/identification/convene");
        var choices = secretary.Page.QuerySelectorAll("input[name=Authority]").Select(i => i.ParentElement!.TextContent).ToList();
        Assert.Contains(choices, c => c.Contains("Sobsuan", StringComparison.Ordinal));
        Assert.DoesNotContain(choices, c => c.Contains("Thammanoon", StringComparison.Ordinal));

        var official = secretary.Page.QuerySelectorAll("input[name=Authority]").First(i => i.ParentElement!.TextContent.Contains("Sobsuan", StringComparison.Ordinal)).GetAttribute("value")!;
        var members = secretary.Page.QuerySelectorAll("input[name=Members]").Where(i => i.ParentElement!.TextContent is { } name
            && (name.Contains("Mana", StringComparison.Ordinal) || name.Contains("Raengngan", StringComparison.Ordinal))).Select(i => ("Members", i.GetAttribute("value")!));
        await secretary.PostAsync($"/cases/{number}/identification/convene", [.. members, ("Authority", official), .. Story.Meeting]);
        foreach (var member in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(member), number, "Yes");
        var decider = await portal.VisitAsync("inquiry");
        await Story.DecideAsync(decider, number, "VictimTraffickingS6");
        Assert.Equal("/home", decider.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("authority")).GetAsync($"/cases/{number}")).Status);
    }
}
