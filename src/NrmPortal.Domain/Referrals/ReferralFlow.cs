using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Domain.Referrals;

/// <summary>One step in a referral's life. Urgent referrals run under the urgent form of the same clock.</summary>
/// <param name="Deadline">The clock that starts by this step (its normal form), or null.</param>
/// <param name="LegalBasis">Section of the Act B.E. 2551 (2008) or policy document that the step rests on.</param>
/// <param name="Lane">Who acts.</param>
public sealed record ReferralRow(
    ReferralState From, ReferralState To, ReferralAction Action, string Permission, ClockCode? Deadline,
    string LegalBasis, Guard Guard, string LabelTh, string LabelEn, Lane Lane);

/// <summary>
/// The life of a referral, written once. Three clocks, never one: sent to DATIP's decision, approval to the receiver's answer,
/// acceptance to arrival. An urgent one that is sent back or turned down keeps the clock that runs. A decline goes back to DATIP. In an emergency the receiver may accept before the review.
/// </summary>
public static class ReferralFlow
{
    public const string Version = NrmFlow.Version;

    private static readonly ReferralState[] InReview = [ReferralState.Claimed, ReferralState.UnderReview];
    private static readonly ReferralState[] BeforeReview = [ReferralState.Sent, .. InReview];
    private static readonly ReferralState[] Placed = [ReferralState.Accepted, ReferralState.Arrived];
    private static readonly ReferralState[] WithSender = [ReferralState.Draft, ReferralState.Returned, ReferralState.Declined];
    private static readonly ReferralState[] Unanswered = [ReferralState.Approved, ReferralState.Redirected, ReferralState.Returned];
    private static readonly ReferralState[] Offered = [ReferralState.Approved, ReferralState.Redirected];

    public static IReadOnlyList<ReferralRow> Rows { get; } =
    [
        Send(ReferralState.Draft, ReferralState.Sent, ReferralAction.Send, ClockCode.ReferralDecisionNormal, Guard.ConsentOrLegalGround, "ส่งการส่งต่อ", "Send"),
        Send(ReferralState.Draft, ReferralState.Withdrawn, ReferralAction.Withdraw, null, Guard.None, "ยกเลิกร่าง", "Discard the draft"),
        Send(ReferralState.Returned, ReferralState.Sent, ReferralAction.Resend, ClockCode.ReferralDecisionNormal, Guard.ConsentOrLegalGround, "ส่งอีกครั้ง", "Send again"),
        // The sender need not wait until DATIP takes up what a shelter declined.
        Send(ReferralState.Declined, ReferralState.Sent, ReferralAction.Resend, ClockCode.ReferralDecisionNormal, Guard.ConsentOrLegalGround, "ส่งอีกครั้ง", "Send again"),
        .. WithSender.Select(from => Send(from, from, ReferralAction.Revise, null, Guard.ConsentOrLegalGround, "แก้ไขการส่งต่อ", "Change the referral")),

        Review(ReferralState.Sent, ReferralState.Claimed, ReferralAction.Claim, null, Guard.None, "รับเรื่องไว้พิจารณา", "Claim"),
        Review(ReferralState.Declined, ReferralState.Claimed, ReferralAction.Claim, null, Guard.None, "รับเรื่องไว้พิจารณา", "Claim"),
        Review(ReferralState.Claimed, ReferralState.UnderReview, ReferralAction.StartReview, null, Guard.None, "เริ่มพิจารณา", "Start the review"),
        .. InReview.Select(from => Review(from, ReferralState.Sent, ReferralAction.Release, null, Guard.None, "คืนเรื่องให้ผู้อื่นพิจารณา", "Release")),
        .. InReview.Select(from => Review(from, ReferralState.Approved, ReferralAction.Approve, ClockCode.ReferralAnswerNormal, Guard.None, "เห็นชอบ", "Approve")),
        .. InReview.Select(from => Review(from, ReferralState.Redirected, ReferralAction.Redirect, ClockCode.ReferralAnswerNormal, Guard.None, "เปลี่ยนหน่วยงานรับการส่งต่อ", "Redirect")),
        .. InReview.Select(from => Review(from, ReferralState.Returned, ReferralAction.Return, null, Guard.None, "ส่งกลับเพื่อแก้ไข", "Return for correction")),
        .. Offered.Select(from => Review(from, ReferralState.Claimed, ReferralAction.UndoReview, ClockCode.ReferralDecisionNormal, Guard.NotSeenByReceiver, "ยกเลิกผลการพิจารณา", "Undo the review")),

        .. Offered.Select(from => Reply(from, ReferralState.Accepted, ReferralAction.Accept, ClockCode.ArrivalNormal, Guard.None, "รับการส่งต่อ", "Accept")),
        .. Offered.Select(from => Reply(from, ReferralState.Declined, ReferralAction.Decline, ClockCode.ReferralDecisionNormal, Guard.None, "ไม่รับการส่งต่อ", "Decline")),
        Reply(ReferralState.Accepted, ReferralState.Arrived, ReferralAction.RecordArrival, null, Guard.None, "บันทึกการมาถึง", "Record arrival"),
        // With the end of the placement, whoever records it; also of somebody who was awaited and never came.
        .. Placed.Select(from => Reply(from, ReferralState.Completed, ReferralAction.Complete, null, Guard.None, "เสร็จสิ้น", "Complete") with { Permission = Permission.PlacementRecord }),

        // Place first, review after: DATIP's limit runs on its task from the placing on, whatever becomes of the placement; the
        // review leaves the placement where it is, also where it is over already.
        .. BeforeReview.Select(from => Reply(from, ReferralState.Accepted, ReferralAction.Accept, ClockCode.ArrivalNormal, Guard.Emergency, "รับการส่งต่อ", "Accept")),
        .. BeforeReview.Select(from => Reply(from, ReferralState.Declined, ReferralAction.Decline, ClockCode.ReferralDecisionNormal, Guard.Emergency, "ไม่รับการส่งต่อ", "Decline")),
        .. Placed.Append(ReferralState.Completed).Select(from => Review(from, from, ReferralAction.ReviewAfter, null, Guard.Emergency, "พิจารณาหลังจัดที่พักฉุกเฉิน", "Review after emergency placement")),

        // Without a place: to some services DATIP's review comes first, others are asked directly; who turns one down hands it
        // back to the sender, who knows whom else to ask.
        Send(ReferralState.Draft, ReferralState.Approved, ReferralAction.Offer, ClockCode.ReferralAnswerNormal, Guard.KindUnreviewed, "ส่งถึงหน่วยงานรับโดยตรง", "Send to the receiver"),
        Send(ReferralState.Returned, ReferralState.Approved, ReferralAction.OfferAgain, ClockCode.ReferralAnswerNormal, Guard.KindUnreviewed, "ส่งถึงหน่วยงานรับอีกครั้ง", "Send to the receiver again"),
        .. Offered.Select(from => Serve(from, ReferralState.Accepted, ReferralAction.TakeOn, "รับดำเนินการ", "Take on")),
        .. Offered.Select(from => Serve(from, ReferralState.Returned, ReferralAction.TurnDown, "ไม่รับดำเนินการ", "Turn down")),
        Serve(ReferralState.Accepted, ReferralState.Completed, ReferralAction.Finish, "ดำเนินการเสร็จสิ้น", "Finish"),
        // Of a service that has gone, or says nothing any more: nobody waits for it to say that it is done.
        Send(ReferralState.Accepted, ReferralState.Completed, ReferralAction.Stop, null, Guard.KindWithoutPlace, "ยุติก่อนหน่วยงานรับดำเนินการเสร็จสิ้น", "End before the receiver has finished") with { Permission = Permission.ReferralStop },

        // A withdrawn consent: what nobody has accepted goes back to the sender; a placement goes on, and its share ends.
        .. Open(from => EndShare(from, ReferralState.Returned)),
        .. Placed.Select(from => EndShare(from, from)),
        .. Placed.Select(from => Send(from, from, ReferralAction.RestoreShare, null, Guard.ConsentOrLegalGround, "แบ่งปันข้อมูลอีกครั้ง", "Restore the share")),

        .. Open(from => Send(from, ReferralState.Withdrawn, ReferralAction.Withdraw, null, Guard.None, "ถอนการส่งต่อ", "Withdraw")),
        // By the portal's round (lapse_referrals). DATIP's silence ends nothing; of somebody awaited in vain the placement is ended.
        .. Unanswered.Select(from => Review(from, ReferralState.Lapsed, ReferralAction.Lapse, null, Guard.None, "หมดเวลา", "Lapse")),
    ];

    // One row for each state and act: a second one stops the program when the type is first used.
    private static readonly Dictionary<(ReferralState, ReferralAction), ReferralRow> ByStep = Rows.ToDictionary(r => (r.From, r.Action));

    /// <summary>The row for this act in this state, or null: the act is not in the table and is refused.</summary>
    public static ReferralRow? Find(ReferralState from, ReferralAction action) => ByStep.GetValueOrDefault((from, action));

    public static IEnumerable<ReferralRow> From(ReferralState from) => Rows.Where(r => r.From == from);

    /// <summary>States in which somebody still has to answer.</summary>
    public static bool IsOpen(ReferralState state) => state
        is ReferralState.Sent or ReferralState.Claimed or ReferralState.UnderReview or ReferralState.Approved
        or ReferralState.Redirected or ReferralState.Returned or ReferralState.Declined;

    /// <summary>States that no act leaves.</summary>
    public static bool IsFinal(ReferralState state) => state is ReferralState.Completed or ReferralState.Withdrawn or ReferralState.Lapsed;

    /// <summary>The clock a step starts: urgent referrals run under the urgent form where there is one.</summary>
    public static ClockCode? Clock(ReferralRow row, bool urgent) => row.Deadline switch
    {
        ClockCode.ReferralDecisionNormal when urgent => ClockCode.ReferralDecisionUrgent,
        ClockCode.ReferralAnswerNormal when urgent => ClockCode.ReferralAnswerUrgent,
        ClockCode.ArrivalNormal when urgent => ClockCode.ArrivalUrgent,
        _ => row.Deadline,
    };

    private static IEnumerable<ReferralRow> Open(Func<ReferralState, ReferralRow> row) => Enum.GetValues<ReferralState>().Where(IsOpen).Select(row);

    private static ReferralRow EndShare(ReferralState from, ReferralState to) =>
        new(from, to, ReferralAction.EndShare, Permission.ConsentRecord, null, "PDPA s.19", Guard.None, "ยุติการแบ่งปันข้อมูลเพราะถอนความยินยอม", "End the share: consent withdrawn", Lane.Frontline);

    private static ReferralRow Send(ReferralState from, ReferralState to, ReferralAction action, ClockCode? deadline, Guard guard, string th, string en) =>
        new(from, to, action, Permission.ReferralSend, deadline, "s.33", guard, th, en, Lane.Frontline);

    private static ReferralRow Serve(ReferralState from, ReferralState to, ReferralAction action, string th, string en) =>
        new(from, to, action, Permission.ReferralServe, null, "s.33", Guard.KindWithoutPlace, th, en, Lane.Justice);

    private static ReferralRow Review(ReferralState from, ReferralState to, ReferralAction action, ClockCode? deadline, Guard guard, string th, string en) =>
        new(from, to, action, Permission.ReferralReview, deadline, "NRM 2565", guard, th, en, Lane.Datip);

    private static ReferralRow Reply(ReferralState from, ReferralState to, ReferralAction action, ClockCode? deadline, Guard guard, string th, string en) =>
        new(from, to, action, Permission.ReferralReply, deadline, "s.33", guard, th, en, Lane.Shelter);
}
