using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using Npgsql;
using NpgsqlTypes;

namespace NrmPortal.Data.Interceptors;

/// <summary>
/// Tells the database who acts, for this transaction only. Without a transaction nothing is set and nothing is
/// visible; the connection is pooled, so the setting must never outlive the transaction. The same statement brings the
/// version of the clock book, which is laid open for what follows.
/// </summary>
public sealed class SightInterceptor(CurrentActor current, TimeProvider clock, ClockBooks books) : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) =>
        throw new NotSupportedException("A transaction begins asynchronously: it may have to read the clock book.");

    public override async ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        long version;
        await using (var command = Command(connection, result, current.Actor, clock.GetUtcNow())) version = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await books.OpenAsync(version, connection, result, cancellationToken);
        return result;
    }

    /// <summary>From here on another person acts in the running transaction; its end still takes the setting away.</summary>
    /// <param name="at">When: what ends at a time is judged by it. Null: as the transaction began.</param>
    public static async Task HandOverAsync(PortalDbContext db, CurrentActor current, Actor actor, DateTimeOffset? at, CancellationToken cancellation = default)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Nobody acts outside a transaction.");
        current.Set(actor);
        await using var command = Command(db.Database.GetDbConnection(), transaction.GetDbTransaction(), actor, at);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(DbConnection connection, DbTransaction transaction, Actor? actor, DateTimeOffset? at)
    {
        var command = new NpgsqlCommand("select (select version from clock_version), set_config('app.user_id', $1, true), set_config('app.membership_id', $2, true), set_config('app.now', coalesce($3, current_setting('app.now', true)), true)",
            (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        command.Parameters.Add(new() { Value = actor?.UserId.ToString() ?? "" });
        command.Parameters.Add(new() { Value = actor?.MembershipId.ToString() ?? "" });
        // What ends at a time ends by the portal's clock, which Development may set.
        command.Parameters.Add(new() { Value = (object?)at?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return command;
    }
}
