using MailKit.Net.Smtp;
using MailKit.Security;
using NrmPortal.Data.Jobs;
using NrmPortal.Domain.Work;

namespace NrmPortal.Web.Mail;

/// <summary>
/// Carries letters to the mail server. Before DATA the row says Handing, after the server's answer Sent: a node that dies
/// between the two leaves an unsure letter, which nobody sends again (decision 10). Any number of nodes may carry at once.
/// </summary>
public sealed class Postman(Outbox outbox, MailSettings settings, LetterText text, TimeProvider clock, ILogger<Postman> log)
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>How many letters the server took.</returns>
    public async Task<int> DeliverAsync(CancellationToken cancellation = default)
    {
        await outbox.FillAsync(clock.GetUtcNow(), cancellation);
        for (var sent = 0; ;)
        {
            var claim = Guid.NewGuid();
            var mails = await outbox.ClaimAsync(claim, clock.GetUtcNow(), AtOnce, settings.Lease, cancellation);
            if (mails.Count == 0) return sent;
            using var wire = new Wire();
            using var server = new LetterClient(wire) { Timeout = (int)Patience.TotalMilliseconds };
            foreach (var mail in mails)
            {
                if (await DeliverAsync(server, wire, mail, claim, cancellation)) sent++;
            }

            if (server.IsConnected) await server.DisconnectAsync(quit: true, cancellation);
        }
    }

    private async Task<bool> DeliverAsync(LetterClient server, Wire wire, Guid mail, Guid claim, CancellationToken cancellation)
    {
        if (await outbox.OpenLetterAsync(mail, cancellation) is not { } letter)
        {
            await outbox.FailedAsync(mail, claim, "no account", null);
            return false;
        }

        try
        {
            wire.Begin();
            await ConnectAsync(server, cancellation);
            server.MayGo = () => outbox.Handing(mail, claim, settings.Lease);
            // Not to be interrupted: half a talk is what makes a letter unsure.
            await server.SendAsync(text.Write(letter, settings), CancellationToken.None);
            await outbox.SentAsync(mail, claim, clock.GetUtcNow());
            return true;
        }
        catch (OperationCanceledException) when (server.HasLost)
        {
            // Another node has taken it over.
            return false;
        }
        catch (Exception e) when (e is SmtpCommandException or SmtpProtocolException or IOException or System.Net.Sockets.SocketException or TimeoutException
            or AuthenticationException or SslHandshakeException or NotSupportedException or MimeKit.ParseException)
        {
            await NoteAsync(e, letter, claim, wire.HasHandedOver);
            // A server that refused one letter may be asked with the next, on a fresh line.
            if (server.IsConnected) await server.DisconnectAsync(quit: e is SmtpCommandException, CancellationToken.None);
            return false;
        }
    }

    private async Task ConnectAsync(SmtpClient server, CancellationToken cancellation)
    {
        if (server.IsConnected) return;
        if (settings.Authority is { } authority) server.ServerCertificateValidationCallback = new MailServerTrust(authority).Accepts;
        await server.ConnectAsync(settings.Host, settings.Port, settings.Security, cancellation);
        if (settings.User is not null) await server.AuthenticateAsync(settings.User, settings.Password!, cancellation);
    }

    private async Task NoteAsync(Exception e, Letter letter, Guid claim, bool handedOver)
    {
        var reason = e switch
        {
            SmtpCommandException answer => $"SMTP {(int)answer.StatusCode}",
            MimeKit.ParseException => "address",
            AuthenticationException => "login",
            SslHandshakeException => "certificate",
            // The server offers no encryption, or no login, where the settings ask for one: nothing is sent in the open.
            NotSupportedException => "unsupported",
            _ => "unreachable",
        };
        log.LogWarning("A letter was not taken: {Reason}", reason);
        if (handedOver && e is not SmtpCommandException)
        {
            await outbox.UnsureAsync(letter.Id, claim, "interrupted");
            return;
        }

        var final = e is MimeKit.ParseException || e is SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 };
        var wait = final ? null : Retry.After(letter.Attempts + 1, settings.Attempts, Random.Shared.NextDouble());
        await outbox.FailedAsync(letter.Id, claim, reason, clock.GetUtcNow() + wait);
    }
}
