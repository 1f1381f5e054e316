using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Flow;

/// <summary>What the reader's office has of a case.</summary>
public enum Standing
{
    /// <summary>It owns the case, answers for the province, or is DATIP; or nothing of the case is open to it, and the act itself asks what it needs.</summary>
    Full,

    /// <summary>It takes part: by a share, a seat, a track, a placement.</summary>
    Part,

    /// <summary>It opened the case, or had it before, and keeps the core alone.</summary>
    Core,
}

/// <summary>
/// Whoever takes part does not steer the case. Whoever keeps the core alone warns of a danger, comes to the end of what it was itself
/// asked, and answers what is sent to it anew: all the rest is for whoever has the case now.
/// </summary>
public static class Standings
{
    private static readonly HashSet<CaseAction> OfTheCore =
    [
        CaseAction.View, CaseAction.RecordWarning, CaseAction.LinkCase, CaseAction.RecordRecipientTold, CaseAction.IssueDocument,
        CaseAction.TakeTask, CaseAction.FinishTask, CaseAction.ReopenTask, CaseAction.HandOverTask, CaseAction.GiveTask, CaseAction.WriteMessage,
        CaseAction.AnnounceArrival, CaseAction.RecordHomecoming, CaseAction.TakeOver, CaseAction.WithdrawTransfer,
        CaseAction.AnswerReferral, CaseAction.RecordArrival, CaseAction.TakeOnReferral, CaseAction.FinishReferral, CaseAction.EndPlacement, CaseAction.ReviewReferral, CaseAction.UndoReview,
    ];

    // Held by province offices and DATIP: a province office may also be one that only takes part.
    private static readonly string[] Steering =
        [Permission.CaseAssign, Permission.CaseClose, Permission.CaseReopen, Permission.CaseApproveClosure, Permission.MdtReview, Permission.ReturnPlan, Permission.ClockPause, Permission.ClockExtend];

    /// <summary>Why an office of this standing may not; or null.</summary>
    public static Refusal? WhyNot(Standing standing, FlowRow row) => standing switch
    {
        Standing.Core when !OfTheCore.Contains(row.Action) => new Refusal("flow.coreAlone"),
        not Standing.Full when Steering.Contains(row.Permission) => new Refusal("flow.notTheOffice"),
        _ => null,
    };

    /// <summary>Events and the standing they need at the least: the database's copy.</summary>
    public static IEnumerable<(string Event, Standing Needs)> Needed => NrmFlow.Rows.GroupBy(r => r.Action)
        .Select(g => (Case.EventOf(g.Key), g.All(r => Steering.Contains(r.Permission)) ? Standing.Full : OfTheCore.Contains(g.Key) ? Standing.Core : Standing.Part));
}
