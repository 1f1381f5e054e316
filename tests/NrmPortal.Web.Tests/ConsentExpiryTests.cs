using System.Globalization;
using System.Net;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Domain;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>A consent that runs out ends what rests on it like a withdrawal, and is asked for again before, each once.</summary>
public sealed class ConsentExpiryTests : IAsyncLifetime
{
    private const int DaysBefore = 7;

    private Portal portal = null!;

    public async ValueTask InitializeAsync() => portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private async Task<int> RoundAsync() => await new ConsentWatch((await TestCluster.Server).WorkerConnection(portal.Database), DaysBefore, portal.Clock).RoundAsync();

    private string InDays(int days) => ThaiDay.Of(portal.Clock.GetUtcNow()).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<object?> CountAsync(string table, string number, string what) =>
        portal.ScalarAsync($"select count(*) from {table} t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and {what}");

    private async Task<string> RecordAsync(string number, string purpose, int days, params (string, string)[] to)
    {
        var by = await portal.VisitAsync("caseworker");
        await by.GetAsync($"/cases/{number}/consent/new");
        await by.PostAsync($"/cases/{number}/consent/new", [("Input.Purpose", purpose), ("Input.Sections", "Identity"), .. to, ("Input.Language", "my"), ("Input.Interpreter", "Present"),
            ("Input.Outcome", "Given"), ("Input.GivenBy", "Person"), ("Input.How", "Signature"), ("Input.Until", InDays(days)), .. Story.SevenPoints]);
        Assert.Equal($"/cases/{number}/consent", by.Path);
        return (await portal.ScalarAsync($"select n.id from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = '{purpose}' order by n.at desc limit 1"))!.ToString()!;
    }

    // Two referrals on one consent: one housed, one offered and not answered; and a disclosure to a hospital.
    private async Task<(string Number, string Housed, string Offered)> SharedAsync(int days)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var consent = await RecordAsync(number, "Referral", days, ("Input.Reach", "any"));
        var caseworker = await portal.VisitAsync("caseworker");
        var referrals = new List<string>();
        foreach (var shelter in new[] { "NGO Shelter", "MSDHS Shelter B" })
        {
            await caseworker.GetAsync($"/cases/{number}/referrals/new");
            await caseworker.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", $"c:{consent}"), ("Input.Reach", "any"), ("Input.Sections", "Identity"));
            referrals.Add(caseworker.Path[(caseworker.Path.LastIndexOf('/') + 1)..]);
            await Story.ApproveAsync(await portal.VisitAsync("datip"), referrals[^1], shelter);
        }

        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referrals[0]}", "Accept", ("Basis", "VoluntaryReflection"));
        var disclosed = await RecordAsync(number, "Disclosure", days, ("Input.Reach", "outside"), ("Input.Outside", "Hospital"));
        await caseworker.GetAsync($"/cases/{number}/disclosures/new");
        await caseworker.PostAsync($"/cases/{number}/disclosures/new", ("Input.Outside", "Hospital"), ("Input.Name", "A hospital"), ("Input.Sections", "Identity"), ("Input.Reason", "Treatment"), ("Input.Basis", $"c:{disclosed}"), ("Input.How", "ByHand"));
        return (number, referrals[0], referrals[1]);
    }

    [Fact]
    public async Task AtItsEnd_TheReceiversNextRequest_SeesNothing_BeforeAndAfterTheScheduleHasRun()
    {
        var (number, housed, offered) = await SharedAsync(1);
        var (shelter, other) = (await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("shelter.msdhs2"));
        Assert.Contains("Aung Example", (await shelter.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/referrals/{offered}")).Status);
        Assert.Equal(0, await RoundAsync());

        portal.Clock.Advance(TimeSpan.FromDays(2));
        for (var round = 0; round < 2; round++)
        {
            (shelter, other) = (await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("shelter.msdhs2"));
            // Housing somebody keeps the core; what was only offered is gone.
            Assert.Equal(HttpStatusCode.OK, (await shelter.GetAsync($"/cases/{number}")).Status);
            Assert.DoesNotContain("Aung", shelter.Html, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/referrals/{offered}")).Status);
            if (round == 0) Assert.Equal(2, await RoundAsync());
        }

        Assert.Equal("Accepted", await portal.ScalarAsync($"select state from referrals where number = '{housed}' and share_ended_at is not null"));
        Assert.Equal("Returned", await portal.ScalarAsync($"select state from referrals where number = '{offered}' and share_ended_at is not null and receiver_unit_id is null and due_at is null"));
        foreach (var (unit, referral) in new[] { ("SHN-63", housed), ("SHM-65", offered) })
            Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from notices where code = 'ConsentExpired' and parameters ->> 'referral' = '{referral}' and to_unit_id in (select u.id from units u where u.code <> 'MSDHS-63')"));
        Assert.Equal(2L, await CountAsync("notices", number, "t.code = 'ConsentExpired' and t.to_role = 'ProvinceCaseworker'"));
        Assert.Equal(1L, await CountAsync("tasks", number, "t.code = 'TellRecipientToStop' and t.done_at is null and t.about is not null"));
        Assert.Equal(1L, await CountAsync("disclosures", number, "t.ended_at is not null and t.ended_by_user_id is null"));
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Contains("A consent ran out: what rested on it has ended", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
        Assert.Contains("Expired", (await caseworker.GetAsync($"/cases/{number}/consent")).Text, StringComparison.Ordinal);
        Assert.Contains("End the share", (await caseworker.GetAsync($"/referrals/{housed}")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await RoundAsync());
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task AStayThatRestsOnIt_EndsWithIt_AlsoWhereNoScheduleRuns()
    {
        var (housed, _, _) = await SharedAsync(1);
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await RecordAsync(number, "Assistance", 2, ("Input.Reach", "any"));
        await Story.StayAsync(await portal.VisitAsync("caseworker"), number, "WelfareS33", ("Input.RestsOn", "consent"));
        foreach (var (file, days) in new[] { (housed, 1), (number, 2) })
        {
            var end = ThaiDay.EndOf(ThaiDay.Of(portal.Clock.GetUtcNow()).AddDays(days));
            Assert.Equal(end.UtcDateTime, await portal.ScalarAsync($"select uncovered_from from cases where nrm_number = '{file}'"));
            Assert.Equal(1L, await CountAsync("stay_alarms", file, $"t.kind = 'Uncovered' and t.since = '{end:O}'"));
            Assert.DoesNotContain("without a valid basis", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{file}")).Text, StringComparison.Ordinal);
        }

        portal.Clock.Advance(TimeSpan.FromDays(3));
        var caseworker = await portal.VisitAsync("caseworker");
        foreach (var file in new[] { housed, number })
        {
            Assert.Contains("without a valid basis", (await caseworker.GetAsync($"/cases/{file}")).Text, StringComparison.Ordinal);
            Assert.Contains("Consent ended", (await caseworker.GetAsync($"/cases/{file}/placements")).Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoeverHoldsThePersonOnIt_IsTold_WhenItIsTakenBackOrRunsOut(bool takenBack)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/referrals/new");
        await caseworker.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", "ground"), ("Input.Ground", "s33"), ("Input.Reach", "any"), ("Input.Sections", "Identity"));
        var referral = caseworker.Path[(caseworker.Path.LastIndexOf('/') + 1)..];
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        var unused = await RecordAsync(number, "Assistance", 1, ("Input.Reach", "any"));
        var consent = await RecordAsync(number, "Assistance", 1, ("Input.Reach", "any"));
        await Story.StayAsync(caseworker, number, "WelfareS33", ("Input.RestsOn", "consent"));
        Assert.Equal(Guid.Parse(consent), await portal.ScalarAsync($"select b.consent_id from bases_of_stay b join cases c on c.id = b.case_id where c.nrm_number = '{number}' and b.consent_id is not null"));
        Task<object?> ToldAsync(string unit) => CountAsync("notices", number, $"t.code = 'StayGroundEnded' and t.to_unit_id = '{ReferenceData.IdOf("unit", unit)}' and t.path like '%/placements'");

        if (takenBack)
        {
            // Nothing rests on the first.
            await Story.Then(caseworker, $"/cases/{number}/consent/{unused}", "Withdraw", ("How", "Oral"));
            Assert.Equal(0L, await ToldAsync("SHN-63"));
            await Story.Then(caseworker, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        }
        else
        {
            portal.Clock.Advance(TimeSpan.FromDays(2));
            await RoundAsync();
        }

        foreach (var unit in new[] { "SHN-63", "MSDHS-63" }) Assert.Equal(1L, await ToldAsync(unit));
        Assert.Contains("The ground of a stay has ended", (await (await portal.VisitAsync("shelter.ngo")).GetAsync("/notifications")).Text, StringComparison.Ordinal);
        await portal.ScalarAsync($"select post_notices('{portal.Clock.GetUtcNow():O}', 1000)");
        Assert.True((long)(await portal.ScalarAsync($"select count(*) from mail_notices m join notices n on n.id = m.notice_id where n.code = 'StayGroundEnded' and m.user_id = '{ReferenceData.IdOf("user", "shelter.ngo")}'"))! > 0);
    }

    [Fact]
    public async Task SomeDaysBefore_TheCasesPeopleAreAsked_AndANewAnswerOfThatPurposeAnswersIt()
    {
        var (number, _, _) = await SharedAsync(30);
        Assert.Equal(0, await RoundAsync());
        portal.Clock.Advance(TimeSpan.FromDays(31 - DaysBefore));
        Assert.Equal(2, await RoundAsync());
        Assert.Equal(0, await RoundAsync());
        string Open(string purpose) => $"t.code = 'RenewConsent' and t.done_at is null and t.about = '{purpose}'";
        foreach (var purpose in new[] { "Referral", "Disclosure" }) Assert.Equal(1L, await CountAsync("tasks", number, Open(purpose)));
        Assert.Equal(2L, await CountAsync("tasks", number, "t.code = 'RenewConsent' and t.clock = 'ConsentRenewal' and t.due_by is null and t.due_at > t.given_at"));
        Assert.Equal(2L, await CountAsync("running_clocks", number, "t.clock = 'ConsentRenewal' and t.task_id in (select k.id from tasks k where k.code = 'RenewConsent')"));
        Assert.Equal(2L, await CountAsync("notices", number, "t.code = 'ConsentExpiring' and t.to_role = 'ProvinceCaseworker'"));
        Assert.Contains("Ask the person again: a consent runs out", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/tasks")).Text, StringComparison.Ordinal);

        await RecordAsync(number, "Referral", 60, ("Input.Reach", "any"));
        Assert.Equal((0L, 1L), ((long)(await CountAsync("tasks", number, Open("Referral")))!, (long)(await CountAsync("tasks", number, Open("Disclosure")))!));
        // The share still ends with the consent it rests on: going on is an act of its own.
        portal.Clock.Advance(TimeSpan.FromDays(DaysBefore));
        Assert.Equal(2, await RoundAsync());
    }

    [Fact]
    public async Task EachOnce_HoweverManyNodesWatch_AndNobodyWaitsForACaseAtWork()
    {
        var numbers = new List<string>();
        foreach (var _ in Enumerable.Range(0, 3)) numbers.Add(await Story.ScreenAsync(await portal.VisitAsync("officer.immigration")));
        foreach (var number in numbers) await RecordAsync(number, "Referral", 1, ("Input.Reach", "any"));
        portal.Clock.Advance(TimeSpan.FromDays(2));
        await using (var busy = new Npgsql.NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database)))
        {
            await busy.OpenAsync();
            await using var transaction = await busy.BeginTransactionAsync();
            await using var hold = new Npgsql.NpgsqlCommand($"select 1 from cases where nrm_number = '{numbers[0]}' for update", busy);
            await hold.ExecuteScalarAsync();
            Assert.Equal(2, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RoundAsync()))).Sum());
        }

        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RoundAsync()))).Sum());
        Assert.Equal(3L, await portal.ScalarAsync("select count(*) from case_events where code = 'case.consentExpired'"));
        Assert.Equal(3L, await portal.ScalarAsync("select count(*) from audit_records where chain = 'job:consents' and user_id is null"));
    }
}
