using Npgsql;

namespace NrmPortal.Web.Commands;

/// <summary>Recomputes every audit chain and seal; a broken link is named and the exit code is 1.</summary>
internal static class VerifyAudit
{
    public static Task<int> RunAsync(CommandArguments arguments, CancellationToken stop) => Command.WithOwner(arguments, async (owner, _) =>
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand("select chain, sequence, why from audit_broken()", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(stop);
        var broken = 0;
        while (await reader.ReadAsync(stop))
        {
            broken++;
            await Console.Out.WriteLineAsync($"{reader.GetString(0)} #{reader.GetInt64(1)}: {reader.GetString(2)}");
        }

        await Console.Out.WriteLineAsync(broken == 0 ? "Every audit chain is whole." : $"{broken} broken links.");
        return broken == 0 ? 0 : 1;
    });
}
