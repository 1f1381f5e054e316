using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using CaseTask = NrmPortal.Domain.Work.CaseTask;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Cases;

/// <summary>A date explained: the rule, what moved it, and the names of those who recorded that.</summary>
/// <param name="IsOpen">Shown at once, where the page is there for it.</param>
public sealed record Why(ClockExplanation Explanation, IReadOnlyDictionary<Guid, string> Names, bool IsOpen = false)
{
    /// <summary>The court's order whose end this is, within the limit that the explanation shows; null: it is no court's, or not the reader's to see.</summary>
    public BasisOfStay? Order { get; init; }

    /// <summary>The end that runs, where another than the rule's: of an order.</summary>
    public DateTimeOffset? Ends { get; init; }

    public static IReadOnlyDictionary<Guid, string> Nobody { get; } = new Dictionary<Guid, string>();

    /// <summary>Of a task with a limit; null where somebody named its day, or the day is another's than the limit's.</summary>
    public static async Task<Why?> OfAsync(PortalDbContext db, Case subject, CaseTask task)
    {
        if (task.DueBy is null || task.DueAt is null) return null;
        var (changes, names) = await ClockSheet.ChangesAsync(db, subject);
        return task.WhyUnder(ClockBook.Current, changes) is { } why && why.Due == task.DueAt ? new Why(why, names) : null;
    }
}

/// <summary>One limit that runs on the case, and why it ends when it does.</summary>
public sealed record ClockLine(RunningClock Running, Why Why);

/// <summary>The limits of one case with their pauses and extensions; a case that never had any costs no query.</summary>
public sealed record ClockSheet(IReadOnlyList<ClockLine> Lines, ClockChanges Changes)
{
    public static async Task<ClockSheet> OfAsync(PortalDbContext db, Case subject)
    {
        var orders = subject.CustodyClock == ClockCode.CourtExtension
            ? await db.Stays.AsNoTracking().Where(s => s.CaseId == subject.Id && s.Basis == StayBasis.CourtExtension && s.CorrectedAt == null).OrderBy(s => s.StartsAt).ToListAsync() : [];
        var (changes, names) = await ChangesAsync(db, subject, orders);
        return Of(subject, changes, orders, names);
    }

    internal static async Task<(ClockChanges Changes, IReadOnlyDictionary<Guid, string> Names)> ChangesAsync(PortalDbContext db, Case subject, IReadOnlyList<BasisOfStay>? orders = null)
    {
        orders ??= [];
        if (subject.ClockChangeCount == 0 && orders.Count == 0) return (ClockChanges.None, Why.Nobody);
        // Tracked: a pause may be closed by the act that the page is asked for.
        var changes = new ClockChanges(
            await db.ClockPauses.Where(p => p.CaseId == subject.Id).ToListAsync(),
            await db.ClockExtensions.AsNoTracking().Where(e => e.CaseId == subject.Id).ToListAsync());
        var people = changes.Pauses.SelectMany(p => new[] { p.ByUserId, p.ResumedByUserId ?? p.ByUserId }).Concat(changes.Extensions.Select(e => e.ByUserId)).Concat(orders.Select(o => o.ByUserId)).Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).Select(u => new { u.Id, u.NameTh, u.NameEn }).ToListAsync();
        return (changes, names.ToDictionary(n => n.Id, n => Languages.Pick(n.NameTh, n.NameEn)));
    }

    private static ClockSheet Of(Case subject, ClockChanges changes, IReadOnlyList<BasisOfStay> orders, IReadOnlyDictionary<Guid, string> names) => new(
        [.. subject.RunningClocks.Select(r => new ClockLine(r, r.Code == ClockCode.CourtExtension ? Ordered(r, orders, names) : new Why(ClockBook.Current.Explain(r.Code, r.Start, changes.Of(r.Code, r.Start)), names)))], changes);

    // Ordered by a court, until the day it named: the limit of the law counts from the first of its orders.
    private static Why Ordered(RunningClock running, IReadOnlyList<BasisOfStay> orders, IReadOnlyDictionary<Guid, string> names)
    {
        var order = orders.LastOrDefault(o => o.StartsAt == running.Start);
        var first = orders.FirstOrDefault(o => o.LimitAt == order?.LimitAt)?.StartsAt ?? running.Start;
        return new Why(ClockBook.Current.Explain(running.Code, first), names) { Order = order, Ends = running.Due };
    }
}
