using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace NrmPortal.Web.Startup;

/// <summary>
/// The keys in the database are wrapped by a certificate that lies outside it: a copy of the database alone opens
/// nothing. Development without a certificate leaves them plain.
/// </summary>
internal static class KeyProtection
{
    public static void ProtectKeys(this IServiceCollection services, PortalSettings settings)
    {
        if (settings.KeyCertificate is not { } file) return;
        var certificate = Load(file, settings.KeyCertificatePassword);
        services.AddDataProtection().ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
    }

    /// <exception cref="UnsafeConfigurationException">The file is not there, does not open or holds no private key.</exception>
    internal static X509Certificate2 Load(string file, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey ? certificate : throw new UnsafeConfigurationException($"Keys:Certificate ({file}) holds no private key.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UnsafeConfigurationException($"Keys:Certificate ({file}) cannot be opened: {e.Message}");
        }
    }

    /// <summary>A new certificate as a PKCS#12 file; it only wraps keys, so nobody need sign it.</summary>
    public static byte[] Create(string? password, DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=NRM Portal keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return certificate.Export(X509ContentType.Pkcs12, password);
    }
}
