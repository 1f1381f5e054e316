using Npgsql;

namespace NrmPortal.Web.Startup;

/// <summary>
/// A database that does not answer is no fault of the page: 503 in plain words, one line in the log. Broken connections
/// leave the pool at once, so that the first page after its return works.
/// </summary>
internal sealed class DatabaseAway(RequestDelegate next, ILogger<DatabaseAway> log)
{
    private const string Key = "database.away";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (Is(e) && !context.Response.HasStarted)
        {
            log.LogWarning("The database does not answer: {Reason}", e.GetBaseException().Message);
            NpgsqlConnection.ClearAllPools();
            Note(context);
            // Also a cookie of a sign-in whose record could not be written.
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "10";
        }
    }

    /// <summary>This request need not ask it again.</summary>
    public static void Note(HttpContext context) => context.Items[Key] = true;

    public static bool IsNoted(HttpContext context) => context.Items.ContainsKey(Key);

    /// <summary>
    /// Whether the failure, or what it was caused by, is the connection's. An answer of the server is a fault of ours
    /// unless it says that it is starting, stopping (class 57P) or full (53300).
    /// </summary>
    public static bool Is(Exception? failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is PostgresException answer) return answer.SqlState is "53300" || answer.SqlState.StartsWith("57P", StringComparison.Ordinal);
            if (e is NpgsqlException) return true;
        }

        return false;
    }

    /// <summary>A connection that had been cut before it was used; on a new one the same question may be answered.</summary>
    public static bool IsCut(Exception failure) => Is(failure) && failure.GetBaseException() is not TimeoutException;
}
