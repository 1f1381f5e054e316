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

    // The server process with its ended backends (fields 13 to 16: own and children's), and each living backend; elsewhere unknown.
    private static double DatabaseSeconds(int postmaster)
    {
        if (!OperatingSystem.IsLinux()) return double.NaN;
        var server = Text(postmaster);
        return Directory.GetDirectories("/proc").Select(d => Path.GetFileName(d)).Where(d => char.IsAsciiDigit(d[0]))
            .Select(Stat).Where(s => s.Length > 16 && (s[0] == server || s[3] == server))
            .Sum(s => s[13..(s[0] == server ? 17 : 15)].Sum(t => double.Parse(t, CultureInfo.InvariantCulture))) / TicksPerSecond;
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
