using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Work;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>What was recorded wrongly on the legal track is put right by another entry, and a police case comes to an end.</summary>
public sealed class LegalCorrectionTests
{
    private static readonly Actor Prosecutor = Acting(Role.Prosecutor);
    private static readonly Actor Inquiry = Acting(Role.InquiryOfficer);
    private static readonly DateOnly Today = ThaiDay.Of(At);

    private readonly Case subject = InProtection(AgeGroup.Adult);
    private LegalTrack track = LegalTrack.Empty;

    private static DateOnly Ago(int days) => Today.AddDays(-days);

    private static LegalCorrection Of(Guid entry) => new(entry, Text);

    private PoliceCase Opened(int daysAgo = 30, Guid? prosecutor = null)
    {
        var terms = new PoliceCaseTerms(Ago(daysAgo), null, null, null, prosecutor) { ProsecutorAgency = prosecutor is null ? null : AgencyType.Prosecution };
        var police = subject.RecordPoliceCase(Guid.NewGuid(), terms, Inquiry, At);
        track = track with { PoliceCases = [.. track.PoliceCases, police] };
        return police;
    }

    private Charge Charged(string offence = "s6", int daysAgo = 20, LegalCorrection? corrects = null)
    {
        var charge = subject.RecordCharge(Guid.NewGuid(), track, track.PoliceCases.First().Id, offence, null, Ago(daysAgo), Inquiry, At, corrects);
        track = track with { Charges = [.. track.Charges, charge] };
        return charge;
    }

    private LegalStep Step(LegalStepKind kind, int daysAgo, LegalCorrection? corrects = null)
    {
        var step = subject.RecordLegalStep(Guid.NewGuid(), track, Facts(kind, daysAgo, corrects), Prosecutor, At, corrects);
        track = track with { Steps = [.. track.Steps, step] };
        return step;
    }

    // What is put right keeps its police case.
    private StepFacts Facts(LegalStepKind kind, int daysAgo, LegalCorrection? corrects = null) =>
        new(kind, Ago(daysAgo), TestimonyPlace.Court) { PoliceCaseId = corrects is null && LegalSteps.IsOfPoliceCase(kind) ? track.LivePoliceCases.FirstOrDefault()?.Id : null };

    private Verdict Judged(Charge charge, CourtLevel court, int daysAgo, LegalCorrection? corrects = null)
    {
        var verdict = subject.RecordVerdict(Guid.NewGuid(), track, charge.Id, court, VerdictOutcome.Convicted, Ago(daysAgo), Prosecutor, At, corrects);
        track = track with { Verdicts = [.. track.Verdicts, verdict] };
        return verdict;
    }

    [Fact]
    public void WhatIsPutRight_NeedsAReason_Once_AndAnEntryOfItsKind()
    {
        Opened();
        var charge = Charged();
        Assert.Equal("legal.why", Refused(() => Charged(corrects: new LegalCorrection(charge.Id, null))));
        Assert.Equal("legal.correctsOther", Refused(() => Charged(corrects: Of(Guid.NewGuid()))));
        var right = Charged("s6", 19, Of(charge.Id));
        Assert.Equal((charge.Id, true), (right.CorrectsId!.Value, right.Why is not null));
        Assert.Equal([right], track.LiveCharges);
        Assert.Equal("legal.corrected", Refused(() => Charged(corrects: Of(charge.Id))));
        Step(LegalStepKind.ProtectionRequested, 10);
        Assert.Equal("legal.correctsOther", Refused(() => Step(LegalStepKind.ProsecutionOrdered, 9, Of(track.Steps.First().Id))));
    }

    [Fact]
    public void TheLockOfAVerdict_IsThatOfTheOneThatStands()
    {
        Opened();
        var (one, other) = (Charged(), Charged());
        Step(LegalStepKind.ProsecutionOrdered, 15);
        var indicted = Step(LegalStepKind.Indicted, 14);
        var wrong = Judged(one, CourtLevel.FirstInstance, 10);
        Assert.Equal("legal.judged", Refused(() => Judged(one, CourtLevel.FirstInstance, 9)));
        var right = Judged(other, CourtLevel.FirstInstance, 9, Of(wrong.Id));
        Assert.Equal((null, right), (track.VerdictOn(one), track.VerdictOn(other)));
        Assert.Equal("legal.judged", Refused(() => Judged(other, CourtLevel.FirstInstance, 8)));
        Judged(one, CourtLevel.FirstInstance, 8);
        // A verdict follows its charge when that is put right, and keeps its indictment.
        var charge = Charged("s6", 18, Of(other.Id));
        Assert.Same(right, track.VerdictOn(charge));
        Assert.Equal("legal.indictedForVerdict", Refused(() => Step(LegalStepKind.Indicted, 5, Of(indicted.Id))));
        Assert.Equal("legal.order", Refused(() => Step(LegalStepKind.NotProsecuted, 14, Of(indicted.Id))));
        Step(LegalStepKind.Indicted, 12, Of(indicted.Id));
        Assert.Equal(Ago(12), track.Last(LegalTrackKind.Prosecution)!.On);
    }

    [Fact]
    public void AStepInTheMiddle_IsPutRight_WhereTheOrderStays()
    {
        Opened();
        var asked = Step(LegalStepKind.TestimonyRequested, 10);
        Step(LegalStepKind.TestimonyHeld, 8);
        Assert.Equal("legal.order", Refused(() => Step(LegalStepKind.TestimonyRequested, 7, Of(asked.Id))));
        Step(LegalStepKind.TestimonyRequested, 9, Of(asked.Id));
        Assert.Equal([LegalStepKind.TestimonyRequested, LegalStepKind.TestimonyHeld], track.InOrder(LegalTrackKind.Testimony).Select(s => s.Kind));
    }

    [Fact]
    public void APoliceCaseThatEnds_IsCountedUnlessItNeverWas_AndNothingMoreIsRecordedInIt()
    {
        var (first, second) = (Opened(30), Opened(10, Prosecutor.UnitId));
        Assert.Equal("legal.endReason", Refused(() => subject.EndPoliceCase(first, PoliceCaseEnd.Withdrawn, null, track, Inquiry, At)));
        Assert.Equal("flow.role", Refused(() => subject.EndPoliceCase(first, PoliceCaseEnd.Withdrawn, Text, track, Acting(Role.ShelterWorker), At)));
        // Another station's is not theirs to end.
        Assert.Equal("legal.otherOffice", Refused(() => subject.EndPoliceCase(first, PoliceCaseEnd.Withdrawn, Text, track, Inquiry with { UnitId = Guid.NewGuid() }, At)));
        subject.EndPoliceCase(first, PoliceCaseEnd.WronglyRecorded, Text, track, Inquiry, At);
        Assert.Equal((Ago(10), LegalStage.Investigation), (subject.PoliceCaseOn!.Value, track.Stage));
        Assert.Equal("legal.policeCaseEnded", Refused(() => subject.EndPoliceCase(first, PoliceCaseEnd.Withdrawn, Text, track, Inquiry, At)));
        Assert.Equal("legal.policeCaseEnded", Refused(() => Charged()));

        track = track with { CourtDates = [subject.SetCourtDate(Guid.NewGuid(), track, new CourtDateTerms(At.AddDays(5), CourtPurpose.TrialHearing, null, true), Prosecutor, At)] };
        Assert.Equal("legal.courtDates", Refused(() => subject.EndPoliceCase(second, PoliceCaseEnd.Withdrawn, Text, track, Prosecutor, At)));
        subject.EndCourtDate(track.CourtDates.First(), CourtDateState.Cancelled, Text, Prosecutor, At);
        subject.EndPoliceCase(second, PoliceCaseEnd.Withdrawn, Text, track, Prosecutor, At);
        // The office that recorded it hears of it; whoever ended it knows.
        Assert.Equal([Inquiry.UnitId], subject.Notices.Where(n => n.Code == NoticeCode.PoliceCaseEnded).Select(n => n.ToUnitId!.Value));
        Assert.Equal((Ago(10), LegalStage.Ended, null), (subject.PoliceCaseOn!.Value, track.Stage, track.ProsecutorUnitId));
        Assert.Equal("legal.noPoliceCase", Refused(() => Step(LegalStepKind.ProsecutionOrdered, 3)));
        Assert.Equal("case.other", Refused(() => InProtection().EndPoliceCase(second, PoliceCaseEnd.Finished, Text, track, Inquiry, At)));
    }

    [Fact]
    public void AfterTheEnd_WhatStandsIsPutRight_AndNothingIsAdded()
    {
        var police = Opened(prosecutor: Prosecutor.UnitId);
        var charge = Charged();
        var ordered = Step(LegalStepKind.ProsecutionOrdered, 15);
        Step(LegalStepKind.Indicted, 14);
        var verdict = Judged(charge, CourtLevel.FirstInstance, 10);
        subject.EndPoliceCase(police, PoliceCaseEnd.Finished, Text, track, Prosecutor, At);
        Assert.Equal(LegalStage.Judged, track.Stage);
        Assert.Equal("legal.policeCaseEnded", Refused(() => Judged(charge, CourtLevel.Appeal, 5)));
        Assert.Equal("legal.noPoliceCase", Refused(() => Step(LegalStepKind.AppealFiled, 8)));
        Judged(charge, CourtLevel.FirstInstance, 9, Of(verdict.Id));
        Step(LegalStepKind.ProsecutionOrdered, 16, Of(ordered.Id));
        Charged("s6", 21, Of(charge.Id));
        Assert.Equal((1, 1, 2), (track.LiveVerdicts.Count(), track.LiveCharges.Count(), track.LiveSteps.Count()));
    }

    [Fact]
    public void WhereThereNeverWasAPoliceCase_NoneIsCounted()
    {
        subject.EndPoliceCase(Opened(), PoliceCaseEnd.WronglyRecorded, Text, track, Inquiry, At);
        // Nor is the person told of compensation for it.
        Assert.Contains(TaskRules.Answers, a => a.Event == "case.endPoliceCase" && a.Code == TaskCode.TellCompensationRight && a.OnlyWith == Case.NoPoliceCase);
        Assert.Equal((null, LegalStage.NoPoliceCase), (subject.PoliceCaseOn, track.Stage));
    }

    [Fact]
    public void WhatWasWrittenOfAPoliceCaseThatNeverWas_CountsForNothing_AlsoForTheNext()
    {
        var wrong = Opened();
        var charge = Charged();
        Step(LegalStepKind.ProsecutionOrdered, 15);
        Step(LegalStepKind.Indicted, 14);
        Judged(charge, CourtLevel.FirstInstance, 10);
        subject.EndPoliceCase(wrong, PoliceCaseEnd.WronglyRecorded, Text, track, Inquiry, At);
        Assert.Equal(LegalStage.NoPoliceCase, track.Stage);
        var later = At.AddHours(1);
        var right = subject.RecordPoliceCase(Guid.NewGuid(), new PoliceCaseTerms(Ago(20), null, null, null, null), Inquiry, later);
        track = track with { PoliceCases = [.. track.PoliceCases, right] };
        Assert.Equal((LegalStage.Investigation, 0, 0, 0), (track.Stage, track.LiveCharges.Count(), track.LiveSteps.Count(), track.LiveVerdicts.Count()));
        Assert.NotNull(subject.RecordLegalStep(Guid.NewGuid(), track, Facts(LegalStepKind.TestimonyRequested, 5), Prosecutor, later));
        Assert.NotNull(subject.RecordLegalStep(Guid.NewGuid(), track, Facts(LegalStepKind.ProsecutionOrdered, 4), Prosecutor, later));
    }

    [Fact]
    public void AVerdictFollowsItsCharge_PutRightOntoAnotherPoliceCase()
    {
        var wrong = Opened(30);
        var charge = Charged();
        Step(LegalStepKind.ProsecutionOrdered, 15);
        Step(LegalStepKind.Indicted, 14);
        Judged(charge, CourtLevel.FirstInstance, 10);
        var right = Opened(29);
        var moved = subject.RecordCharge(Guid.NewGuid(), track, right.Id, "s6", null, Ago(20), Inquiry, At, Of(charge.Id));
        track = track with { Charges = [.. track.Charges, moved] };
        subject.EndPoliceCase(wrong, PoliceCaseEnd.WronglyRecorded, Text, track, Inquiry, At);
        Assert.Equal((LegalStage.Judged, 1), (track.Stage, track.LiveVerdicts.Count()));
    }

    [Fact]
    public void ACharge_IsPutRightInItsOwnPoliceCase_OrIntoOneThatRuns_NeverIntoOneThatEnded()
    {
        var (first, ended, never) = (Opened(30), Opened(29), Opened(28));
        var charge = Charged();
        subject.EndPoliceCase(ended, PoliceCaseEnd.Finished, Text, track, Inquiry, At);
        subject.EndPoliceCase(never, PoliceCaseEnd.WronglyRecorded, Text, track, Inquiry, At);
        foreach (var other in new[] { ended, never })
            Assert.Equal("legal.policeCaseEnded", Refused(() => subject.RecordCharge(Guid.NewGuid(), track, other.Id, "s6", null, Ago(20), Inquiry, At, Of(charge.Id))));
        subject.EndPoliceCase(first, PoliceCaseEnd.WronglyRecorded, Text, track, Inquiry, At);
        Assert.Equal("legal.policeCaseEnded", Refused(() => subject.RecordCharge(Guid.NewGuid(), track, first.Id, "s6", null, Ago(20), Inquiry, At, Of(charge.Id))));
        // Out of the one that never was, into one that runs.
        var right = Opened(27);
        Assert.NotNull(subject.RecordCharge(Guid.NewGuid(), track, right.Id, "s6", null, Ago(20), Inquiry, At, Of(charge.Id)));
    }

    [Fact]
    public void APoliceCaseRecordedAnewBesideTheWrongOne_TakesItsStepsOver()
    {
        var wrong = Opened(30);
        var charge = Charged();
        Step(LegalStepKind.TestimonyRequested, 18);
        Step(LegalStepKind.ProsecutionOrdered, 15);
        Step(LegalStepKind.Indicted, 14);
        Judged(charge, CourtLevel.FirstInstance, 10);
        var (later, right) = (At.AddHours(1), new PoliceCaseTerms(Ago(30), null, null, null, null));
        track = track with { PoliceCases = [.. track.PoliceCases, subject.RecordPoliceCase(Guid.NewGuid(), right, Inquiry, later)] };
        track = track with { Charges = [.. track.Charges, subject.RecordCharge(Guid.NewGuid(), track, track.PoliceCases.Last().Id, "s6", null, Ago(20), Inquiry, later, Of(charge.Id))] };
        subject.EndPoliceCase(wrong, PoliceCaseEnd.WronglyRecorded, Text, track, Inquiry, later);
        Assert.Equal((LegalStage.Judged, 3), (track.Stage, track.LiveSteps.Count()));
        Judged(track.LiveCharges.Single(), CourtLevel.FirstInstance, 9, Of(track.LiveVerdicts.Single().Id));
    }

    [Fact]
    public void EarlyTestimony_IsWrittenDownAfterTheIndictment_WhereItCameBefore()
    {
        Opened();
        Step(LegalStepKind.ProsecutionOrdered, 15);
        Step(LegalStepKind.Indicted, 14);
        Assert.Equal("legal.testimonyLate", Refused(() => Step(LegalStepKind.TestimonyRequested, 13)));
        Step(LegalStepKind.TestimonyRequested, 20);
        Step(LegalStepKind.TestimonyHeld, 16);
        Assert.Equal(LegalStepKind.TestimonyHeld, track.Last(LegalTrackKind.Testimony)!.Kind);
    }

    [Fact]
    public void ATelling_IsPutRight_OrStruckOut_AndThenAskedAnew()
    {
        Opened();
        CompensationTelling Told(int daysAgo, LegalCorrection? corrects = null)
        {
            var telling = subject.TellCompensationRight(Guid.NewGuid(), track, new CompensationTold(Ago(daysAgo), "my", InterpreterUse.Present, CompensationToldHow.Spoken), Inquiry, At, corrects);
            track = track with { Tellings = [.. track.Tellings, telling] };
            return telling;
        }

        var wrong = Told(365);
        Assert.Equal("legal.why", Refused(() => Told(2, new LegalCorrection(wrong.Id, null))));
        var right = Told(2, Of(wrong.Id));
        Assert.Equal(Ago(2), subject.CompensationToldOn);
        Told(1);
        Struck(LegalEntry.Telling, right.Id, Inquiry);
        Assert.Equal(Ago(1), subject.CompensationToldOn);
        var asked = subject.Tasks.Count(t => t.Code == TaskCode.TellCompensationRight);
        Struck(LegalEntry.Telling, track.Tellings.Last().Id, Inquiry);
        Assert.Equal((null, asked + 1), (subject.CompensationToldOn, subject.Tasks.Count(t => t.Code == TaskCode.TellCompensationRight)));
    }

    private LegalStrike Struck(LegalEntry entry, Guid of, Actor? by = null)
    {
        var strike = subject.StrikeLegalEntry(Guid.NewGuid(), track, entry, Of(of), by ?? Prosecutor, At);
        track = track with { Strikes = [.. track.Strikes, strike] };
        return strike;
    }

    private Suspect Suspected(LegalCorrection? corrects = null)
    {
        var suspect = subject.NameSuspect(Guid.NewGuid(), track, new SuspectFacts(SuspectRole.Recruiter, SuspectRelation.Friend, Text), Inquiry, At.AddMinutes(track.Suspects.Count), corrects);
        track = track with { Suspects = [.. track.Suspects, suspect] };
        return suspect;
    }

    [Fact]
    public void WhatIsStruckOut_StandsNoLonger_UnlessSomethingThatStandsRestsOnIt()
    {
        Opened();
        var (twice, charge) = (Charged(), Charged());
        Assert.Equal("legal.why", Refused(() => subject.StrikeLegalEntry(Guid.NewGuid(), track, LegalEntry.Charge, new LegalCorrection(twice.Id, null), Inquiry, At)));
        Assert.Equal("legal.correctsOther", Refused(() => Struck(LegalEntry.Step, twice.Id)));
        Assert.Equal("flow.role", Refused(() => Struck(LegalEntry.Charge, twice.Id, Acting(Role.ShelterWorker))));
        Struck(LegalEntry.Charge, twice.Id, Inquiry);
        Assert.Equal([charge], track.LiveCharges);
        Assert.Equal("legal.corrected", Refused(() => Struck(LegalEntry.Charge, twice.Id)));
        Assert.Equal("legal.corrected", Refused(() => Charged(corrects: Of(twice.Id))));
        var ordered = Step(LegalStepKind.ProsecutionOrdered, 15);
        var indicted = Step(LegalStepKind.Indicted, 14);
        Assert.Equal("legal.order", Refused(() => Struck(LegalEntry.Step, ordered.Id)));
        Assert.Equal("flow.role", Refused(() => Struck(LegalEntry.Step, indicted.Id, Inquiry)));
        var verdict = Judged(charge, CourtLevel.FirstInstance, 10);
        Assert.Equal("legal.strikeCharge", Refused(() => Struck(LegalEntry.Charge, charge.Id)));
        Assert.Equal("legal.indictedForVerdict", Refused(() => Struck(LegalEntry.Step, indicted.Id)));
        var appeal = Step(LegalStepKind.AppealFiled, 8);
        Assert.Equal("legal.strikeVerdict", Refused(() => Struck(LegalEntry.Verdict, verdict.Id)));
        var higher = Judged(charge, CourtLevel.Appeal, 5);
        Assert.Equal("legal.noAppeal", Refused(() => Struck(LegalEntry.Step, appeal.Id)));
        Assert.Equal("legal.strikeVerdict", Refused(() => Struck(LegalEntry.Verdict, verdict.Id)));
        // From the last to the first everything can be undone.
        Struck(LegalEntry.Verdict, higher.Id);
        Struck(LegalEntry.Step, appeal.Id);
        Struck(LegalEntry.Verdict, verdict.Id);
        Struck(LegalEntry.Step, indicted.Id);
        Struck(LegalEntry.Charge, charge.Id, Inquiry);
        Assert.Equal((LegalStage.Prosecution, 0, 0), (track.Stage, track.LiveCharges.Count(), track.LiveVerdicts.Count()));
        Assert.Equal(7, subject.Events.Count(e => e.Parameters.ContainsKey("strikes")) + 1);
    }

    [Fact]
    public void ASuspectPutRight_KeepsTheNumber_AndIsStruckOutWhereNoChargeNamesThem()
    {
        var police = Opened();
        var (first, second) = (Suspected(), Suspected());
        var charge = subject.RecordCharge(Guid.NewGuid(), track, police.Id, "s6", first.Id, Ago(5), Inquiry, At);
        track = track with { Charges = [charge] };
        Assert.Equal("legal.why", Refused(() => Suspected(new LegalCorrection(first.Id, null))));
        var right = Suspected(Of(first.Id));
        Assert.Equal((1, 1, 2), (track.NumberOf(first), track.NumberOf(right), track.NumberOf(second)));
        Assert.Equal([second, right], track.LiveSuspects);
        Assert.Same(right, track.SuspectOf(charge));
        Assert.Equal("legal.strikeSuspect", Refused(() => Struck(LegalEntry.Suspect, right.Id, Inquiry)));
        Assert.Equal("flow.role", Refused(() => Struck(LegalEntry.Suspect, second.Id, Caseworker)));
        Struck(LegalEntry.Suspect, second.Id, Inquiry);
        // Nobody is charged anew who was put right or struck out; the charge that stands is put right as it is.
        foreach (var gone in new[] { first.Id, second.Id, Guid.NewGuid() })
            Assert.Equal("legal.suspectGone", Refused(() => subject.RecordCharge(Guid.NewGuid(), track, police.Id, "s6", gone, Ago(5), Inquiry, At)));
        Assert.NotNull(subject.RecordCharge(Guid.NewGuid(), track, police.Id, "s6", first.Id, Ago(4), Inquiry, At, Of(charge.Id)));
        Struck(LegalEntry.Charge, charge.Id, Inquiry);
        Struck(LegalEntry.Suspect, right.Id, Inquiry);
        Assert.Empty(track.LiveSuspects);
    }

    [Fact]
    public void SeveralPoliceCases_AskForTheTellingOnce()
    {
        Opened();
        Opened(20);
        Assert.Single(subject.Tasks, t => t.Code == TaskCode.TellCompensationRight);
    }

    [Theory]
    [InlineData(AgencyType.Ngo, AgencyType.Prosecution, "legal.inquiryOffice")]
    [InlineData(null, AgencyType.Prosecution, "legal.inquiryOffice")]
    [InlineData(AgencyType.Police, AgencyType.Police, "legal.prosecutorOffice")]
    public void TheTrack_IsOpenedToPoliceAndProsecutionAlone(AgencyType? inquiry, AgencyType? prosecutor, string refusal) => Assert.Equal(refusal, Refused(() => subject.RecordPoliceCase(
        Guid.NewGuid(), new PoliceCaseTerms(Today, null, null, Guid.NewGuid(), Guid.NewGuid()) { InquiryAgency = inquiry, ProsecutorAgency = prosecutor }, Caseworker, At)));

    [Fact]
    public void APoliceCase_AsksThatThePersonIsToldOfCompensation_UntilTheyAre()
    {
        Opened();
        Assert.Single(subject.Tasks, t => t.Code == TaskCode.TellCompensationRight && t.ToUnitId == subject.ProvinceOfficeId && t.DueAt is not null);
        CompensationTold Told(int daysAgo, string language = "my", InterpreterUse interpreter = InterpreterUse.Present) => new(Ago(daysAgo), language, interpreter, CompensationToldHow.Spoken);
        Assert.Equal("date.future", Refused(() => subject.TellCompensationRight(Guid.NewGuid(), track, Told(-1), Inquiry, At)));
        Assert.Equal("legal.toldLanguage", Refused(() => subject.TellCompensationRight(Guid.NewGuid(), track, Told(1, " "), Inquiry, At)));
        Assert.Equal("consent.interpreter", Refused(() => subject.TellCompensationRight(Guid.NewGuid(), track, Told(1, interpreter: InterpreterUse.None), Inquiry, At)));
        Assert.Equal("flow.role", Refused(() => subject.TellCompensationRight(Guid.NewGuid(), track, Told(1), Acting(Role.ShelterWorker), At)));
        var telling = subject.TellCompensationRight(Guid.NewGuid(), track, Told(2), Prosecutor, At);
        Assert.Equal((Prosecutor.UserId, "my", Ago(2)), (telling.ByUserId, telling.Language, subject.CompensationToldOn!.Value));
        Assert.Contains(TaskRules.Answers, a => a.Event == "case.tellCompensationRight" && a.Code == TaskCode.TellCompensationRight);
        Opened(5);
        Assert.Single(subject.Tasks, t => t.Code == TaskCode.TellCompensationRight);
    }
}
