using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Identification;

/// <summary>A method of compulsion that s.6/1 names; the list is data, because it is not confirmed word by word.</summary>
/// <param name="Confidence">K: known, not confirmed in a public source.</param>
public sealed record CompulsionMethod(string Code, string NameTh, string NameEn, string Confidence)
{
    public static IReadOnlyList<CompulsionMethod> All { get; } =
        [.. EmbeddedCsv.Rows("compulsion-methods", "Identification").Select(r => new CompulsionMethod(r[0], r[1], r[2], r[3]))];

    public static bool IsKnown(string code) => All.Any(m => m.Code == code);
}
