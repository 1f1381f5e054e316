using System.Text;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using NrmPortal.Data.Jobs;
using NrmPortal.Testing;
using NrmPortal.Web.Mail;

namespace NrmPortal.Web.Tests;

/// <summary>Letters, against a real mail server: what they say, to whom, and what happens when the server does not take them.</summary>
public sealed class PostTests : IAsyncLifetime
{
    private Portal portal = null!;
    private SmtpServer smtp = null!;
    private Postman postman = null!;
    private string referral = "";
    private int taken;

    public async ValueTask InitializeAsync()
    {
        (portal, smtp) = (await Portal.StartAsync(), await SmtpServer.StartAsync());
        referral = await Unanswered.ReferAsync(portal);
        // What was told as it was sent and approved has gone out.
        await portal.ScalarAsync("update notices set posted_at = at");
        await portal.ScalarAsync("update users set language = 'en' where user_name = 'datip@demo.nrm'");
        postman = Carrier(smtp.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await smtp.DisposeAsync();
    }

    private Postman Carrier(int port)
    {
        var worker = TestCluster.Server.GetAwaiter().GetResult().WorkerConnection(portal.Database);
        var settings = new MailSettings("127.0.0.1", port, SecureSocketOptions.None, null, null, MailboxAddress.Parse("NRM Portal <portal@nrm.example>"),
            new Uri("https://portal.nrm.example/"), Attempts: 3, TimeSpan.FromMinutes(2));
        return new Postman(new Outbox(worker), settings, ActivatorUtilities.CreateInstance<LetterText>(portal.Services), portal.Clock, NullLogger<Postman>.Instance);
    }

    // The mail server's word of what it took comes beside its answer.
    private async Task<int> DeliverAsync()
    {
        var sent = await postman.DeliverAsync();
        taken += sent;
        await Soon.BeAsync(() => Task.FromResult(smtp.Mails.Count >= taken), () => $"{smtp.Mails.Count} of {taken} letters");
        return sent;
    }

    // DATIP's reviewers are told that the referral's limit is over.
    private async Task EscalateAsync()
    {
        portal.Clock.Advance(TimeSpan.FromHours(25));
        await new Escalator((await TestCluster.Server).WorkerConnection(portal.Database), portal.Clock).ClimbAsync();
    }

    private IReadOnlyList<MimeMessage> To(string user) => [.. smtp.Mails.Where(m => m.To.Mailboxes.Single().Address == $"{user}@demo.nrm" && m.TextBody!.Contains(referral, StringComparison.Ordinal))];

    private async Task<string> StateAsync(string user) => (string)(await portal.ScalarAsync($"""
        select min(m.state) from mails m join users u on u.id = m.user_id join mail_notices w on w.mail_id = m.id join notices n on n.id = w.notice_id
        where u.user_name = '{user}@demo.nrm' and n.path = '/referrals/{referral}'
        """))!;

    [Fact]
    public async Task ALetter_SaysKindNumberAndLink_InTheReceiversLanguage_AndNothingOfThePerson()
    {
        await EscalateAsync();
        Assert.True(await DeliverAsync() > 1);
        var english = Assert.Single(To("datip"));
        Assert.Equal($"NRM Portal: A limit or an alarm ({referral})", english.Subject);
        Assert.Contains($"https://portal.nrm.example/referrals/{referral}", english.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("100 per cent", english.TextBody, StringComparison.Ordinal);
        // At half of the limit; and at four fifths, as the shelter has no manager who would hear of it alone.
        Assert.Equal(2, To("shelter.ngo").Count);
        var thai = To("shelter.ngo")[0];
        Assert.StartsWith("NRM Portal: ", thai.Subject, StringComparison.Ordinal);
        Assert.Contains("ไม่มีข้อมูลส่วนบุคคล", thai.TextBody, StringComparison.Ordinal);
        Assert.All(smtp.Mails, WellMade);
        Assert.Equal(0, await DeliverAsync());
    }

    private static void WellMade(MimeMessage mail)
    {
        Assert.Equal("portal@nrm.example", mail.From.Mailboxes.Single().Address);
        Assert.EndsWith("@portal.nrm.example", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        var body = Assert.IsType<TextPart>(mail.Body);
        Assert.Equal(("text/plain", "utf-8", ContentEncoding.Base64), (body.ContentType.MimeType, body.ContentType.Charset, body.ContentTransferEncoding));
        using var raw = new MemoryStream();
        mail.WriteTo(raw);
        Assert.All(raw.ToArray(), b => Assert.True(b < 128));
        foreach (var personal in new[] { "Aung", "story told", "Burmese", "male" })
        {
            Assert.DoesNotContain(personal, mail.TextBody, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(personal, Encoding.ASCII.GetString(raw.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ARefusedLetter_ComesAgainLater_AndArrivesOnce()
    {
        await EscalateAsync();
        await smtp.RefuseAsync(1000, 451);
        Assert.Equal(0, await DeliverAsync());
        Assert.Equal("Queued", await StateAsync("datip"));
        Assert.Equal("SMTP 451 SMTP 451", await portal.ScalarAsync("select min(reason) || ' ' || max(reason) from mails"));
        Assert.Equal(0, await DeliverAsync());
        Assert.Equal(1L, await portal.ScalarAsync("select max(attempts)::bigint from mails"));
        await smtp.RefuseAsync(0, 451);
        portal.Clock.Advance(TimeSpan.FromSeconds(75));
        await DeliverAsync();
        Assert.Single(To("datip"));
        Assert.Equal("Sent", await StateAsync("datip"));
    }

    [Theory]
    [InlineData(451, 3)] // until the setting says enough
    [InlineData(550, 1)] // the server says never
    public async Task ALetterThatIsNeverTaken_IsGivenUp_AndShownToTheSystemAdministrator(int code, int rounds)
    {
        await EscalateAsync();
        await smtp.RefuseAsync(1000, code);
        for (var round = 0; round < rounds; round++)
        {
            await DeliverAsync();
            portal.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal("GivenUp", await StateAsync("datip"));
        var admin = await portal.VisitAsync("admin");
        Assert.Contains("Letters that did not go out", (await admin.GetAsync("/home")).Text, StringComparison.Ordinal);
        Assert.Contains($"SMTP {code}", (await admin.GetAsync("/admin/post")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(referral, admin.Text, StringComparison.Ordinal);

        await smtp.RefuseAsync(0, code);
        var mail = admin.Page.QuerySelectorAll("main tr").First(r => r.TextContent.Contains("datip@demo.nrm", StringComparison.Ordinal)).QuerySelector("button[name=Mail]")!.GetAttribute("value")!;
        await admin.PostAsync("/admin/post", ("Mail", mail));
        await DeliverAsync();
        Assert.Single(smtp.Mails);
    }

    [Fact]
    public async Task ANodeThatDiesBetweenItsWordAndTheTalk_LeavesAnUnsureLetter_ForTheAdministrator_AndNobodySendsItTwice()
    {
        await EscalateAsync();
        // It has said that it hands the letters over, and is gone before DATA.
        var (dead, claim, now) = (new Outbox((await TestCluster.Server).WorkerConnection(portal.Database)), Guid.NewGuid(), portal.Clock.GetUtcNow());
        await dead.FillAsync(now, CancellationToken.None);
        var held = await dead.ClaimAsync(claim, now, 100, TimeSpan.FromMinutes(2), CancellationToken.None);
        Assert.All(held, mail => Assert.True(dead.Handing(mail, claim, TimeSpan.FromMilliseconds(1))));
        await Task.Delay(50);
        Assert.Equal((0, 0), (await DeliverAsync(), await DeliverAsync()));
        Assert.Equal("Unsure", await StateAsync("datip"));
        Assert.Empty(smtp.Mails);

        var admin = await portal.VisitAsync("admin");
        Assert.Contains("Letters that did not go out", (await admin.GetAsync("/home")).Text, StringComparison.Ordinal);
        await admin.GetAsync("/admin/post");
        var row = admin.Page.QuerySelectorAll("main tr").First(r => r.TextContent.Contains("datip@demo.nrm", StringComparison.Ordinal));
        await admin.PostAsync("/admin/post", ("Mail", row.QuerySelector("button[name=Mail]")!.GetAttribute("value")!));
        await DeliverAsync();
        await DeliverAsync();
        Assert.Single(To("datip"));
        Assert.Single(smtp.Mails);
    }

    [Fact]
    public async Task WithoutAMailServer_LettersWait()
    {
        await EscalateAsync();
        Assert.Equal(0, await Carrier(port: 1).DeliverAsync());
        Assert.Equal("Queued", await StateAsync("datip"));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await DeliverAsync();
        Assert.Single(To("datip"));
    }

    [Fact]
    public async Task ADigest_ComesOnceADay_FromTheChosenHourOn()
    {
        await portal.ScalarAsync("""
            update users set language = 'th' where user_name = 'datip@demo.nrm';
            insert into notice_preferences (id, user_id, channel, digest_hour) select gen_random_uuid(), id, 'PortalOnly', 7 from users where user_name = 'shelter.ngo@demo.nrm'
            """);
        var reviewer = await portal.VisitAsync("datip");
        await reviewer.GetAsync("/account/notifications");
        await reviewer.PostAsync("/account/notifications", ("Language", "en"), ("Usual", "DailyDigest"), ("Hour", "14"));
        Assert.Equal("?saved=true", reviewer.Query);
        Assert.Equal(("DailyDigest", "14"), (reviewer.Page.QuerySelector("input[name=Usual][checked]")!.GetAttribute("value"), reviewer.Page.QuerySelector("select[name=Hour] option[selected]")!.GetAttribute("value")));
        // 25 hours after ten in the morning in Thailand: eleven.
        await EscalateAsync();
        await DeliverAsync();
        Assert.Empty(To("datip"));
        Assert.Empty(To("shelter.ngo"));
        portal.Clock.Advance(TimeSpan.FromHours(3.5));
        await DeliverAsync();
        await DeliverAsync();
        var digest = Assert.Single(To("datip"));
        Assert.StartsWith("NRM Portal: your notices of the day (", digest.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(referral, digest.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKindOfNotice_IsToldAsItWasChosen_AndTheOthersAsUsual()
    {
        Visitor reviewer = null!;
        async Task ChooseAsync(string usual, string limits)
        {
            reviewer = await portal.VisitAsync("datip");
            await reviewer.GetAsync("/account/notifications");
            await reviewer.PostAsync("/account/notifications", ("Language", "en"), ("Usual", usual), ("Hour", "14"), ("Kinds[ClockEscalated]", limits));
            Assert.Equal("?saved=true", reviewer.Query);
        }

        // What was told the reviewer, and how it goes out.
        async Task<Dictionary<string, string>> WaysAsync() => ((string)(await portal.ScalarAsync("""
            select string_agg(distinct n.code || '=' || case when w.notice_id is null then 'portal' when w.mail_id is null then 'digest' else 'mail' end, ' ')
            from notices n cross join users u left join mail_notices w on w.notice_id = n.id and w.user_id = u.id
            where u.user_name = 'datip@demo.nrm' and n.code <> 'ReferralUrgent' and exists (select 1 from memberships m where m.user_id = u.id and m.ended_at is null and notice_reaches(n, m, n.at))
            """))!).Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        await ChooseAsync("DailyDigest", "EmailAtOnce");
        Assert.Equal(("EmailAtOnce", ""), (Chosen("ClockEscalated"), Chosen("TaskGiven")));
        var (number, caseworker) = (referral[..referral.LastIndexOf('-')], await portal.VisitAsync("caseworker"));
        await caseworker.GetAsync($"/cases/{number}/tasks");
        await caseworker.PostAsync($"/cases/{number}/tasks", ("To", $"unit-{Data.Seed.ReferenceData.IdOf("unit", "DATIP")}"), ("Text", "Find a lawyer"), ("Due", Portal.Day(9)));
        // Eleven in the morning: before the digest.
        await EscalateAsync();
        await DeliverAsync();
        var ways = await WaysAsync();
        Assert.Equal("mail", ways["ClockEscalated"]);
        Assert.True(ways.ContainsKey("TaskGiven") && ways.Where(w => w.Key != "ClockEscalated").All(w => w.Value == "digest"), string.Join(' ', ways));
        Assert.StartsWith("NRM Portal: A limit or an alarm", Assert.Single(To("datip")).Subject, StringComparison.Ordinal);

        // The other way round, and as usual again.
        foreach (var (usual, limits, told) in new[] { ("EmailAtOnce", "PortalOnly", "portal"), ("EmailAtOnce", "", "mail") })
        {
            await ChooseAsync(usual, limits);
            Assert.Equal(limits, Chosen("ClockEscalated"));
            await portal.ScalarAsync("update notices set posted_at = null; delete from mail_notices; delete from mails");
            await DeliverAsync();
            ways = await WaysAsync();
            Assert.Equal(told, ways["ClockEscalated"]);
            Assert.True(ways.Where(w => w.Key != "ClockEscalated").All(w => w.Value == "mail"), string.Join(' ', ways));
        }

        string Chosen(string kind) => reviewer.Page.QuerySelector($"#kind-{kind} option[selected]")?.GetAttribute("value") ?? "";
    }
}
