using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>How the person was followed up.</summary>
public enum VisitKind
{
    Seen,
    Phone,

    /// <summary>Looked for and not found.</summary>
    NotFound,
}

/// <summary>One follow-up after help has ended. A later one is a new row. Section <c>Plan</c>, and the visitor's office.</summary>
public sealed class FollowUpVisit
{
    private FollowUpVisit() { }

    internal FollowUpVisit(Guid id, Guid caseId, DateOnly on, VisitKind kind, SealedText note, DateOnly? nextBy, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, On, Kind, Note, NextBy) = (id, caseId, on, kind, note, nextBy);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public DateOnly On { get; private set; }
    public VisitKind Kind { get; private set; }
    public SealedText? Note { get; private set; }

    /// <summary>The last day of the next one; null: it was the last.</summary>
    public DateOnly? NextBy { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

public sealed partial class Case
{
    /// <summary>Records a visit, which answers the task that asked for it; the next one is asked for within the interval of the settings.</summary>
    /// <param name="again">False: it was the last, and no limit runs any more.</param>
    public FollowUpVisit FollowUp(Guid id, DateOnly on, VisitKind kind, SealedText? note, bool again, Actor by, DateTimeOffset at)
    {
        RequireNotFuture(on, at);
        if (on < ThaiDay.Of(StageSince)) throw new RefusedException("visit.beforeFollowUp");
        if (note is null) throw new RefusedException("visit.note");
        // Nobody is let go of because they were not found.
        if (kind == VisitKind.NotFound && !again) throw new RefusedException("visit.notFoundAgain");
        Apply(CaseAction.FollowUp, by, at, ("visit", kind.ToString()));
        CaseTask? next = null;
        if (again) next = Ask(TaskCode.FollowUpVisit, Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker), null, by, at);
        else StopClocks(by, at);
        return new FollowUpVisit(id, Id, on, kind, note, next?.DueAt is { } due ? ThaiDay.Of(due.AddTicks(-1)) : null, by, at);
    }
}
