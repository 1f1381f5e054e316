using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Commands;

/// <summary>Documents printed from the code, so that they cannot disagree with it.</summary>
public static class GeneratedDocuments
{
    public static IReadOnlyDictionary<string, string> All() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["docs/nrm-flow.md"] = FlowDocument.Text(),
        ["docs/permissions.md"] = PermissionsDocument.Text(),
        ["docs/configuration.md"] = Configuration(),
    };

    /// <summary>Writes the documents below the current folder, or with <paramref name="check"/> reports the stale ones.</summary>
    internal static async Task<int> RunAsync(bool check)
    {
        var stale = 0;
        foreach (var (name, text) in All())
        {
            var path = Path.Combine(RepositoryRoot(), name);
            if (check && (!File.Exists(path) || await File.ReadAllTextAsync(path) != text))
            {
                stale++;
                await Console.Error.WriteLineAsync($"{path} is stale: run the command docs.");
            }
            else if (!check)
            {
                await File.WriteAllTextAsync(path, text);
            }
        }

        return stale == 0 ? 0 : 1;
    }

    private static string Configuration() => new DocumentText("Configuration", "Keys of `appsettings` or environment variables (`:` becomes `__`), printed from `PortalSettings`.")
        .Table(["Key", "Default", "Meaning"], PortalSettings.Keys.Select(k => new[] { $"`{k.Key}`", k.Default, k.Meaning }))
        .ToString();

    // `dotnet run --project` starts in the project's folder, the gate in the repository's.
    private static string RepositoryRoot()
    {
        for (var at = new DirectoryInfo(Directory.GetCurrentDirectory()); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "NrmPortal.sln"))) return at.FullName;
        }

        return Directory.GetCurrentDirectory();
    }
}
