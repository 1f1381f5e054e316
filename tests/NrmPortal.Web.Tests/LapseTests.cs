using System.Net;
using NrmPortal.Data.Jobs;
using NrmPortal.Domain.Referrals;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>An offer that nobody answers ends by itself, once, and the sender is asked to refer again. DATIP's silence ends nothing.</summary>
public sealed class LapseTests : IAsyncLifetime
{
    private Portal portal = null!;

    public async ValueTask InitializeAsync() => portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private async Task<int> RoundAsync() => await new LapseWatch((await TestCluster.Server).WorkerConnection(portal.Database), portal.Clock).LapseAsync();

    private async Task<(string Case, string Referral)> ReferredAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        return (number, await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number));
    }

    private Task<object?> StateAsync(string referral) => portal.ScalarAsync($"select state from referrals where number = '{referral}'");

    private async Task<HttpStatusCode> SeenByShelterAsync(string referral) => (await (await portal.VisitAsync("shelter.ngo")).GetAsync($"/referrals/{referral}")).Status;

    [Fact]
    public async Task AnOfferWithoutAnAnswer_Ends_FreesThePlace_AndAsksTheSender_Once()
    {
        var (number, offered) = await ReferredAsync();
        var (_, waiting) = await ReferredAsync();
        await Story.ApproveAsync(await portal.VisitAsync("datip"), offered, "NGO Shelter");
        portal.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(0, await RoundAsync());
        Assert.Equal(HttpStatusCode.OK, await SeenByShelterAsync(offered));

        // Ten working days, a holiday among them: 5 December is one, and it is moved to the Monday.
        portal.Clock.Advance(TimeSpan.FromDays(8));
        var rounds = await Task.WhenAll(RoundAsync(), RoundAsync());
        Assert.Equal((1, 0), (rounds.Sum(), await RoundAsync()));
        Assert.Equal(("Lapsed", "Sent"), (await StateAsync(offered), await StateAsync(waiting)));
        Assert.Equal(HttpStatusCode.NotFound, await SeenByShelterAsync(offered));
        Assert.Equal("Lapsed", await portal.ScalarAsync($"select h.ended_by from place_holds h join referrals r on r.id = h.referral_id where r.number = '{offered}'"));

        var officer = await portal.VisitAsync("officer.immigration");
        Assert.Contains("nobody answered", (await officer.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.True(await officer.ListsAsync("/tasks?Whose=Team", number));
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from notices where code = 'ReferralLapsed'"));
        await Story.ReferAsync(officer, number);
        Assert.Equal("case.refer", await portal.ScalarAsync($"select answered_by from tasks where code = 'ReferAgain' and about = '{offered}'"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task WhatCameBackToTheSender_EndsToo_AndAnAnswerInTimeDoesNot()
    {
        var ((_, returned), (_, accepted)) = (await ReferredAsync(), await ReferredAsync());
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{returned}", "Claim");
        await Story.Then(datip, $"/referrals/{returned}", "Return", ("Reason", "Which language?"));
        await Story.ApproveAsync(datip, accepted, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{accepted}", "Accept", ("Basis", "VoluntaryReflection"));
        portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await RoundAsync());
        Assert.Equal(("Lapsed", "Accepted"), (await StateAsync(returned), await StateAsync(accepted)));
    }

    [Fact]
    public async Task WhereTheCaseHasAnotherOwnerSince_ThatOfficeIsAskedToReferAgain()
    {
        var (number, returned) = await ReferredAsync();
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{returned}", "Claim");
        await Story.Then(datip, $"/referrals/{returned}", "Return", ("Reason", "Which language?"));
        await Story.ProposeTransferAsync(await portal.VisitAsync("caseworker"), number, "NGO-63");
        await Story.Then(await portal.VisitAsync("ngo"), $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}'")}", "Accept");
        portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await RoundAsync());
        Assert.Equal("NGO-63", await portal.ScalarAsync($"select string_agg(u.code, ' ') from tasks t join units u on u.id = t.to_unit_id where t.code = 'ReferAgain' and t.about = '{returned}'"));
        Assert.Equal("IMM-63 NGO-63", await portal.ScalarAsync($"select string_agg(u.code, ' ' order by u.code) from notices n join units u on u.id = n.to_unit_id where n.code = 'ReferralLapsed' and n.path = '/referrals/{returned}'"));
    }

    [Fact]
    public async Task TheRound_EndsExactlyWhatTheTableSays()
    {
        var (_, referral) = await ReferredAsync();
        portal.Clock.Advance(TimeSpan.FromDays(40));
        foreach (var state in Enum.GetValues<ReferralState>())
        {
            await portal.ScalarAsync($"update referrals set state = '{state}' where number = '{referral}'; update referral_steps set \"to\" = '{state}' where referral_id = (select id from referrals where number = '{referral}') and action = 'Send'");
            await RoundAsync();
            Assert.Equal((state, (ReferralFlow.Find(state, ReferralAction.Lapse)?.To ?? state).ToString()), (state, await StateAsync(referral)));
        }
    }
}
