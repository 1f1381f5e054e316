using System.Reflection;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Tests;

/// <summary>What the flow lets somebody do, somebody can do: no row of the table without a page that leads to it.</summary>
public sealed class DoorTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    // Acts that are a step of another page than one of their own; a new act says which it is.
    private const string OnOtherPages = """
        AnswerAsDcy AnswerReferral AskClaimOfficer AskSecondScreener AssignCaseManager CancelSitting CompleteReturn ConcludeNegative ConcludeReasonableGrounds
        ConcludeUnclear CorrectService DecideNotVictim DecideUndeterminedTimeLeft DecideUndeterminedTimeOver DecideVictimForcedLabour DeclareInterest DeclineAndLeave
        EndAssistance EndByDeath EndClaimOfficer EndDcy EndInError EndLink EndOtherPathway ExplainHouseRules ExtendClock FinishReferral FlagNonPunishment
        GiveRoom HandOverTask IssueLetter KeepBelonging LiftRestriction LinkCase MoveSitting OverturnNegative PauseClock PlaceInEmergency PlanReturn
        ProposeClosure RecordArrival RecordAttendance RecordBack RecordCivilClaim RecordCivilMoney RecordFundMoney RecordNonPunishment RecordWageMoney
        ReopenTask ReopenToAssistance RestoreShare ResumeClock ReturnBelonging ReturnToAssistance ReviewReferral SeatMember SendBackClosure StopReferral TakeOnReferral
        TakeOver TakeTask Transfer UndoReview WithdrawClosure WithdrawConsent WithdrawNonPunishment WithdrawReferral WithdrawTransfer WriteMessage
        """;

    [Fact]
    public void EveryAct_HasItsPage()
    {
        var own = PageOf.All(fixture.Portal).Select(p => p.Model.GetCustomAttribute<CaseActionAttribute>()?.Action).OfType<CaseAction>().ToHashSet();
        var others = NrmFlow.Rows.Select(r => r.Action).Distinct().Where(a => !own.Contains(a)).Select(a => a.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(OnOtherPages.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), others);
    }
}
