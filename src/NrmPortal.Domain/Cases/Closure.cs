using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Cases;

/// <summary>Whether the person's own papers and belongings are back in their hands.</summary>
public enum Belongings
{
    Returned,
    NoneKept,
    StillKept,
}

/// <summary>What was agreed on how the person may be reached again, or may come back.</summary>
public enum Recontact
{
    Agreed,
    Declined,
    NotAsked,
}

public enum ClosureAnswer
{
    Agreed,
    SentBack,
    Withdrawn,
}

/// <summary>What whoever proposes to end a case writes down.</summary>
/// <param name="Summary">What was done, and how the person is now.</param>
/// <param name="Language">ISO 639; in which the person was told that help ends and how to come back. Null: they were not told.</param>
/// <param name="NotToldWhy">Why not.</param>
/// <param name="RecontactHow">The safe way that was agreed.</param>
/// <param name="WhyOpen">Why the case may end while something is open.</param>
public sealed record ClosureFacts(
    CaseAction How, ClosureReason Reason, SealedText? Summary, string? Language, InterpreterUse? Interpreter, SealedText? NotToldWhy,
    Recontact Recontact, SealedText? RecontactHow, Belongings Belongings, SealedText? WhyOpen)
{
    private static readonly ClosureItem[] Hard = [ClosureItem.OpenReferral, ClosureItem.LivePlacement, ClosureItem.Custody, ClosureItem.NoGround, ClosureItem.ChildProtection, ClosureItem.Danger];

    /// <exception cref="RefusedException">Something that the ending needs is not said.</exception>
    internal void RequireWhole(IReadOnlyCollection<ClosureItem> open)
    {
        if (!ClosureReasons.Of(How).Contains(Reason)) throw new RefusedException("closure.reason");
        if (Summary is null) throw new RefusedException("closure.summary");
        if (Language is null && NotToldWhy is null && !Reason.LeavesNobodyToTell()) throw new RefusedException("closure.told");
        // Whoever refuses help is offered a way back (NRM 2565); whoever has gone cannot be asked.
        if (How == CaseAction.DeclineAndLeave && Reason == ClosureReason.DeclinedHelp && Recontact == Recontact.NotAsked) throw new RefusedException("closure.recontact");
        if (Recontact == Recontact.Agreed && RecontactHow is null) throw new RefusedException("closure.recontactHow");
        RequireNothingHolds(open);
        // What the shelter wrote down counts, not what is ticked.
        if (open.Contains(ClosureItem.Belongings) && Belongings != Belongings.StillKept) throw new RefusedException("closure.belongingsKept");
        if ((open.Count > 0 || Belongings == Belongings.StillKept) && WhyOpen is null) throw new RefusedException("closure.whyOpen");
    }

    /// <summary>Nobody is let go of who is held, housed, underway to somebody or in danger: that is ended by its own act first.</summary>
    internal static void RequireNothingHolds(IReadOnlyCollection<ClosureItem> open)
    {
        if (Holding(open) is [var first, ..]) throw new RefusedException($"closure.holds{first}");
    }

    /// <summary>Those of the open items that have to be ended before.</summary>
    public static IReadOnlyList<ClosureItem> Holding(IReadOnlyCollection<ClosureItem> open) => [.. Hard.Where(open.Contains)];
}

/// <summary>A proposal to end the work on a case, and the answer of a second person. Never rewritten. Section <c>Plan</c>.</summary>
public sealed class Closure
{
    private Closure() { }

    internal Closure(Guid id, Guid caseId, Stage from, ClosureFacts facts, IReadOnlyCollection<ClosureItem> open, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, From, How, Reason, Summary) = (id, caseId, from, facts.How, facts.Reason, facts.Summary);
        (Language, NotToldWhy) = facts.Language is null ? ((string?)null, facts.NotToldWhy) : (facts.Language, null);
        Interpreter = Language is null ? null : facts.Interpreter;
        (Recontact, RecontactHow) = (facts.Recontact, facts.Recontact == Recontact.Agreed ? facts.RecontactHow : null);
        (Belongings, WhyOpen) = (facts.Belongings, facts.WhyOpen);
        OpenItems = string.Join(' ', open.Order());
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Stage From { get; private set; }

    /// <summary>The row of the flow table that ends it.</summary>
    public CaseAction How { get; private set; }
    public ClosureReason Reason { get; private set; }
    public SealedText? Summary { get; private set; }
    public string? Language { get; private set; }
    public InterpreterUse? Interpreter { get; private set; }
    public SealedText? NotToldWhy { get; private set; }
    public Recontact Recontact { get; private set; }
    public SealedText? RecontactHow { get; private set; }
    public Belongings Belongings { get; private set; }

    /// <summary>What was open when it was proposed: words of <see cref="ClosureItem"/>.</summary>
    public string OpenItems { get; private set; } = "";
    public SealedText? WhyOpen { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public ClosureAnswer? Answer { get; private set; }
    public SealedText? AnswerReason { get; private set; }
    public Guid? AnsweredByUserId { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool Waits => Answer is null;

    public IReadOnlyList<ClosureItem> Open => [.. OpenItems.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ClosureItem>)];

    internal void Say(ClosureAnswer answer, SealedText? reason, Actor by, DateTimeOffset at)
    {
        if (!Waits) throw new RefusedException("closure.answered");
        (Answer, AnswerReason, AnsweredByUserId, AnsweredAt) = (answer, reason, by.UserId, at);
    }
}

/// <summary>Why a case that had ended begins again.</summary>
public enum ReopenReason
{
    AsksForHelp,
    InDanger,

    /// <summary>Trafficked again: counted, and a reason to look at what the first ending missed.</summary>
    TraffickedAgain,
    ReturnFailed,
    NewFacts,
}

/// <summary>A case that had ended began again. What was before stays as it was. Section <c>Plan</c>.</summary>
public sealed class Reopening
{
    private Reopening() { }

    internal Reopening(Guid id, Guid caseId, CaseAction how, ReopenReason reason, SealedText note, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, How, Reason, Note) = (id, caseId, how, reason, note);
        (ByUserId, ByUnitId, At) = (by.UserId, by.UnitId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public CaseAction How { get; private set; }
    public ReopenReason Reason { get; private set; }
    public SealedText? Note { get; private set; }
    public Guid ByUserId { get; private set; }
    public Guid ByUnitId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
