using System.Reflection;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;
using Npgsql;

namespace NrmPortal.Data.Setup;

/// <summary>Brings a database to this version: EF migrations, then the versioned SQL objects, then the tables of grants and flow.</summary>
public static class PortalDatabase
{
    // What this build does to a database: another migration, SQL object, reference row or grant is another build.
    private static readonly string Build = $"build {typeof(PortalDatabase).Module.ModuleVersionId:N} {typeof(NrmFlow).Module.ModuleVersionId:N}";

    /// <summary>
    /// Runs as the owner role; its connection is closed when this returns and is never used again. A database that this very
    /// build has brought up gets its grants again and nothing else: a restart must not cost the time of a migration.
    /// </summary>
    public static async Task MigrateAsync(string ownerConnectionString, bool demo, CancellationToken cancellation = default)
    {
        var build = demo ? Build + " demo" : Build;
        if (await StandsAsync(ownerConnectionString, build, cancellation)) return;
        await using (var db = new PortalDbContext(Options(ownerConnectionString)))
        {
            await db.Database.MigrateAsync(cancellation);
        }

        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ApplySqlObjects(connection, cancellation);
        await RuleTables.WriteAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);

        await using (var db = new PortalDbContext(Options(ownerConnectionString)))
        {
            await ReferenceData.LoadAsync(db, demo, cancellation);
            if (demo) await DemoAccounts.LoadAsync(db, cancellation);
        }

        await Execute(connection, "delete from sql_objects where name like 'build %'", cancellation);
        await Insert(connection, "insert into sql_objects (name) values ($1)", cancellation, build);
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task<bool> StandsAsync(string ownerConnectionString, string build, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select to_regclass('sql_objects') is not null", connection);
        if (!(bool)(await command.ExecuteScalarAsync(cancellation))!) return false;
        command.CommandText = "select exists (select 1 from sql_objects where name = $1)";
        command.Parameters.Add(new() { Value = build });
        if (!(bool)(await command.ExecuteScalarAsync(cancellation))!) return false;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RuleTables.WriteAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        NpgsqlConnection.ClearPool(connection);
        return true;
    }

    /// <summary>True when a migration or an SQL object has not been applied yet.</summary>
    public static async Task<bool> IsBehindAsync(string connectionString, CancellationToken cancellation = default)
    {
        await using var db = new PortalDbContext(Options(connectionString));
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any()) return true;
        var applied = await db.Database.SqlQuery<string>($"select name as \"Value\" from sql_objects").ToListAsync(cancellation);
        return SqlObjects().Except(applied, StringComparer.Ordinal).Any();
    }

    /// <summary>True when the model has moved on and no migration says so (a developer forgot one). Needs no database.</summary>
    public static bool HasModelChanges()
    {
        using var db = new PortalDbContext(Options("Host=127.0.0.1;Database=none"));
        return db.Database.HasPendingModelChanges();
    }

    private static IEnumerable<string> SqlObjects() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>On a connection that is open already: no interceptors, nobody acts.</summary>
    public static DbContextOptions<PortalDbContext> Options(System.Data.Common.DbConnection connection) =>
        new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql(connection).UseSnakeCaseNamingConvention().Options;

    public static DbContextOptions<PortalDbContext> Options(string connectionString) =>
        new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options;

    private static async Task ApplySqlObjects(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await Execute(connection, "create table if not exists sql_objects (name text primary key, applied_at timestamptz not null default now())", cancellation);
        var applied = new HashSet<string>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand("select name from sql_objects", connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation)) applied.Add(reader.GetString(0));
        }

        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in SqlObjects())
        {
            if (applied.Contains(name)) continue;
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await Execute(connection, await text.ReadToEndAsync(cancellation), cancellation);
            await Insert(connection, "insert into sql_objects (name) values ($1)", cancellation, name);
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task Insert(NpgsqlConnection connection, string sql, CancellationToken cancellation, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>For <c>dotnet ef migrations</c> at development time only.</summary>
internal sealed class DesignTimeFactory : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) => new(PortalDatabase.Options("Host=127.0.0.1;Database=design"));
}
