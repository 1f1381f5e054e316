using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace NrmPortal.Data.Encryption;

/// <summary>
/// Unwraps the data keys and keeps them in memory. Reads the key table over a connection of its own, since
/// it is asked in the middle of a save; key rows hold no personal data.
/// </summary>
public sealed class KeyRing(string connectionString, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, byte[]> keys = new();
    private readonly Lock gate = new();
    private readonly IDataProtector protector = protection.CreateProtector("NrmPortal.DataKeys.v1");
    private int current;

    /// <summary>The newest key: new values are sealed with it.</summary>
    public (int Id, byte[] Key) Current
    {
        get
        {
            if (current == 0) Load(createIfNone: true);
            return (current, keys[current]);
        }
    }

    public byte[] KeyOf(int id)
    {
        if (!keys.ContainsKey(id)) Load(createIfNone: false);
        return keys.TryGetValue(id, out var key) ? key : throw new CryptographicException($"Data key {id} is not in the key table.");
    }

    /// <summary>All keys, newest first, for blind-index look-ups while two keys live side by side.</summary>
    public IReadOnlyList<(int Id, byte[] Key)> All
    {
        get
        {
            if (current == 0) Load(createIfNone: true);
            return [.. keys.OrderByDescending(k => k.Key).Select(k => (k.Key, k.Value))];
        }
    }

    private void Load(bool createIfNone)
    {
        lock (gate)
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            Read(connection);
            if (current != 0 || !createIfNone) return;
            using var insert = new NpgsqlCommand("insert into data_keys (id, wrapped, created_at) values (1, $1, $2) on conflict do nothing", connection);
            insert.Parameters.Add(new() { Value = protector.Protect(RandomNumberGenerator.GetBytes(32)) });
            insert.Parameters.Add(new() { Value = clock.GetUtcNow() });
            insert.ExecuteNonQuery();
            Read(connection);
        }
    }

    private void Read(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("select id, wrapped from data_keys order by id", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var id = reader.GetInt32(0);
            keys.TryAdd(id, protector.Unprotect(reader.GetFieldValue<byte[]>(1)));
            current = Math.Max(current, id);
        }
    }
}
