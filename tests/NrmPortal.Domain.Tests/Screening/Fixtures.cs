using System.Runtime.CompilerServices;

namespace NrmPortal.Domain.Tests.Screening;

/// <summary>The indicator lists as they were handed over, beside this file: what the definition must still say.</summary>
internal static class Fixtures
{
    public static IReadOnlyList<Dictionary<string, string>> Rows(string file, [CallerFilePath] string here = "")
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "Fixtures", file)).Where(l => l.Length > 0).Select(Cells).ToList();
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal))];
    }

    // Quoted cells hold commas; none of these files has a line break in a cell.
    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), "", false);
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) (cells, cell) = ([.. cells, cell], "");
            else cell += c;
        }

        return [.. cells, cell];
    }
}
