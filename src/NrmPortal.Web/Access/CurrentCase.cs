using NrmPortal.Domain.Cases;

namespace NrmPortal.Web.Access;

/// <summary>The case of this request, seen, checked, on POST locked, and its access recorded.</summary>
public sealed class CurrentCase
{
    private Case? value;

    public Case Value => value ?? throw new InvalidOperationException("This page has no case: it lacks [CaseAction].");

    /// <summary>The case, or null on a page that has none.</summary>
    internal Case? Found => value;

    internal void Set(Case found) => value = found;
}

/// <summary>What whoever meets or contacts the person of this page's case must know today: dangers, and the rules of safe contact.</summary>
public sealed class CaseWarnings
{
    public IReadOnlyList<CaseWarning> Dangers { get; private set; } = [];
    public IReadOnlyList<CaseWarning> ContactRules { get; private set; } = [];

    /// <summary>The page of the links, where the reader sees that the person was trafficked again after another case.</summary>
    public string? OtherCase { get; private set; }

    internal void Set(IReadOnlyList<CaseWarning> holding, string? otherCase) =>
        (Dangers, ContactRules, OtherCase) = ([.. holding.Where(w => !w.IsOfContact)], [.. holding.Where(w => w.IsOfContact)], otherCase);
}
