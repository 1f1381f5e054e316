namespace NrmPortal.Web.Startup;

/// <summary>Every configuration key the portal reads, once; <c>docs/configuration.md</c> is printed from here.</summary>
public sealed class PortalSettings(IConfiguration configuration, IHostEnvironment environment)
{
    public static IReadOnlyList<(string Key, string Default, string Meaning)> Keys { get; } =
    [
        ("ConnectionStrings:Portal", "(private PostgreSQL)", "Connection string of the application role nrm_app."),
        ("ConnectionStrings:Owner", "(made in private mode)", "Connection string of nrm_owner; used for migrations only, then closed."),
        ("Portal:DataFolder", ".data at the repository root", "Private database, keys and uploads."),
        ("Portal:PostgresBin", "(searched)", "Folder of initdb, pg_ctl and postgres for the private server."),
        ("Portal:Demo", "true in Development", "Loads demonstration accounts and the story; refused in Production."),
        ("Portal:Clock", "(the real time)", "Development only: the portal starts at this instant (ISO 8601) and goes on from there."),
        ("Security:RequireSecondFactor", "true outside Development", "People without a second factor must set one up before they work."),
        ("Identification:OpinionsNeeded", "2", "Opinions from different agencies that a decision needs."),
    ];

    public string? AppConnection => configuration.GetConnectionString("Portal");
    public string? OwnerConnection => configuration.GetConnectionString("Owner");
    public string? PostgresBin => configuration["Portal:PostgresBin"];
    public bool IsDemo => configuration.GetValue("Portal:Demo", environment.IsDevelopment());
    public bool RequireSecondFactor => configuration.GetValue("Security:RequireSecondFactor", !environment.IsDevelopment());
    public int OpinionsNeeded => configuration.GetValue("Identification:OpinionsNeeded", 2);

    /// <summary>Where the web project's packages are; the npm PostgreSQL is looked for there.</summary>
    public string WebRoot => environment.ContentRootPath;

    public string DataFolder => configuration["Portal:DataFolder"] ?? Path.Combine(RepositoryRoot(), ".data");

    public DateTimeOffset? Clock => environment.IsDevelopment() && configuration["Portal:Clock"] is { Length: > 0 } text
        ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private string RepositoryRoot()
    {
        for (var at = new DirectoryInfo(environment.ContentRootPath); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "NrmPortal.sln"))) return at.FullName;
        }

        return environment.ContentRootPath;
    }
}
