using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>Meetings of the MDT that the reader may know of, with the cases on each agenda that they see.</summary>
[Needs(Permission.MdtConvene, Permission.MdtSit, Permission.MdtReview)]
public sealed class SittingsModel(PortalDbContext db, AuditTrail audit, TimeProvider clock) : PageModel
{
    public const int Shown = 30;

    /// <summary>The key of a page of past meetings: when the last one shown before it began, and its id.</summary>
    [BindProperty(SupportsGet = true)]
    public DateTimeOffset? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? FromId { get; set; }

    public bool IsFirst => From is null || FromId is null;
    public bool HasMore { get; private set; }

    public IReadOnlyList<(Sitting Sitting, int Cases)> Coming { get; private set; } = [];
    public IReadOnlyList<(Sitting Sitting, int Cases)> Past { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var now = clock.GetUtcNow();
        var coming = IsFirst ? await db.Sittings.AsNoTracking().Where(s => s.StartsAt >= now).OrderBy(s => s.StartsAt).Take(Shown).ToListAsync() : [];
        var past = await Before(now).OrderByDescending(s => s.StartsAt).ThenByDescending(s => s.Id).Take(Shown + 1).ToListAsync();
        HasMore = past.Count > Shown;
        past = [.. past.Take(Shown)];
        var ids = coming.Concat(past).Select(s => s.Id).ToList();
        var cases = (await db.Panels.Where(p => ids.Contains(p.SittingId)).Select(p => new { p.SittingId, p.CaseId }).ToListAsync()).ToLookup(p => p.SittingId, p => p.CaseId);
        Coming = [.. coming.Select(s => (s, cases[s.Id].Distinct().Count()))];
        Past = [.. past.Select(s => (s, cases[s.Id].Distinct().Count()))];
        await audit.Person("list", "sittings", new { cases = cases.SelectMany(c => c).Distinct() });
    }

    private IQueryable<Sitting> Before(DateTimeOffset now)
    {
        var past = db.Sittings.AsNoTracking().Where(s => s.StartsAt < now);
        return From is { } from && FromId is { } id ? past.Where(s => s.StartsAt < from || (s.StartsAt == from && s.Id < id)) : past;
    }
}
