using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Returns;
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

/// <summary>How the person is.</summary>
public enum VisitOutcome
{
    Well,
    NeedsHelp,
    NotFound,
    RefusesContact,

    /// <summary>Died after the work on the case had ended.</summary>
    Died,
}

public enum VisitDanger
{
    None,
    InDanger,

    /// <summary>Signs that the person was trafficked again.</summary>
    TraffickedAgain,
}

/// <param name="Outcome">Not needed where nobody was found.</param>
/// <param name="Again">False: it was the last.</param>
public sealed record VisitTerms(DateOnly On, VisitKind Kind, VisitOutcome? Outcome, SealedText? Note, bool Again, VisitDanger Danger = VisitDanger.None)
{
    internal VisitOutcome RequireWhole()
    {
        if (Note is null) throw new RefusedException("visit.note");
        // Nobody is let go of because they were not found.
        if (Kind == VisitKind.NotFound) return Again ? VisitOutcome.NotFound : throw new RefusedException("visit.notFoundAgain");
        if (Outcome is not { } outcome || outcome == VisitOutcome.NotFound) throw new RefusedException("visit.outcome");
        if (outcome == VisitOutcome.Died) return !Again && Danger == VisitDanger.None ? outcome : throw new RefusedException("visit.died");
        if (Danger == VisitDanger.None) return outcome;
        if (outcome == VisitOutcome.Well) throw new RefusedException("visit.dangerNotWell");
        return Again ? outcome : throw new RefusedException("visit.dangerAgain");
    }
}

/// <summary>One follow-up after help has ended. A later one is a new row. Section <c>Plan</c>, and the visitor's office.</summary>
public sealed class FollowUpVisit
{
    private FollowUpVisit() { }

    internal FollowUpVisit(Guid id, Guid caseId, VisitTerms terms, VisitOutcome outcome, DateOnly? nextBy, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, On, Kind, Outcome, Danger, Note, NextBy) = (id, caseId, terms.On, terms.Kind, outcome, terms.Danger, terms.Note, nextBy);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public DateOnly On { get; private set; }
    public VisitKind Kind { get; private set; }
    public VisitOutcome Outcome { get; private set; }
    public VisitDanger Danger { get; private set; }
    public SealedText? Note { get; private set; }

    /// <summary>The last day of the next one; null: it was the last.</summary>
    public DateOnly? NextBy { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}

public sealed partial class Case
{
    /// <summary>
    /// Records a visit, which answers the task that asked for it; the next one is asked for within the interval of the settings,
    /// of whoever went home at the set times after they arrived.
    /// </summary>
    /// <param name="flagged">The warnings that stand: the same one is not written twice.</param>
    public FollowUpVisit FollowUp(Guid id, VisitTerms terms, Actor by, DateTimeOffset at, IReadOnlyCollection<CaseWarning>? flagged = null)
    {
        RequireNotFuture(terms.On, at);
        if (terms.On < (ReturnedOn ?? ThaiDay.Of(StageSince))) throw new RefusedException("visit.beforeFollowUp");
        var outcome = terms.RequireWhole();
        // While the work goes on nobody is visited for the last time.
        if (Stage != Stage.FollowUp && !terms.Again) throw new RefusedException("visit.lastAfterEnd");
        Apply(CaseAction.FollowUp, by, at, ("visit", outcome == VisitOutcome.Died ? nameof(VisitOutcome.Died) : terms.Kind.ToString()));
        var office = Audience.Of(ProvinceOfficeId, Role.ProvinceCaseworker);
        CaseTask? next = null;
        // Looked for and not found, nobody was visited: the limit runs on.
        if (ReturnedOn is { } home && terms.Kind != VisitKind.NotFound) VisitsSinceReturn = ReturnVisits.MadeWith(home, VisitsSinceReturn, terms.On);
        if (terms.Again)
        {
            // Which of the visits after a return comes next is known with this one.
            if (!StartReturnVisit()) StartInterval(ClockCode.FollowUpVisit, at);
            next = Ask(TaskCode.FollowUpVisit, office, null, by, at);
        }
        else StopClocks(by, at);

        // What was found stands in its section; that somebody has to act is a task.
        if (terms.Danger != VisitDanger.None) Ask(TaskCode.ActOnDanger, office, null, by, at);
        if (terms.Danger == VisitDanger.TraffickedAgain) FlagAgain(flagged, by, at);
        if (outcome is VisitOutcome.NotFound or VisitOutcome.RefusesContact && IsTreatedAsChild) OpenChildProtection(by, at);
        return new FollowUpVisit(id, Id, terms, outcome, next?.DueAt is { } due ? ThaiDay.Of(due.AddTicks(-1)) : null, by, at);
    }
}
