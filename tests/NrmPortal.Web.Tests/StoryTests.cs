using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Seed;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The demonstration story as the database holds it: whole, fit to be seen, the same again, and seen by whom it says.</summary>
public sealed class StoryTests(StoryTests.Told told) : IClassFixture<StoryTests.Told>
{
    // The portal itself lapses, when nobody acts.
    private static readonly ReferralState[] Unreachable = [ReferralState.Lapsed];

    [Fact]
    public async Task EveryStage_ReferralState_Outcome_AndKindOfPerson_IsThere()
    {
        Assert.Equal(Names<Stage>(), await told.First("select distinct stage from cases"));
        Assert.Equal(Names(Unreachable), await told.First("select distinct state from referrals"));
        Assert.Equal(Names<IdentificationOutcome>(), await told.First("select distinct outcome from decisions"));
        Assert.Equal(Names<AgeGroup>(), await told.First("select distinct age_group from cases where nrm_number is not null or stage = 'Screening'"));
        Assert.Equal(Names<ExploitationCategory>(), await told.First("select distinct category from cases"));
        Assert.Equal(Names(Sex.Unknown, Sex.Other), await told.First("select distinct sex from cases where nrm_number is not null"));
    }

    [Theory]
    [InlineData("a draft", "select 1 from screenings where state = 'Draft'")]
    [InlineData("a wait for a second screener", "select 1 from screenings where state = 'AwaitingSecond'")]
    [InlineData("a second screener who confirmed", "select 1 from screenings where second_by_user_id is not null and outcome = 'None'")]
    [InlineData("a second screener who overturned", "select 1 from screenings where second_by_user_id is not null and outcome = 'ReasonableGrounds'")]
    [InlineData("a running clock", "select 1 from cases where due_at > {0} + interval '24 hours'")]
    [InlineData("a clock that ends within a day", "select 1 from cases where due_at > {0} and due_at <= {0} + interval '24 hours'")]
    [InlineData("an overdue clock", "select 1 from cases where due_at <= {0}")]
    [InlineData("no clock", "select 1 from cases where due_at is null")]
    [InlineData("an urgent referral", "select 1 from referrals where state = 'Sent' and urgent and not emergency and due_at > {0}")]
    [InlineData("an overdue referral", "select 1 from referrals where state = 'Sent' and due_at <= {0}")]
    [InlineData("an approval that nobody opened", "select 1 from referrals where state = 'Approved' and seen_by_receiver_at is null")]
    [InlineData("an approval that was opened", "select 1 from referrals where state = 'Approved' and seen_by_receiver_at is not null")]
    [InlineData("an emergency without an answer", "select 1 from referrals where emergency and state = 'Sent'")]
    [InlineData("an emergency awaiting review", "select 1 from referrals where emergency and state in ('Accepted', 'Arrived') and decided_at is null")]
    [InlineData("an emergency reviewed", "select 1 from referrals where emergency and decided_at is not null")]
    [InlineData("a family", "select 1 from needs_profiles n join placements p on p.referral_id = n.id where with_family and ended_at is null")]
    [InlineData("no opinion yet", "select 1 from panels p where closed_at is null and not exists (select 1 from opinions o where o.panel_id = p.id)")]
    [InlineData("one opinion", "select 1 from opinions o join panels p on p.id = o.panel_id where closed_at is null group by p.id having count(*) = 1")]
    [InlineData("all opinions", "select 1 from panels p where closed_at is null and (select count(*) from seats s where s.panel_id = p.id and not decides) = (select count(*) from opinions o where o.panel_id = p.id)")]
    [InlineData("an opinion changed when the others could be read", "select 1 from opinion_versions where number = 2 and others_readable_since is not null")]
    [InlineData("a second round", "select 1 from panels where round = 2")]
    [InlineData("a dissent", "select 1 from decisions where dissents > 0")]
    [InlineData("a stay that ran out", "select 1 from cases where uncovered_from <= {0} and stage <> 'FollowUp'")]
    [InlineData("days without a ground", "select 1 from bases_of_stay b where exists (select 1 from bases_of_stay n where n.case_id = b.case_id and n.starts_at > least(b.ended_at, b.ends_at, b.limit_at) + interval '24 hours')")]
    [InlineData("two grounds for the same days", "select 1 from bases_of_stay b join bases_of_stay n on n.case_id = b.case_id and n.starts_at > b.starts_at where b.ended_at is null and b.ends_at is null and n.starts_at < {0}")]
    [InlineData("a limit that DATIP changed, with its reason", "select 1 from clock_settings where by_user_id is not null and length(reason) > 10 and exists (select 1 from clock_settings o where o.code = clock_settings.code and o.valid_until is not null)")]
    [InlineData("a special holiday", "select 1 from holidays where by_user_id is not null and kind = 'Cabinet' and removed_at is null")]
    [InlineData("a rate of the Fund that DATIP set, a claim that follows it, and a rate to come", "select 1 from fund_rates r join claims c on c.benefit = r.benefit and c.opened_on >= r.valid_from where r.by_user_id is not null and exists (select 1 from fund_rates n where n.benefit = r.benefit and n.valid_from > {0}::date)")]
    [InlineData("a court's extension of custody", "select 1 from bases_of_stay where basis = 'CourtExtension' and court is not null")]
    [InlineData("a stay that ended by leaving", "select 1 from bases_of_stay where end_reason = 'OwnWish'")]
    [InlineData("a risk to be assessed again now", "select 1 from tasks where code = 'ReassessRisk' and done_at is null and due_at <= {0}")]
    [InlineData("a risk assessed in time", "select 1 from tasks where code = 'ReassessRisk' and done_at is null and due_at > {0}")]
    [InlineData("a danger and a rule of safe contact", "select 1 from case_warnings a join case_warnings b on b.case_id = a.case_id where a.code = 'TraffickerNear' and b.code = 'DoNotPhone'")]
    [InlineData("a person who did not consent and has no name", "select 1 from cases c join consents n on n.case_id = c.id where n.outcome = 'Refused' and not exists (select 1 from person_identities p where p.case_id = c.id)")]
    [InlineData("a plan in its second version, with a goal that was reached", "select 1 from plans p join plan_goals g on g.plan_id = p.id where version = 2 and g.state = 'Reached'")]
    [InlineData("a plan to be looked at again", "select 1 from tasks where code = 'ReviewPlan' and done_at is null and due_at > {0}")]
    [InlineData("a question about a referral that waits, one that was answered, and a report", "select 1 from referral_notes having count(*) filter (where kind = 'Question') > count(*) filter (where kind = 'Answer') and count(*) filter (where kind = 'Answer') > 0 and count(*) filter (where kind = 'Progress') > 0")]
    [InlineData("a referral that was changed and sent again", "select 1 from referral_versions v join referral_steps s on s.referral_id = v.referral_id where s.changed is not null")]
    [InlineData("a call for a place to a shelter that had none", "select 1 from place_calls where answer = 'HasNoPlace'")]
    [InlineData("somebody out and late, and somebody who came back", "select 1 from shelter_leaves having count(*) filter (where back_at is null and back_by < {0}) > 0 and count(back_at) > 0")]
    [InlineData("a serious incident that DATIP looks into, and one that is not", "select 1 from shelter_incidents having count(*) filter (where is_serious) > 0 and count(*) filter (where not is_serious) > 0 and exists (select 1 from tasks where code = 'LookIntoIncident' and done_at is null)")]
    [InlineData("a restriction that holds", "select 1 from movement_restrictions where ends_at > {0} and lifted_at is null")]
    [InlineData("a room, rules explained, and something kept", "select 1 from shelter_rooms r join rules_explained e on e.case_id = r.case_id join belongings b on b.case_id = r.case_id")]
    [InlineData("two cases that belong together", "select 1 from case_links where ended_at is null")]
    [InlineData("a conference about a case", "select 1 from case_conferences")]
    [InlineData("a service that goes on, one that ended, one that was not wanted", "select 1 from services having count(*) filter (where ended_on is null and not refused) > 0 and count(ended_on) > 0 and count(*) filter (where refused) > 0")]
    [InlineData("a service of health", "select 1 from health_services")]
    [InlineData("a person who has gone home and was visited there", "select 1 from return_journeys j join follow_up_visits v on v.case_id = j.case_id join cases c on c.id = j.case_id where j.direction = 'ToCountry' and c.due_clock = 'ReturnVisitSecond'")]
    [InlineData("a Thai national who came home from abroad", "select 1 from return_journeys where direction = 'ToThailand'")]
    [InlineData("a return that is not safe, and a permit to stay instead", "select 1 from return_steps s join stay_permits p on p.case_id = s.case_id join cases c on c.id = s.case_id where s.finding = 'Unsafe' and c.stage = 'Assistance' and p.valid_until > {0}::date")]
    [InlineData("a permit that ran out", "select 1 from stay_permits where valid_until < {0}::date")]
    [InlineData("a live consent", "select 1 from consents where outcome = 'Given' and withdrawn_at is null and expires_on > {0}::date")]
    [InlineData("an expired consent", "select 1 from consents c join cases k on k.id = c.case_id where c.purpose = 'Assistance' and expires_on < {0}::date")]
    [InlineData("a share that ended while the person is housed", "select 1 from referrals r join placements p on p.referral_id = r.id where r.share_ended_at is not null and p.ended_at is null")]
    [InlineData("a share that ended before anybody accepted", "select 1 from referrals where share_ended_at is not null and state = 'Returned'")]
    [InlineData("a share restored on a ground", "select 1 from referral_steps s join referrals r on r.id = s.referral_id where s.action = 'RestoreShare' and r.legal_ground is not null and r.share_ended_at is null")]
    [InlineData("a disclosure on consent, one on a ground, one that ended", "select 1 from disclosures having count(*) filter (where consent_id is not null and ended_at is null) > 0 and count(legal_ground) > 0 and count(ended_at) > 0")]
    [InlineData("a child who refused", "select 1 from tasks where code = 'ProtectChild'")]
    [InlineData("a note on health", "select 1 from health_notes")]
    [InlineData("a case of another owner than opener and province", "select 1 from cases where owner_unit_id not in (opened_by_unit_id, province_office_id)")]
    [InlineData("an entry assured lately, one assured long ago", "select 1 from directory_entries having count(*) filter (where assured_at > {0} - interval '30 days') > 0 and count(*) filter (where assured_at < {0} - interval '200 days') > 0")]
    [InlineData("places out of use, and foreseen until when", "select 1 from place_outages o join place_pools p on p.id = o.pool_id where o.ended_at is null and o.until > {0}::date and p.out_of_use = o.places")]
    [InlineData("a place held for somebody", "select 1 from place_holds where ended_at is null")]
    [InlineData("a place that was held and taken, one that was held and declined", "select 1 from place_holds having count(*) filter (where ended_by = 'Accepted') > 0 and count(*) filter (where ended_by = 'Declined') > 0")]
    [InlineData("the address of a shelter, sealed", "select 1 from shelter_addresses where district_code = '1201'")]
    [InlineData("somebody who moved to another shelter, which the first still hands over to", "select 1 from placements old join placements new on new.case_id = old.case_id and new.arrived_at = old.ended_at and new.ended_at is null join tasks t on t.case_id = old.case_id and t.code = 'HandOverAfterStay' and t.done_at is null where old.handover_until > {0}")]
    [InlineData("somebody who was announced from abroad and is still to be met", "select 1 from arrival_notices n join cases c on c.id = n.case_id join tasks t on t.case_id = n.case_id and t.code = 'MeetArrival' and t.done_at is null where c.stage = 'Notified' and n.arrives_on > {0}::date")]
    [InlineData("an entry of the Fund that rests on its filed resolution", "select 1 from money_entries e join documents d on d.id = e.filed_document_id join document_versions v on v.document_id = d.id where e.fact = 'Ordered' and d.section = 'Money'")]
    [InlineData("ten provinces", "select 1 from cases having count(distinct province_code) >= 10")]
    [InlineData("six hundred cases of the past", "select 1 from cases having count(*) filter (where opened_at < date_trunc('month', {0})) >= 600")]
    public async Task TheStoryHas(string what, string sql) =>
        Assert.True((await told.First(string.Format(sql, "timestamptz '2026-11-24 03:00Z'"))).Count > 0, what);

    [Fact]
    public async Task EveryKindOfShelter_HousesSomebody_AndNoneIsOversold()
    {
        Assert.Equal(["MsdhsShelter", "NgoShelter", "PoliceShelter"], await told.First(
            "select distinct agency from placements p join units u on u.id = p.unit_id where ended_at is null"));
        Assert.Empty(await told.First("""
            select s.id::text from shelters s
            where occupied + held + out_of_use > places or occupied <> (select count(*) from placements p where p.shelter_id = s.id and p.ended_at is null)
            """));
    }

    [Fact]
    public async Task EveryNumberOfPlaces_IsThatOfItsRows() => Assert.Empty(await told.First("""
        select p.id::text from place_pools p
        where held <> (select count(*) from place_holds h where h.pool_id = p.id and h.ended_at is null) or occupied <> (select count(*) from placements l where l.pool_id = p.id and l.ended_at is null)
            or out_of_use <> (select coalesce(sum(o.places), 0) from place_outages o where o.pool_id = p.id and o.ended_at is null)
        """));

    [Fact]
    public async Task TwoLoadsAtOnce_TellItOnce_AndEveryAuditChainIsWhole()
    {
        Assert.Equal(["1"], await told.First("select count(*)::text from stories where stands_at is not null"));
        Assert.Empty(await told.First("select tale from story_tales t where not exists (select 1 from cases c where coalesce(c.nrm_number, c.first_contact_number) = t.number)"));
        Assert.Equal(await told.First("select count(*)::text from story_tales"), await told.First("select count(*)::text from cases"));
        Assert.Empty(await told.First("select why from audit_broken()"));
        Assert.Empty(await told.First("select c.id::text from cases c where not exists (select 1 from audit_records a where a.case_id = c.id)"));
        Assert.Equal(told.Accounts.Select(a => a.Sees), told.AccountsOfTheOther.Select(a => a.Sees));
    }

    [Theory]
    [InlineData("c.id, coalesce(nrm_number, first_contact_number), stage, opened_at, stage_since, due_at, owner_unit_id, outcome, sheltered_from", "")]
    [InlineData("x.id, number, state, sent_at, x.due_at, receiver_unit_id", "join referrals x on x.case_id = c.id")]
    [InlineData("x.id, accepted_at, arrived_at, ended_at, shelter_id", "join placements x on x.case_id = c.id")]
    [InlineData("case_id, sequence, code, at, to_stage", "join case_events x on x.case_id = c.id")]
    public async Task TheSameAnchor_GivesTheSameRows_AlsoAfterAnInterruption(string columns, string with)
    {
        var sql = $"select concat_ws(' ', {columns}) from cases c {with} where opened_at >= '{Told.ThisYear:O}'";
        var again = await told.Again(sql);
        Assert.True(again.Count > 30);
        Assert.Equal(await told.First(sql), again);
    }

    [Fact]
    public async Task WhatTheStorySays_IsWhatRowSecurityShows_AccountByAccount()
    {
        Assert.Equal(ReferenceData.Rows("demo-accounts").Count, told.Accounts.Count);
        foreach (var account in told.Accounts)
        {
            var (numbers, names) = await told.SightOf(account);
            Assert.True(account.Sees.Order(StringComparer.Ordinal).SequenceEqual(numbers.Order(StringComparer.Ordinal)), $"{account.User} {account.Role} sees");
            Assert.True(account.Finds.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal)), $"{account.User} {account.Role} finds");
            Assert.Empty(account.Sees.Intersect(account.MustNotSee));
        }
    }

    [Fact]
    public async Task ANamedPerson_IsFoundBySearch_AndThePeopleOfTheStoryCannotSignIn()
    {
        using var visitor = await told.Portal.VisitAsync("caseworker");
        await visitor.GetAsync("/cases");
        await visitor.PostAsync("/cases", ("Name", "สมหญิง ตัวอย่าง"));
        Assert.Contains("สมหญิง ตัวอย่าง", visitor.Text, StringComparison.Ordinal);

        using var nobody = await told.Portal.VisitAsync();
        await nobody.GetAsync("/account/login");
        Assert.DoesNotContain("@story.nrm", nobody.Html, StringComparison.Ordinal);
        await nobody.PostAsync("/account/login", ("UserName", "imm.57@story.nrm"), ("Password", DemoAccounts.Password));
        Assert.Equal("/account/login", nobody.Path);
    }

    private static List<string> Names<T>(params T[] without) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Except(without).Select(v => v.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>The story told by two loads at once; and this year and the living told again at the same anchor in another database, with interruptions.</summary>
    public sealed class Told : IAsyncLifetime
    {
        /// <summary>The first instant of the clock's year in Thailand.</summary>
        public static readonly DateTimeOffset ThisYear = new(2025, 12, 31, 17, 0, 0, TimeSpan.Zero);

        private Portal again = null!;

        public Portal Portal { get; private set; } = null!;
        public IReadOnlyList<AccountSight> Accounts { get; private set; } = [];
        public IReadOnlyList<AccountSight> AccountsOfTheOther { get; private set; } = [];

        public Task<List<string>> First(string sql) => Column(Portal, sql);

        public Task<List<string>> Again(string sql) => Column(again, sql);

        /// <summary>What the account's membership really sees, under the application role.</summary>
        public async Task<(List<string> Numbers, List<string> Names)> SightOf(AccountSight account)
        {
            await using var scope = Portal.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            var user = account.User[..account.User.IndexOf('@', StringComparison.Ordinal)];
            var membership = await db.Memberships.SingleAsync(m => m.Id == ReferenceData.IdOf("membership", user + account.Role));
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(membership.AsActor());
            await using var transaction = await db.Database.BeginTransactionAsync();
            var numbers = await db.Cases.Select(c => c.NrmNumber ?? c.FirstContactNumber).ToListAsync();
            if (!RoleGrants.Has(membership.Role, Permission.CaseSearchByName)) return (numbers, []);
            var tokens = await db.NameTokens.Select(t => t.CaseId).Distinct().ToListAsync();
            var people = await db.Identities.AsNoTracking().Where(p => tokens.Contains(p.CaseId)).ToListAsync();
            return (numbers, [.. people.Select(p => p.Name!.Open())]);
        }

        public async ValueTask InitializeAsync()
        {
            (Portal, again) = (await Portal.StartAsync(), await Portal.StartAsync());
            var both = await Task.WhenAll(DemoStory.LoadAsync(Portal.Services), DemoStory.LoadAsync(Portal.Services));
            (Accounts, AccountsOfTheOther) = (both[0]!, both[1]!);

            // Stopped in the past, and again among the living cases.
            await Interrupted(60);
            await Interrupted(200);
            await DemoStory.LoadAsync(again.Services, pastSince: ThisYear);
        }

        public async ValueTask DisposeAsync()
        {
            await Portal.DisposeAsync();
            await again.DisposeAsync();
        }

        private async Task Interrupted(int tales)
        {
            using var stop = new CancellationTokenSource();
            var load = DemoStory.LoadAsync(again.Services, pastSince: ThisYear, cancellation: stop.Token);
            while ((await Again("select tale from story_tales")).Count < tales && !load.IsCompleted) await Task.Delay(50);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);
        }

        private static async Task<List<string>> Column(Portal portal, string sql)
        {
            var server = await TestCluster.Server;
            await using var connection = new NpgsqlConnection(server.OwnerConnection(portal.Database));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            var values = new List<string>();
            while (await reader.ReadAsync()) values.Add(reader.GetValue(0).ToString()!);
            values.Sort(StringComparer.Ordinal);
            return values;
        }
    }
}
