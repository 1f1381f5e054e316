using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace NrmPortal.Web.Mail;

/// <summary>
/// Whose certificates a mail server may show: those of the machine's authorities, or of the one authority that the settings
/// name, as offices with mail servers of their own have. The name must fit in either case.
/// </summary>
internal sealed class MailServerTrust(X509Certificate2 authority)
{
    public bool Accepts(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || shown is null) return false;
        using var own = new X509Chain();
        (own.ChainPolicy.TrustMode, own.ChainPolicy.RevocationMode) = (X509ChainTrustMode.CustomRootTrust, X509RevocationMode.NoCheck);
        own.ChainPolicy.CustomTrustStore.Add(authority);
        own.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1"));
        using var leaf = new X509Certificate2(shown);
        return own.Build(leaf);
    }
}
