using Npgsql;

namespace NrmPortal.Data.Postgres;

/// <summary>The three roles: <c>nrm_owner</c> migrates, <c>nrm_app</c> serves requests, <c>nrm_worker</c> runs jobs; the last two own nothing.</summary>
public static class DatabaseRoles
{
    internal static async Task EnsureAsync(PrivatePostgres server)
    {
        await using (var connection = new NpgsqlConnection(server.SuperuserConnection()))
        {
            await connection.OpenAsync();
            await Role(connection, "nrm_owner", server.Passwords.Owner);
            await Role(connection, "nrm_app", server.Passwords.App);
            await Role(connection, "nrm_worker", server.Passwords.Worker);
        }

        await EnsureDatabaseAsync(server, "nrm");
    }

    /// <summary>Makes an empty database owned by the owner role, or a copy of <paramref name="template"/>.</summary>
    public static async Task EnsureDatabaseAsync(PrivatePostgres server, string name, string? template = null)
    {
        await using var connection = new NpgsqlConnection(server.SuperuserConnection());
        await connection.OpenAsync();
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.Add(new() { Value = name });
        if (await exists.ExecuteScalarAsync() is null)
            await Execute(connection, $"create database \"{name}\" owner nrm_owner" + (template is null ? "" : $" template \"{template}\""));
        // Repeated at every start: a start that was killed after the creation must not leave the doors open.
        await Execute(connection, $"revoke all on database \"{name}\" from public; grant connect on database \"{name}\" to nrm_app, nrm_worker");
        if (template is not null) return;
        await using var own = new NpgsqlConnection(server.SuperuserConnection(name));
        await own.OpenAsync();
        await Execute(own, "alter schema public owner to nrm_owner; revoke create on schema public from public; grant usage on schema public to nrm_app, nrm_worker");
        NpgsqlConnection.ClearPool(own);
    }

    private static async Task Role(NpgsqlConnection connection, string name, string password)
    {
        // The password is our own hex string and the name a constant; both are safe to write into the statement.
        await Execute(connection, $"do $$ begin if not exists (select 1 from pg_roles where rolname = '{name}') then create role {name}; end if; end $$");
        await Execute(connection, $"alter role {name} login nosuperuser nobypassrls nocreatedb nocreaterole password '{password}'");
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
