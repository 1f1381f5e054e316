using Npgsql;

namespace NrmPortal.Data.Seed.Story;

/// <summary>
/// The story's own record in the database, and the lock under which it is told: one portal tells, another that starts at the
/// same time waits and finds it told. The lock falls with its connection, so a killed portal does not hold it.
/// </summary>
internal sealed class StoryBook : IAsyncDisposable
{
    private const long Lock = 2569002;
    private const string Name = "demonstration";

    private readonly NpgsqlConnection connection;

    private StoryBook(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<StoryBook> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        // Not pooled: the session, and with it the lock, ends when the book is closed.
        var book = new StoryBook(new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString));
        try
        {
            await book.connection.OpenAsync(cancellation);
            await using var command = book.Command("select pg_advisory_lock($1)", Lock);
            // As long as the other portal tells.
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellation);
            return book;
        }
        catch
        {
            await book.DisposeAsync();
            throw;
        }
    }

    /// <summary>The anchor under which the story was begun, and whether it stands; null before the first beginning.</summary>
    public async Task<(DateTimeOffset Anchor, bool Stands)?> BegunAsync(CancellationToken cancellation)
    {
        await using var command = Command("select anchor, stands_at is not null from stories where name = $1", Name);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1)) : null;
    }

    public Task BeginAsync(DateTimeOffset anchor, CancellationToken cancellation) =>
        Execute("insert into stories (name, seed, anchor) values ($1, $2, $3)", cancellation, Name, StoryIds.Seed, anchor);

    public Task StandsAsync(CancellationToken cancellation) => Execute("update stories set stands_at = now() where name = $1", cancellation, Name);

    /// <summary>Of each tale how many acts are committed, and the case's number.</summary>
    public async Task<Dictionary<string, (int Acts, string Number)>> ToldAsync(CancellationToken cancellation)
    {
        var told = new Dictionary<string, (int, string)>(StringComparer.Ordinal);
        await using var command = Command("select tale, acts, number from story_tales");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) told.Add(reader.GetString(0), (reader.GetInt32(1), reader.GetString(2)));
        return told;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task Execute(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
