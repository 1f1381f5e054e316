using NrmPortal.Domain.Cases;

namespace NrmPortal.Domain.Flow;

/// <summary>
/// What an office may still do that keeps the core of a case alone, because it opened the case or had it before: whoever has the case
/// now does all the rest. It warns of a danger, comes to the end of what it was itself asked, and answers what is sent to it anew.
/// </summary>
public static class CoreAlone
{
    private static readonly HashSet<CaseAction> Left =
    [
        CaseAction.View, CaseAction.RecordWarning, CaseAction.LinkCase, CaseAction.RecordRecipientTold, CaseAction.IssueDocument,
        CaseAction.TakeTask, CaseAction.FinishTask, CaseAction.ReopenTask, CaseAction.HandOverTask, CaseAction.GiveTask, CaseAction.WriteMessage,
        CaseAction.AnnounceArrival, CaseAction.RecordHomecoming, CaseAction.TakeOver, CaseAction.WithdrawTransfer,
        CaseAction.AnswerReferral, CaseAction.RecordArrival, CaseAction.TakeOnReferral, CaseAction.FinishReferral, CaseAction.EndPlacement, CaseAction.ReviewReferral, CaseAction.UndoReview,
    ];

    public static bool Allows(CaseAction action) => Left.Contains(action);

    /// <summary>Events of the acts that are refused: the database's copy.</summary>
    public static IEnumerable<string> Refused => Enum.GetValues<CaseAction>().Where(a => !Left.Contains(a)).Select(Case.EventOf);
}
