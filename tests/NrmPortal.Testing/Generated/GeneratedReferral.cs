using NrmPortal.Data.Seed;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Testing;

/// <summary>The one referral of about half of the cases; a few shelters receive them all.</summary>
public sealed record GeneratedReferral(Guid Id, ReferralState State, Guid? ReceiverId, bool SharesHealth, DateTimeOffset At)
{
    private static readonly Guid[] Shelters = [.. ReferenceData.Rows("demo-shelters").Select(r => r["unit"]).Distinct(StringComparer.Ordinal).Select(u => ReferenceData.IdOf("unit", u))];
    private static readonly ReferralState[] Open = [ReferralState.Sent, ReferralState.Approved, ReferralState.Accepted, ReferralState.Arrived, ReferralState.Arrived];

    public bool IsAccepted => State is ReferralState.Accepted or ReferralState.Arrived;
    public string[] Sections => SharesHealth ? ["Identity", "Health"] : ["Identity"];

    internal static GeneratedReferral? Throw(ref Dice dice, Guid caseId, Stage stage, DateTimeOffset opened)
    {
        if (stage is Stage.Screening or Stage.OtherPathway || !dice.Percent(60)) return null;
        var at = opened.AddDays(3);
        // Of the closed cases a few stay at the shelter: the follow-up is at home for the others.
        var state = stage == Stage.FollowUp && !dice.Percent(5) ? ReferralState.Completed : Open[dice.Next(Open.Length)];
        Guid? receiver = state == ReferralState.Sent ? null : Shelters[dice.Next(Shelters.Length)];
        return new GeneratedReferral(dice.Id(at), state, receiver, dice.Percent(30), at);
    }
}
