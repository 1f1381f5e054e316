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

    /// <exception cref="UnsafeConfigurationException">The portal refuses to start; the message says why.</exception>
    public static async Task<Database> OpenAsync(PortalSettings settings, bool production)
    {
        var database = new Database();
        if (production && settings.IsDemo) throw new UnsafeConfigurationException("Portal:Demo is on in Production: demonstration accounts have a published password.");
        var owner = settings.OwnerConnection;
        if (settings.AppConnection is { } app)
        {
            database.AppConnection = app;
        }
        else
        {
            if (production) throw new UnsafeConfigurationException("ConnectionStrings:Portal is missing: the private PostgreSQL is for development and demonstration.");
            database.server = await PrivatePostgres.StartAsync(settings.DataFolder, settings.PostgresBin, settings.WebRoot, Console.WriteLine);
            database.AppConnection = database.server.AppConnection();
            owner = database.server.OwnerConnection();
            await WriteConnections(settings, database.server);
        }

        if (owner is not null) await PortalDatabase.MigrateAsync(owner, settings.IsDemo);
        else if (await PortalDatabase.IsBehindAsync(database.AppConnection)) throw new UnsafeConfigurationException("The database is behind this version and ConnectionStrings:Owner is not given: run `migrate` with it first.");
        await RefuseUnsafeRole(database.AppConnection);
        return database;
    }

    /// <summary>A role that owns tables or bypasses row security would see every case.</summary>
    internal static async Task RefuseUnsafeRole(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select rolsuper or rolbypassrls or exists (select 1 from pg_tables where tableowner = current_user) from pg_roles where rolname = current_user", connection);
        if (await command.ExecuteScalarAsync() is true)
            throw new UnsafeConfigurationException("ConnectionStrings:Portal uses a role that owns tables or bypasses row security. Use nrm_app.");
    }

    private static async Task WriteConnections(PortalSettings settings, PrivatePostgres server)
    {
        var path = Path.Combine(settings.DataFolder, "connections.json");
        await PrivatePostgres.WritePrivate(path, JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Portal"] = server.AppConnection(), ["Owner"] = server.OwnerConnection(),
        }));
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}

/// <summary>The configuration would put people at risk; the portal does not start. Exit code 78.</summary>
public sealed class UnsafeConfigurationException(string message) : Exception(message);
