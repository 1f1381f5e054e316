using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace NrmPortal.Testing;

/// <summary>The code an authenticator app would show (RFC 6238: SHA-1, 30 seconds, six digits).</summary>
public static class Totp
{
    /// <param name="ahead">How many codes later: each counts once, and two ahead are accepted of a clock that runs fast.</param>
    public static string Code(string secret, int ahead = 0) => Code(secret, DateTimeOffset.UtcNow.AddSeconds(30 * ahead));

    /// <summary>Six digits that are certainly not right.</summary>
    public static string Wrong(string secret) =>
        Enumerable.Range(0, 100).Select(n => (n * 7919 % 1_000_000).ToString("D6", CultureInfo.InvariantCulture))
            .First(c => Enumerable.Range(-4, 9).All(step => Code(secret, DateTimeOffset.UtcNow.AddSeconds(30 * step)) != c));

    private static string Code(string secret, DateTimeOffset at)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard names SHA-1, and so do the apps.
        var hash = HMACSHA1.HashData(Base32(secret), counter);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF, 4)) & int.MaxValue;
        return (value % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Where(char.IsLetterOrDigit).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
