using System.Security.Cryptography;
using System.Text;

namespace NrmPortal.Data.Postgres;

/// <summary>Where the private server keeps its files, and as whom it runs (null: as ourselves).</summary>
internal sealed record DataFolder(string Path, string? User)
{
    internal const string Fallback = "/var/lib/nrm-portal";

    /// <summary>Beside the database, not in it: initdb wants an empty folder.</summary>
    public string Secrets => Path + "-secrets.json";
    public string Starter => Path + "-starter.json";
    public string LockFile => Path + "-lock";
    public string PidFile => System.IO.Path.Combine(Path, "postmaster.pid");
    public string Log => System.IO.Path.Combine(Path, "server.log");
    public bool IsMade => File.Exists(System.IO.Path.Combine(Path, "PG_VERSION"));

    /// <summary>
    /// PostgreSQL refuses to run as root: as root an unprivileged user takes over, and a folder that user cannot
    /// reach (a parent closed to others) is replaced by one under /var/lib, said aloud.
    /// </summary>
    public static DataFolder Prepare(string wanted, Action<string> say)
    {
        var isRoot = OperatingSystem.IsLinux() && Environment.UserName == "root";
        MakeParent(wanted, isRoot);
        if (!isRoot) return new DataFolder(Readable(wanted), null);

        var user = OwnerOf(wanted) ?? UnprivilegedUser();
        var folder = wanted;
        if (!Reachable(wanted))
        {
            folder = $"{Fallback}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..12]}";
            say($"{wanted} cannot be reached by the user {user}: the database is kept in {folder}.");
            MakeParent(folder, isRoot);
        }

        return new DataFolder(folder, OwnerOf(folder) ?? user);
    }

    /// <summary>Whether any other user can pass through every folder above this one.</summary>
    public static bool Reachable(string folder)
    {
        for (var at = new DirectoryInfo(folder).Parent; at is not null; at = at.Parent)
        {
            if (at.Exists && OperatingSystem.IsLinux() && !File.GetUnixFileMode(at.FullName).HasFlag(UnixFileMode.OtherExecute)) return false;
        }

        return true;
    }

    public static void Own(string path, string user) => Subprocess.Read("chown", ["-R", user, path]);

    private static void MakeParent(string folder, bool isRoot)
    {
        var parent = System.IO.Path.GetDirectoryName(folder)!;
        if (Directory.Exists(parent)) return;
        Directory.CreateDirectory(parent);
        // A strict umask must not shut the unprivileged user out of a folder that is ours.
        if (isRoot && OperatingSystem.IsLinux()) File.SetUnixFileMode(parent, File.GetUnixFileMode(parent) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
    }

    private static string Readable(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) _ = Directory.EnumerateFileSystemEntries(folder).Any();
            return folder;
        }
        catch (UnauthorizedAccessException)
        {
            throw new PrivatePostgresException($"{folder} belongs to another user: start the portal as that user (or as root), or choose another Portal:DataFolder.");
        }
    }

    // A cluster that is already there goes on under the user who made it.
    private static string? OwnerOf(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        var owner = Subprocess.Read("stat", ["-c", "%U", folder]).Trim();
        if (owner == "UNKNOWN") throw new PrivatePostgresException($"{folder} belongs to a user that does not exist here: chown it, or choose another Portal:DataFolder.");
        return owner is "root" or "" ? null : owner;
    }

    private static string UnprivilegedUser()
    {
        var users = File.ReadLines("/etc/passwd").Select(l => l.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        if (users.Contains("postgres")) return "postgres";
        if (!users.Contains("nrm-portal")) Subprocess.Read("useradd", ["--system", "--no-create-home", "nrm-portal"]);
        return "nrm-portal";
    }
}
