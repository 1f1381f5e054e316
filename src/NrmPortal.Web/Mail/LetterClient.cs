using MailKit.Net.Smtp;
using MimeKit;

namespace NrmPortal.Web.Mail;

/// <summary>
/// An SMTP client that asks at the last moment, when the server has accepted the receiver and before it is told DATA, whether
/// the letter may go: as little as possible happens between the word that it is handed over and the handing over.
/// </summary>
internal sealed class LetterClient(Wire wire) : SmtpClient(wire)
{
    public Func<bool> MayGo { get; set; } = () => false;

    /// <summary>It was not to go: DATA was not said.</summary>
    public bool HasLost { get; private set; }

    // MailKit calls this in the middle of sending and waits for it.
    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        base.OnRecipientAccepted(message, mailbox, response);
        HasLost = !MayGo();
        if (HasLost) throw new OperationCanceledException();
    }
}
