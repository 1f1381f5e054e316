using System.Security.Cryptography;
using System.Text;

namespace NrmPortal.Data.Postgres;

/// <summary>Where the private server keeps its files, and as whom it runs.</summary>
internal sealed record DataFolder(string Path, string? User)
{
    /// <summary>
    /// PostgreSQL refuses to run as root: as root an unprivileged user takes over, and a folder that user cannot
    /// reach (a parent closed to others) is replaced by one under /var/lib, said aloud.
    /// </summary>
    public static DataFolder Prepare(string wanted, Action<string> say)
    {
        var user = Environment.UserName == "root" && !OperatingSystem.IsWindows() ? UnprivilegedUser() : null;
        var folder = wanted;
        if (user is not null && !Reachable(wanted))
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..12];
            folder = $"/var/lib/nrm-portal/{hash}";
            say($"{wanted} cannot be reached by the user {user}: the database is kept in {folder}.");
        }

        Directory.CreateDirectory(folder);
        if (user is not null) Own(folder, user);
        return new DataFolder(folder, user);
    }

    private static string UnprivilegedUser()
    {
        var users = File.ReadLines("/etc/passwd").Select(l => l.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        if (users.Contains("postgres")) return "postgres";
        if (!users.Contains("nrm-portal")) Subprocess.Read("useradd", ["--system", "--no-create-home", "nrm-portal"]);
        return "nrm-portal";
    }

    private static bool Reachable(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (at.Exists && OperatingSystem.IsLinux() && !File.GetUnixFileMode(at.FullName).HasFlag(UnixFileMode.OtherExecute) && at.FullName != folder) return false;
        }

        return true;
    }

    public static void Own(string path, string user) => Subprocess.Read("chown", [user, path]);
}
