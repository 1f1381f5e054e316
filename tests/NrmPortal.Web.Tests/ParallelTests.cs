using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Several people, or one with two windows, act on the same thing in the same moment.</summary>
public sealed class ParallelTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task TwoDecisionsOnOneReferral_OneStands_TheOtherIsToldSo()
    {
        var referral = await SentAsync();
        var first = await portal.VisitAsync("datip");
        await Story.Then(first, $"/referrals/{referral}", "Claim");
        var windows = new[] { first, await portal.VisitAsync("datip") };
        foreach (var window in windows) await window.GetAsync($"/referrals/{referral}");
        await Task.WhenAll(
            windows[0].PostAsync($"/referrals/{referral}?handler=Approve", ("UnitId", UnitOf("SHN-63"))),
            windows[1].PostAsync($"/referrals/{referral}?handler=Approve", ("UnitId", UnitOf("SHP-10")), ("Reason", "It has a place now")));
        Assert.Single(windows, w => w.Status == HttpStatusCode.OK);
        Assert.Single(windows, w => w.Status == HttpStatusCode.Conflict && w.Page.QuerySelector(".govuk-error-summary") is not null);
        Assert.Equal(1L, await CountAsync("select count(*) from referral_steps s join referrals r on r.id = s.referral_id where r.number = $1 and s.action = 'Approve'", referral));
    }

    [Fact]
    public async Task ADecisionAndAReturn_AtOnce_LeaveOneDecision()
    {
        var referral = await SentAsync();
        var windows = new[] { await portal.VisitAsync("datip"), await portal.VisitAsync("datip") };
        await Story.Then(windows[0], $"/referrals/{referral}", "Claim");
        foreach (var window in windows) await window.GetAsync($"/referrals/{referral}");
        await Task.WhenAll(
            windows[0].PostAsync($"/referrals/{referral}?handler=Approve", ("UnitId", UnitOf("SHN-63"))),
            windows[1].PostAsync($"/referrals/{referral}?handler=Return", ("Reason", "Languages are missing")));
        Assert.Single(windows, w => w.Status == HttpStatusCode.Conflict);
        Assert.Equal(1L, await CountAsync("select count(*) from referral_steps s join referrals r on r.id = s.referral_id where r.number = $1 and s.action in ('Approve', 'Return')", referral));
    }

    [Fact]
    public async Task FiveOpinionsAtOnce_AllStand_AndTwoDecisionsAtOnce_OneStands()
    {
        string[] members = ["mdt", "labour", "prosecutor", "justice", "dcy"];
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan", "Aiyakarn", "Yutitham", "Dekdee");
        var visitors = await Task.WhenAll(members.Select(m => portal.VisitAsync(m)));
        foreach (var visitor in visitors)
        {
            await Story.DeclareAsync(visitor, number);
            await visitor.GetAsync($"/cases/{number}/identification/opinion");
        }

        await Task.WhenAll(visitors.Select((v, i) => v.PostAsync($"/cases/{number}/identification/opinion",
            [.. Story.Findings(i == 4 ? "No" : "Yes"), ("Opinion.Reasons", $"Reasons of {members[i]}")])));
        Assert.All(visitors, v => Assert.Equal(HttpStatusCode.OK, v.Status));
        Assert.Equal(5L, await CountAsync("select count(distinct seat_id) from opinions o join cases c on c.id = o.case_id where c.nrm_number = $1", number));
        Assert.Equal(5L, await CountAsync("select count(*) from case_events e join cases c on c.id = e.case_id where c.nrm_number = $1 and e.code = 'case.giveOpinion'", number));

        var windows = new[] { await portal.VisitAsync("authority"), await portal.VisitAsync("authority") };
        await Story.DeclareAsync(windows[0], number);
        foreach (var window in windows) await window.GetAsync($"/cases/{number}/identification/decide");
        await Task.WhenAll(windows.Zip(new[] { "VictimTraffickingS6", "NotVictim" }, (window, outcome) => window.PostAsync($"/cases/{number}/identification/decide",
            [("Outcome", outcome), ("Reasons", "Weighed"), ("PlainWords", "We read it all"), ("InWriting", "All agreed"), .. window.Page.QuerySelectorAll("textarea[name^='answer.']").Select(t => (t.GetAttribute("name")!, "An answer"))])));
        Assert.Single(windows, w => w.Status == HttpStatusCode.OK);
        Assert.Equal(1L, await CountAsync("select count(*) from decisions d join cases c on c.id = d.case_id where c.nrm_number = $1", number));
    }

    [Fact]
    public async Task TheSameForm_SentTwiceInOneMoment_ActsOnce()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/cases/{number}/referrals/new");
        (string, string)[] form = [.. Story.ConsentNow, ("Input.Sections", "Identity")];
        // One page, two clicks: the same key and token both times.
        var answers = await Task.WhenAll(officer.SubmitAsync($"/cases/{number}/referrals/new", form), officer.SubmitAsync($"/cases/{number}/referrals/new", form));
        Assert.All(answers, a => Assert.Equal($"/referrals/{number}-R1", a));
        Assert.Equal(1L, await CountAsync("select count(*) from referrals r join cases c on c.id = r.case_id where c.nrm_number = $1", number));
    }

    private static string UnitOf(string code) => ReferenceData.IdOf("unit", code).ToString();

    private async Task<string> SentAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        return await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
    }

    private async Task<long> CountAsync(string sql, string about)
    {
        var server = await TestCluster.Server;
        await using var owner = new NpgsqlConnection(server.OwnerConnection(portal.Database));
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(sql, owner) { Parameters = { new() { Value = about } } };
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
