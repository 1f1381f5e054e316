using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>What an office has of a case bears on what it may do to it, whatever the role.</summary>
public class StandingTests
{
    private static string? Why(CaseAction action, Stage stage, Role role, Standing standing)
    {
        var subject = ACase.At(stage, adult: true).With(nameof(Case.CaseManagerId), null).With(nameof(Case.IdentifiedOutcome), IdentificationOutcome.VictimTraffickingS6);
        subject.ReadAs(standing);
        return subject.WhyNot(action, role)?.Code;
    }

    public static TheoryData<CaseAction, Stage> Steering => new()
    {
        { CaseAction.AssignCaseManager, Stage.Protection }, { CaseAction.ReopenToProtection, Stage.FollowUp }, { CaseAction.ProposeClosure, Stage.Assistance },
        { CaseAction.PauseClock, Stage.Protection }, { CaseAction.ExtendClock, Stage.Protection },
        { CaseAction.FollowUp, Stage.FollowUp }, { CaseAction.PlanReturn, Stage.Assistance }, { CaseAction.RequestReview, Stage.Assistance },
    };

    [Theory, MemberData(nameof(Steering))]
    public void WhoTakesPart_OrKeepsTheCore_DoesNotSteer(CaseAction action, Stage stage)
    {
        Assert.Equal((null, "flow.notTheOffice", "flow.coreAlone"), (Why(action, stage, Role.ProvinceCaseworker, Standing.Full), Why(action, stage, Role.ProvinceCaseworker, Standing.Part), Why(action, stage, Role.ProvinceCaseworker, Standing.Core)));
    }

    [Theory]
    [InlineData(CaseAction.RecordWarning, null)]
    [InlineData(CaseAction.FinishTask, null)]
    [InlineData(CaseAction.TakeOver, null)]
    [InlineData(CaseAction.AssessAge, "flow.coreAlone")]
    [InlineData(CaseAction.RecordConsent, "flow.coreAlone")]
    [InlineData(CaseAction.PauseClock, "flow.coreAlone")]
    [InlineData(CaseAction.InvolveDcy, "flow.coreAlone")]
    [InlineData(CaseAction.RecordPoliceCase, "flow.coreAlone")]
    public void WhoKeepsTheCore_DoesWhatIsItsOwn(CaseAction action, string? refused)
    {
        Assert.Equal(refused, Why(action, Stage.Protection, Role.ProvinceCaseworker, Standing.Core));
        Assert.NotEqual("flow.coreAlone", Why(action, Stage.Protection, Role.ProvinceCaseworker, Standing.Part));
    }

    // What a new act may be done with is thought of: the database knows an answer for every one.
    [Fact]
    public void EveryAct_NeedsAStanding()
    {
        var needed = Standings.Needed.ToDictionary(n => n.Event, n => n.Needs, StringComparer.Ordinal);
        Assert.Equal(NrmFlow.Rows.Select(r => Case.EventOf(r.Action)).Distinct().Order(StringComparer.Ordinal), needed.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((Standing.Core, Standing.Part, Standing.Full), (needed["case.recordWarning"], needed["case.giveOpinion"], needed["case.assignCaseManager"]));
    }

    [Fact]
    public void ADanger_IsTold_AndNotTakenBack_ByWhoKeepsTheCore()
    {
        var by = new Actor(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");
        var at = new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
        var subject = ACase.At(Stage.Protection, adult: true);
        subject.ReadAs(Standing.Core);
        var warning = subject.Warn(Guid.NewGuid(), WarningCode.TraffickerNear, ThaiDay.Of(at), null, [], by, at);
        Assert.Equal("flow.coreAlone", Assert.Throws<RefusedException>(() => subject.EndWarning(warning, by, at)).Refusal.Code);
    }

    // Of whom it warns may be an official who only takes part.
    [Theory]
    [InlineData(Standing.Full, false, null)]
    [InlineData(Standing.Full, true, null)]
    [InlineData(Standing.Part, true, null)]
    [InlineData(Standing.Part, false, "warning.notYours")]
    public void AWarning_IsTakenBackByWhoGaveIt_OrHasTheCase_AndTheOthersAreTold(Standing standing, bool own, string? refused)
    {
        var at = new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
        Actor[] offices = [.. Enumerable.Range(0, 2).Select(_ => new Actor(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ShelterWorker, "63"))];
        var subject = ACase.At(Stage.Protection, adult: true);
        var warning = subject.Warn(Guid.NewGuid(), WarningCode.OfficialInvolved, ThaiDay.Of(at), null, [], offices[0], at);
        subject.ReadAs(standing);
        var by = offices[own ? 0 : 1];
        Assert.Equal(refused, (Record.Exception(() => subject.EndWarning(warning, by, at)) as RefusedException)?.Refusal.Code);
        Assert.Equal(refused is null, warning.EndedAt is not null);
        var told = new[] { warning.ByUnitId, subject.OwnerUnitId, subject.ProvinceOfficeId }.Distinct().Where(u => refused is null && u != by.UnitId);
        Assert.Equal(told.Order(), subject.Notices.Where(n => n.Code == NoticeCode.WarningEnded).Select(n => n.ToUnitId!.Value).Order());
    }
}
