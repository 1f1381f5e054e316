using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>The count "in a police case".</summary>
    public DateOnly? PoliceCaseOn { get; private set; }

    /// <summary>The count "receiving services".</summary>
    public DateOnly? ServicesFrom { get; private set; }

    /// <summary>The count "in shelter".</summary>
    public DateOnly? ShelteredFrom { get; private set; }

    public void RecordService(DateOnly from, Actor by, DateTimeOffset at)
    {
        RequireNotFuture(from, at);
        Apply(CaseAction.RecordService, by, at, OnDay(from));
        // A service of an earlier day may have been recorded while this was written.
        (ServicesSaidFrom, ServicesFrom) = (from, ServicesFrom < from ? ServicesFrom : from);
    }

    private static void RequireNotFuture(DateOnly day, DateTimeOffset at)
    {
        if (day > ThaiDay.Of(at)) throw new RefusedException("date.future");
    }
}
