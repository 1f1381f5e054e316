using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Referrals;

/// <summary>One step in a referral's life. Urgent referrals run under the urgent form of the same clock.</summary>
/// <param name="Deadline">The clock that starts by this step (its normal form), or null.</param>
public sealed record ReferralRow(
    ReferralState From, ReferralState To, ReferralAction Action, string Permission, ClockCode? Deadline, string LabelTh, string LabelEn);

/// <summary>The life of a referral, written once. A decline goes back to DATIP, who redirects.</summary>
public static class ReferralFlow
{
    public static IReadOnlyList<ReferralRow> Rows { get; } =
    [
        new(ReferralState.Draft, ReferralState.Sent, ReferralAction.Send, Permission.ReferralSend, ClockCode.ReferralDecisionNormal, "ส่งการส่งต่อ", "Send"),
        new(ReferralState.Sent, ReferralState.Claimed, ReferralAction.Claim, Permission.ReferralReview, null, "รับเรื่องไว้พิจารณา", "Claim"),
        new(ReferralState.Declined, ReferralState.Claimed, ReferralAction.Claim, Permission.ReferralReview, null, "รับเรื่องไว้พิจารณา", "Claim"),
        new(ReferralState.Claimed, ReferralState.Sent, ReferralAction.Release, Permission.ReferralReview, null, "คืนเรื่องให้ผู้อื่นพิจารณา", "Release"),
        new(ReferralState.Claimed, ReferralState.Approved, ReferralAction.Approve, Permission.ReferralReview, ClockCode.ReferralAnswerNormal, "เห็นชอบ", "Approve"),
        new(ReferralState.Claimed, ReferralState.Redirected, ReferralAction.Redirect, Permission.ReferralReview, ClockCode.ReferralAnswerNormal, "เปลี่ยนหน่วยงานรับ", "Redirect"),
        new(ReferralState.Claimed, ReferralState.Returned, ReferralAction.Return, Permission.ReferralReview, null, "ส่งกลับเพื่อแก้ไข", "Return for correction"),
        new(ReferralState.Returned, ReferralState.Sent, ReferralAction.Resend, Permission.ReferralSend, ClockCode.ReferralDecisionNormal, "ส่งอีกครั้ง", "Send again"),
        new(ReferralState.Approved, ReferralState.Claimed, ReferralAction.UndoReview, Permission.ReferralReview, ClockCode.ReferralDecisionNormal, "ยกเลิกผลการพิจารณา", "Undo the review"),
        new(ReferralState.Redirected, ReferralState.Claimed, ReferralAction.UndoReview, Permission.ReferralReview, ClockCode.ReferralDecisionNormal, "ยกเลิกผลการพิจารณา", "Undo the review"),
        new(ReferralState.Approved, ReferralState.Accepted, ReferralAction.Accept, Permission.ReferralReply, ClockCode.ArrivalNormal, "รับการส่งต่อ", "Accept"),
        new(ReferralState.Redirected, ReferralState.Accepted, ReferralAction.Accept, Permission.ReferralReply, ClockCode.ArrivalNormal, "รับการส่งต่อ", "Accept"),
        new(ReferralState.Approved, ReferralState.Declined, ReferralAction.Decline, Permission.ReferralReply, ClockCode.ReferralDecisionNormal, "ไม่รับการส่งต่อ", "Decline"),
        new(ReferralState.Redirected, ReferralState.Declined, ReferralAction.Decline, Permission.ReferralReply, ClockCode.ReferralDecisionNormal, "ไม่รับการส่งต่อ", "Decline"),
        new(ReferralState.Accepted, ReferralState.Arrived, ReferralAction.RecordArrival, Permission.ReferralReply, null, "บันทึกการมาถึง", "Record arrival"),
        new(ReferralState.Arrived, ReferralState.Completed, ReferralAction.Complete, Permission.ReferralReply, null, "เสร็จสิ้น", "Complete"),
        .. Open(ReferralAction.Withdraw, ReferralState.Withdrawn, Permission.ReferralSend, "ถอนการส่งต่อ", "Withdraw"),
        .. Open(ReferralAction.Lapse, ReferralState.Lapsed, Permission.ReferralReview, "หมดเวลา", "Lapse"),
    ];

    private static readonly Dictionary<(ReferralState, ReferralAction), ReferralRow> ByStep = Rows.ToDictionary(r => (r.From, r.Action));

    public static ReferralRow? Find(ReferralState from, ReferralAction action) => ByStep.GetValueOrDefault((from, action));

    /// <summary>States in which somebody still has to answer.</summary>
    public static bool IsOpen(ReferralState state) => state
        is ReferralState.Sent or ReferralState.Claimed or ReferralState.UnderReview or ReferralState.Approved
        or ReferralState.Redirected or ReferralState.Returned or ReferralState.Declined;

    private static IEnumerable<ReferralRow> Open(ReferralAction action, ReferralState to, string permission, string th, string en) =>
        Enum.GetValues<ReferralState>().Where(IsOpen).Select(from => new ReferralRow(from, to, action, permission, null, th, en));
}
