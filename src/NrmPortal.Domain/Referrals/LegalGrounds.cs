using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Referrals;

/// <summary>
/// What one ground can carry to one kind of recipient, from <c>Referrals/Data/legal-grounds.csv</c>. What has no line is not carried.
/// </summary>
/// <param name="Agency">A kind of agency, or</param>
/// <param name="Outside">a kind of recipient outside the portal.</param>
/// <param name="Owner">a kind of agency that is to have the case.</param>
/// <param name="Confidence">D: the portal's own reading, to be confirmed by counsel.</param>
/// <param name="Basis">The law behind it.</param>
public sealed record LegalGround(string Code, AgencyType? Agency, OutsideRecipient? Outside, AgencyType? Owner, IReadOnlyList<Section> Sections, string Confidence, string Basis)
{
    internal static LegalGround Read(string[] r) => new(r[0], r[1] == "agency" ? Enum.Parse<AgencyType>(r[2]) : null, r[1] == "outside" ? Enum.Parse<OutsideRecipient>(r[2]) : null,
        r[1] == "owner" ? Enum.Parse<AgencyType>(r[2]) : null,
        [.. r[3].Split(' ').Select(Enum.Parse<Section>)], r[4], r[5]);
}

/// <summary>The grounds on which a person's data may be shared without consent. Codes, because the receiver reads the ground before it accepts.</summary>
public static class LegalGrounds
{
    /// <summary>Act B.E. 2551 s.29 (temporary protection) and s.33 (assistance); best interests of a child (Child Protection Act B.E. 2546); vital interests (PDPA B.E. 2562 s.24).</summary>
    public static IReadOnlyList<string> All { get; } = ["s29", "s33", ChildInterest, "vitalInterest"];

    /// <summary>For a child, or a person whose age is not known.</summary>
    public const string ChildInterest = "childInterest";

    /// <summary>
    /// An office of the ministry that protects and assists (s.29 and s.33) hands over to another of it (PDPA s.24(4)). It carries a
    /// transfer alone, and to nobody else: neither to an NGO nor to police, immigration or labour.
    /// </summary>
    public const string Duty = "duty";

    private static readonly IReadOnlyList<string> OfATransfer = [Duty, ChildInterest];

    private static readonly AgencyType[] Shelters = [AgencyType.MsdhsShelter, AgencyType.PoliceShelter, AgencyType.NgoShelter];

    /// <summary>Ground by recipient by parts; written into <c>legal_grounds</c> at every start.</summary>
    public static IReadOnlyList<LegalGround> Table { get; } = [.. EmbeddedCsv.Rows("legal-grounds", "Referrals").Select(LegalGround.Read)];

    /// <summary>The grounds that can be named towards this recipient.</summary>
    public static IReadOnlyList<string> For(Recipient to) => to.AsOwner ? OfATransfer : All;

    /// <summary>Whether the ground carries all of these parts to this recipient. An asking that names nobody: to some kind of shelter; the one that is chosen is asked about again.</summary>
    public static bool Carries(string ground, IReadOnlyCollection<Section> sections, Recipient to) => sections.Count > 0 && Table.Any(g =>
        g.Code == ground && sections.All(g.Sections.Contains)
        && (to.AsOwner ? g.Owner is { } owner && g.Owner == to.Agency
            : to.IsAny ? g.Agency is { } kind && Shelters.Contains(kind) : to.Outside is { } outside ? g.Outside == outside : to.Agency is { } agency && g.Agency == agency));
}
