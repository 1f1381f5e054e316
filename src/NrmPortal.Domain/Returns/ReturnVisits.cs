using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Returns;

/// <summary>When somebody who went home is visited: at set times after they arrived, each a limit of the settings.</summary>
public static class ReturnVisits
{
    public static IReadOnlyList<ClockCode> Schedule { get; } = [ClockCode.ReturnVisitFirst, ClockCode.ReturnVisitSecond, ClockCode.ReturnVisitThird, ClockCode.ReturnVisitLast];

    /// <summary>The next one after so many visits that does not lie in the past already; null: none is left, and the interval of every follow-up counts.</summary>
    public static ClockExplanation? Next(DateOnly arrived, int made, DateTimeOffset at) =>
        Schedule.Skip(made).Select(code => ClockEngine.Run(code, ThaiDay.StartOf(arrived))).FirstOrDefault(due => due.Due > at);

    public static bool IsOne(string? clock) => Schedule.Any(code => code.ToString() == clock);
}
