using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A date explained: the rule, what moved it, and the names of those who recorded that.</summary>
/// <param name="IsOpen">Shown at once, where the page is there for it.</param>
public sealed record Why(ClockExplanation Explanation, IReadOnlyDictionary<Guid, string> Names, bool IsOpen = false)
{
    public static IReadOnlyDictionary<Guid, string> Nobody { get; } = new Dictionary<Guid, string>();
}

/// <summary>One limit that runs on the case, and why it ends when it does.</summary>
public sealed record ClockLine(RunningClock Running, Why Why);

/// <summary>The limits of one case with their pauses and extensions; a case that never had any costs no query.</summary>
public sealed record ClockSheet(IReadOnlyList<ClockLine> Lines, ClockChanges Changes)
{
    public static async Task<ClockSheet> OfAsync(PortalDbContext db, Case subject)
    {
        if (subject.ClockChangeCount == 0) return Of(subject, ClockChanges.None, Why.Nobody);
        // Tracked: a pause may be closed by the act that the page is asked for.
        var changes = new ClockChanges(
            await db.ClockPauses.Where(p => p.CaseId == subject.Id).ToListAsync(),
            await db.ClockExtensions.AsNoTracking().Where(e => e.CaseId == subject.Id).ToListAsync());
        var people = changes.Pauses.SelectMany(p => new[] { p.ByUserId, p.ResumedByUserId ?? p.ByUserId }).Concat(changes.Extensions.Select(e => e.ByUserId)).Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        return Of(subject, changes, names.ToDictionary(n => n.Id, n => Languages.Pick(n.NameTh, n.NameEn)));
    }

    private static ClockSheet Of(Case subject, ClockChanges changes, IReadOnlyDictionary<Guid, string> names) => new(
        [.. subject.RunningClocks.Select(r => new ClockLine(r, new Why(ClockBook.Current.Explain(r.Code, r.Start, changes.Of(r.Code, r.Start)), names)))], changes);
}
