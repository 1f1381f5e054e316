using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using MimeKit;

namespace NrmPortal.Web.Mail;

/// <summary>The mail server and who writes; complete, or the portal does not start.</summary>
/// <param name="PublicUrl">Where people open the portal; letters link there.</param>
/// <param name="Attempts">How often a letter is handed over in vain before it is given up.</param>
/// <param name="Lease">How long a node may hold a letter before another takes it to be dead.</param>
/// <param name="Authority">The authority behind the mail server's certificate; null: those the machine trusts.</param>
public sealed record MailSettings(
    string Host, int Port, SecureSocketOptions Security, string? User, string? Password, MailboxAddress From, Uri PublicUrl, int Attempts, TimeSpan Lease, X509Certificate2? Authority = null);
