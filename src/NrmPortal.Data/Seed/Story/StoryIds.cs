using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// Ids of the story: UUID v7 whose time is the act's and whose random part comes from the seed and the name of the thing, so
/// that the same anchor and seed give the same ids. Seats, opinions, decisions, events and steps get theirs from the domain.
/// </summary>
internal static class StoryIds
{
    public const int Seed = 2569;

    public static Guid Make(string name, DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        Hash(name)[..16].CopyTo(bytes);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Dice of one tale: what it throws does not depend on the tales before it.</summary>
    public static Random Dice(string name) => new(BinaryPrimitives.ReadInt32BigEndian(Hash(name)));

    private static byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes($"nrm-portal/story/{Seed}/{name}"));
}
