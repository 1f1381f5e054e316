using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Scopes;

/// <summary>Named conditions of referral lists.</summary>
public static class ReferralScopes
{
    private static readonly ReferralState[] WithDatip = [ReferralState.Sent, ReferralState.Claimed, ReferralState.UnderReview, ReferralState.Declined];
    private static readonly ReferralState[] WithReceiver = [ReferralState.Approved, ReferralState.Redirected];
    private static readonly ReferralState[] Taken = [ReferralState.Accepted, ReferralState.Arrived];

    private static readonly ReferralState[] PlacedFirst = [.. Taken, ReferralState.Completed];

    /// <summary>What DATIP has to decide: also an emergency placement that was made first and waits for its review, however short it was.</summary>
    public static IQueryable<Referral> ForReview(this IQueryable<Referral> referrals) => referrals.Where(r =>
        WithDatip.Contains(r.State) || (r.Emergency && r.DecidedAt == null && PlacedFirst.Contains(r.State)));

    /// <summary>As <see cref="ForReview"/>, without what a colleague has claimed.</summary>
    public static IQueryable<Referral> ForReviewer(this IQueryable<Referral> referrals, Guid reviewer) =>
        referrals.ForReview().Where(r => r.ClaimedByUserId == null || r.ClaimedByUserId == reviewer);

    /// <summary>DATIP has decided and the receiver has not answered yet.</summary>
    public static IQueryable<Referral> AwaitingAnswer(this IQueryable<Referral> referrals) => referrals.Where(r => WithReceiver.Contains(r.State) && r.DecidedAt != null);

    // As the flow has it: an emergency is answered also while DATIP looks at it.
    private static readonly ReferralState[] Answerable = [.. WhereAccepted(inEmergency: false)];
    private static readonly ReferralState[] AnswerableInEmergency = [.. WhereAccepted(inEmergency: true)];

    private static IEnumerable<ReferralState> WhereAccepted(bool inEmergency) => ReferralFlow.Rows
        .Where(r => r.Action is ReferralAction.Accept or ReferralAction.TakeOn && (r.Guard == Guard.Emergency) == inEmergency).Select(r => r.From).Distinct();

    /// <summary>What a receiver has to answer: approved for it, or asked of it in an emergency.</summary>
    public static IQueryable<Referral> ToAnswer(this IQueryable<Referral> referrals, Guid unit) => referrals.Where(r => r.ReceiverUnitId == unit
        && (Answerable.Contains(r.State) || (r.Emergency && AnswerableInEmergency.Contains(r.State))));

    /// <summary>What came back, before whoever may send it again: the sender while it answers for the case, else the office that owns it.</summary>
    public static IQueryable<Referral> BackWith(this IQueryable<Referral> referrals, PortalDbContext db, Guid unit) => referrals.Where(r => r.State == ReferralState.Returned
        && db.Cases.Any(c => c.Id == r.CaseId && (r.FromUnitId == unit ? c.OwnerUnitId == unit || c.ProvinceOfficeId == unit : c.OwnerUnitId == unit && c.ProvinceOfficeId != r.FromUnitId)));

    private static readonly ReferralState[] Running = [.. Enum.GetValues<ReferralState>().Where(s => s != ReferralState.Draft && !ReferralFlow.IsFinal(s))];

    /// <summary>What still runs of a sender that answers for the case no longer: it is with the offices that do.</summary>
    public static IQueryable<Referral> LeftTo(this IQueryable<Referral> referrals, PortalDbContext db, Guid unit) => referrals.Where(r => Running.Contains(r.State) && r.FromUnitId != unit
        && db.Cases.Any(c => c.Id == r.CaseId && (c.OwnerUnitId == unit || c.ProvinceOfficeId == unit) && c.OwnerUnitId != r.FromUnitId && c.ProvinceOfficeId != r.FromUnitId));

    private static readonly ReferralState[] InReview = [ReferralState.Claimed, ReferralState.UnderReview];
    private static readonly ReferralState[] Ended = [ReferralState.Completed, ReferralState.Withdrawn, ReferralState.Lapsed];

    private static readonly ReferralState[] Unplaced = [.. WithDatip, .. WithReceiver];

    /// <summary>Whoever has no bed tonight first, then who was placed in an emergency that nobody has reviewed yet, the urgent, then by the limit.</summary>
    public static IQueryable<Referral> EmergencyFirst(this IQueryable<Referral> referrals) => referrals
        .OrderByDescending(r => r.Emergency && Unplaced.Contains(r.State)).ThenByDescending(r => r.Emergency && !Unplaced.Contains(r.State))
        .ThenByDescending(r => r.Urgent && Unplaced.Contains(r.State)).ThenBy(r => r.DueAt).ThenBy(r => r.Id);

    /// <summary>What somebody still has to answer first, an emergency before all, then the urgent, then by its limit; then whoever is being served or housed; what is over last, the newest first.</summary>
    public static IQueryable<Referral> OpenFirst(this IQueryable<Referral> referrals) => referrals
        .OrderBy(r => Ended.Contains(r.State) ? 2 : Taken.Contains(r.State) ? 1 : 0)
        .ThenByDescending(r => r.Emergency && Unplaced.Contains(r.State)).ThenByDescending(r => r.Urgent && Unplaced.Contains(r.State))
        .ThenBy(r => Ended.Contains(r.State) ? null : r.DueAt).ThenByDescending(r => r.CreatedAt).ThenBy(r => r.Id);

    /// <summary>Claimed and under review are one word to the reader.</summary>
    public static IQueryable<Referral> InState(this IQueryable<Referral> referrals, ReferralState state) =>
        InReview.Contains(state) ? referrals.Where(r => InReview.Contains(r.State)) : referrals.Where(r => r.State == state);
}
