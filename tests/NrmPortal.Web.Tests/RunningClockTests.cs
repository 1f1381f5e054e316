using Npgsql;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Each running limit knows its next rung, whoever moves it; a round with nothing due looks at nothing else.</summary>
public sealed class RunningClockTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Kept = "select coalesce(string_agg(concat_ws('|', subject_id, clock, case_id, referral_id, task_id, started, due, next_rung_at), E'\\n' order by subject_id, clock), '') from running_clocks";

    private readonly Portal portal = fixture.Portal;

    private async Task<int> ClimbAsync(TimeSpan later) => await new Escalator((await TestCluster.Server).WorkerConnection(portal.Database), new Later(portal.Clock, later)).ClimbAsync();

    // What the triggers have kept is what one would compute from nothing.
    private async Task KeptAsync(string after)
    {
        var kept = (string)(await portal.ScalarAsync(Kept))!;
        await portal.ScalarAsync("select rebuild_running_clocks()");
        Assert.True((string)(await portal.ScalarAsync(Kept))! == kept, $"{after}:\n{kept}\nbut from nothing\n{await portal.ScalarAsync(Kept)}");
    }

    private Task<object?> NextAsync(string number, string clock) => portal.ScalarAsync(
        $"select extract(epoch from k.next_rung_at - k.started) / extract(epoch from k.due - k.started) * 100 from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = '{number}' and k.clock = '{clock}'");

    [Fact]
    public async Task WhateverMovesALimit_MovesItsNextRung()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await KeptAsync("protection");
        var worker = await portal.VisitAsync("caseworker");
        await Story.StayAsync(worker, number, "CustodyS29");
        await KeptAsync("custody");
        Assert.Equal(4L, await portal.ScalarAsync($"select count(*) from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = '{number}'"));
        await Story.Then(worker, $"/cases/{number}/clocks", "Pause", ("Pause.Clock", "StayBeforeInterview"), ("Pause.Reason", "InHospital"), ("Pause.ResumeBy", Portal.Day(5)));
        await KeptAsync("a pause");
        Assert.Null(await NextAsync(number, "StayBeforeInterview"));
        var form = (await worker.GetAsync($"/cases/{number}/clocks")).Page.QuerySelector("main form[action*=Resume]");
        await worker.PostFormAsync(form, $"/cases/{number}/clocks?handler=Resume", ("Clock", "StayBeforeInterview"));
        await KeptAsync("resuming");
        Assert.Equal(50m, Math.Round((decimal)(await NextAsync(number, "StayBeforeInterview"))!, 6));
        await Story.Then(worker, $"/cases/{number}/clocks", "Extend", ("Extend.Clock", "StayBeforeInterview"), ("Extend.Authority", "ProvinceOffice"), ("Extend.Days", "7"), ("Extend.Document", "MSDHS 1/2569"));
        await KeptAsync("an extension");
        await ClimbAsync(TimeSpan.FromDays(15));
        await KeptAsync("a climb");
        Assert.Equal(80m, Math.Round((decimal)(await NextAsync(number, "StayBeforeInterview"))!, 6));

        var referral = await Unanswered.ReferAsync(portal, "Police Shelter", "Kyaw Example");
        await KeptAsync("a referral");
        await ClimbAsync(TimeSpan.FromHours(20));
        await KeptAsync("a climb of a referral");
        await Story.Then(await portal.VisitAsync("shelter.police"), $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await KeptAsync("an answer");
        var child = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Nu Example");
        await KeptAsync("tasks of a child");
        Assert.Equal(3L, await portal.ScalarAsync($"select count(*) from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = '{child}' and k.task_id is not null"));
        await ChildStory.AskDcyAsync(worker, child);
        await KeptAsync("an answered task");
        // The question is put; DCY's answer runs in its place.
        Assert.Equal("BestInterests, DcyAnswer, MdtConvene", await portal.ScalarAsync($"select string_agg(k.clock, ', ' order by k.clock) from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = '{child}' and k.task_id is not null"));
    }

    [Fact]
    public async Task AChangedSetting_AndAChangedLadder_MoveTheNextRung()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Htun Example");
        var datip = await portal.VisitAsync("datip.coordinator");
        await Story.Then(datip, "/admin/clocks/ReflectionPeriod", "Preview", ("Input.Amount", "60"), ("Input.Unit", "CalendarDays"), ("Input.From", Portal.Day(0)),
            ("Input.LegalBasis", "Order 9/2569"), ("Input.Confidence", "P"), ("Input.Reason", "The committee decided"));
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=Apply]"), "/admin/clocks/ReflectionPeriod?handler=Apply");
        await KeptAsync("a changed setting");
        Assert.Equal(50m, Math.Round((decimal)(await NextAsync(number, "ReflectionPeriod"))!, 6));

        // A rung between the lowest and the start: the clocks follow in the next round, and a rung that was ended is not told.
        await Story.Then(datip, "/admin/clocks/ReflectionPeriod", "AddRung", ("Next.Percent", "30"), ("Next.Told", "ProvinceOffice"), ("Next.Role", "ProvinceCaseworker"));
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from clock_rungs where code = 'ReflectionPeriod' and percent = 30 and ended_at is null"));
        await ClimbAsync(TimeSpan.Zero);
        await KeptAsync("a new rung");
        Assert.Equal(30m, Math.Round((decimal)(await NextAsync(number, "ReflectionPeriod"))!, 6));
        await portal.ScalarAsync("update clock_rungs set ended_at = now() where code = 'ReflectionPeriod' and percent = 30");
        await ClimbAsync(TimeSpan.Zero);
        await KeptAsync("an ended rung");
        Assert.Equal(50m, Math.Round((decimal)(await NextAsync(number, "ReflectionPeriod"))!, 6));

        // A rung that running limits have passed is told at once: how many is shown before it is added.
        await portal.ScalarAsync($"update running_clocks k set started = k.started - interval '3 days' from cases c where c.id = k.case_id and c.nrm_number = '{number}'");
        (string, string)[] late = [("Next.Percent", "1"), ("Next.Told", "ProvinceOffice"), ("Next.Role", "ProvinceCaseworker")];
        await Story.Then(datip, "/admin/clocks/ReflectionPeriod", "AddRung", late);
        Assert.Matches("[1-9][0-9]* running limits have passed this share already", datip.Text);
        Task<object?> Added() => portal.ScalarAsync("select count(*) from clock_rungs where code = 'ReflectionPeriod' and percent = 1 and ended_at is null");
        Assert.Equal(0L, await Added());
        await datip.PostFormAsync(datip.Page.QuerySelector("main form[action*=AddRung]"), "/admin/clocks/ReflectionPeriod?handler=AddRung", [.. late, ("Next.Confirmed", "true")]);
        Assert.Equal(1L, await Added());
    }

    [Theory]
    [InlineData("DcyInvolved", 100)]
    [InlineData("DcyInvolved", 150)]
    [InlineData("BestInterests", 150)]
    public async Task ATaskOfAChild_ThatNobodyDoes_GoesUpToDatip(string clock, int percent)
    {
        var child = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"), $"{clock} {percent} Example");
        var limit = (TimeSpan)(await portal.ScalarAsync($"select k.due - k.started from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = '{child}' and k.clock = '{clock}'"))!;
        await ClimbAsync((limit * percent / 100) + TimeSpan.FromHours(1));
        var user = percent == 100 ? "datip" : "datip.coordinator";
        var home = await (await portal.VisitAsync(user)).GetAsync("/home");
        // The card shows the oldest; which case each is of, the notice says.
        Assert.Contains(home.Page.QuerySelectorAll(".nrm-card"), c => c.TextContent.Contains("Tasks past their limit", StringComparison.Ordinal));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from notices n join cases c on c.id = n.case_id where c.nrm_number = '{child}' and n.code = 'ClockEscalated' and n.parameters ->> 'clock' = '{clock}' and n.to_role = '{(percent == 100 ? "DatipReviewer" : "DatipCoordinator")}' and n.path like '/cases/{child}/tasks/%'"));
    }

    [Fact]
    public async Task AnAnswerOfS41_ThatNobodyGives_IsTold_ToTheAskedOffices_AndDatip()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Sai Example");
        await ChildStory.FlagAsync(await portal.VisitAsync("caseworker"), number);
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = '{number}' and k.clock = 'NonPunishmentAnswer'"));
        await ClimbAsync(TimeSpan.FromDays(30));
        Assert.Equal(2L, await portal.ScalarAsync($"""
            select count(distinct n.to_unit_id) from notices n join cases c on c.id = n.case_id join units u on u.id = n.to_unit_id
            where c.nrm_number = '{number}' and n.parameters ->> 'clock' = 'NonPunishmentAnswer' and n.code = 'ClockEscalated' and u.code in ('POL-63', 'OAG-63')
            """));
    }

    [Fact]
    public async Task TheReviewOfAnEmergency_GoesUpTheLadder_AlsoAfterTheArrival_EachRungOnce()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer, "Mi Example");
        await officer.GetAsync($"/cases/{number}/referrals/new");
        var unit = officer.Page.QuerySelectorAll("#Input_UnitId option").First(o => o.TextContent.Contains("NGO Shelter", StringComparison.Ordinal)).GetAttribute("value")!;
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.Emergency", "true"), ("Input.UnitId", unit), ("Input.RestsOn", "ground"), ("Input.Ground", "s29"), ("Input.Sections", "Identity"));
        var referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        var shelter = await portal.VisitAsync("shelter.ngo");
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.Equal("ArrivalUrgent", await portal.ScalarAsync($"select due_clock from referrals where number = '{referral}'"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        await KeptAsync("an arrival in an emergency");
        var told = $"select string_agg(e.percent::text, ' ' order by e.percent) from escalations e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.clock = 'EmergencyReview' and e.heard";
        await ClimbAsync(TimeSpan.FromDays(1));
        Assert.Equal("50", (await portal.ScalarAsync(told))!.ToString()![..2]);
        foreach (var hours in new[] { 35, 45, 200, 200 }) await ClimbAsync(TimeSpan.FromHours(hours));
        Assert.Equal("50 80 100 150 150", await portal.ScalarAsync(told));
        // Whoever sent the referral hears of it too: the limit runs on a task about that referral.
        Assert.Equal(1L, await portal.ScalarAsync($"""
            select count(*) from notices n join cases c on c.id = n.case_id join referrals r on r.case_id = c.id and r.from_unit_id = n.to_unit_id
            where c.nrm_number = '{number}' and n.code = 'ClockEscalated' and n.parameters ->> 'clock' = 'EmergencyReview' and n.parameters ->> 'percent' = '150'
            """));
        await Story.Then(await portal.VisitAsync("datip"), $"/referrals/{referral}", "ReviewAfter", ("Reason", "Rightly placed"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from running_clocks k join cases c on c.id = k.case_id where c.nrm_number = '{number}' and k.clock = 'EmergencyReview'"));
        Assert.Equal("referral.ReviewAfter", await portal.ScalarAsync($"select answered_by from tasks where code = 'ReviewEmergencyPlacement' and about = '{referral}'"));
    }

    [Fact]
    public async Task WhoeverSeesACaseByASeatAlone_AsksNoColleagueWhoDoesNot_AndIsToldInPerson()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Seated Giver");
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan", "Aiyakarn");
        var labour = await portal.VisitAsync("labour");
        await labour.GetAsync($"/cases/{number}/tasks");
        Assert.DoesNotContain(labour.Page.QuerySelectorAll("#To option"), o => o.GetAttribute("value")!.StartsWith("person-", StringComparison.Ordinal));
        var office = ReferenceData.IdOf("unit", "MSDHS-63");
        await labour.PostAsync($"/cases/{number}/tasks", ("To", $"unit-{office}"), ("Text", "Ask for the contract"), ("Due", Portal.Day(1)));
        await ClimbAsync(TimeSpan.FromDays(3));
        Task<object?> Told(string whom) => portal.ScalarAsync($"select count(*) from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.code = 'ClockEscalated' and n.parameters ->> 'clock' = 'WrittenTask' and {whom}");
        Assert.Equal(0L, await Told($"n.to_unit_id = '{ReferenceData.IdOf("unit", "LAB-63")}'"));
        Assert.Equal(1L, await Told($"n.to_membership_id = '{Seat}'"));
        Assert.NotEqual(0L, await Told($"n.to_unit_id = '{office}'"));

        // Of an office that sees the case the office hears of what one of it asked.
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/tasks");
        await caseworker.PostAsync($"/cases/{number}/tasks", ("To", $"unit-{ReferenceData.IdOf("unit", "DATIP")}"), ("Text", "Find a lawyer"), ("Due", Portal.Day(1)));
        var before = await Told($"n.to_unit_id = '{office}' and n.to_role is null");
        await ClimbAsync(TimeSpan.FromDays(3));
        Assert.Equal((long)before! + 1, await Told($"n.to_unit_id = '{office}' and n.to_role is null"));
    }

    private static readonly HashSet<ClockCode> OfTasks = [.. Enum.GetValues<TaskCode>().Select(TaskRules.LimitOf).OfType<ClockCode>(), ClockCode.MdtConvene];
    private static readonly HashSet<ClockCode> OfReferrals = [.. ReferralFlow.Rows.SelectMany(r => new[] { ReferralFlow.Clock(r, urgent: false), ReferralFlow.Clock(r, urgent: true) }).OfType<ClockCode>()];

    private static readonly Guid Seat = ReferenceData.IdOf("membership", "labourLabourOfficer");

    [Fact]
    public async Task EveryLimitOfTheEnumeration_OnWhateverItRuns_IsHeardByEverybodyItsLadderNames()
    {
        var referral = await Unanswered.ReferAsync(portal, "MSDHS", "All Example");
        await using var owner = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database));
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        const string Ran = "now() - interval '9 days'", RunOut = "now() - interval '5 days'";
        // Of custody another office than the owner's holds the person.
        await portal.ScalarAsync($"insert into bases_of_stay (id, case_id, basis, starts_at, limit_at, place, authority, by_user_id, by_unit_id, recorded_at) select gen_random_uuid(), r.case_id, 'CustodyS29', {Ran}, {RunOut}, 'MsdhsOffice', '\x01', r.by_user_id, u.id, {Ran} from referrals r cross join units u where r.number = '{referral}' and u.code = 'MSDHS-63'");
        foreach (var code in Enum.GetValues<ClockCode>().Where(c => !EscalationLadder.NotEscalated.ContainsKey(c)))
        {
            // Each code where it runs in life: on a task about the referral, of an office or of a seat, on the referral, or on its case.
            var (id, case_) = (Guid.NewGuid(), "(select case_id from referrals where number = '" + referral + "')");
            string Task(bool ofAPerson) => $"insert into tasks (id, case_id, code, about, to_unit_id, to_membership_id, given_at, due_at, clock) select '{(ofAPerson ? Guid.NewGuid() : id)}', r.case_id, 'Written', r.number, {(ofAPerson ? $"null, '{Seat}'" : "r.receiver_unit_id, null")}, {Ran}, {RunOut}, '{code}' from referrals r where r.number = '{referral}'";
            await using var run = new NpgsqlCommand(OfTasks.Contains(code)
                // What one person asks of another is asked of an office as well as of a person.
                ? code == ClockCode.WrittenTask ? $"{Task(true)}; {Task(false)}" : Task(EscalationLadder.IsOfAPerson(code))
                : OfReferrals.Contains(code) ? $"update referrals set due_clock = '{code}', due_from = {Ran}, due_at = {RunOut} where number = '{referral}'"
                : $"update cases set due_clock = '{code}', due_from = {Ran}, due_at = {RunOut} where id = {case_}", owner);
            await run.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await ClimbAsync(TimeSpan.FromDays(400));
            var heard = ((string)(await portal.ScalarAsync($"select coalesce(string_agg(distinct concat_ws('.', e.told, e.role), ' '), '') from escalations e where e.case_id = {case_} and e.clock = '{code}' and e.heard and e.started_at = (select max(x.started_at) from escalations x where x.case_id = e.case_id and x.clock = e.clock)"))!).Split(' ');
            var named = EscalationLadder.Default.Of(code).Select(r => r.Role is null ? r.Told.ToString() : $"{r.Told}.{r.Role}").Distinct().ToList();
            Assert.True(named.Order(StringComparer.Ordinal).SequenceEqual(heard.Order(StringComparer.Ordinal)), $"{code}: {string.Join(' ', named)} were to hear, {string.Join(' ', heard)} heard");
        }
    }
}

/// <summary>What a round costs the database while 200,000 limits run: buffers, not seconds.</summary>
public sealed class EscalatorCostTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    // The ladder itself, some pages of it, is read with every round; the limits that run are thousands.
    private const int MostBuffers = 60;

    [Fact]
    public async Task ARoundWithNothingDue_ReadsAHandfulOfBuffers()
    {
        await using var owner = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(fixture.Portal.Database));
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var run = new NpgsqlCommand("""
            insert into running_clocks (subject_id, clock, case_id, started, due, next_rung_at, ladder)
            select gen_random_uuid(), 'MdtConvene', gen_random_uuid(), now(), now() + interval '5 days', now() + interval '1 day' * (1 + i % 7), v.ladder from generate_series(1, 200000) i cross join clock_version v;
            """, owner) { CommandTimeout = 300 };
        await run.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var settle = new NpgsqlCommand("vacuum analyze running_clocks", owner) { CommandTimeout = 300 };
        await settle.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await using var worker = new NpgsqlConnection((await TestCluster.Server).WorkerConnection(fixture.Portal.Database));
        await worker.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var sql in new[] { "select * from reached_rungs(now(), 500)", "select follow_ladder(500)" })
        {
            var buffers = await new AskedQuery(sql, []).BuffersAsync(worker);
            Assert.True(buffers < MostBuffers, $"{sql}: {buffers} buffers");
        }
    }
}
