using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Each police case of a person has its own testimony, prosecution and appeal; what is of one is asked of no other.</summary>
public sealed class PoliceCaseChainTests
{
    private static readonly Actor Prosecutor = Acting(Role.Prosecutor);
    private static readonly Actor Inquiry = Acting(Role.InquiryOfficer);

    private readonly Case subject = InProtection(AgeGroup.Adult);
    private LegalTrack track = LegalTrack.Empty;

    private static DateOnly Ago(int days) => ThaiDay.Of(At).AddDays(-days);

    private static LegalCorrection Of(Guid entry) => new(entry, Text);

    private PoliceCase Opened(int daysAgo, int hour = 0)
    {
        var police = subject.RecordPoliceCase(Guid.NewGuid(), new PoliceCaseTerms(Ago(daysAgo)), Inquiry, At.AddHours(hour));
        track = track with { PoliceCases = [.. track.PoliceCases, police] };
        return police;
    }

    private Charge Charged(PoliceCase police, int daysAgo, LegalCorrection? corrects = null)
    {
        var charge = subject.RecordCharge(Guid.NewGuid(), track, police.Id, "s6", null, Ago(daysAgo), Inquiry, At, corrects);
        track = track with { Charges = [.. track.Charges, charge] };
        return charge;
    }

    private LegalStep Step(PoliceCase? police, LegalStepKind kind, int daysAgo, LegalCorrection? corrects = null, int hour = 0)
    {
        var facts = new StepFacts(kind, Ago(daysAgo), TestimonyPlace.Court) { PoliceCaseId = police?.Id };
        var step = subject.RecordLegalStep(Guid.NewGuid(), track, facts, Prosecutor, At.AddHours(hour), corrects);
        track = track with { Steps = [.. track.Steps, step] };
        return step;
    }

    private Verdict Judged(Charge charge, int daysAgo, CourtLevel court = CourtLevel.FirstInstance, LegalCorrection? corrects = null)
    {
        var verdict = subject.RecordVerdict(Guid.NewGuid(), track, charge.Id, court, VerdictOutcome.Convicted, Ago(daysAgo), Prosecutor, At, corrects);
        track = track with { Verdicts = [.. track.Verdicts, verdict] };
        return verdict;
    }

    private void Indicted(PoliceCase police, int daysAgo)
    {
        Step(police, LegalStepKind.ProsecutionOrdered, daysAgo);
        Step(police, LegalStepKind.Indicted, daysAgo);
    }

    private void Ended(PoliceCase police, PoliceCaseEnd how, int hour = 0) => subject.EndPoliceCase(police, how, Text, track, Inquiry, At.AddHours(hour));

    private IEnumerable<LegalStepKind> Kinds(PoliceCase police, LegalTrackKind kind) => track.Of(police.Id).InOrder(kind).Select(s => s.Kind);

    [Fact]
    public void ASecondPoliceCase_GoesItsOwnWay_AfterTheFirstWasJudgedAndFinished()
    {
        var first = Opened(100);
        var judged = Charged(first, 90);
        Indicted(first, 80);
        Judged(judged, 50);
        Ended(first, PoliceCaseEnd.Finished);
        Assert.Equal(LegalStage.Judged, track.Stage);

        var second = Opened(30);
        var charge = Charged(second, 29);
        Assert.Equal((LegalStage.Investigation, LegalStage.Judged), (track.Stage, track.StageOf(first)));
        Assert.Equal([LegalStepKind.ProsecutionOrdered, LegalStepKind.NotProsecuted, LegalStepKind.AppealFiled], LegalSteps.Next(track, prosecution: true));
        Assert.Contains(LegalStepKind.TestimonyRequested, LegalSteps.Next(track, prosecution: false));
        // The first one's indictment closes no testimony here, and carries no verdict.
        Step(second, LegalStepKind.TestimonyRequested, 28);
        Step(second, LegalStepKind.TestimonyHeld, 27);
        Assert.Equal("legal.notIndicted", Refused(() => Judged(charge, 20)));
        Assert.Equal("legal.order", Refused(() => Step(second, LegalStepKind.Indicted, 20)));
        Assert.Equal("legal.noVerdict", Refused(() => Step(second, LegalStepKind.AppealFiled, 20)));
        Indicted(second, 15);
        Assert.Equal(LegalStage.Trial, track.Stage);
        Assert.Equal("legal.testimonyLate", Refused(() => Step(second, LegalStepKind.TestimonyRequested, 14)));
        Assert.Equal("legal.verdictEarly", Refused(() => Judged(charge, 16)));
        Judged(charge, 10);
        Step(second, LegalStepKind.AppealFiled, 9);
        Assert.Equal((LegalStage.OnAppeal, LegalStage.Judged), (track.Stage, track.StageOf(first)));
    }

    [Fact]
    public void TwoThatRunTogether_AreAskedOfNothingInTheOther()
    {
        var (one, other) = (Opened(100), Opened(90));
        var (charge, second) = (Charged(one, 80), Charged(other, 80));
        Indicted(one, 70);
        Judged(charge, 60);
        Step(one, LegalStepKind.AppealFiled, 50);
        Step(other, LegalStepKind.NotProsecuted, 40);
        Assert.Equal((LegalStage.OnAppeal, LegalStage.NotProsecuted, LegalStage.OnAppeal), (track.StageOf(one), track.StageOf(other), track.Stage));
        Step(other, LegalStepKind.ProsecutionOrdered, 39);
        Step(other, LegalStepKind.Indicted, 38);
        Judged(second, 30);
        // A higher court is asked by an appeal in the same police case.
        Assert.Equal("legal.noAppeal", Refused(() => Judged(second, 20, CourtLevel.Appeal)));
        Judged(charge, 20, CourtLevel.Appeal);
        // Where one is given up and the other runs, the one that runs is shown.
        Ended(one, PoliceCaseEnd.Withdrawn);
        Assert.Equal(LegalStage.Judged, track.Stage);
    }

    [Fact]
    public void AStep_NamesAPoliceCaseOfThisCaseThatRuns_AndProtectionNone()
    {
        var (one, wrong, ended) = (Opened(100), Opened(99), Opened(98));
        Ended(wrong, PoliceCaseEnd.WronglyRecorded);
        Ended(ended, PoliceCaseEnd.Finished);
        Assert.Equal("legal.whichPoliceCase", Refused(() => Step(null, LegalStepKind.ProsecutionOrdered, 5)));
        Assert.Equal("legal.ofThePerson", Refused(() => Step(one, LegalStepKind.ProtectionRequested, 5)));
        foreach (var gone in new[] { wrong, ended }) Assert.Equal("legal.policeCaseEnded", Refused(() => Step(gone, LegalStepKind.ProsecutionOrdered, 5)));
        var elsewhere = InProtection(AgeGroup.Adult).RecordPoliceCase(Guid.NewGuid(), new PoliceCaseTerms(Ago(50)), Inquiry, At);
        Assert.Equal("legal.noPoliceCase", Refused(() => Step(elsewhere, LegalStepKind.ProsecutionOrdered, 5)));
        track = track with { PoliceCases = [.. track.PoliceCases, elsewhere] };
        Assert.Equal("case.other", Refused(() => Step(elsewhere, LegalStepKind.ProsecutionOrdered, 5)));
        track = track with { PoliceCases = [.. track.PoliceCases.Take(3)] };
        // By its own first day, not by that of another.
        var late = Opened(10);
        Assert.Equal("legal.beforePoliceCase", Refused(() => Step(late, LegalStepKind.ProsecutionOrdered, 11)));
        Assert.Equal(one.Id, Step(one, LegalStepKind.ProsecutionOrdered, 11).PoliceCaseId);
        Assert.Null(Step(null, LegalStepKind.ProtectionRequested, 5).PoliceCaseId);
    }

    [Fact]
    public void AStepPutRight_KeepsItsPoliceCase_UnlessAnotherIsNamed_AndBothStayInOrder()
    {
        var (one, other) = (Opened(100), Opened(90));
        var charge = Charged(one, 80);
        Indicted(one, 70);
        var right = Step(null, LegalStepKind.Indicted, 69, Of(track.Steps.Last().Id));
        Assert.Equal(one.Id, right.PoliceCaseId);
        // Neither may be left, nor come to be, without what goes before.
        Assert.Equal("legal.order", Refused(() => Step(other, LegalStepKind.ProsecutionOrdered, 70, Of(track.Steps.First().Id))));
        Assert.Equal("legal.order", Refused(() => Step(other, LegalStepKind.Indicted, 69, Of(right.Id))));
        Step(other, LegalStepKind.ProsecutionOrdered, 70);
        Judged(charge, 60);
        Assert.Equal("legal.indictedForVerdict", Refused(() => Step(other, LegalStepKind.Indicted, 69, Of(right.Id))));
        track = track with { Strikes = [subject.StrikeLegalEntry(Guid.NewGuid(), track, LegalEntry.Verdict, Of(track.Verdicts.First().Id), Prosecutor, At)] };
        Assert.Equal(other.Id, Step(other, LegalStepKind.Indicted, 69, Of(right.Id)).PoliceCaseId);
        Assert.Equal((LegalStage.Prosecution, LegalStage.Trial), (track.StageOf(one), track.StageOf(other)));
        // What stands in one that has ended is put right in it; nothing is put into it.
        Ended(other, PoliceCaseEnd.Finished);
        Assert.Equal(other.Id, Step(null, LegalStepKind.Indicted, 68, Of(track.Steps.Last().Id)).PoliceCaseId);
        Assert.Equal("legal.policeCaseEnded", Refused(() => Step(other, LegalStepKind.ProsecutionOrdered, 70, Of(track.Steps.First().Id))));
    }

    [Fact]
    public void AVerdictPutRightOntoAnotherPoliceCase_LeavesNoAppealAgainstNothing()
    {
        var (one, other) = (Opened(100), Opened(90));
        var (charge, second) = (Charged(one, 80), Charged(other, 80));
        Indicted(one, 70);
        Indicted(other, 70);
        var verdict = Judged(charge, 60);
        var appeal = Step(one, LegalStepKind.AppealFiled, 50);
        Assert.Equal("legal.strikeVerdict", Refused(() => Judged(second, 60, corrects: Of(verdict.Id))));
        track = track with { Strikes = [subject.StrikeLegalEntry(Guid.NewGuid(), track, LegalEntry.Step, Of(appeal.Id), Prosecutor, At)] };
        Judged(second, 60, corrects: Of(verdict.Id));
        Assert.Equal((LegalStage.Trial, LegalStage.Judged), (track.StageOf(one), track.StageOf(other)));
    }

    [Fact]
    public void APoliceCaseRecordedAnew_TakesOverWhatHadNoCharges_AndGoesOnFromThere()
    {
        var wrong = Opened(100);
        Step(wrong, LegalStepKind.TestimonyRequested, 80);
        Step(wrong, LegalStepKind.ProsecutionOrdered, 70);
        var right = Opened(100, hour: 1);
        Ended(wrong, PoliceCaseEnd.WronglyRecorded, hour: 2);
        Assert.Equal(LegalStage.Prosecution, track.StageOf(right));
        Step(right, LegalStepKind.Indicted, 60, hour: 3);
        Assert.Equal([LegalStepKind.ProsecutionOrdered, LegalStepKind.Indicted], Kinds(right, LegalTrackKind.Prosecution));
        // Put right, it is written down as that one's.
        Assert.Equal(right.Id, Step(null, LegalStepKind.ProsecutionOrdered, 71, Of(track.Steps.ElementAt(1).Id), hour: 4).PoliceCaseId);
        Assert.Equal([LegalStepKind.ProsecutionOrdered, LegalStepKind.Indicted], Kinds(right, LegalTrackKind.Prosecution));
        Assert.Single(Kinds(right, LegalTrackKind.Testimony));
        // And once more.
        var again = Opened(100, hour: 5);
        Ended(right, PoliceCaseEnd.WronglyRecorded, hour: 6);
        Assert.Equal((LegalStage.Trial, 3), (track.StageOf(again), track.LiveSteps.Count()));
    }

    [Fact]
    public void WhatWasOfAPoliceCaseThatNeverWas_IsNotMixedIntoAnotherThatStoodBesideIt()
    {
        // Known when the steps were written, it was not meant.
        var (one, other) = (Opened(100), Opened(90));
        Indicted(one, 70);
        Ended(one, PoliceCaseEnd.WronglyRecorded, hour: 1);
        Assert.Equal((LegalStage.Investigation, 0), (track.StageOf(other), track.LiveSteps.Count()));
        // What is of none may be named into one that runs.
        Step(other, LegalStepKind.ProsecutionOrdered, 70, Of(track.Steps.First().Id), hour: 2);
        Assert.Equal(LegalStage.Prosecution, track.StageOf(other));
    }

    [Fact]
    public void AJudgedCharge_IsPutIntoAPoliceCaseThatHasBegun_OnlyBehindItsOwnIndictment()
    {
        var (one, other) = (Opened(100), Opened(90));
        var charge = Charged(one, 80);
        Indicted(one, 70);
        Judged(charge, 60);
        Step(other, LegalStepKind.ProsecutionOrdered, 65);
        Assert.Equal("legal.indictedForVerdict", Refused(() => Charged(other, 80, Of(charge.Id))));
        Step(other, LegalStepKind.Indicted, 61);
        Charged(other, 80, Of(charge.Id));
        Assert.Equal((LegalStage.Trial, LegalStage.Judged), (track.StageOf(one), track.StageOf(other)));
    }

    [Fact]
    public void APoliceCaseThatHadBegunItsOwnChain_TakesNoOtherOver()
    {
        var (one, other) = (Opened(100), Opened(90));
        var charge = Charged(one, 80);
        Step(one, LegalStepKind.TestimonyRequested, 75);
        Indicted(one, 70);
        Step(other, LegalStepKind.ProsecutionOrdered, 60);
        Charged(other, 80, Of(charge.Id));
        Ended(one, PoliceCaseEnd.WronglyRecorded);
        Assert.Equal([LegalStepKind.ProsecutionOrdered], Kinds(other, LegalTrackKind.Prosecution));
        Assert.Equal([LegalStepKind.TestimonyRequested], Kinds(other, LegalTrackKind.Testimony));
    }
}
