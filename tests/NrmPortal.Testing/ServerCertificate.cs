using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NrmPortal.Testing;

/// <summary>A certificate for a server of that name, and the authority made for it alone.</summary>
public sealed class ServerCertificate
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1), Until = From.AddYears(1);

    public ServerCertificate(string name)
    {
        using var root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = new CertificateRequest("CN=An authority", root, HashAlgorithmName.SHA256);
        made.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = made.CreateSelfSigned(From, Until);

        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (System.Net.IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        asked.CertificateExtensions.Add(names.Build());
        asked.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var signed = asked.Create(Authority, From, Until.AddDays(-1), [1, 2, 3, 4]);
        (Certificate, Key) = (signed.ExportCertificatePem(), own.ExportPkcs8PrivateKeyPem());
    }

    public X509Certificate2 Authority { get; }
    public string Certificate { get; }
    public string Key { get; }
}
