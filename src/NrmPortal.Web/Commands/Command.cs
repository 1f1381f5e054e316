using NrmPortal.Data.Postgres;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Commands;

/// <summary>
/// A command of the web executable. Exit codes: 0 done, 1 found something wrong, 64 not understood, 69 the database does
/// not answer, 78 unsafe configuration.
/// </summary>
/// <param name="Name">What is typed.</param>
/// <param name="Usage">Its own options, as printed by help.</param>
/// <param name="Summary">One line.</param>
internal sealed record Command(string Name, string Usage, string Summary, Func<CommandArguments, CancellationToken, Task<int>> Work)
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new("migrate", "[--check]", "Brings the database to this version (needs the owner role); --check only says whether a migration is missing in the code.", Migrate.RunAsync),
        new("create-admin", "--user NAME [--role ROLE] [--unit CODE] [--name TEXT]", "Makes a SystemAdministrator (or an AgencyAdministrator, or an Auditor) with a one-time password, shown once.", CreateAdmin.RunAsync),
        new("create-certificate", "--file PATH", "Makes the certificate that wraps the keys in the database (Keys:Certificate); the password is taken from Keys:CertificatePassword.", CreateCertificate.RunAsync),
        new("check-printing", "[--file PATH]", "Prints one page as PDF with the browser that issues documents, and says whether it can; --file keeps the page.", CheckPrinting.RunAsync),
        new("verify-audit", "", "Checks every audit chain and lists broken links.", VerifyAudit.RunAsync),
        new("docs", "[--check]", "Writes the generated documents, or fails if one is stale.", (a, _) => GeneratedDocuments.RunAsync(a.Has("--check"))),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var command = All.FirstOrDefault(c => c.Name == args[0]);
        if (args.Contains("--help", StringComparer.Ordinal) || args[0] is "help" or "-h")
        {
            foreach (var c in command is null ? All : [command]) await Console.Out.WriteLineAsync($"{c.Name} {c.Usage}\n    {c.Summary}");
            await Console.Out.WriteLineAsync("Settings (docs/configuration.md) may be given as --Key=value.");
            return 0;
        }

        if (command is null) return await NotUnderstood($"'{args[0]}' is no command.");
        var arguments = new CommandArguments(args[1..], command.Usage);
        if (arguments.Unknown is { } unknown) return await NotUnderstood($"{command.Name} does not know {unknown}. Usage: {command.Name} {command.Usage}");
        return await Refusals.InOneLine(stop => command.Work(arguments, stop));
    }

    internal static async Task<int> NotUnderstood(string why)
    {
        await Console.Error.WriteLineAsync($"{why} The commands ({string.Join(", ", All.Select(c => c.Name))}) are explained by --help.");
        return Refusals.NotUnderstood;
    }

    /// <summary>Runs under the owner role: the configured one, or a private server, adopted or started and stopped again.</summary>
    internal static async Task<int> WithOwner(CommandArguments arguments, Func<string, PortalSettings, Task<int>> work)
    {
        var settings = arguments.Settings();
        if (settings.OwnerConnection is { } owner) return await work(owner, settings);
        if (settings.AppConnection is not null || settings.IsProduction) throw new UnsafeConfigurationException("ConnectionStrings:Owner is missing: this command works as the owner role.");
        await using var server = await PrivatePostgres.StartAsync(settings.DataFolder, settings.PostgresBin, settings.WebRoot, Console.WriteLine);
        return await work(server.OwnerConnection(), settings);
    }
}
