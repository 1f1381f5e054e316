using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>The age group changes by a recorded assessment alone, and what stays in doubt is for the child.</summary>
public sealed class AgeTests
{
    private static readonly DateOnly Today = ThaiDay.Of(At);

    private static AgeFindings Found(AgeOutcome outcome, int? months = null, int? margin = null, DateOnly? born = null, params AgeMethod[] methods) =>
        new(methods.Length > 0 ? methods : [AgeMethod.Documents, AgeMethod.Interview], outcome, months, margin, born, AgreedToMedical: false, Text);

    public static TheoryData<AgeGroup, AgeOutcome, AgeGroup> Outcomes => new()
    {
        { AgeGroup.Child, AgeOutcome.Inconclusive, AgeGroup.Child }, { AgeGroup.Unknown, AgeOutcome.Inconclusive, AgeGroup.Unknown }, { AgeGroup.Adult, AgeOutcome.Inconclusive, AgeGroup.Unknown },
        { AgeGroup.Child, AgeOutcome.Child, AgeGroup.Child }, { AgeGroup.Unknown, AgeOutcome.Child, AgeGroup.Child }, { AgeGroup.Adult, AgeOutcome.Child, AgeGroup.Child },
        { AgeGroup.Child, AgeOutcome.Adult, AgeGroup.Adult }, { AgeGroup.Unknown, AgeOutcome.Adult, AgeGroup.Adult }, { AgeGroup.Adult, AgeOutcome.Adult, AgeGroup.Adult },
    };

    [Theory, MemberData(nameof(Outcomes))]
    public void EveryOutcome_FromEveryAge_LeadsWhereItIsWritten(AgeGroup from, AgeOutcome outcome, AgeGroup to)
    {
        var subject = InProtection(from);
        subject.AssessAge(Guid.NewGuid(), Found(outcome, 240, 12), Caseworker, At);
        Assert.Equal(to, subject.AgeGroup);
        Assert.Equal(to != AgeGroup.Adult, subject.IsTreatedAsChild);
        Assert.Equal(to != AgeGroup.Adult, subject.Tasks.Any(t => t.Code == TaskCode.InvolveDcy && from == AgeGroup.Adult) || (from != AgeGroup.Adult && to != AgeGroup.Adult));
    }

    [Theory]
    [InlineData(216, 0, null)]
    [InlineData(228, 12, null)]
    [InlineData(227, 12, "age.benefitOfDoubt")]
    [InlineData(215, 0, "age.benefitOfDoubt")]
    [InlineData(null, 0, "age.estimate")]
    [InlineData(300, null, "age.estimate")]
    [InlineData(-1, 0, "age.estimate")]
    public void AnAdultByEstimate_IsEighteenAtTheLowerBound(int? months, int? margin, string? code) =>
        Assert.Equal(code, Record.Exception(() => InProtection().AssessAge(Guid.NewGuid(), Found(AgeOutcome.Adult, months, margin), Caseworker, At))?.Message);

    [Fact]
    public void Methods_AreNamed_AndTheMedicalOneIsAgreedToAndNeverAlone()
    {
        var subject = InProtection(AgeGroup.Unknown);
        Assert.Equal("age.method", Refused(() => subject.AssessAge(Guid.NewGuid(), Found(AgeOutcome.Child) with { Methods = [] }, Caseworker, At)));
        Assert.Equal("age.reasons", Refused(() => subject.AssessAge(Guid.NewGuid(), Found(AgeOutcome.Child) with { Reasons = null }, Caseworker, At)));
        var medical = Found(AgeOutcome.Child, methods: [AgeMethod.Interview, AgeMethod.Medical]);
        Assert.Equal("age.medicalConsent", Refused(() => subject.AssessAge(Guid.NewGuid(), medical, Caseworker, At)));
        Assert.Equal("age.medicalLast", Refused(() => subject.AssessAge(Guid.NewGuid(), medical with { AgreedToMedical = true, Methods = [AgeMethod.Medical] }, Caseworker, At)));
        Assert.Equal("age.twoMethods", Refused(() => subject.AssessAge(Guid.NewGuid(), Found(AgeOutcome.Adult, 300, 0, methods: AgeMethod.Interview), Caseworker, At)));
        subject.AssessAge(Guid.NewGuid(), medical with { AgreedToMedical = true }, Caseworker, At);
    }

    [Theory]
    [InlineData(-17, 0, AgeOutcome.Child)]
    [InlineData(-18, 1, AgeOutcome.Child)]
    [InlineData(-18, 0, AgeOutcome.Adult)]
    [InlineData(-30, 0, AgeOutcome.Adult)]
    public void ABirthDocument_IsNeverReadAsItsOpposite(int years, int days, AgeOutcome shown)
    {
        var born = Today.AddYears(years).AddDays(days);
        foreach (var outcome in Enum.GetValues<AgeOutcome>())
        {
            var allowed = outcome == shown || outcome is AgeOutcome.Inconclusive or AgeOutcome.Child;
            Assert.Equal(allowed ? null : "age.birthDisagrees", Record.Exception(() => InProtection().AssessAge(Guid.NewGuid(), Found(outcome, born: born), Caseworker, At))?.Message);
        }
    }

    [Fact]
    public void WhoTurnsEighteenDuringTheCase_StaysAChildByTheRules_UntilRecorded()
    {
        var subject = InProtection();
        var born = Today.AddYears(-18).AddDays(3);
        var record = subject.AssessAge(Guid.NewGuid(), Found(AgeOutcome.Child, born: born), Caseworker, At);
        Assert.Equal(born.AddYears(18), record.EighteenOn);
        var later = At.AddDays(10);
        Assert.True(subject.IsTreatedAsChild);
        Assert.Equal("age.birthDisagrees", Refused(() => subject.AssessAge(Guid.NewGuid(), Found(AgeOutcome.Adult, born: born), Caseworker, later)));
        Assert.Equal("age.turnedNeedsBirth", Refused(() => subject.AssessAge(Guid.NewGuid(), Found(AgeOutcome.TurnedEighteen), Caseworker, later)));
        subject.AssessAge(Guid.NewGuid(), Found(AgeOutcome.TurnedEighteen, born: born), Caseworker, later);
        Assert.Equal(AgeGroup.Adult, subject.AgeGroup);
    }

    [Theory]
    [InlineData(AgeGroup.Child, AgeGroup.Adult, AgeGroup.Child)]
    [InlineData(AgeGroup.Unknown, AgeGroup.Adult, AgeGroup.Unknown)]
    [InlineData(AgeGroup.Adult, AgeGroup.Child, AgeGroup.Child)]
    [InlineData(AgeGroup.Unknown, AgeGroup.Child, AgeGroup.Child)]
    public void ALaterForm_NeverMakesAnAdultOfAChild(AgeGroup concluded, AgeGroup said, AgeGroup stands)
    {
        var subject = InProtection(concluded);
        subject.Describe(said, Sex.Male, ExploitationCategory.Other);
        Assert.Equal(stands, subject.AgeGroup);
    }

    // Where nobody works on the case any more, or another pathway has it, the child is nobody's unless somebody is asked.
    [Theory]
    [InlineData(Stage.Protection, AgeOutcome.Child, TaskCode.InvolveDcy)]
    [InlineData(Stage.FollowUp, AgeOutcome.Child, TaskCode.ProtectChild)]
    [InlineData(Stage.OtherPathway, AgeOutcome.Inconclusive, TaskCode.ProtectChild)]
    [InlineData(Stage.FollowUp, AgeOutcome.Adult, null)]
    public void WhoIsAChildAfterAll_IsAskedFor_WhereverTheCaseStands(Stage stage, AgeOutcome found, TaskCode? asks)
    {
        var subject = InProtection(AgeGroup.Adult);
        Domain.Tests.Flow.ACase.With(subject, nameof(Case.Stage), stage);
        var before = subject.Tasks.Count;
        subject.AssessAge(Guid.NewGuid(), found == AgeOutcome.Adult ? Found(found, 300, 0) : Found(found), Caseworker, At);
        Assert.Equal(asks, subject.Tasks.Skip(before).Select(t => (TaskCode?)t.Code).FirstOrDefault());
    }

    [Fact]
    public void AfterAnAssessment_NoFormChangesTheAge()
    {
        var subject = InProtection(AgeGroup.Unknown);
        subject.AssessAge(Guid.NewGuid(), Found(AgeOutcome.Adult, 300, 0), Caseworker, At);
        subject.Describe(AgeGroup.Child, Sex.Male, ExploitationCategory.Other);
        Assert.Equal(AgeGroup.Adult, subject.AgeGroup);
    }

    [Fact]
    public void ANegative_WhateverTheFormSaysOfAge_WaitsForASecondPerson_ForAChild()
    {
        var officer = Acting(Role.FrontlineOfficer);
        var opened = Case.Open(Guid.NewGuid(), "FC-2569-000001", Guid.NewGuid(), officer, At);
        var screening = opened.StartScreening(Guid.NewGuid(), "SCR-2569-000001", "d", "h", officer, At);
        opened.Describe(AgeGroup.Child, Sex.Female, ExploitationCategory.Labour);
        opened.Conclude(screening, ScreeningOutcome.None, [], () => "", officer, At);
        Assert.Equal(ScreeningState.AwaitingSecond, screening.State);
        Assert.Equal("possibleChild", screening.SecondReasons);
    }
}
