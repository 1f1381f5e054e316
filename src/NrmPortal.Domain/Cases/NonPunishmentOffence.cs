using System.Reflection;

namespace NrmPortal.Domain.Cases;

/// <summary>An offence that s.41 of the Act B.E. 2551 covers, from <c>Cases/Data/non-punishment-offences.csv</c>.</summary>
/// <param name="Confidence">C confirmed in a public source, K general knowledge that awaits legal confirmation.</param>
public sealed record NonPunishmentOffence(string Code, string Confidence, string LabelTh, string LabelEn)
{
    private static readonly Lazy<IReadOnlyList<NonPunishmentOffence>> Shipped = new(Read);

    public static IReadOnlyList<NonPunishmentOffence> All => Shipped.Value;

    // A heading line, then plain fields without quotes or commas.
    private static IReadOnlyList<NonPunishmentOffence> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("NrmPortal.Domain.Cases.Data.non-punishment-offences.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(',')).Select(r => new NonPunishmentOffence(r[0], r[1], r[2], r[3]))];
    }
}
