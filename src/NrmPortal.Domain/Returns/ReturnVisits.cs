using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Returns;

/// <summary>One visit of the schedule.</summary>
/// <param name="By">The last day of it.</param>
/// <param name="Seen">The day of the visit that stands for it; null: nobody has gone yet.</param>
public sealed record PlannedVisit(ClockCode Clock, DateOnly By, DateOnly? Seen)
{
    public bool IsOverdue(DateOnly today) => Seen is null && today > By;

    public bool WasLate => Seen > By;
}

/// <summary>When somebody who went home is visited: at set times after they arrived, each a limit of the settings.</summary>
public static class ReturnVisits
{
    public static IReadOnlyList<ClockCode> Schedule { get; } = [ClockCode.ReturnVisitFirst, ClockCode.ReturnVisitSecond, ClockCode.ReturnVisitThird, ClockCode.ReturnVisitLast];

    /// <summary>
    /// The next one after so many visits, also when it lies in the past: what was missed is overdue until somebody has gone. A late
    /// visit stands for all that were to be made by its day. Null: none is left, and the interval of every follow-up counts.
    /// </summary>
    /// <param name="seen">The day of the visit that was just made.</param>
    public static ClockExplanation? Next(DateOnly arrived, int made, DateOnly? seen) =>
        Schedule.Skip(made).Select(code => ClockEngine.Run(code, ThaiDay.StartOf(arrived))).FirstOrDefault(due => seen is null || due.LastDay > seen);

    /// <summary>The whole schedule, and which visit stands for which.</summary>
    /// <param name="visits">The days of the visits since the arrival.</param>
    public static IReadOnlyList<PlannedVisit> Table(DateOnly arrived, IEnumerable<DateOnly> visits)
    {
        List<PlannedVisit> rows = [.. Schedule.Select(code => new PlannedVisit(code, ClockEngine.Run(code, ThaiDay.StartOf(arrived)).LastDay, null))];
        foreach (var (n, day) in visits.Order().Index())
            for (var i = 0; i < rows.Count; i++)
                if (rows[i].Seen is null && (i <= n || rows[i].By <= day)) rows[i] = rows[i] with { Seen = day };
        return rows;
    }

    public static bool IsOne(string? clock) => Schedule.Any(code => code.ToString() == clock);
}
