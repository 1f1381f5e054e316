using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NrmPortal.Data.Encryption;

/// <summary>
/// AES-256-GCM in an envelope: version (1), key id (4, big endian), nonce (12), ciphertext, tag (16).
/// The associated data names table, column and row, so a value moved to another row does not open.
/// </summary>
public static class Envelope
{
    private const byte Version = 1;
    private const int HeadLength = 1 + 4 + 12;
    private const int TagLength = 16;

    public static byte[] Seal(string text, int keyId, byte[] key, string place)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[HeadLength + plain.Length + TagLength];
        sealedBytes[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(sealedBytes.AsSpan(1, 4), keyId);
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(5, 12));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(sealedBytes.AsSpan(5, 12), plain, sealedBytes.AsSpan(HeadLength, plain.Length),
            sealedBytes.AsSpan(HeadLength + plain.Length), Encoding.UTF8.GetBytes(place));
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">The value was altered or stands in another row than it was sealed for.</exception>
    public static string Open(byte[] value, Func<int, byte[]> keyOf, string place)
    {
        if (value.Length < HeadLength + TagLength || value[0] != Version) throw new CryptographicException("Not a sealed value.");
        var length = value.Length - HeadLength - TagLength;
        var plain = new byte[length];
        using var aes = new AesGcm(keyOf(KeyIdOf(value)), TagLength);
        aes.Decrypt(value.AsSpan(5, 12), value.AsSpan(HeadLength, length), value.AsSpan(HeadLength + length), plain, Encoding.UTF8.GetBytes(place));
        return Encoding.UTF8.GetString(plain);
    }

    public static int KeyIdOf(byte[] value) => BinaryPrimitives.ReadInt32BigEndian(value.AsSpan(1, 4));
}
