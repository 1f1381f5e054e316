using MailKit;

namespace NrmPortal.Web.Mail;

/// <summary>Watches the talk with the mail server for the one moment that matters: from DATA on the server may have the letter.</summary>
internal sealed class Wire : IProtocolLogger
{
    public bool HasHandedOver { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void Begin() => HasHandedOver = false;

    public void LogConnect(Uri uri)
    {
        // Where to is in the settings.
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        var said = buffer.AsSpan(offset, count);
        if (said.StartsWith("DATA\r\n"u8) || said.StartsWith("BDAT "u8)) HasHandedOver = true;
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        // The answers come back as results.
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}
