using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NrmPortal.Data.Seed;

namespace NrmPortal.Testing;

/// <summary>Reads of the generated cases on unbroken chains: the hashes are those that <c>audit_write</c> would have made.</summary>
internal sealed class GeneratedAudit(NpgsqlConnection connection, int count, int readsPerCase)
{
    private static readonly Guid Reader = ReferenceData.IdOf("user", "caseworker");
    private static readonly Guid Membership = ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker");

    public void Records()
    {
        using var into = new CopyInto(connection, "audit_records", "chain, sequence, at_micros, user_id, membership_id, case_id, verb, subject, details, previous_hash, hash");
        (object reader, object membership) = (Reader, Membership);
        foreach (var (c, chain) in Chains())
        {
            byte[] previous = [];
            for (var i = 1L; i <= readsPerCase; i++)
            {
                var hash = Hash(previous, chain, i, c);
                into.Row(chain, i, Micros(c, i), reader, membership, c.Id, "read", "/Cases/Show", CopyInto.EmptyJson, previous, hash);
                previous = hash;
            }
        }

        into.Complete();
    }

    public void Heads()
    {
        using var into = new CopyInto(connection, "audit_heads", "chain, sequence, hash");
        foreach (var (c, chain) in Chains())
        {
            byte[] head = [];
            for (var i = 1L; i <= readsPerCase; i++) head = Hash(head, chain, i, c);
            into.Row(chain, (long)readsPerCase, head);
        }

        into.Complete();
    }

    private IEnumerable<(GeneratedCase Case, string Chain)> Chains()
    {
        for (var i = 0; i < count; i++)
        {
            var c = GeneratedCase.Of(i, count);
            yield return (c, $"case:{c.Id}");
        }
    }

    private static long Micros(GeneratedCase c, long sequence) => (c.OpenedAt.ToUnixTimeMilliseconds() * 1000) + (sequence * 3_600_000_000L);

    private static byte[] Hash(byte[] previous, string chain, long sequence, GeneratedCase c)
    {
        var text = $"{chain}|{sequence}|{Micros(c, sequence)}|{Reader}|{Membership}|{c.Id}|read|/Cases/Show|{{}}";
        Span<byte> content = stackalloc byte[512];
        previous.CopyTo(content);
        var length = previous.Length + Encoding.UTF8.GetBytes(text, content[previous.Length..]);
        return SHA256.HashData(content[..length]);
    }
}
