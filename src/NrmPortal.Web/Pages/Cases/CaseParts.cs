using NrmPortal.Domain.Access;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>The chapters of a case file: what its navigation and its list of next steps are grouped by.</summary>
public enum CaseChapter
{
    /// <summary>Where the case stands, its limits and its history.</summary>
    Overview,

    Identification,

    /// <summary>Stay, safety, consent, disclosures, children.</summary>
    Protection,

    Care,

    Justice,

    /// <summary>Tasks and messages of those who work on the case.</summary>
    Work,
}

/// <summary>One page of a case file in its navigation.</summary>
/// <param name="Path">Behind <c>/cases/{number}</c>; the pages below it belong to it.</param>
/// <param name="Section">Shown to roles that may read this section; null: to all who see the case.</param>
/// <param name="Permission">And to those who write there: they read what their own office wrote.</param>
internal sealed record CasePart(CaseChapter Chapter, string Path, string Key, Section? Section = null, string? Permission = null)
{
    /// <summary>Whether the page at this path (without the case's own address) is this part or stands below it.</summary>
    public bool Holds(string path) => path == Path || (Path.Length > 0 && path.StartsWith(Path + "/", StringComparison.Ordinal));
}

/// <summary>The pages of a case file by chapter, in the order of the case's life. Each takes a reader who sees the case and shows what row security lets through.</summary>
internal static class CaseParts
{
    public static IReadOnlyList<CasePart> All { get; } =
    [
        new(CaseChapter.Overview, "", "Part.Overview"),
        new(CaseChapter.Overview, "/clocks", "Part.Clocks"),
        new(CaseChapter.Overview, "/history", "Part.History"),
        new(CaseChapter.Identification, "/identification", "Part.Identification", Section.Identification),
        new(CaseChapter.Protection, "/risk", "Part.Risk"),
        new(CaseChapter.Protection, "/placements", "Part.Stay", Section.Plan, Permission.StayRecord),
        new(CaseChapter.Protection, "/consent", "Part.Consent", Section.Consent),
        new(CaseChapter.Protection, "/disclosures", "Part.Disclosures", Section.Consent),
        new(CaseChapter.Protection, "/child", "Part.Child"),
        new(CaseChapter.Care, "/plan", "Part.Plan", Section.Plan),
        new(CaseChapter.Care, "/services", "Part.Services", Section.Plan, Permission.ServiceRecord),
        new(CaseChapter.Care, "/daily", "Part.Daily", Section.Plan, Permission.PlacementRecord),
        new(CaseChapter.Care, "/return", "Part.Return", Section.Family),
        new(CaseChapter.Care, "/closure", "Part.Closure", Section.Plan),
        new(CaseChapter.Justice, "/legal", "Part.Legal", Section.Legal),
        new(CaseChapter.Justice, "/compensation", "Part.Money", Section.Money),
        new(CaseChapter.Justice, "/non-punishment", "Part.NonPunishment"),
        new(CaseChapter.Work, "/documents", "Part.Documents"),
        new(CaseChapter.Work, "/tasks", "Part.Tasks"),
        new(CaseChapter.Work, "/links", "Part.Links"),
        new(CaseChapter.Work, "/transfer", "Part.Transfer"),
        new(CaseChapter.Work, "/messages", "Part.Messages", Section.Messages),
    ];

    public static IEnumerable<CasePart> For(Role role) => All.Where(p => p.Section is not { } section || SectionGrants.Has(role, section) || (p.Permission is { } write && RoleGrants.Has(role, write)));
}
