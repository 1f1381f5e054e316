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
    /// How many of the schedule are made with a visit on that day. A late one stands for all that were to be made by then; one in time
    /// for the one it falls to, and a second contact within the same interval for none: it does not save a later visit.
    /// </summary>
    /// <param name="made">How many were made before.</param>
    public static int MadeWith(DateOnly arrived, int made, DateOnly day)
    {
        var late = made;
        while (late < Schedule.Count && LastDay(arrived, late) <= day) late++;
        if (late > made || made == Schedule.Count) return late;
        return made == 0 || LastDay(arrived, made - 1) < day ? made + 1 : made;
    }

    /// <summary>The next one, also when it lies in the past: what was missed is overdue until somebody has gone. Null: none is left, and the interval of every follow-up counts.</summary>
    public static ClockExplanation? Next(DateOnly arrived, int made) => made < Schedule.Count ? ClockEngine.Run(Schedule[made], ThaiDay.StartOf(arrived)) : null;

    /// <summary>The whole schedule, and which visit stands for which.</summary>
    /// <param name="visits">The days since the arrival on which somebody was reached.</param>
    public static IReadOnlyList<PlannedVisit> Table(DateOnly arrived, IEnumerable<DateOnly> visits)
    {
        List<PlannedVisit> rows = [.. Schedule.Select((code, n) => new PlannedVisit(code, LastDay(arrived, n), null))];
        var made = 0;
        foreach (var day in visits.Order())
        {
            var now = MadeWith(arrived, made, day);
            for (; made < now; made++) rows[made] = rows[made] with { Seen = day };
        }

        return rows;
    }

    private static DateOnly LastDay(DateOnly arrived, int visit) => ClockEngine.Run(Schedule[visit], ThaiDay.StartOf(arrived)).LastDay;

    public static bool IsOne(string? clock) => Schedule.Any(code => code.ToString() == clock);
}
