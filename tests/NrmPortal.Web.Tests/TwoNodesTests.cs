using System.Globalization;
using MimeKit;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Two portal processes on one database: each escalation and each letter exactly once, also when one is killed in the middle.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    // The test's own lock: other tests wait for theirs on the same server.
    private const string Waits = "l.locktype = 'advisory' and not l.granted and l.objid = 2569 and l.database = (select oid from pg_database where datname = current_database())";

    private const int Cases = 30;
    private const int Rungs = 3; // of an urgent referral's answer until its end: receiver, its manager, DATIP's reviewers

    private readonly List<PortalProcess> nodes = [];
    private Portal portal = null!;
    private SmtpServer smtp = null!;

    public async ValueTask InitializeAsync()
    {
        (portal, smtp) = (await Portal.StartAsync(), await SmtpServer.StartAsync());
        await Unanswered.MultiplyAsync(portal, Cases);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        await portal.DisposeAsync();
        await smtp.DisposeAsync();
    }

    [Fact]
    public async Task EachRung_IsToldOnce_ThoughANodeIsKilledInTheMiddle()
    {
        // The fortieth rung waits for the test, inside the transaction of whoever climbs.
        await using var hold = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database));
        await hold.OpenAsync();
        await RunAsync(hold, """
            create function wait_for_the_test() returns trigger language plpgsql security definer as $$
            begin if (select count(*) from escalations) = 40 then perform pg_advisory_xact_lock(2569); end if; return new; end $$;
            create trigger waits after insert on escalations for each row execute function wait_for_the_test();
            select pg_advisory_lock(2569);
            """);
        await StartAsync("a");
        await StartAsync("b");
        await BeAsync($"select exists (select 1 from pg_locks l where {Waits})");
        await KillAsync(await OneAsync($"select a.application_name from pg_stat_activity a join pg_locks l on l.pid = a.pid where {Waits}"));
        Assert.InRange(await CountAsync("escalations"), 1, Cases * Rungs - 1);
        await RunAsync(hold, "select pg_advisory_unlock(2569)");

        await BeAsync($"select count(*) = {Cases * Rungs} from escalations e join referrals r on r.id = e.referral_id");
        await BeAsync("select count(*) = (select count(*) from escalations where heard) from notices where code = 'ClockEscalated'");
        Assert.Equal("0", await OneAsync("select count(*) from (select 1 from notices where code = 'ClockEscalated' group by case_id, path, to_unit_id, to_agency, to_role, parameters having count(*) > 1) twice"));
        Assert.Equal($"{Cases}", await OneAsync("select count(*) from case_events where code = 'case.escalated' and parameters ->> 'percent' = '100' and parameters ? 'referral'"));
        Assert.Equal("0", await OneAsync("select count(*) from (select 1 from case_events group by case_id, sequence having count(*) > 1) twice"));
        Assert.Equal("0", await OneAsync("select count(*) from audit_broken()"));
    }

    [Theory]
    [InlineData("connect", 0)] // before the talk: the letter is sent by the other node
    [InlineData("data", 1)] // the server has the letter, the node has not heard so: it is not sent again
    public async Task EachLetter_ArrivesOnce_ThoughANodeIsKilledInTheMiddle(string moment, int unsure)
    {
        if (moment == "connect") await smtp.HoldAsync(moment);
        var first = await StartAsync("a", [.. smtp.Settings[..^1], "--Mail:LeaseSeconds=3", "--Portal:PublicUrl=http://a.example"]);
        if (moment == "connect") await Soon.BeAsync(() => Task.FromResult(smtp.Count("connect") > 0), Explain);
        await StartAsync("b", [.. smtp.Settings[..^1], "--Mail:LeaseSeconds=3", "--Portal:PublicUrl=http://b.example"]);
        await BeAsync("select count(*) = 2 from jobs.qrtz_scheduler_state");
        if (moment == "data")
        {
            await Soon.BeAsync(() => Task.FromResult(smtp.Mails.Count > 20), Explain);
            await smtp.HoldAsync(moment);
            await Soon.BeAsync(() => Task.FromResult(smtp.Count("held") > 0), Explain);
        }

        // The links tell whose letter the silent server holds.
        await KillAsync(moment == "connect" ? first.Name : SenderOf(smtp.Mails[^1]));
        await smtp.OpenAsync();
        await CarriedAsync(unsure);
    }

    [Theory]
    [InlineData("rcpt", 0)] // DATA is not said: no doubt, it comes from the other node
    [InlineData("begun", 1)] // DATA is said, and the letter did not follow: nobody can tell so, and it is not sent again
    public async Task ALetterOfWhichTheServerHasNothingYet_ComesFromTheOtherNode_OrIsUnsure(string moment, int lost)
    {
        var first = await StartAsync("a", [.. smtp.Settings[..^1], "--Mail:LeaseSeconds=3", "--Portal:PublicUrl=http://a.example"]);
        await Soon.BeAsync(() => Task.FromResult(smtp.Mails.Count > 20), Explain);
        await smtp.HoldAsync(moment);
        await Soon.BeAsync(() => Task.FromResult(smtp.Count("held") > 0), Explain);
        await KillAsync(first.Name);
        await smtp.OpenAsync();
        await StartAsync("b", [.. smtp.Settings[..^1], "--Mail:LeaseSeconds=3", "--Portal:PublicUrl=http://b.example"]);
        await CarriedAsync(unsure: lost, lost);
        Assert.Equal(lost.ToString(CultureInfo.InvariantCulture), await OneAsync("select count(*) from mails where state = 'Unsure' and reason = 'interrupted'"));
    }

    // Everything was told and carried, each letter once; so many are unsure, and so many of these never arrived.
    private async Task CarriedAsync(int unsure, int lost = 0)
    {
        await BeAsync($"select count(*) > 0 and count(*) filter (where state in ('Queued', 'Claimed', 'Handing')) = 0 and (select count(*) from notices where posted_at is null) = 0 and (select count(*) from escalations where referral_id is not null) = {Cases * Rungs} from mails");

        Assert.Equal(unsure.ToString(CultureInfo.InvariantCulture), await OneAsync("select count(*) from mails where state <> 'Sent'"));
        Assert.Equal(await OneAsync("select count(*) from mails"), (smtp.Mails.Count + lost).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(smtp.Mails.Count, smtp.Mails.Select(m => m.MessageId![..32]).Distinct(StringComparer.Ordinal).Count());
        // Of each notice one letter to each reader. Two rungs of one referral are two letters with the same words.
        Assert.Equal("0", await OneAsync("select count(*) from (select 1 from mail_notices w join mails m on m.id = w.mail_id group by w.notice_id, m.user_id having count(*) > 1) twice"));
        Assert.Equal("0", await OneAsync("select count(*) from audit_broken()"));
    }

    private static string SenderOf(MimeMessage mail) => mail.TextBody!.Contains("http://a.example", StringComparison.Ordinal) ? "a" : "b";

    // An hour after the end of the answer's twenty-four.
    private async Task<PortalProcess> StartAsync(string name, params string[] settings)
    {
        var later = portal.Clock.GetUtcNow().AddHours(25).ToString("O", CultureInfo.InvariantCulture);
        nodes.Add(await PortalProcess.StartAsync(name, portal.Database, [$"--Portal:Clock={later}", .. settings]));
        return nodes[^1];
    }

    private Task KillAsync(string name) => nodes.Single(n => n.Name == name).KillAsync();

    private async Task<string> OneAsync(string sql) => Convert.ToString(await portal.ScalarAsync(sql), CultureInfo.InvariantCulture)!;

    private async Task<long> CountAsync(string table) => (long)(await portal.ScalarAsync($"select count(*) from {table}"))!;

    private Task BeAsync(string question) => Soon.BeAsync(async () => await portal.ScalarAsync(question) is true, () => $"{question}\n{Explain()}");

    private string Explain() => string.Join('\n', nodes.Select(n => $"--- {n.Name}\n{n.Said}"));

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
