using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
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

    /// <summary>Reads them as far as the reader sees the case. Within the page's transaction, while that sight lasts: the frame is drawn after it.</summary>
    /// <param name="number">Of the case, where a page of it is shown: leads to its links.</param>
    internal async Task ReadAsync(PortalDbContext db, Guid caseId, DateOnly today, string? number = null)
    {
        var open = await db.Warnings.AsNoTracking().Where(w => w.CaseId == caseId && w.EndedAt == null).OrderBy(w => w.At).Select(w => new
        {
            Warning = w,
            Leads = w.Code == WarningCode.TraffickedAgain
                && db.Links.Any(l => l.EndedAt == null && l.Kind == CaseLinkKind.TraffickedAgain && (l.CaseId == caseId || l.OtherCaseId == caseId)),
        }).ToListAsync();
        List<CaseWarning> holding = [.. open.Select(o => o.Warning).Where(w => w.HoldsOn(today))];
        (Dangers, ContactRules) = ([.. holding.Where(w => !w.IsOfContact)], [.. holding.Where(w => w.IsOfContact)]);
        OtherCase = number is not null && open.Exists(o => o.Leads) ? $"/cases/{number}/links" : null;
    }
}
