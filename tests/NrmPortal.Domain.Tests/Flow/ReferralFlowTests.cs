using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;
using Xunit;

namespace NrmPortal.Domain.Tests.Flow;

public sealed class ReferralFlowTests
{
    private static readonly ReferralState[] States = Enum.GetValues<ReferralState>();
    private static readonly ReferralAction[] Actions = Enum.GetValues<ReferralAction>();

    [Fact]
    public void Rows_AreUniquePerStateAndAction() => Assert.All(ReferralFlow.Rows.GroupBy(r => (r.From, r.Action)), g => Assert.Single(g));

    [Fact]
    public void Find_AgreesWithRows_ForEveryStateAndAction()
    {
        foreach (var state in States)
            foreach (var action in Actions)
                Assert.Equal(ReferralFlow.Rows.SingleOrDefault(r => r.From == state && r.Action == action), ReferralFlow.Find(state, action));
    }

    [Fact]
    public void States_AreAllReachable_FromTheDraft()
    {
        var seen = new HashSet<ReferralState> { ReferralState.Draft };
        for (var before = 0; before != seen.Count;)
        {
            before = seen.Count;
            seen.UnionWith(ReferralFlow.Rows.Where(r => seen.Contains(r.From)).Select(r => r.To).ToList());
        }

        Assert.Equal(States, seen.Order());
    }

    [Fact]
    public void States_ThatAreNotFinal_CanBeLeft()
        => Assert.All(States, s => Assert.Equal(ReferralFlow.IsFinal(s), !ReferralFlow.From(s).Any(r => r.To != s)));

    [Fact]
    public void Actions_AllHaveARow() => Assert.All(Actions, a => Assert.Contains(ReferralFlow.Rows, r => r.Action == a));

    [Fact]
    public void Accept_BeforeTheReview_IsAnEmergencyAlone()
        => Assert.Equal(
            [ReferralState.Sent, ReferralState.Claimed, ReferralState.UnderReview],
            ReferralFlow.Rows.Where(r => r.Action == ReferralAction.Accept && r.Guard == Guard.Emergency).Select(r => r.From).Order());

    [Fact]
    public void Accept_InAnEmergency_StartsTheClockOfTheArrival_AndLeavesTheReviewToItsTask()
    {
        Assert.Equal(ClockCode.ArrivalNormal, ReferralFlow.Find(ReferralState.Sent, ReferralAction.Accept)!.Deadline);
        Assert.Equal(ClockCode.EmergencyReview, TaskRules.LimitOf(TaskCode.ReviewEmergencyPlacement));
        Assert.NotNull(ReferralFlow.Find(ReferralState.Accepted, ReferralAction.ReviewAfter));
        Assert.NotNull(ReferralFlow.Find(ReferralState.Arrived, ReferralAction.ReviewAfter));
    }

    [Fact]
    public void UndoReview_IsGuardedUntilTheReceiverHasSeenIt_AndGoesBackToTheClaim()
        => Assert.All(ReferralFlow.Rows.Where(r => r.Action == ReferralAction.UndoReview), r => Assert.Equal((Guard.NotSeenByReceiver, ReferralState.Claimed), (r.Guard, r.To)));

    [Fact]
    public void Decline_GoesBackToDatip_WhoMayClaimItAgain()
        => Assert.Equal(ReferralState.Claimed, ReferralFlow.Find(ReferralState.Declined, ReferralAction.Claim)!.To);

    [Theory]
    [InlineData(ReferralAction.Send, ReferralState.Draft, false, ClockCode.ReferralDecisionNormal)]
    [InlineData(ReferralAction.Send, ReferralState.Draft, true, ClockCode.ReferralDecisionUrgent)]
    [InlineData(ReferralAction.Approve, ReferralState.Claimed, false, ClockCode.ReferralAnswerNormal)]
    [InlineData(ReferralAction.Redirect, ReferralState.UnderReview, true, ClockCode.ReferralAnswerUrgent)]
    [InlineData(ReferralAction.Accept, ReferralState.Approved, false, ClockCode.ArrivalNormal)]
    [InlineData(ReferralAction.Accept, ReferralState.Redirected, true, ClockCode.ArrivalUrgent)]
    public void Clock_OfEachLeg_IsItsOwn(ReferralAction action, ReferralState from, bool urgent, ClockCode expected)
        => Assert.Equal(expected, ReferralFlow.Clock(ReferralFlow.Find(from, action)!, urgent));

    [Fact]
    public void Permissions_SeparateSenderReviewerAndReceiver()
    {
        Assert.All(ReferralFlow.Rows, r => Assert.Contains(r.Permission, new[] { Permission.ReferralSend, Permission.ReferralStop, Permission.ReferralReview, Permission.ReferralReply, Permission.ReferralServe, Permission.PlacementRecord, Permission.ConsentRecord }));
        foreach (var role in Enum.GetValues<Role>())
        {
            // The end of a placement is recorded by either side, what a service never finished is ended by the sender or DATIP, and an office that sends may be asked for a service by another. Whoever hears the person take a consent back ends its shares; that is no side of a referral.
            var legs = ReferralFlow.Rows.Where(r => r.Action is not (ReferralAction.Complete or ReferralAction.EndShare or ReferralAction.TakeOn or ReferralAction.TurnDown or ReferralAction.Finish or ReferralAction.Stop)).Select(r => r.Permission).Distinct().Count(p => RoleGrants.Has(role, p));
            Assert.True(legs <= 1, $"{role} stands on {legs} sides of a referral.");
            Assert.False(RoleGrants.Has(role, Permission.ReferralServe) && (RoleGrants.Has(role, Permission.ReferralReview) || RoleGrants.Has(role, Permission.ReferralReply)), $"{role}");
        }
    }

    [Fact]
    public void Labels_AreComplete_InBothLanguages()
        => Assert.All(ReferralFlow.Rows, r =>
        {
            Assert.Matches(@"\p{IsThai}", r.LabelTh);
            Assert.DoesNotMatch(@"\p{IsThai}", r.LabelEn);
        });
}
