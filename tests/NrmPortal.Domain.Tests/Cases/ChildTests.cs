using System.Reflection;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Work;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Tasks, DCY, who acts for the child, best interests, interviews, and the basis of a stay.</summary>
public sealed class ChildTests
{
    [Theory]
    [InlineData(AgeGroup.Child, true)]
    [InlineData(AgeGroup.Unknown, true)]
    [InlineData(AgeGroup.Adult, false)]
    public void EnteringProtection_AsksForDcyAndAnAssessment_ForAChildAlone(AgeGroup age, bool asks)
    {
        var subject = InProtection(age);
        Assert.Equal(asks, subject.Tasks.Any(t => t.Code == TaskCode.InvolveDcy));
        Assert.Equal(asks, subject.Tasks.Any(t => t.Code == TaskCode.AssessBestInterests));
        if (!asks) return;
        Assert.Equal(Due(ClockCode.DcyInvolved), subject.DueOf(TaskCode.InvolveDcy));
        Assert.Equal(Due(ClockCode.BestInterests), subject.DueOf(TaskCode.AssessBestInterests));
        Assert.All(subject.Tasks.Where(t => t.Code is TaskCode.InvolveDcy or TaskCode.AssessBestInterests), t => Assert.Equal((subject.ProvinceOfficeId, Role.ProvinceCaseworker), (t.ToUnitId, t.ToRole)));
    }

    [Fact]
    public void Dcy_IsAskedOnce_AnswersItself_AndEnds()
    {
        var subject = InProtection();
        var dcy = subject.InvolveDcy(Guid.NewGuid(), DcyUnit, Caseworker, At);
        Assert.Equal((ClockCode.DcyAnswer, Due(ClockCode.DcyAnswer)), subject.Tasks.Where(t => t.Code == TaskCode.AnswerAsDcy).Select(t => (t.Clock!.Value, t.DueAt!.Value)).Single());
        Assert.Equal("dcy.asked", Refused(() => subject.InvolveDcy(Guid.NewGuid(), DcyUnit, Caseworker, At)));
        Assert.Equal("dcy.notYours", Refused(() => subject.AnswerAsDcy(dcy, Acting(Role.DcyOfficer), At)));
        subject.AnswerAsDcy(dcy, Dcy, At);
        Assert.Equal(Dcy.UserId, dcy.OfficerUserId);
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.DcyAnswered);
        Assert.Equal("dcy.notYours", Refused(() => subject.EndDcy(dcy, DcyEnd.PartDone, Caseworker, At)));
        Assert.Equal("dcy.notYours", Refused(() => subject.EndDcy(dcy, DcyEnd.PartDone, Acting(Role.DcyOfficer), At)));
        Assert.Equal("flow.role", Refused(() => subject.EndDcy(dcy, DcyEnd.PartDone, Caseworker with { UnitId = DcyUnit }, At)));
        Assert.Equal("dcy.why", Refused(() => subject.EndDcy(dcy, null, Dcy, At)));
        Assert.Equal("dcy.stillAChild", Refused(() => subject.EndDcy(dcy, DcyEnd.NoChild, Dcy, At)));
        subject.EndDcy(dcy, DcyEnd.OtherUnit, Dcy, At);
        Assert.Null(subject.DcyUnitId);
        Assert.Equal("dcy.ended", Refused(() => subject.EndDcy(dcy, DcyEnd.PartDone, Dcy, At)));
    }

    [Theory]
    [InlineData(AgeGroup.Child, Stage.Protection, true)]
    [InlineData(AgeGroup.Unknown, Stage.Assistance, true)]
    [InlineData(AgeGroup.Adult, Stage.Protection, false)]
    [InlineData(AgeGroup.Child, Stage.FollowUp, false)]
    public void TheEndOfDcysPart_IsTold_AndAsksAnew_WhileAChildsCaseGoesOn(AgeGroup age, Stage stage, bool asks)
    {
        var subject = InProtection();
        var dcy = subject.InvolveDcy(Guid.NewGuid(), DcyUnit, Caseworker, At);
        Flow.ACase.With(Flow.ACase.With(subject, nameof(Case.AgeGroup), age), nameof(Case.Stage), stage);
        var before = subject.Tasks.Count(t => t.Code == TaskCode.InvolveDcy);
        subject.EndDcy(dcy, DcyEnd.PartDone, Dcy, At);
        Assert.Equal(asks ? 1 : 0, subject.Tasks.Count(t => t.Code == TaskCode.InvolveDcy) - before);
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.DcyEnded && n.ToUnitId == subject.ProvinceOfficeId);
    }

    public static TheoryData<AgeGroup, StayEnd> Endings =>
        [.. from age in Enum.GetValues<AgeGroup>() from end in Enum.GetValues<StayEnd>().Where(e => e != StayEnd.NextBasis) select (age, end)];

    [Theory, MemberData(nameof(Endings))]
    public void AChildWhoLeavesOrIsMissing_IsAMatterOfChildProtection(AgeGroup age, StayEnd end)
    {
        foreach (var destination in new[] { StayDestination.Unknown, StayDestination.Family })
        {
            var subject = InProtection(age);
            if (subject.IsTreatedAsChild) subject.InvolveDcy(Guid.NewGuid(), DcyUnit, Caseworker, At);
            var stay = subject.Stays(StayBasis.WelfareS33, At, Caseworker, At);
            subject.EndStay([stay], null, new StayEnding(At, end, destination), Caseworker, At);
            var asks = age != AgeGroup.Adult && (end is StayEnd.OwnWish or StayEnd.Missing || (destination == StayDestination.Unknown && end is StayEnd.ReturnedHome or StayEnd.Released));
            Assert.Equal(asks ? [subject.ProvinceOfficeId, DcyUnit] : [], subject.Tasks.Where(t => t.Code == TaskCode.ProtectChild).Select(t => t.ToUnitId!.Value));
        }
    }

    [Theory]
    [InlineData(AgeGroup.Child, true)]
    [InlineData(AgeGroup.Adult, false)]
    public void AClockThatWaitsForAMissingChild_AndTheEndOfAnotherPathway_AskChildProtection(AgeGroup age, bool asks)
    {
        var missing = InProtection(age);
        missing.PauseClock(Guid.NewGuid(), ClockCode.ReflectionPeriod, PauseReason.PersonMissing, ThaiDay.Of(At).AddDays(3), Caseworker, At);
        var over = Flow.ACase.At(Stage.OtherPathway, age);
        // No page ends another pathway yet: the act itself is asked.
        typeof(Case).GetMethod("Apply", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(over, [CaseAction.EndOtherPathway, Caseworker with { Role = Role.DatipCoordinator }, At, Array.Empty<(string, string)>()]);
        foreach (var subject in new[] { missing, over }) Assert.Equal(asks, subject.Tasks.Any(t => t.Code == TaskCode.ProtectChild));
    }

    [Fact]
    public void AnOfficeThatIsAskedToProtectAlready_IsNotAskedAgain_OfWhateverAct()
    {
        var subject = InProtection();
        void Leaves() => subject.EndStay([subject.Stays(StayBasis.WelfareS33, At, Caseworker, At)], null, new StayEnding(At, StayEnd.Missing, StayDestination.Unknown), Caseworker, At);
        IEnumerable<Guid> Asked() => subject.Tasks.Where(t => t.Code == TaskCode.ProtectChild).Select(t => t.ToUnitId!.Value);
        Leaves();
        subject.PauseClock(Guid.NewGuid(), ClockCode.ReflectionPeriod, PauseReason.PersonMissing, ThaiDay.Of(At).AddDays(3), Caseworker, At);
        Assert.Equal([subject.ProvinceOfficeId], Asked());
        subject.InvolveDcy(Guid.NewGuid(), DcyUnit, Caseworker, At);
        Leaves();
        Assert.Equal([subject.ProvinceOfficeId, DcyUnit], Asked());
        // Asked in an earlier transaction, by an act whose tasks this actor may not see.
        var later = InProtection();
        later.ProtectionAskedOf.Add(later.ProvinceOfficeId);
        later.PauseClock(Guid.NewGuid(), ClockCode.ReflectionPeriod, PauseReason.PersonMissing, ThaiDay.Of(At).AddDays(3), Caseworker, At);
        Assert.DoesNotContain(later.Tasks, t => t.Code == TaskCode.ProtectChild);
    }

    public static TheoryData<GuardianRelation, SuspectCheck> Guardians =>
        [.. from relation in Enum.GetValues<GuardianRelation>() from check in Enum.GetValues<SuspectCheck>() select (relation, check)];

    [Theory, MemberData(nameof(Guardians))]
    public void OnlySomebodyCleared_ActsForTheChild(GuardianRelation relation, SuspectCheck check)
    {
        var subject = InProtection();
        var guardian = subject.NameGuardian(Guid.NewGuid(), relation, GuardianAppointment.ByLaw, check, Text, null, Caseworker, At);
        var may = check == SuspectCheck.Cleared;
        Assert.Equal(may, guardian.MayAct);
        Assert.Equal(may ? guardian.Id : null, subject.GuardianId);
        Assert.Equal(may ? null : "guardian.mayNotAct", subject.WhyNoConsent(guardian)?.Code);
    }

    [Fact]
    public void AGuardian_WhoBecomesASuspectOrEnds_StopsActing()
    {
        var subject = InProtection();
        Assert.Equal("guardian.name", Refused(() => subject.NameGuardian(Guid.NewGuid(), GuardianRelation.Parent, GuardianAppointment.ByLaw, SuspectCheck.Cleared, null, null, Caseworker, At)));
        var mother = subject.NameGuardian(Guid.NewGuid(), GuardianRelation.Parent, GuardianAppointment.ByLaw, SuspectCheck.Cleared, Text, null, Caseworker, At);
        subject.JudgeGuardian(mother, SuspectCheck.PossibleSuspect, Caseworker, At);
        Assert.Null(subject.GuardianId);
        // One person's word does not bring her back.
        var second = Caseworker with { UserId = Guid.NewGuid() };
        foreach (var check in new[] { SuspectCheck.Cleared, SuspectCheck.NotChecked })
            Assert.Equal("guardian.clearingReason", Refused(() => subject.JudgeGuardian(mother, check, second, At)));
        Assert.Equal("guardian.clearingReason", Refused(() => subject.AskToClearGuardian(mother, SealedText.Of(" "), Caseworker, At)));
        subject.AskToClearGuardian(mother, Text, Caseworker, At);
        Assert.True(mother.WaitsForClearing);
        Assert.Equal("guardian.clearingSecond", Refused(() => subject.JudgeGuardian(mother, SuspectCheck.Cleared, Caseworker, At)));
        subject.JudgeGuardian(mother, SuspectCheck.PossibleSuspect, second, At);
        Assert.False(mother.WaitsForClearing);
        subject.AskToClearGuardian(mother, Text, Caseworker, At);
        Assert.DoesNotContain(subject.Notices, n => n.Code == NoticeCode.GuardianCleared);
        subject.JudgeGuardian(mother, SuspectCheck.Cleared, second, At);
        Assert.Equal((mother.Id, second.UserId), (subject.GuardianId, mother.ClearedByUserId));
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.GuardianCleared && n.ToAgency == AgencyType.Datip);
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.GuardianCleared && n.ToRole == Role.ProvinceCaseworker);
        Assert.Equal("guardian.notSuspect", Refused(() => subject.AskToClearGuardian(mother, Text, Caseworker, At)));
        subject.EndGuardian(mother, Caseworker, At);
        Assert.Null(subject.GuardianId);
        Assert.Equal("guardian.ended", Refused(() => subject.JudgeGuardian(mother, SuspectCheck.Cleared, Caseworker, At)));
    }

    [Theory]
    [InlineData(SuspectCheck.NotChecked)]
    [InlineData(SuspectCheck.Cleared)]
    public void APossibleSuspect_IsNotClearedByBeingNamedAgain(SuspectCheck check)
    {
        var subject = InProtection();
        var suspect = subject.NameGuardian(Guid.NewGuid(), GuardianRelation.Parent, GuardianAppointment.ByLaw, SuspectCheck.PossibleSuspect, SealedText.Of("Daw Example"), null, Caseworker, At);
        subject.EndGuardian(suspect, Caseworker, At);
        Assert.Equal("guardian.namedAgain", Refused(() => subject.NameGuardian(
            Guid.NewGuid(), GuardianRelation.Relative, GuardianAppointment.ByLaw, check, SealedText.Of("daw  EXAMPLE"), null, Caseworker, At, known: [suspect])));
    }

    [Fact]
    public void AChildsConsent_NeedsSomebodyBesideIt_AnAdultsDoesNot()
    {
        Assert.Equal("child.consentAlone", InProtection().WhyNoConsent(null)?.Code);
        Assert.Equal("child.consentAlone", InProtection(AgeGroup.Unknown).WhyNoConsent(null)?.Code);
        Assert.Null(InProtection(AgeGroup.Adult).WhyNoConsent(null));
    }

    public static TheoryData<AgeGroup, StayBasis> Stays => [.. from age in Enum.GetValues<AgeGroup>() from basis in Enum.GetValues<StayBasis>() select (age, basis)];

    [Theory, MemberData(nameof(Stays))]
    public void ABasisOfStay_ThatRestsOnAChildAlone_IsRefused_AndCustodyWithoutDcy_AsksChildProtection(AgeGroup age, StayBasis basis)
    {
        var expected = age == AgeGroup.Adult ? null : basis switch
        {
            StayBasis.VoluntaryReflection => "stay.childAlone",
            _ => null,
        };
        var subject = InProtection(age);
        Assert.Equal(expected ?? (basis == StayBasis.CourtExtension ? "stay.noCustodyRuns" : null), Record.Exception(() => subject.Stays(basis, At, Caseworker, At))?.Message);
        Assert.Equal(expected ?? (basis == StayBasis.CourtExtension ? "stay.noCustodyRuns" : null), Record.Exception(() => subject.HouseUnder(basis, Guid.NewGuid(), Caseworker, At, new Agreed(Guid.NewGuid(), null, ConsentPurpose.Assistance), "MSDHS"))?.Message);
        Assert.Equal(age != AgeGroup.Adult && basis == StayBasis.CustodyS29, subject.Tasks.Any(t => t.Code == TaskCode.ProtectChild));
        if (age == AgeGroup.Adult) return;
        subject.InvolveDcy(Guid.NewGuid(), DcyUnit, Caseworker, At);
        subject.NameGuardian(Guid.NewGuid(), GuardianRelation.StateRepresentative, GuardianAppointment.ByCourt, SuspectCheck.Cleared, Text, null, Caseworker, At);
        BasisOfStay[] earlier = basis == StayBasis.CourtExtension ? [subject.Stays(StayBasis.CustodyS29, At.AddHours(-3), Caseworker, At)] : [];
        subject.Stays(basis, At, Caseworker, At, earlier);
    }

    [Fact]
    public void ADetermination_NeedsAnAssessment_ByAnotherPerson()
    {
        var subject = InProtection();
        Assert.Equal("bestInterests.assessFirst", Refused(() => subject.DetermineBestInterests(Guid.NewGuid(), null, Findings, Dcy, At)));
        var assessment = subject.AssessBestInterests(Guid.NewGuid(), Findings, Caseworker, At);
        Assert.Equal("bestInterests.samePerson", Refused(() => subject.DetermineBestInterests(Guid.NewGuid(), assessment, Findings, Caseworker, At)));
        Assert.True(subject.DetermineBestInterests(Guid.NewGuid(), assessment, Findings, Dcy, At).Determines);
        Assert.Equal(ThaiDay.Of(At), subject.DeterminedOn);
        // Each names the day by which somebody looks again.
        var again = subject.Tasks.Where(t => t.Code == TaskCode.AssessBestInterests && t.DueAt == ThaiDay.EndOf(Findings.ReviewOn!.Value)).ToList();
        Assert.Equal(2, again.Count);
    }

    public static TheoryData<string, string> Gaps => new()
    {
        { "factors", "bestInterests.factors" }, { "options", "bestInterests.options" }, { "views", "bestInterests.views" }, { "outcome", "bestInterests.decision" },
        { "reasons", "bestInterests.decision" }, { "review", "bestInterests.review" }, { "today", "bestInterests.review" },
    };

    [Theory, MemberData(nameof(Gaps))]
    public void AnAssessment_SaysAllOfIt(string lacks, string code)
    {
        var findings = lacks switch
        {
            "factors" => Findings with { Factors = [] },
            "options" => Findings with { Options = null },
            "views" => Findings with { ChildViews = null },
            "outcome" => Findings with { Outcome = null },
            "reasons" => Findings with { Reasons = null },
            "review" => Findings with { ReviewOn = null },
            _ => Findings with { ReviewOn = ThaiDay.Of(At) },
        };
        Assert.Equal(code, Refused(() => InProtection().AssessBestInterests(Guid.NewGuid(), findings, Caseworker, At)));
    }

    [Fact]
    public void AnInterview_SaysWhoWasThere_AndWhoSupportedTheChild()
    {
        var facts = new InterviewFacts(ThaiDay.Of(At), InterviewPlace.ChildFriendlyRoom, 40, 2, InterviewInterpreter.Present, InterviewEnd.Completed, Text, Text, null, true);
        var subject = InProtection();
        Assert.Equal("interview.present", Refused(() => subject.RecordInterview(Guid.NewGuid(), facts with { Present = null }, Dcy, At)));
        Assert.Equal("interview.support", Refused(() => subject.RecordInterview(Guid.NewGuid(), facts with { SupportPerson = null }, Dcy, At)));
        Assert.Equal("interview.length", Refused(() => subject.RecordInterview(Guid.NewGuid(), facts with { Minutes = 0 }, Dcy, At)));
        Assert.Equal("date.future", Refused(() => subject.RecordInterview(Guid.NewGuid(), facts with { On = ThaiDay.Of(At).AddDays(1) }, Dcy, At)));
        Assert.Equal(2, subject.RecordInterview(Guid.NewGuid(), facts, Dcy, At).Breaks);
        Assert.Equal("flow.childOnly", Refused(() => InProtection(AgeGroup.Adult).RecordInterview(Guid.NewGuid(), facts, Dcy, At)));
    }
}
