using NrmPortal.Data.Setup;

namespace NrmPortal.Web.Commands;

/// <summary>Brings the database to this version, or says whether the code lacks a migration.</summary>
internal static class Migrate
{
    public static Task<int> RunAsync(CommandArguments arguments, CancellationToken stop) =>
        arguments.Has("--check") ? Check() : Command.WithOwner(arguments, async (owner, settings) =>
        {
            settings.RefuseDemoInProduction();
            await PortalDatabase.MigrateAsync(owner, settings.IsDemo, stop);
            await Console.Out.WriteLineAsync("The database is at this version.");
            return 0;
        });

    private static async Task<int> Check()
    {
        var behind = PortalDatabase.HasModelChanges();
        await Console.Out.WriteLineAsync(behind ? "The model has changes without a migration: run dotnet ef migrations add." : "Every change of the model has its migration.");
        return behind ? 1 : 0;
    }
}
