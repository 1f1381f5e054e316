using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>
    /// Links two cases that the actor sees both. No event: the history of either is read by people who see that one alone, and
    /// who would learn from it that there is another. The link itself says who wrote it, when and why. Of somebody trafficked again the
    /// later case is flagged so for all who meet the person, unless it is already.
    /// </summary>
    /// <param name="other">The other case, which can be loaded only by who sees it.</param>
    /// <param name="links">Those of this case.</param>
    /// <param name="flags">The warnings of both cases.</param>
    public CaseLink LinkTo(
        Guid id, Case other, CaseLinkKind kind, SealedText? reason, IReadOnlyCollection<CaseLink> links, Actor by, DateTimeOffset at, IReadOnlyCollection<CaseWarning>? flags = null)
    {
        if (WhyNot(CaseAction.LinkCase, by.Role) is { } refusal) throw new RefusedException(refusal);
        if (other.Id == Id) throw new RefusedException("link.itself");
        if (reason is null) throw new RefusedException("link.reason");
        if (links.Any(l => l.EndedAt is null && l.Kind == kind && l.IsOf(Id) && l.IsOf(other.Id))) throw new RefusedException("link.there");
        // What is flagged says nothing of the other case: whoever sees one alone may know that the person was trafficked again.
        if (kind == CaseLinkKind.TraffickedAgain) LaterOf(other).FlagAgain(flags, by, at);
        return new CaseLink(id, Id, other.Id, kind, reason, by, at);
    }

    /// <summary>Of two cases of one person the one that was opened later.</summary>
    public Case LaterOf(Case other) => OpenedAt > other.OpenedAt ? this : other;

    /// <summary>The link was wrong, or holds no longer. It stays to be read with the reason.</summary>
    public void EndLink(CaseLink link, SealedText? reason, Actor by, DateTimeOffset at)
    {
        if (WhyNot(CaseAction.EndLink, by.Role) is { } refusal) throw new RefusedException(refusal);
        if (!link.IsOf(Id)) throw new RefusedException("case.other");
        link.End(reason ?? throw new RefusedException("link.endReason"), by, at);
    }
}
