using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>What nobody answers goes up the ladder on its own, each rung once.</summary>
public sealed class EscalationTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<int> ClimbAsync(TimeProvider? clock = null) => await new Escalator((await TestCluster.Server).WorkerConnection(portal.Database), clock ?? portal.Clock).ClimbAsync();

    private Task<object?> ToldAsync(string referral, int percent) => portal.ScalarAsync(
        $"select count(*) from escalations e join referrals r on r.id = e.referral_id where r.number = '{referral}' and e.percent = {percent} and e.heard");

    private async Task<string> EscalatedToAsync(string user) => string.Concat((await (await portal.VisitAsync(user)).GetAsync("/home")).Page
        .QuerySelectorAll(".nrm-card").Where(c => c.TextContent.Contains("Referrals past their limit", StringComparison.Ordinal)).Select(c => c.TextContent));

    private async Task<string> ReviewRowAsync(string user, string referral) =>
        (await (await portal.VisitAsync(user)).GetAsync("/review")).Page.QuerySelectorAll("tr").First(r => r.TextContent.Contains(referral, StringComparison.Ordinal)).TextContent;

    [Fact]
    public async Task AnUrgentReferral_ThatNobodyAnswers_EscalatesTwice()
    {
        var referral = await Unanswered.ReferAsync(portal);
        await ClimbAsync();
        Assert.DoesNotContain(referral, await EscalatedToAsync("datip"), StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromHours(25));
        await ClimbAsync();
        Assert.Contains(referral, await EscalatedToAsync("datip"), StringComparison.Ordinal);
        foreach (var next in new[] { "datip.coordinator", "officer.immigration" }) Assert.DoesNotContain(referral, await EscalatedToAsync(next), StringComparison.Ordinal);
        Assert.Contains("Escalated to you (100%)", await ReviewRowAsync("datip", referral), StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromHours(12));
        await ClimbAsync();
        foreach (var next in new[] { "datip.coordinator", "officer.immigration" }) Assert.Contains(referral, await EscalatedToAsync(next), StringComparison.Ordinal);
        Assert.Contains("Escalated to you (150%)", await ReviewRowAsync("datip.coordinator", referral), StringComparison.Ordinal);

        var history = await (await portal.VisitAsync("datip")).GetAsync($"/cases/{referral[..referral.LastIndexOf("-R", StringComparison.Ordinal)]}/history");
        Assert.Contains(history.Page.QuerySelectorAll(".moj-timeline__header"), h => h.TextContent is "Escalated to the next levelThe portal");
        Assert.Contains("150% of the time", history.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from case_events where code = 'case.escalated' and by_user_id is null and parameters ->> 'referral' = '{referral}' and (parameters ->> 'percent')::int >= 100"));

        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.DoesNotContain(referral, await EscalatedToAsync("datip.coordinator"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARung_IsToldOnce_HoweverManyClimb()
    {
        var referral = await Unanswered.ReferAsync(portal, "Police Shelter");
        var later = new Later(portal.Clock, TimeSpan.FromHours(37));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClimbAsync(later)));
        await ClimbAsync(later);
        Assert.Equal(1L, await ToldAsync(referral, 100));
        Assert.Equal(2L, await ToldAsync(referral, 150));
        Assert.Equal(await portal.ScalarAsync("select count(*) from escalations where heard"), await portal.ScalarAsync("select count(*) from notices where code = 'ClockEscalated'"));
        Assert.Equal(await portal.ScalarAsync("select count(*) from escalations where heard"), await portal.ScalarAsync("select count(*) from audit_records where chain = 'job:escalator' and user_id is null"));
    }

    [Fact]
    public async Task ARungForARoleThatTheOfficeDoesNotHave_IsHeardByTheWholeOffice_AndOneForNobody_ByDatip()
    {
        var (managed, service, empty) = (await Unanswered.ReferAsync(portal, name: "With Manager"), await Unanswered.ReferAsync(portal, name: "Without Manager"), await Unanswered.ReferAsync(portal, name: "Nobody There"));
        foreach (var (referral, unit) in new[] { (managed, "SHM-12"), (service, "LAB-63") }) await portal.ScalarAsync($"update referrals set receiver_unit_id = '{ReferenceData.IdOf("unit", unit)}' where number = '{referral}'");
        await portal.ScalarAsync($"update referrals set receiver_unit_id = (select u.id from units u where not exists (select 1 from memberships m where m.unit_id = u.id) order by u.code limit 1) where number = '{empty}'");
        await ClimbAsync(new Later(portal.Clock, TimeSpan.FromHours(20)));
        Task<object?> HeardAsync(string referral) => portal.ScalarAsync(
            $"select string_agg(concat_ws(' ', u.code, n.to_agency, coalesce(n.to_role, 'all')), ', ') from notices n left join units u on u.id = n.to_unit_id where n.code = 'ClockEscalated' and n.parameters ->> 'number' = '{referral}' and n.parameters ->> 'percent' = '80'");
        Assert.Equal("SHM-12 ShelterManager", await HeardAsync(managed));
        Assert.Equal("LAB-63 all", await HeardAsync(service));
        Assert.Equal("Datip DatipReviewer", await HeardAsync(empty));
    }

    [Fact]
    public async Task ACaseThatSomebodyWorksOn_WaitsForTheNextRound()
    {
        var referral = await Unanswered.ReferAsync(portal, "MSDHS");
        var later = new Later(portal.Clock, TimeSpan.FromHours(37));
        await using (var busy = new Npgsql.NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database)))
        {
            await busy.OpenAsync();
            await using var transaction = await busy.BeginTransactionAsync();
            await using var hold = new Npgsql.NpgsqlCommand($"select 1 from cases c join referrals r on r.case_id = c.id where r.number = '{referral}' for update of c", busy);
            await hold.ExecuteScalarAsync();
            await ClimbAsync(later);
            Assert.Equal(0L, await ToldAsync(referral, 150));
        }

        await ClimbAsync(later);
        Assert.Equal(2L, await ToldAsync(referral, 150));
    }

    [Theory]
    [InlineData("update referrals set due_at = due_at + interval '3 days' where number = '{0}'")]
    [InlineData("update clock_rungs set ended_at = now() where code = (select due_clock from referrals where number = '{0}') and percent = 100")]
    public async Task ARungThatIsReachedNoMoreWhenItIsToBeTold_IsNotTold_AndOnceItIs_ToldOnce(string meanwhile)
    {
        var referral = await Unanswered.ReferAsync(portal, name: "Htun Example");
        var moment = portal.Clock.GetUtcNow().AddHours(25);
        var tell = (string)(await portal.ScalarAsync($"""
            select format('select escalate(gen_random_uuid(), %L, %L, %L, %L, %L, %L, %L, %s, %L, %L, %L, %L, null, null, true, gen_random_uuid(), gen_random_uuid(), %L)',
                r.case_id, r.referral_id, r.task_id, r.number, '/referrals/' || r.number, r.clock, r.started, r.percent, r.told, r.role, r.told, r.owner_unit, '{moment:O}')
            from reached_rungs('{moment:O}', 500) r where r.number = '{referral}' and r.percent = 100
            """))!;
        await portal.ScalarAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, meanwhile, referral));
        Assert.Equal(false, await portal.ScalarAsync(tell));
        Assert.Equal(0L, await ToldAsync(referral, 100));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from escalations e join referrals r on r.id = e.referral_id where r.number = '{referral}'"));

        await portal.ScalarAsync("update clock_rungs set ended_at = null where ended_by_user_id is null and ended_at is not null");
        for (var i = 0; i < 2; i++) await ClimbAsync(new Later(portal.Clock, TimeSpan.FromHours(97)));
        Assert.Equal(1L, await ToldAsync(referral, 100));
        Assert.Equal(false, await portal.ScalarAsync(tell));
    }
}
