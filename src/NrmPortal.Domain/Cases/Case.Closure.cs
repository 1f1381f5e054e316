using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    private static readonly CaseAction[] Reopenings = [CaseAction.ReopenToProtection, CaseAction.ReopenToAssistance];

    /// <summary>Proposes to end the work on the case. The case goes on until a second person has agreed.</summary>
    /// <param name="open">What is still open.</param>
    public Closure ProposeClosure(Guid id, ClosureFacts facts, IReadOnlyCollection<ClosureItem> open, Actor by, DateTimeOffset at)
    {
        // What may not end in this way is not proposed either: a child that leaves is no closed case.
        if (WhyNotEnd(facts.How, ThaiDay.Of(at)) is { } refusal) throw new RefusedException(refusal);
        facts.RequireWhole(open);
        Apply(CaseAction.ProposeClosure, by, at, ("closing", facts.How.ToString()), ("closureReason", facts.Reason.ToString()));
        return new Closure(id, Id, Stage, facts, open, by, at);
    }

    /// <summary>A second person, of a role that looks at the work of others, agrees, and the work on the case ends.</summary>
    /// <param name="open">What is still open now: it may not be what it was.</param>
    public void Close(Closure closure, IReadOnlyCollection<ClosureItem> open, Actor by, DateTimeOffset at)
    {
        RequireMine(closure.CaseId);
        if (closure.ByUserId == by.UserId) throw new RefusedException("closure.samePerson");
        if (HasMovedSince(closure)) throw new RefusedException("closure.moved");
        ClosureFacts.RequireNothingHolds(open);
        if (open.Except(closure.Open).Any()) throw new RefusedException("closure.openSince");
        closure.Say(ClosureAnswer.Agreed, null, by, at);
        Apply(closure.How, by, at, ("closureReason", closure.Reason.ToString()));
    }

    /// <summary>The case has left the stage in which it was proposed to end it, though it may be back there: of what it is now nothing was said. Such a proposal is sent back, or taken back.</summary>
    public bool HasMovedSince(Closure closure) => closure.From != Stage || closure.At < StageSince;

    /// <summary>The case goes on, and whoever proposed reads why.</summary>
    public void SendBackClosure(Closure closure, SealedText? reason, Actor by, DateTimeOffset at)
    {
        RequireMine(closure.CaseId);
        if (closure.ByUserId == by.UserId) throw new RefusedException("closure.samePerson");
        if (reason is null) throw new RefusedException("closure.sendBackReason");
        closure.Say(ClosureAnswer.SentBack, reason, by, at);
        Apply(CaseAction.SendBackClosure, by, at);
    }

    /// <summary>Whoever proposed takes it back.</summary>
    public void WithdrawClosure(Closure closure, Actor by, DateTimeOffset at)
    {
        RequireMine(closure.CaseId);
        if (closure.ByUserId != by.UserId) throw new RefusedException("closure.notYours");
        closure.Say(ClosureAnswer.Withdrawn, null, by, at);
        Apply(CaseAction.WithdrawClosure, by, at);
    }

    /// <summary>
    /// Nobody is screened for what was reported. A child of whom it is told is still a child, and so is whoever may be one: child
    /// protection is asked, also where another case is said to be theirs, for one person alone says so.
    /// </summary>
    public void CloseNotification(NotificationEnd why, Actor by, DateTimeOffset at)
    {
        Apply(CaseAction.CloseNotification, by, at, ("notificationEnd", why.ToString()));
        if (IsTreatedAsChild) OpenChildProtection(by, at);
    }

    /// <summary>Begins again where the person needs it: protection, or the help that an identified victim had.</summary>
    /// <param name="flagged">The warnings that stand: the same one is not written twice.</param>
    public Reopening Reopen(Guid id, CaseAction how, ReopenReason reason, SealedText? note, Actor by, DateTimeOffset at, IReadOnlyCollection<CaseWarning>? flagged = null)
    {
        if (!Reopenings.Contains(how)) throw new ArgumentOutOfRangeException(nameof(how), how, "Not a way of beginning again.");
        if (note is null) throw new RefusedException("reopen.note");
        Apply(how, by, at, ("reopenReason", reason.ToString()));
        if (reason == ReopenReason.TraffickedAgain) FlagAgain(flagged, by, at);
        return new Reopening(id, Id, how, reason, note, by, at);
    }
}
