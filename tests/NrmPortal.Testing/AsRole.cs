using Npgsql;
using NrmPortal.Data.Seed;

namespace NrmPortal.Testing;

/// <summary>Raw SQL in one person's name, under the application's own role and in its transaction, which is never committed.</summary>
public static class AsRole
{
    public static async Task<object?> AsAsync(this Portal portal, string user, string role, string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var who = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", connection, transaction);
        await who.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return await command.ExecuteScalarAsync();
    }
}
