using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Documents;

/// <summary>What a document is. From <see cref="ScreeningReport"/> on the portal issues it itself; the others are brought.</summary>
public enum DocumentKind
{
    IdentityPaper,
    MedicalReport,
    Photograph,
    CourtPaper,
    WorkPaper,
    LetterReceived,
    OtherPaper,

    ScreeningReport,
    ReferralLetter,
    MdtDecision,
    HandoverSheet,
    TransitLetter,
    SupportPlan,
}

/// <summary>What follows from the kind of a document.</summary>
public static class DocumentKinds
{
    private static readonly Dictionary<DocumentKind, Section> Issued = new()
    {
        [DocumentKind.ScreeningReport] = Section.Account,
        [DocumentKind.ReferralLetter] = Section.Identity,
        [DocumentKind.MdtDecision] = Section.Identification,
        [DocumentKind.HandoverSheet] = Section.Identity,
        [DocumentKind.TransitLetter] = Section.Identity,
        [DocumentKind.SupportPlan] = Section.Plan,
    };

    /// <summary>What documents may be bound to: the sections of a case that have papers.</summary>
    public static IReadOnlyList<Section> Sections { get; } =
        [Section.Identity, Section.Account, Section.Health, Section.Legal, Section.Money, Section.Family, Section.Identification, Section.Plan, Section.Consent];

    /// <summary>The portal writes it; nobody uploads one.</summary>
    public static bool IsIssued(DocumentKind kind) => Issued.ContainsKey(kind);

    /// <summary>Tells of health whatever else it is for (PDPA s.26), and is filed there alone.</summary>
    public static bool IsOfHealth(DocumentKind kind) => kind == DocumentKind.MedicalReport;

    /// <summary>The section that an issued document tells of.</summary>
    public static Section SectionOf(DocumentKind kind) => Issued[kind];
}
