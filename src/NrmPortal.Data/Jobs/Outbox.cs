using Npgsql;

namespace NrmPortal.Data.Jobs;

/// <summary>One notice as a letter names it: the number, what kind, and where it leads.</summary>
/// <param name="Parameters">Codes as JSON; nothing of the person.</param>
public sealed record LetterLine(string Number, string Code, string Path, string Parameters);

/// <summary>A mail to be written in its receiver's language.</summary>
/// <param name="Attempts">How often it was handed over before, in vain.</param>
public sealed record Letter(Guid Id, string Address, string Language, bool IsDigest, int Attempts, IReadOnlyList<LetterLine> Lines);

/// <summary>
/// The post's side of the database, as <c>nrm_worker</c>. Each step commits before the next one begins: what a node was doing
/// when it died can be read from the row.
/// </summary>
public sealed class Outbox(string workerConnection)
{
    /// <summary>Turns new notices into mails, and what waits for a digest into digests whose hour has come.</summary>
    public async Task FillAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        while (await AskAsync<int>("select post_notices($1, 100)", cancellation, now) == 100)
        {
            // The next hundred.
        }

        await AskAsync<int>("select post_digests($1)", cancellation, now);
    }

    /// <summary>Takes mails that are due for this node, for the length of a lease.</summary>
    public async Task<IReadOnlyList<Guid>> ClaimAsync(Guid claim, DateTimeOffset now, int atMost, TimeSpan lease, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = Command(connection, "select post_claim($1, $2, $3, $4)", claim, now, atMost, lease);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    /// <summary>The letter with the address as it is now; null when the account was closed meanwhile.</summary>
    public async Task<Letter?> OpenLetterAsync(Guid mail, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = Command(connection, "select * from post_letter($1)", mail);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        Letter? letter = null;
        var lines = new List<LetterLine>();
        while (await reader.ReadAsync(cancellation))
        {
            letter ??= new Letter(mail, reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetInt32(3), lines);
            lines.Add(new LetterLine(reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7)));
        }

        return letter;
    }

    /// <summary>
    /// Says that the mail server may have the letter from now on. Not to be interrupted, and asked in the middle of the talk,
    /// which waits for it. False when the lease ran out: another node has it.
    /// </summary>
    public bool Handing(Guid mail, Guid claim, TimeSpan lease)
    {
        using var connection = new NpgsqlConnection(workerConnection);
        connection.Open();
        using var command = Command(connection, "select post_handing($1, $2, $3)", mail, claim, lease);
        return (bool)command.ExecuteScalar()!;
    }

    public Task SentAsync(Guid mail, Guid claim, DateTimeOffset now) => RunAsync("select post_sent($1, $2, $3)", mail, claim, now);

    /// <param name="again">When to try once more; null: never.</param>
    public Task FailedAsync(Guid mail, Guid claim, string reason, DateTimeOffset? again) => RunAsync("select post_failed($1, $2, $3, $4)", mail, claim, reason, again);

    public Task UnsureAsync(Guid mail, Guid claim, string reason) => RunAsync("select post_unsure($1, $2, $3)", mail, claim, reason);

    // What has happened at the mail server is written down also while the portal stops.
    private async Task RunAsync(string sql, params object?[] values) => await AskAsync<object?>(sql, CancellationToken.None, values);

    private async Task<T> AskAsync<T>(string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = Command(connection, sql, values);
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(workerConnection);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(value is null ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz } : new() { Value = value });
        return command;
    }
}
