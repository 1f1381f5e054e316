using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NrmPortal.Data.Identity;
using Npgsql;

namespace NrmPortal.Data.Interceptors;

/// <summary>
/// Tells the database who acts, for this transaction only. Without a transaction nothing is set and nothing is
/// visible; the connection is pooled, so the setting must never outlive the transaction.
/// </summary>
public sealed class SightInterceptor(CurrentActor current) : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        using var command = Command(connection, result);
        command.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, result);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    private NpgsqlCommand Command(DbConnection connection, DbTransaction transaction)
    {
        var command = new NpgsqlCommand("select set_config('app.user_id', $1, true), set_config('app.membership_id', $2, true)",
            (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        command.Parameters.Add(new() { Value = current.Actor?.UserId.ToString() ?? "" });
        command.Parameters.Add(new() { Value = current.Actor?.MembershipId.ToString() ?? "" });
        return command;
    }
}
