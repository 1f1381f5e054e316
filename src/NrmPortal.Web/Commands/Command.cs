using NrmPortal.Data.Setup;
using NrmPortal.Web.Startup;
using Npgsql;

namespace NrmPortal.Web.Commands;

/// <summary>Commands of the web executable. Exit codes: 0 done, 1 found something wrong, 64 not understood, 78 unsafe configuration.</summary>
internal static class Command
{
    private const string Help = """
        Commands:
          migrate        brings the database to this version (needs the owner role)
          verify-audit   checks every audit chain; lists broken links
          docs [--check] writes the generated documents, or fails if one is stale
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--help", StringComparer.Ordinal))
        {
            await Console.Out.WriteLineAsync(Help);
            return 0;
        }

        return args[0] switch
        {
            "migrate" => await WithOwner(async (owner, settings) =>
            {
                await PortalDatabase.MigrateAsync(owner, settings.IsDemo);
                return 0;
            }),
            "verify-audit" => await WithOwner((owner, _) => VerifyAudit(owner)),
            "docs" => await GeneratedDocuments.RunAsync(args.Contains("--check", StringComparer.Ordinal)),
            _ => await Unknown(args[0]),
        };
    }

    private static async Task<int> Unknown(string name)
    {
        await Console.Error.WriteLineAsync($"'{name}' is no command.\n{Help}");
        return 64;
    }

    private static async Task<int> WithOwner(Func<string, PortalSettings, Task<int>> work)
    {
        var builder = WebApplication.CreateBuilder([]);
        var settings = new PortalSettings(builder.Configuration, builder.Environment);
        if (settings.OwnerConnection is { } owner) return await work(owner, settings);
        await using var server = await Data.Postgres.PrivatePostgres.StartAsync(settings.DataFolder, settings.PostgresBin, settings.WebRoot, Console.WriteLine);
        return await work(server.OwnerConnection(), settings);
    }

    private static async Task<int> VerifyAudit(string owner)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select chain, sequence, why from audit_broken()", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var broken = 0;
        while (await reader.ReadAsync())
        {
            broken++;
            await Console.Out.WriteLineAsync($"{reader.GetString(0)} #{reader.GetInt64(1)}: {reader.GetString(2)}");
        }

        await Console.Out.WriteLineAsync(broken == 0 ? "Every audit chain is whole." : $"{broken} broken links.");
        return broken == 0 ? 0 : 1;
    }
}
