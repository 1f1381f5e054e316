using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Encryption;

/// <summary>A blind-index token of one name word: found by equality, never read back. Leakproof under row security.</summary>
public sealed class NameToken
{
    private NameToken() { }

    public NameToken(Guid caseId, int keyId, byte[] token) => (CaseId, KeyId, Token) = (caseId, keyId, token);

    public Guid CaseId { get; private set; }
    public int KeyId { get; private set; }
    public byte[] Token { get; private set; } = [];
}

/// <summary>Makes the tokens: insensitive to case, Thai tone marks, punctuation and spacing.</summary>
public sealed class NameTokens(KeyRing ring)
{
    public IEnumerable<NameToken> For(PersonIdentity identity)
    {
        var (keyId, key) = ring.Current;
        return Words(identity.Name?.Open() + " " + identity.Aliases?.Open())
            .Select(word => new NameToken(identity.CaseId, keyId, Hash(key, word)));
    }

    /// <summary>For each word asked, its tokens under every living key.</summary>
    public IReadOnlyList<byte[][]> Asked(string name) =>
        [.. Words(name).Select(word => ring.All.Select(k => Hash(k.Key, word)).ToArray())];

    /// <summary>Of a full name, each way to write it under every living key: two that share one are the same person's.</summary>
    public long[] Whole(string name) =>
        [.. NameWords.Spellings(name).SelectMany(s => ring.All.Select(k => BinaryPrimitives.ReadInt64BigEndian(Hash(k.Key, s))))];

    /// <summary>The words of a name, normalised, each once; the joined whole too, so that spacing does not matter.</summary>
    public static IReadOnlyCollection<string> Words(string name)
    {
        var words = NameWords.Of(name).ToList();
        if (words.Count > 1) words.Add(string.Concat(words));
        return words.Distinct(StringComparer.Ordinal).ToList();
    }

    private static byte[] Hash(byte[] key, string word) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("name\u001f" + word))[..8];
}
