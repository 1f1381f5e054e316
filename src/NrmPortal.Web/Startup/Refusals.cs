using Microsoft.AspNetCore.Connections;
using NrmPortal.Data.Postgres;
using Npgsql;

namespace NrmPortal.Web.Startup;

/// <summary>What stops a start or a command is told in one line, with an exit code a script can act on.</summary>
internal static class Refusals
{
    internal const int NotUnderstood = 64;
    private const int Unavailable = 69;
    private const int UnsafeConfiguration = 78;
    private const int Interrupted = 130;

    public static async Task<int> InOneLine(Func<CancellationToken, Task<int>> work)
    {
        using var signals = new StopSignals();
        try
        {
            return await work(signals.Token);
        }
        catch (Exception) when (signals.Token.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception e) when (Tell(e) is { } told)
        {
            await Console.Error.WriteLineAsync(told.Line);
            return told.Code;
        }
    }

    private static (string Line, int Code)? Tell(Exception e) => e switch
    {
        UnsafeConfigurationException or PrivatePostgresException => ($"The portal refuses to start: {e.Message}", UnsafeConfiguration),
        PostgresException { SqlState: ['2', '8', ..] or "3D000" } p => ($"The portal refuses to start: the database does not let it in: {p.MessageText}", UnsafeConfiguration),
        // Other answers of the server are faults of ours and keep their stack trace.
        PostgresException => null,
        NpgsqlException => ($"The portal cannot start: the database does not answer ({e.InnerException?.Message ?? e.Message}).", Unavailable),
        IOException { InnerException: AddressInUseException } => ($"The portal cannot start: {e.Message} Is it already running? Choose another with --urls.", Unavailable),
        _ => null,
    };
}
