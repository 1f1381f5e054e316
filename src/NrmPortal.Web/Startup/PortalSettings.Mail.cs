using System.Security.Cryptography.X509Certificates;
using System.Globalization;
using MailKit.Security;
using MimeKit;
using NrmPortal.Web.Mail;

namespace NrmPortal.Web.Startup;

public sealed partial class PortalSettings
{
    private static readonly string[] MailKeys = ["Mail:Port", "Mail:Security", "Mail:User", "Mail:Password", "Mail:Authority", "Mail:From", "Mail:Attempts", "Mail:LeaseSeconds"];

    /// <summary>Null: no e-mail is sent, notices are read in the portal.</summary>
    /// <exception cref="UnsafeConfigurationException">Half a configuration: letters would wait for ever, or carry links to nowhere.</exception>
    public MailSettings? Mail
    {
        get
        {
            if (Text("Mail:Host") is not { } host)
            {
                if (MailKeys.FirstOrDefault(k => Text(k) is not null) is { } lonely) throw new UnsafeConfigurationException($"{lonely} is given and Mail:Host is not.");
                return null;
            }

            var security = MailSecurity();
            var (user, password) = (Text("Mail:User"), Text("Mail:Password"));
            if (user is null != password is null) throw new UnsafeConfigurationException($"Mail:User {(user is null ? "is missing beside its password" : "stands without its password")}: the mail server is given both or neither.");
            if (IsProduction && user is not null && security == SecureSocketOptions.None) throw new UnsafeConfigurationException("Mail:Security is None: the password would cross the network in the open.");
            var port = Number("Mail:Port", least: 1, otherwise: security == SecureSocketOptions.SslOnConnect ? 465 : 587);
            return new MailSettings(host, port, security, user, password, Sender(), PublicUrl(),
                Number("Mail:Attempts", least: 1, otherwise: 12), TimeSpan.FromSeconds(Number("Mail:LeaseSeconds", least: 1, otherwise: 120)), Authority());
        }
    }

    private X509Certificate2? Authority()
    {
        if (Text("Mail:Authority") is not { } file) return null;
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(file);
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException)
        {
            throw new UnsafeConfigurationException($"Mail:Authority is no certificate: {file}");
        }
    }

    private SecureSocketOptions MailSecurity() => Text("Mail:Security") switch
    {
        null or "StartTls" => SecureSocketOptions.StartTls,
        "Tls" => SecureSocketOptions.SslOnConnect,
        "None" => SecureSocketOptions.None,
        var other => throw new UnsafeConfigurationException($"Mail:Security is none of StartTls, Tls, None: {other}"),
    };

    private MailboxAddress Sender() => Text("Mail:From") is not { } text ? throw new UnsafeConfigurationException("Mail:From is missing: letters need a sender.")
        : MailboxAddress.TryParse(text, out var from) && from.Address.Contains('@', StringComparison.Ordinal) ? from
        : throw new UnsafeConfigurationException($"Mail:From is no e-mail address: {text}");

    /// <summary>Where people open the portal, if that is configured.</summary>
    public Uri? Site => Text("Portal:PublicUrl") is null ? null : PublicUrl();

    private Uri PublicUrl() => Text("Portal:PublicUrl") is not { } text ? throw new UnsafeConfigurationException("Portal:PublicUrl is missing: letters link to it.")
        : Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && !IsProduction)) ? url
        : throw new UnsafeConfigurationException(string.Create(CultureInfo.InvariantCulture, $"Portal:PublicUrl is no {(IsProduction ? "https " : "")}address: {text}"));
}
