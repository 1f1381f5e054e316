using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using NrmPortal.Data.Jobs;
using NrmPortal.Testing;
using NrmPortal.Web.Mail;

namespace NrmPortal.Web.Tests;

/// <summary>Letters over an encrypted line with a login; where either fails they are kept and tried again, and never sent in the open.</summary>
public sealed class SafePostTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Postman Carrier(SmtpServer smtp, SecureSocketOptions security, X509Certificate2? authority, string password = "right", string host = "127.0.0.1") => new(
        new Outbox(TestCluster.Server.GetAwaiter().GetResult().WorkerConnection(portal.Database)),
        new MailSettings(host, smtp.Port, security, "portal", password, MailboxAddress.Parse("NRM Portal <portal@nrm.example>"), new Uri("https://portal.nrm.example/"), 5, TimeSpan.FromMinutes(2), authority),
        ActivatorUtilities.CreateInstance<LetterText>(portal.Services), portal.Clock, NullLogger<Postman>.Instance);

    // One letter, alone in the post.
    private async Task QueueAsync() => await portal.ScalarAsync($"""
        update notices set posted_at = now();
        delete from mails;
        with told as (insert into notices (id, case_id, code, path, to_membership_id, at, parameters)
            select gen_random_uuid(), c.id, 'MessageWritten', '/cases/' || c.nrm_number, m.id, '{portal.Clock.GetUtcNow():O}', jsonb_build_object() from cases c, memberships m join users u on u.id = m.user_id
            where u.user_name = 'datip@demo.nrm' and c.nrm_number is not null order by c.opened_at desc limit 1 returning 1) select count(*) from told
        """);

    private Task<object?> LetterAsync() => portal.ScalarAsync("select state || ' ' || attempts || ' ' || coalesce(reason, '') from mails");

    [Theory]
    [InlineData("starttls", SecureSocketOptions.StartTls)]
    [InlineData("implicit", SecureSocketOptions.SslOnConnect)]
    public async Task ALetter_GoesOverAnEncryptedLine_UnderALogin(string tls, SecureSocketOptions security)
    {
        await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var certificate = new ServerCertificate("127.0.0.1");
        await using var smtp = await SmtpServer.StartAsync(tls, certificate);
        await QueueAsync();
        Assert.Equal(1, await Carrier(smtp, security, certificate.Authority).DeliverAsync());
        await TookAsync(smtp, 1);
        Assert.Equal(0, smtp.Count("login in the open"));
        Assert.Equal("datip@demo.nrm", Assert.Single(smtp.Mails).To.Mailboxes.Single().Address);

        // A wrong password: refused, kept, and tried again after a wait.
        await QueueAsync();
        Assert.Equal(0, await Carrier(smtp, security, certificate.Authority, "wrong").DeliverAsync());
        Assert.Equal("Queued 1 login", await LetterAsync());
        Assert.Equal(0, await Carrier(smtp, security, certificate.Authority).DeliverAsync());
        portal.Clock.Advance(TimeSpan.FromSeconds(75));
        Assert.Equal(1, await Carrier(smtp, security, certificate.Authority).DeliverAsync());
        Assert.Equal("Sent", ((string)(await LetterAsync())!).Split(' ')[0]);
        await TookAsync(smtp, 2);
    }

    // Its word comes beside its answer. Each letter it took came over an encrypted line, from somebody it knows.
    private static Task TookAsync(SmtpServer smtp, int letters) => Soon.BeAsync(
        () => Task.FromResult((smtp.Count("safe"), smtp.Count("mail")) == (letters, letters)), () => $"{smtp.Count("safe")} of {smtp.Count("mail")} letters were safe, {letters} expected");

    [Theory]
    [InlineData("starttls", SecureSocketOptions.StartTls, "mail.other.example", true)] // of another server
    [InlineData("implicit", SecureSocketOptions.SslOnConnect, "mail.other.example", true)]
    [InlineData("starttls", SecureSocketOptions.StartTls, "127.0.0.1", false)] // of an authority that nobody trusts
    [InlineData("implicit", SecureSocketOptions.SslOnConnect, "127.0.0.1", false)]
    public async Task ACertificateThatDoesNotFit_IsRefused_AndTheLetterKept(string tls, SecureSocketOptions security, string name, bool trusted)
    {
        await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var certificate = new ServerCertificate(name);
        await using var smtp = await SmtpServer.StartAsync(tls, certificate);
        foreach (var authority in trusted ? new X509Certificate2?[] { certificate.Authority } : [null, new ServerCertificate("127.0.0.1").Authority])
        {
            await QueueAsync();
            Assert.Equal(0, await Carrier(smtp, security, authority).DeliverAsync());
            Assert.Equal("Queued 1 certificate", await LetterAsync());
            portal.Clock.Advance(TimeSpan.FromSeconds(75));
            Assert.Equal(0, await Carrier(smtp, security, authority).DeliverAsync());
            Assert.Equal("Queued 2 certificate", await LetterAsync());
        }

        Assert.Equal((0, 0, 0), (smtp.Count("login"), smtp.Count("login in the open"), smtp.Count("mail")));
    }

    [Fact]
    public async Task AServerWithoutEncryption_IsNotTrustedWithThePassword()
    {
        await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await using var smtp = await SmtpServer.StartAsync();
        await QueueAsync();
        Assert.Equal(0, await Carrier(smtp, SecureSocketOptions.StartTls, null).DeliverAsync());
        Assert.Equal("Queued 1 unsupported", await LetterAsync());
        Assert.Equal((0, 0), (smtp.Count("login in the open"), smtp.Count("mail")));
    }
}
