namespace NrmPortal.Domain.Referrals;

/// <summary>The life of a referral; see <see cref="ReferralFlow"/>.</summary>
public enum ReferralState
{
    Draft,
    Sent,
    Claimed,
    UnderReview,
    Approved,
    Redirected,
    Returned,
    Accepted,
    Declined,
    Withdrawn,
    Lapsed,
    Arrived,
    Completed,
}

/// <summary>Every act on a referral. Acts whose state stays are rows with to = from.</summary>
public enum ReferralAction
{
    Send,
    Claim,
    Release,
    Approve,
    Redirect,
    Return,
    Resend,
    UndoReview,
    Accept,
    Decline,
    Withdraw,
    Lapse,
    RecordArrival,
    Complete,

    /// <summary>The claimant opens the review.</summary>
    StartReview,

    /// <summary>DATIP's review of an emergency placement that was made before it.</summary>
    ReviewAfter,

    /// <summary>The consent it rests on was withdrawn.</summary>
    EndShare,

    /// <summary>A share that had ended rests on a new consent or a legal ground.</summary>
    RestoreShare,

    /// <summary>Sent straight to the receiver: the kind knows no review.</summary>
    Offer,
    OfferAgain,

    /// <summary>A service accepts: no place is taken.</summary>
    TakeOn,

    /// <summary>A service declines: it goes back to the sender.</summary>
    TurnDown,

    /// <summary>The service has done what it was asked for.</summary>
    Finish,

    /// <summary>Whoever answers for the case, or DATIP, ends what a service took on and has not finished.</summary>
    Stop,

    /// <summary>Its sender changes what it asks for, says or shares.</summary>
    Revise,
}
