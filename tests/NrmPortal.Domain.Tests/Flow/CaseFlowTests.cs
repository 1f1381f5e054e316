using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Work;
using Xunit;

namespace NrmPortal.Domain.Tests.Flow;

public class CaseFlowTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    private static Actor Acting(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    private static (Case Case, CaseScreening Screening, Actor Officer) Screened(AgeGroup age = AgeGroup.Adult)
    {
        var officer = Acting(Role.FrontlineOfficer);
        var opened = Case.Open(Guid.NewGuid(), "FC-2569-000001", Guid.NewGuid(), officer, At);
        opened.Describe(age, Sex.Female, ExploitationCategory.Labour);
        return (opened, opened.StartScreening(Guid.NewGuid(), "SCR-2569-000001", "d", "h", officer, At), officer);
    }

    private static Case Protected(AgeGroup age = AgeGroup.Adult)
    {
        var (opened, screening, officer) = Screened(age);
        opened.Conclude(screening, ScreeningOutcome.ReasonableGrounds, [], () => "NRM-2569-000001", officer, At);
        return opened;
    }

    [Fact]
    public void ReasonableGrounds_IssuesTheNumberAndEntersProtection()
    {
        var found = Protected();
        Assert.Equal(Stage.Protection, found.Stage);
        Assert.Equal("NRM-2569-000001", found.Number);
        Assert.Equal(new DateOnly(2026, 11, 24), found.PresumedOn);
        Assert.Null(found.CaseManagerId);
    }

    [Fact]
    public void ANegativeForAPossibleChild_WaitsForASecondPerson()
    {
        var (opened, screening, officer) = Screened(AgeGroup.Unknown);
        opened.Conclude(screening, ScreeningOutcome.None, [], () => "", officer, At);
        Assert.Equal(Stage.Screening, opened.Stage);
        Assert.Throws<RefusedException>(() => opened.AnswerAsSecondScreener(screening, true, () => "", officer, At));
        opened.AnswerAsSecondScreener(screening, false, () => "NRM-2569-000002", Acting(Role.ProvinceCaseworker), At);
        Assert.Equal(Stage.Protection, opened.Stage);
    }

    [Theory]
    [InlineData(true, "confirmed")]
    [InlineData(false, "overturned")]
    public void TheOfficeThatScreened_IsToldWhatTheSecondPersonSaid(bool confirms, string answer)
    {
        var (opened, screening, officer) = Screened(AgeGroup.Unknown);
        opened.Conclude(screening, ScreeningOutcome.None, [], () => "", officer, At);
        opened.AnswerAsSecondScreener(screening, confirms, () => "NRM-2569-000002", Acting(Role.ProvinceCaseworker), At);
        var told = Assert.Single(opened.Notices, n => n.Code == NoticeCode.SecondScreened);
        Assert.Equal((screening.ByUnitId, $"/cases/{opened.Number}", answer), (told.ToUnitId!.Value, told.Path, told.Parameters["answer"]));
    }

    [Theory]
    [InlineData(AgeGroup.Adult, false)]
    [InlineData(AgeGroup.Unknown, true)]
    [InlineData(AgeGroup.Child, true)]
    public void WhyASecondPersonWillBeAsked_IsKnownBeforehand(AgeGroup said, bool asked)
    {
        var (opened, _, _) = Screened(AgeGroup.Unknown);
        Assert.Equal(asked ? ["undecided", "possibleChild"] : ["undecided"], opened.WhySecondScreener(["undecided"], said));
    }

    [Fact]
    public void ANegative_ClosesToAnotherPathwayWithoutANumber()
    {
        var (opened, screening, officer) = Screened();
        opened.Conclude(screening, ScreeningOutcome.None, [], () => throw new InvalidOperationException(), officer, At);
        Assert.Equal(Stage.OtherPathway, opened.Stage);
        Assert.Null(opened.NrmNumber);
        Assert.True(opened.Can(CaseAction.Rescreen, Role.FrontlineOfficer));
        Assert.False(opened.Can(CaseAction.RequestReview, Role.MdtSecretary));
    }

    [Fact]
    public void EveryStageActionAndRole_AgreesWithTheTable()
    {
        var found = Protected();
        foreach (var action in Enum.GetValues<CaseAction>())
        {
            var row = NrmFlow.Find(found.Stage, action);
            foreach (var role in Enum.GetValues<Role>())
            {
                var expected = row is not null && RoleGrants.Has(role, row.Permission) && row.Guard is not (Guard.ChildOnly or Guard.HadMdtDecision or Guard.ScreeningNegative);
                Assert.True(expected == found.Can(action, role), $"{action} by {role}");
            }
        }
    }

    [Theory]
    [InlineData(AgeGroup.Adult, true)]
    [InlineData(AgeGroup.Child, false)]
    [InlineData(AgeGroup.Unknown, false)]
    public void OnlyAnAdult_CanDeclineAndLeave(AgeGroup age, bool possible)
    {
        var found = Protected(age);
        Assert.Equal(possible, found.Can(CaseAction.DeclineAndLeave, Role.DatipCoordinator));
    }

    [Fact]
    public void ADecision_NeedsOpinionsFromTwoAgencies_AndTransfersToTheProvinceOffice()
    {
        var found = Protected();
        Actor labour = Acting(Role.LabourOfficer), prosecutor = Acting(Role.Prosecutor), authority = Acting(Role.CompetentAuthority);
        var (secretary, rules) = (Acting(Role.MdtSecretary) with { UnitId = found.ProvinceOfficeId }, new MdtRules());
        var sitting = Sitting.Plan(Guid.NewGuid(), secretary.ProvinceCode, At.AddDays(1), ("A room", null), secretary, At);
        var panel = found.Convene(Guid.NewGuid(), new Convocation(1, sitting,
            [new(labour.MembershipId, labour.UserId, AgencyType.Labour), new(prosecutor.MembershipId, prosecutor.UserId, AgencyType.Prosecution), new(authority.MembershipId, authority.UserId, AgencyType.ProvincialMsdhs, true)], rules), null, secretary, At);
        foreach (var member in new[] { labour, prosecutor, authority }) found.DeclareInterest(panel, conflict: false, null, new MdtRules(), member, At);
        var yes = new Findings(Finding.Yes, Finding.Yes, Finding.Yes, Finding.Yes);
        Decision Decided() => found.Decide(panel, [], new Ruling(IdentificationOutcome.VictimTraffickingS6, SealedText.Of("b"), SealedText.Of("p"),
            panel.Opinions.ToDictionary(o => o.Id, _ => SealedText.Of("answer")!), panel.Opinions.ToDictionary(o => o.Id, o => o.At), [], SealedText.Of("All agreed to decide in writing")), rules, authority, At);
        found.GiveOpinion(panel, new(yes, SealedText.Of("a")), rules, labour, At);
        Assert.Equal("mdt.opinionsMissing", Assert.Throws<RefusedException>(Decided).Refusal.Code);
        found.GiveOpinion(panel, new(yes with { Trafficking = Finding.No }, SealedText.Of("c")), rules, prosecutor, At);
        var decision = Decided();
        Assert.Equal(1, decision.Dissents);
        Assert.Equal(Stage.Assistance, found.Stage);
        Assert.Equal(found.ProvinceOfficeId, found.OwnerUnitId);
        Assert.Throws<RefusedException>(() => found.GiveOpinion(panel, new(yes, SealedText.Of("late")), rules, labour, At));
    }

    [Fact]
    public void SealedText_NeverPrintsItsContent() => Assert.DoesNotContain("secret", $"{SealedText.Of("secret")}", StringComparison.Ordinal);
}
