using NrmPortal.Data.Mappings;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Scopes;

/// <summary>What has run past the end of its limit and still runs, among what the reader was told of: row security shows nobody another's rungs.</summary>
public static class EscalationScopes
{
    /// <summary>Percent of a limit at which it ends.</summary>
    public const int End = 100;

    public static IQueryable<Referral> EscalatedToReader(this IQueryable<Referral> referrals, IQueryable<Escalation> told) =>
        referrals.Where(r => told.Any(e => e.SubjectId == r.Id && e.Clock == r.DueClock && e.StartedAt == r.DueFrom && e.Percent >= End));

    public static IQueryable<CaseAccess> EscalatedToReader(this IQueryable<CaseAccess> cases, IQueryable<Escalation> told) =>
        cases.Where(a => told.Any(e => e.SubjectId == a.CaseId && e.Clock == a.DueClock && e.StartedAt == a.Case!.DueFrom && e.Percent >= End));

    /// <summary>Tasks that a limit of their own runs for.</summary>
    public static IQueryable<CaseTask> EscalatedToReader(this IQueryable<CaseTask> tasks, IQueryable<Escalation> told) =>
        tasks.Where(t => t.Clock != null && t.DoneAt == null && told.Any(e => e.SubjectId == t.Id && e.StartedAt == t.GivenAt && e.Percent >= End));
}
