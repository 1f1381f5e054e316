using System.Reflection;

namespace NrmPortal.Domain.Clocks;

/// <summary>Reads the embedded data files: a heading line, then plain fields without quotes or commas.</summary>
internal static class EmbeddedCsv
{
    public static IReadOnlyList<string[]> Rows(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"NrmPortal.Domain.Clocks.Data.{file}.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(','))];
    }
}
