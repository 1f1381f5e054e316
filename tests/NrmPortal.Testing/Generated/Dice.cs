namespace NrmPortal.Testing;

/// <summary>The same throws for the same case in every run (SplitMix64): a generated load can be compared with an earlier one.</summary>
internal struct Dice(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15;

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 up to, not including, <paramref name="sides"/>.</summary>
    public int Next(int sides) => (int)(Next() % (ulong)sides);

    /// <summary>True in so many of a hundred throws.</summary>
    public bool Percent(int share) => Next(100) < share;

    /// <summary>A UUID v7 of that time, as the domain makes them: new rows come at the end of an index.</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = 0x70;
        bytes[7] = (byte)Next();
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
