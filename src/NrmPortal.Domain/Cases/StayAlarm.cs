namespace NrmPortal.Domain.Cases;

/// <summary>What is wrong with the days of a stay.</summary>
public enum StayAlarmKind
{
    /// <summary>No basis covers the person from then on.</summary>
    Uncovered,

    /// <summary>A whole day in the past that nothing covers.</summary>
    Gap,

    /// <summary>Hours between the end of a custody and what covers the person next, while nobody let them go.</summary>
    AfterCustody,

    /// <summary>Two bases cover the same hours.</summary>
    Overlap,

    /// <summary>A basis went on beyond its legal limit before another took its place.</summary>
    PastLimit,

    /// <summary>One office recorded that the person left, and the record of another, from before, goes on.</summary>
    Disputed,
}

/// <summary>
/// One alarm of a stay, for worklists: what <see cref="StayCalendar"/> shows on the case, kept by the database, which alone
/// sees every basis. It is told once, when it arises.
/// </summary>
public sealed class StayAlarm
{
    private StayAlarm() { }

    public Guid CaseId { get; private set; }
    public StayAlarmKind Kind { get; private set; }

    /// <summary>The first instant of it; in the future for what will arise unless somebody acts.</summary>
    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>When it was put right.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
}
