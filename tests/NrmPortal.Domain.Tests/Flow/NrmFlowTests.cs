using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using Xunit;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>The table itself: what DESIGN's flow chart says, and what must hold for every row.</summary>
public sealed class NrmFlowTests
{
    private static readonly Stage[] Stages = Enum.GetValues<Stage>();
    private static readonly CaseAction[] Actions = Enum.GetValues<CaseAction>();

    public static TheoryData<Stage, Stage, string> Moves => new()
    {
        { Stage.Notified, Stage.Screening, "StartScreening" },
        { Stage.Notified, Stage.FollowUp, "CloseNotification" },
        { Stage.Screening, Stage.Protection, "ConcludeReasonableGrounds ConcludeUnclear OverturnNegative" },
        { Stage.Screening, Stage.OtherPathway, "ConcludeNegative ConfirmNegative" },
        { Stage.Screening, Stage.FollowUp, "EndByDeath EndInError" },
        { Stage.Protection, Stage.Identification, "Convene ReportNewFacts RequestReview" },
        { Stage.Protection, Stage.FollowUp, "DeclineAndLeave EndByDeath EndInError" },
        { Stage.Identification, Stage.Assistance, "DecideVictimForcedLabour DecideVictimTrafficking" },
        { Stage.Identification, Stage.Protection, "DecideUndeterminedTimeLeft" },
        { Stage.Identification, Stage.OtherPathway, "DecideNotVictim DecideUndeterminedTimeOver" },
        { Stage.Identification, Stage.FollowUp, "DeclineAndLeave EndByDeath EndInError" },
        { Stage.Assistance, Stage.Identification, "ReportNewFacts RequestReview" },
        { Stage.Assistance, Stage.Return, "PlanReturn" },
        { Stage.Assistance, Stage.FollowUp, "DeclineAndLeave EndAssistance EndByDeath EndInError" },
        { Stage.Return, Stage.Assistance, "ReturnToAssistance" },
        { Stage.Return, Stage.Identification, "ReportNewFacts RequestReview" },
        { Stage.Return, Stage.FollowUp, "CompleteReturn DeclineAndLeave EndByDeath EndInError" },
        { Stage.OtherPathway, Stage.Screening, "Rescreen" },
        { Stage.OtherPathway, Stage.Identification, "ReportNewFacts RequestReview" },
        { Stage.OtherPathway, Stage.FollowUp, "EndByDeath EndInError EndOtherPathway" },
        { Stage.FollowUp, Stage.Screening, "Rescreen" },
        { Stage.FollowUp, Stage.Protection, "ReopenToProtection" },
        { Stage.FollowUp, Stage.Identification, "ReopenToIdentification ReportNewFacts RequestReview" },
        { Stage.FollowUp, Stage.Assistance, "ReopenToAssistance" },
    };

    [Theory, MemberData(nameof(Moves))]
    public void Moves_BetweenTwoStages_AreThoseOfTheChart(Stage from, Stage to, string actions)
        => Assert.Equal(actions, string.Join(' ', NrmFlow.From(from).Where(r => r.To == to).Select(r => r.Action.ToString()).Order(StringComparer.Ordinal)));

    [Fact]
    public void Moves_NoOthersExist()
    {
        var known = Moves.Select(row => (row.Data.Item1, row.Data.Item2)).ToHashSet();
        Assert.DoesNotContain(NrmFlow.Rows, r => r.Moves && !known.Contains((r.From, r.To)));
    }

    [Fact]
    public void Rows_AreUniquePerStageAndAction()
        => Assert.All(NrmFlow.Rows.GroupBy(r => (r.From, r.Action)), g => Assert.Single(g));

    [Fact]
    public void Find_AgreesWithRows_ForEveryStageAndAction()
    {
        foreach (var stage in Stages)
            foreach (var action in Actions)
                Assert.Equal(NrmFlow.Rows.SingleOrDefault(r => r.From == stage && r.Action == action), NrmFlow.Find(stage, action));
    }

    [Fact]
    public void Actions_AllHaveARow() => Assert.All(Actions, a => Assert.Contains(NrmFlow.Rows, r => r.Action == a));

    [Fact]
    public void Rows_LeadOnlyToDescribedStages_ThatCanBeLeft()
        => Assert.All(NrmFlow.Rows, r =>
        {
            Assert.Equal(r.To, NrmFlow.Info(r.To).Stage);
            Assert.Contains(NrmFlow.From(r.To), next => next.Moves);
        });

    [Fact]
    public void Stages_AreAllDescribedOnce_InChartOrder()
        => Assert.Equal(Stages.Order(), NrmFlow.Stages.Select(s => s.Stage).Order());

    [Fact]
    public void Stages_AreAllReachable_FromFirstContact() => Assert.Equal(Stages, ReachableFrom(Stage.Notified).Order());

    [Fact]
    public void FollowUp_IsReachable_FromEveryStage() => Assert.All(Stages, s => Assert.Contains(Stage.FollowUp, ReachableFrom(s)));

    [Fact]
    public void Screening_IsReturnedTo_OnlyFromAScreeningNegative_OrWhereNoneLetTheCaseIn()
        => Assert.All(NrmFlow.Rows.Where(r => r.Moves && r.To == Stage.Screening && r.From > Stage.Screening), r => Assert.Equal(r.From == Stage.FollowUp ? Guard.NeverInProtection : Guard.ScreeningNegative, r.Guard));

    [Fact]
    public void WhatNoScreeningLetIn_IsScreened_AndNeverReopenedIntoProtection()
    {
        foreach (var number in new[] { null, "NRM-2569-000001" })
        {
            var ended = ACase.At(Stage.FollowUp, adult: false).With(nameof(Case.NrmNumber), number);
            Assert.Equal(number is null ? null : "flow.screenedBefore", ended.WhyNot(CaseAction.Rescreen, Role.FrontlineOfficer)?.Code);
            Assert.Equal(number is null ? "flow.screenFirst" : null, ended.WhyNot(CaseAction.ReopenToProtection, Role.ProvinceCaseworker)?.Code);
        }
    }

    [Fact]
    public void Identification_IsReturnedTo_OnlyAfterADecision()
        => Assert.All(NrmFlow.Rows.Where(r => r.Moves && r.To == Stage.Identification && r.From > Stage.Identification), r => Assert.Equal(Guard.HadMdtDecision, r.Guard));

    [Fact]
    public void Children_NeverReachClosure_ByDecliningOrLeaving()
    {
        var declines = NrmFlow.Rows.Where(r => r.Action == CaseAction.DeclineAndLeave).ToList();
        Assert.Equal([Stage.Protection, Stage.Identification, Stage.Assistance, Stage.Return], declines.Select(r => r.From));
        Assert.All(declines, r => Assert.Equal(Guard.AdultOnly, r.Guard));
        Assert.DoesNotContain(NrmFlow.From(Stage.Protection), r => r.To == Stage.FollowUp && r.Guard != Guard.AdultOnly && r.Action is not (CaseAction.EndByDeath or CaseAction.EndInError));
    }

    [Fact]
    public void Decisions_AlwaysHaveAGuard_AndTheAuthoritysPermission()
        => Assert.All(NrmFlow.Rows.Where(r => r.Permission == Permission.MdtDecide), r =>
        {
            Assert.Contains(r.Guard, new[] { Guard.EnoughOpinions, Guard.TimeLeft, Guard.TimeOver });
            Assert.Equal([Role.CompetentAuthority, Role.InquiryOfficer], Enum.GetValues<Role>().Where(role => RoleGrants.Has(role, r.Permission)));
        });

    [Fact]
    public void Referring_IsPossibleFromProtectionOn_AndNeedsConsentOrGround()
    {
        Assert.Equal([Stage.Protection, Stage.Identification, Stage.Assistance, Stage.Return, Stage.OtherPathway], StagesOf(CaseAction.Refer));
        Assert.Equal([Stage.Protection, Stage.Identification, Stage.Assistance, Stage.Return], StagesOf(CaseAction.PlaceInEmergency));
        Assert.All(NrmFlow.Rows.Where(r => r.Permission == Permission.ReferralSend && r.Action != CaseAction.WithdrawReferral), r => Assert.Equal(
            r is { From: Stage.OtherPathway, Action: CaseAction.Refer } ? Guard.ConsentOrLegalGroundWithoutPlace : Guard.ConsentOrLegalGround, r.Guard));
    }

    // Sent before a negative decision, or before somebody is screened again: it is still reviewed, answered and arrived at.
    [Theory, InlineData(CaseAction.ReviewReferral), InlineData(CaseAction.UndoReview), InlineData(CaseAction.AnswerReferral), InlineData(CaseAction.RecordArrival), InlineData(CaseAction.TakeOnReferral)]
    public void WhatWasReferred_GoesOnAtAnotherPathway_AndWhileSomebodyIsScreenedAgain(CaseAction action)
        => Assert.Equal([Stage.Screening, Stage.Protection, Stage.Identification, Stage.Assistance, Stage.Return, Stage.OtherPathway], StagesOf(action));

    [Theory, InlineData(CaseAction.WithdrawReferral), InlineData(CaseAction.FinishReferral), InlineData(CaseAction.StopReferral)]
    public void WhatWasReferred_IsEndedWhereverItCanBe(CaseAction action) => Assert.Equal(Stages.Where(s => s >= Stage.Screening), StagesOf(action));

    [Fact]
    public void Referring_ReviewingAndAccepting_NeverMoveACase()
        => Assert.DoesNotContain(NrmFlow.Rows, r => r.Moves && r.Permission is Permission.ReferralSend or Permission.ReferralReview or Permission.ReferralReply && r.Moves);

    [Fact]
    public void Placements_CanBeEnded_WhereverACaseMayGoAfterOne()
        => Assert.Equal(Stages.Where(s => s >= Stage.Screening), StagesOf(CaseAction.EndPlacement));

    [Fact]
    public void View_IsPossibleInEveryStage() => Assert.Equal(Stages, StagesOf(CaseAction.View));

    [Fact]
    public void Rows_AreComplete_InBothLanguages()
        => Assert.All(NrmFlow.Rows, r =>
        {
            Assert.Matches(@"\p{IsThai}", r.LabelTh);
            Assert.DoesNotMatch(@"\p{IsThai}", r.LabelEn);
            Assert.NotEmpty(r.LegalBasis);
            Assert.DoesNotContain("เหยื่อ", r.LabelTh, StringComparison.Ordinal);
        });

    [Fact]
    public void Permissions_AreHeldBySomeRole()
        => Assert.All(NrmFlow.Rows, r => Assert.Contains(Enum.GetValues<Role>(), role => RoleGrants.Has(role, r.Permission)));

    [Fact]
    public void Deadlines_HaveAValueInForce()
        => Assert.All(NrmFlow.Rows.Where(r => r.Deadline is not null), r => Assert.True(ClockSettings.Default.At(r.Deadline!.Value, DateTimeOffset.UnixEpoch.AddYears(56)).Amount > 0));

    private static IEnumerable<Stage> StagesOf(CaseAction action) => NrmFlow.Rows.Where(r => r.Action == action).Select(r => r.From).Order();

    private static HashSet<Stage> ReachableFrom(Stage start)
    {
        var seen = new HashSet<Stage> { start };
        for (var before = 0; before != seen.Count;)
        {
            before = seen.Count;
            seen.UnionWith(NrmFlow.Rows.Where(r => seen.Contains(r.From)).Select(r => r.To).ToList());
        }

        return seen;
    }
}
