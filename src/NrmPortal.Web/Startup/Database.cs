using System.Text.Json;
using NrmPortal.Data.Postgres;
using NrmPortal.Data.Setup;
using Npgsql;

namespace NrmPortal.Web.Startup;

/// <summary>Gets the portal its database: the configured one, or a private server of its own; migrated, with a safe role.</summary>
internal sealed class Database : IAsyncDisposable
{
    private PrivatePostgres? server;

    public string AppConnection { get; private set; } = "";

    /// <summary>Jobs run under this role; null when an external server was configured without it.</summary>
    public string? WorkerConnection { get; private set; }

    /// <exception cref="UnsafeConfigurationException">The portal refuses to start; the message says why.</exception>
    /// <exception cref="PrivatePostgresException">The private server cannot be had.</exception>
    /// <exception cref="NpgsqlException">The configured server does not answer.</exception>
    public static async Task<Database> OpenAsync(PortalSettings settings, CancellationToken stop = default)
    {
        settings.RefuseUnsafe();
        var database = new Database();
        try
        {
            await database.Prepare(settings, stop);
            return database;
        }
        catch
        {
            // A start that is refused or interrupted leaves no server behind.
            await database.DisposeAsync();
            throw;
        }
    }

    private async Task Prepare(PortalSettings settings, CancellationToken stop)
    {
        var owner = await Connect(settings);
        stop.ThrowIfCancellationRequested();
        // The owner's connection lives for the migration and is never registered: requests cannot borrow it.
        if (owner is not null) await PortalDatabase.MigrateAsync(owner, settings.IsDemo, stop);
        else if (await IsBehind(AppConnection, stop))
            throw new UnsafeConfigurationException("The database is behind this version and ConnectionStrings:Owner is not given: run the command migrate with it first.");
        await SafeRole.RefuseUnsafeAsync(AppConnection, "ConnectionStrings:Portal", stop);
        if (WorkerConnection is { } worker) await SafeRole.RefuseUnsafeAsync(worker, "ConnectionStrings:Worker", stop);
        if (settings.IsProduction) await SafeRole.RefuseDemoAccountsAsync(AppConnection, stop);
    }

    private async Task<string?> Connect(PortalSettings settings)
    {
        if (settings.AppConnection is { } app)
        {
            (AppConnection, WorkerConnection) = (app, settings.WorkerConnection);
            return settings.OwnerConnection;
        }

        server = await PrivatePostgres.StartAsync(settings.DataFolder, settings.PostgresBin, settings.WebRoot, Console.WriteLine);
        (AppConnection, WorkerConnection) = (server.AppConnection(), server.WorkerConnection());
        if (settings.IsDevelopment)
        {
            await PrivateFile.WriteAsync(Path.Combine(settings.DataFolder, "connections.json"), JsonSerializer.Serialize(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["Portal"] = AppConnection, ["Owner"] = server.OwnerConnection() }));
        }

        return server.OwnerConnection();
    }

    internal static async Task<bool> IsBehind(string connection, CancellationToken stop)
    {
        try
        {
            return await PortalDatabase.IsBehindAsync(connection, stop);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable)
        {
            // An interrupted first migration, or a version that did not yet let this role read what was applied.
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}

/// <summary>The configuration would put people at risk; the portal does not start. Exit code 78.</summary>
public sealed class UnsafeConfigurationException(string message) : Exception(message);
