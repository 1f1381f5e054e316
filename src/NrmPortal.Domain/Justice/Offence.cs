using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Justice;

/// <summary>An offence that a suspect may be charged with, by section of law; the list is data, from <c>Justice/Data/offences.csv</c>.</summary>
/// <param name="Confidence">C confirmed in a public source, K general knowledge that awaits legal confirmation.</param>
public sealed record Offence(string Code, string Confidence, string LabelTh, string LabelEn)
{
    public static IReadOnlyList<Offence> All { get; } = [.. EmbeddedCsv.Rows("offences", "Justice").Select(r => new Offence(r[0], r[1], r[2], r[3]))];

    public static bool IsKnown(string code) => All.Any(o => o.Code == code);
}
