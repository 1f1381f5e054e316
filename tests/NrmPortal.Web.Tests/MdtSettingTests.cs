using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using NrmPortal.Domain.Identification;
using NrmPortal.Testing;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Tests;

/// <summary>What is a setting about the MDT reaches the rule it is for, and no other.</summary>
public sealed class MdtSettingTests
{
    public static TheoryData<string, string, MdtRules> Settings => new()
    {
        { "OpinionsNeeded", "3", new MdtRules { Opinions = 3 } },
        { "AgenciesNeeded", "3", new MdtRules { Agencies = 3 } },
        { "OpinionsHidden", "false", new MdtRules { OpinionsHidden = false } },
        { "ChildNeedsCompulsion", "false", new MdtRules { ChildNeedsCompulsion = false } },
        { "AbsentOpinionsCount", "true", new MdtRules { AbsentCount = true } },
        { "ReviewByAnother", "false", new MdtRules { ReviewByAnother = false } },
    };

    private static MdtRules Read(params (string Key, string Value)[] given) => new PortalSettings(
        new ConfigurationBuilder().AddInMemoryCollection(given.Select(g => KeyValuePair.Create($"Identification:{g.Key}", (string?)g.Value))).Build(), new HostingEnvironment()).Mdt;

    [Theory, MemberData(nameof(Settings))]
    public void ASetting_ReachesItsOwnRule(string key, string value, MdtRules expected)
    {
        Assert.NotEqual(new MdtRules(), expected);
        Assert.Equal(expected, Read((key, value)));
    }

    [Fact]
    public void EachRule_HasASetting_AndTheDefaultsAreTheRules()
    {
        Assert.Equal(new MdtRules(), Read());
        Assert.Equal(typeof(MdtRules).GetProperties().Count(p => p.CanWrite), Settings.Count);
    }

    [Fact]
    public async Task WhereThreeOpinionsAreNeeded_TwoMembersAreNotConvened()
    {
        await using var strict = await Portal.StartAsync("--Identification:OpinionsNeeded=3");
        var number = await Story.ScreenAsync(await strict.VisitAsync("officer.immigration"));
        var secretary = await strict.VisitAsync("mdt.secretary");
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        Assert.Equal(HttpStatusCode.Conflict, secretary.Status);
        Assert.Equal(0L, await strict.ScalarAsync("select count(*) from panels"));
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan", "Yutitham");
        Assert.Equal(1L, await strict.ScalarAsync("select count(*) from panels"));
    }

    [Fact]
    public async Task WhereReviewsMayBeDecidedByTheSame_TheFirstAuthorityIsOfferedAgain()
    {
        await using var lenient = await Portal.StartAsync("--Identification:ReviewByAnother=false");
        var number = await Story.ScreenAsync(await lenient.VisitAsync("officer.immigration"));
        var secretary = await lenient.VisitAsync("mdt.secretary");
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await lenient.VisitAsync(user), number, "No");
        await Story.DecideAsync(await lenient.VisitAsync("authority"), number, "NotVictim");
        await secretary.GetAsync($"/cases/{number}/identification/review");
        await secretary.PostAsync($"/cases/{number}/identification/review", ("Asker", "Person"), ("Grounds", "Something else is known now"));
        await secretary.GetAsync($"/cases/{number}/identification/convene");
        Assert.Contains(secretary.Page.QuerySelectorAll("input[name=Authority]"), i => i.ParentElement!.TextContent.Contains("Thammanoon", StringComparison.Ordinal));
    }
}
