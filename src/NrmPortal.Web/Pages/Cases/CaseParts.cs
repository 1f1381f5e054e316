using NrmPortal.Domain.Access;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>One page of a case file in its navigation.</summary>
/// <param name="Path">Behind <c>/cases/{number}</c>.</param>
/// <param name="Section">Shown to roles that may read this section; null: to all who see the case.</param>
internal sealed record CasePart(string Path, string Key, Section? Section = null);

/// <summary>The pages of a case file, in the order of the case's life. Each takes a reader who sees the case and shows what row security lets through.</summary>
internal static class CaseParts
{
    public static IReadOnlyList<CasePart> All { get; } =
    [
        new("", "Part.Overview"),
        new("/identification", "Part.Identification", Section.Identification),
        new("/clocks", "Part.Clocks"),
        new("/placements", "Part.Stay", Section.Plan),
        new("/risk", "Part.Risk"),
        new("/consent", "Part.Consent", Section.Consent),
        new("/disclosures", "Part.Disclosures", Section.Consent),
        new("/child", "Part.Child"),
        new("/non-punishment", "Part.NonPunishment"),
        new("/tasks", "Part.Tasks"),
        new("/messages", "Part.Messages", Section.Messages),
        new("/history", "Part.History"),
    ];

    public static IEnumerable<CasePart> For(Role role) => All.Where(p => p.Section is not { } section || SectionGrants.Has(role, section));
}
