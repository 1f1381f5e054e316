using System.Diagnostics;
using System.Globalization;

namespace NrmPortal.Benchmarks;

/// <summary>Processor time used so far by the portal (with the client beside it) and by PostgreSQL: what others do on the machine does not show in it.</summary>
internal sealed record CpuTimes(double Portal, double Database)
{
    private const double TicksPerSecond = 100;

    public static CpuTimes Now(int postmaster) => new(Environment.CpuUsage.TotalTime.TotalSeconds, DatabaseSeconds(postmaster));

    public static CpuTimes operator -(CpuTimes a, CpuTimes b) => new(a.Portal - b.Portal, a.Database - b.Database);

    public static CpuTimes operator +(CpuTimes a, CpuTimes b) => new(a.Portal + b.Portal, a.Database + b.Database);

    // The server process and its living backends, each from /proc; elsewhere unknown.
    private static double DatabaseSeconds(int postmaster)
    {
        if (!OperatingSystem.IsLinux()) return double.NaN;
        return Directory.GetDirectories("/proc").Select(d => Path.GetFileName(d)).Where(d => char.IsAsciiDigit(d[0]))
            .Select(Stat).Where(s => s.Length > 14 && (s[0] == Text(postmaster) || s[3] == Text(postmaster)))
            .Sum(s => double.Parse(s[13], CultureInfo.InvariantCulture) + double.Parse(s[14], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    // pid, then what follows the name in brackets, which may itself hold spaces.
    private static string[] Stat(string pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return [pid, "", .. text[(text.LastIndexOf(')') + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
