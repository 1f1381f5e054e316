using System.Reflection;

namespace NrmPortal.Domain.Clocks;

/// <summary>Reads the embedded data files: a heading line, then plain fields without quotes or commas.</summary>
internal static class EmbeddedCsv
{
    /// <param name="folder">Below the domain's root namespace, for instance <c>Identification</c>.</param>
    public static IReadOnlyList<string[]> Rows(string file, string folder = "Clocks")
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"NrmPortal.Domain.{folder}.Data.{file}.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(','))];
    }
}
