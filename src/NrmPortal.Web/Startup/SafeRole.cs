using Npgsql;

namespace NrmPortal.Web.Startup;

/// <summary>A role that owns tables or bypasses row security would see every case: the portal does not start with one.</summary>
internal static class SafeRole
{
    // Also through membership: a role that may become the owner (SET ROLE), or may grant itself that (CREATEROLE until
    // PostgreSQL 16), or reads the write-ahead log, is as good as the owner; so is the owner of a definer function.
    private const string Reach = """
        select exists (select 1 from pg_roles where (rolsuper or rolbypassrls or rolcreaterole or rolreplication) and pg_has_role(current_user, oid, 'member'))
            or exists (select 1 from pg_proc f join pg_namespace n on n.oid = f.pronamespace
                       where n.nspname = 'public' and (pg_has_role(current_user, f.proowner, 'member') or pg_has_role(current_user, n.nspowner, 'member')))
            or exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                       where c.relkind in ('r', 'p', 'v', 'm') and n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'member'))
        """;

    /// <exception cref="UnsafeConfigurationException">The role reaches further than a request or a job may.</exception>
    public static async Task RefuseUnsafeAsync(string connectionString, string key, CancellationToken stop = default)
    {
        if (await Ask(connectionString, Reach, stop))
            throw new UnsafeConfigurationException($"{key} uses a role that owns tables, bypasses row security or may give itself such a right. Use nrm_app (nrm_worker for jobs).");
    }

    /// <summary>Pooled sessions that are not reset keep the last person's scope, and with it their sight of cases.</summary>
    /// <exception cref="UnsafeConfigurationException">The connection string is malformed or switches the reset off.</exception>
    public static void RefuseUnsafeText(string? connectionString, string key)
    {
        try
        {
            if (new NpgsqlConnectionStringBuilder(connectionString).NoResetOnClose)
                throw new UnsafeConfigurationException($"{key} sets No Reset On Close: a connection would carry one person's sight to the next.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new UnsafeConfigurationException($"{key} is no connection string: {e.Message}");
        }
    }

    /// <exception cref="UnsafeConfigurationException">Accounts with the published password are in a Production database.</exception>
    public static async Task RefuseDemoAccountsAsync(string connectionString, CancellationToken stop = default)
    {
        if (await Ask(connectionString, "select exists (select 1 from users where is_demo)", stop))
            throw new UnsafeConfigurationException("The database holds demonstration accounts, whose password is published: use an empty database in Production.");
    }

    private static async Task<bool> Ask(string connectionString, string question, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(stop) is true;
    }
}
