using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;
using NrmPortal.Domain.Work;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>The legal track: what follows what, on which day, by whom; and where it stands.</summary>
public sealed class JusticeTests
{
    private static readonly Guid Prosecution = Guid.NewGuid();
    private static readonly Actor Prosecutor = Acting(Role.Prosecutor);
    private static readonly Actor Inquiry = Acting(Role.InquiryOfficer);
    private static readonly DateOnly Today = ThaiDay.Of(At);

    private readonly Case subject = InProtection(AgeGroup.Adult);
    private LegalTrack track = LegalTrack.Empty;

    private static DateOnly Ago(int days) => Today.AddDays(-days);

    private PoliceCase Opened(int daysAgo = 30)
    {
        var police = subject.RecordPoliceCase(Guid.NewGuid(), Terms(daysAgo), Inquiry, At);
        track = track with { PoliceCases = [.. track.PoliceCases, police] };
        return police;
    }

    private static PoliceCaseTerms Terms(int daysAgo, AgencyType? inquiry = AgencyType.Police, AgencyType? prosecutor = AgencyType.Prosecution) =>
        new(Ago(daysAgo), Text, Text, Guid.NewGuid(), Prosecution) { InquiryAgency = inquiry, ProsecutorAgency = prosecutor };

    private Charge Charged(int daysAgo = 20)
    {
        var charge = subject.RecordCharge(Guid.NewGuid(), track, track.PoliceCases.First().Id, "s6", null, Ago(daysAgo), Inquiry, At);
        track = track with { Charges = [.. track.Charges, charge] };
        return charge;
    }

    private void Step(LegalStepKind kind, int daysAgo, Actor? by = null) =>
        track = track with { Steps = [.. track.Steps, subject.RecordLegalStep(Guid.NewGuid(), track, Facts(kind, daysAgo, TestimonyPlace.Court), by ?? Prosecutor, At)] };

    private StepFacts Facts(LegalStepKind kind, int daysAgo, TestimonyPlace? place = null) =>
        new(kind, Ago(daysAgo), place) { PoliceCaseId = LegalSteps.IsOfPoliceCase(kind) ? track.LivePoliceCases.FirstOrDefault()?.Id : null };

    private void Judged(Charge charge, CourtLevel court, int daysAgo) =>
        track = track with { Verdicts = [.. track.Verdicts, subject.RecordVerdict(Guid.NewGuid(), track, charge.Id, court, VerdictOutcome.Convicted, Ago(daysAgo), Prosecutor, At)] };

    [Fact]
    public void ThePoliceCase_IsNotInTheFuture_AndTheFirstOfThemCounts()
    {
        Assert.Equal("date.future", Refused(() => subject.RecordPoliceCase(Guid.NewGuid(), new PoliceCaseTerms(Today.AddDays(1)), Caseworker, At)));
        Opened(10);
        Opened(30);
        Opened(5);
        Assert.Equal(Ago(30), subject.PoliceCaseOn);
        Assert.Equal(Prosecution, track.ProsecutorUnitId);
    }

    [Fact]
    public void ACharge_RestsOnAPoliceCase_AndAnOffenceOfTheList()
    {
        Assert.Equal("legal.noPoliceCase", Refused(() => subject.RecordCharge(Guid.NewGuid(), track, Guid.NewGuid(), "s6", null, Today, Inquiry, At)));
        var police = Opened();
        Assert.Equal("legal.offence", Refused(() => subject.RecordCharge(Guid.NewGuid(), track, police.Id, "murder", null, Today, Inquiry, At)));
        Assert.Equal("legal.beforePoliceCase", Refused(() => Charged(31)));
        Assert.Equal("date.future", Refused(() => Charged(-1)));
        Assert.Equal("case.other", Refused(() => InProtection().RecordCharge(Guid.NewGuid(), track, police.Id, "s6", null, Today, Inquiry, At)));
        Assert.Equal(police.Id, Charged().PoliceCaseId);
    }

    [Fact]
    public void SuspectsAndNotes_AreForThoseWhoProsecute()
    {
        Assert.Equal("flow.role", Refused(() => subject.NameSuspect(Guid.NewGuid(), LegalTrack.Empty, new SuspectFacts(SuspectRole.Employer, SuspectRelation.Employer, Text), Caseworker, At)));
        Assert.False(subject.NameSuspect(Guid.NewGuid(), LegalTrack.Empty, new SuspectFacts(SuspectRole.Recruiter, SuspectRelation.NotKnown, null), Inquiry, At).IsKnown);
        Assert.Equal("flow.role", Refused(() => subject.WriteProsecutorNote(Guid.NewGuid(), Text, Inquiry, At)));
        Assert.Equal("legal.note", Refused(() => subject.WriteProsecutorNote(Guid.NewGuid(), null, Prosecutor, At)));
        Assert.Equal(Prosecutor.UserId, subject.WriteProsecutorNote(Guid.NewGuid(), Text, Prosecutor, At).ByUserId);
        Assert.Equal("flow.role", Refused(() => { Opened(); Step(LegalStepKind.ProsecutionOrdered, 1, Caseworker); }));
    }

    [Fact]
    public void Steps_ComeInTheirOrder_OnDaysThatFollow()
    {
        Assert.Equal("legal.noPoliceCase", Refused(() => Step(LegalStepKind.TestimonyRequested, 5, Caseworker)));
        // Who is threatened need not wait for a police case.
        Step(LegalStepKind.ProtectionRequested, 40, Caseworker);
        Opened();
        Assert.Equal("legal.order", Refused(() => Step(LegalStepKind.TestimonyHeld, 5)));
        Assert.Equal("legal.beforePoliceCase", Refused(() => Step(LegalStepKind.TestimonyRequested, 31)));
        Step(LegalStepKind.TestimonyRequested, 10, Caseworker);
        Assert.Equal("legal.beforeStep", Refused(() => Step(LegalStepKind.TestimonyHeld, 11)));
        Assert.Equal("legal.testimonyPlace", Refused(() => subject.RecordLegalStep(Guid.NewGuid(), track, Facts(LegalStepKind.TestimonyHeld, 9), Prosecutor, At)));
        Step(LegalStepKind.TestimonyHeld, 9);
        Assert.Equal("legal.order", Refused(() => Step(LegalStepKind.Indicted, 8)));
        Step(LegalStepKind.NotProsecuted, 8);
        Assert.Equal(LegalStage.NotProsecuted, track.Stage);
        Step(LegalStepKind.ProsecutionOrdered, 7);
        Step(LegalStepKind.Indicted, 6);
        Assert.Equal("legal.testimonyLate", Refused(() => Step(LegalStepKind.TestimonyRequested, 5, Caseworker)));
        Assert.DoesNotContain(LegalStepKind.Indicted, LegalSteps.Next(track, prosecution: true));
        Assert.Equal([LegalStepKind.TestimonyRequested, LegalStepKind.ProtectionGranted, LegalStepKind.ProtectionRefused], LegalSteps.Next(track, prosecution: false));
    }

    [Fact]
    public void AVerdict_NeedsAnIndictment_AndAHigherCourtAnAppeal()
    {
        Opened();
        var charge = Charged();
        Assert.Equal("legal.notIndicted", Refused(() => Judged(charge, CourtLevel.FirstInstance, 5)));
        Step(LegalStepKind.ProsecutionOrdered, 15);
        Step(LegalStepKind.Indicted, 14);
        Assert.Equal(LegalStage.Trial, track.Stage);
        Assert.Equal("legal.verdictEarly", Refused(() => Judged(charge, CourtLevel.FirstInstance, 16)));
        Assert.Equal("legal.noVerdict", Refused(() => Step(LegalStepKind.AppealFiled, 13)));
        Judged(charge, CourtLevel.FirstInstance, 10);
        Assert.Equal(LegalStage.Judged, track.Stage);
        Assert.Equal("legal.judged", Refused(() => Judged(charge, CourtLevel.FirstInstance, 9)));
        Assert.Equal("legal.noAppeal", Refused(() => Judged(charge, CourtLevel.Appeal, 9)));
        Step(LegalStepKind.AppealFiled, 8);
        Assert.Equal(LegalStage.OnAppeal, track.Stage);
        Judged(charge, CourtLevel.Appeal, 2);
        Assert.Equal(LegalStage.Judged, track.Stage);
        Assert.Equal(CourtLevel.Appeal, track.VerdictOn(charge)!.Court);
    }

    [Fact]
    public void AProsecutorsOffice_IsNamedOnceItIsKnown_FollowsTheTrack_AndIsAskedForTheDaysInCourt()
    {
        var police = subject.RecordPoliceCase(Guid.NewGuid(), Terms(30) with { ProsecutorUnitId = null }, Inquiry, At);
        track = track with { PoliceCases = [police] };
        var date = subject.SetCourtDate(Guid.NewGuid(), track, new CourtDateTerms(At.AddDays(10), CourtPurpose.WitnessHearing, Text, true), Inquiry, At);
        track = track with { CourtDates = [date] };
        var to = new PoliceCaseHands(Today, Text, police.InquiryUnitId, Prosecution) { InquiryAgency = AgencyType.Police, ProsecutorAgency = AgencyType.Prosecution };
        string Refusal(PoliceCaseHands hands, Actor? by = null) => Refused(() => subject.MovePoliceCase(Guid.NewGuid(), police, hands, track, by ?? Inquiry, At));
        Assert.Equal("legal.moveReason", Refusal(to with { Why = null }));
        Assert.Equal("date.future", Refusal(to with { On = Today.AddDays(1) }));
        Assert.Equal("legal.beforePoliceCase", Refusal(to with { On = Ago(31) }));
        Assert.Equal("legal.prosecutorOffice", Refusal(to with { ProsecutorAgency = AgencyType.Police }));
        Assert.Equal("legal.inquiryOffice", Refusal(to with { InquiryUnitId = Guid.NewGuid(), InquiryAgency = AgencyType.Ngo }));
        Assert.Equal("legal.sameOffices", Refusal(to with { ProsecutorUnitId = null }));
        Assert.Equal("legal.officeShut", Refusal(to with { Shut = [Prosecution] }));
        Assert.Equal("legal.otherOffice", Refusal(to, Acting(Role.InquiryOfficer)));
        Assert.Equal("flow.role", Refusal(to, Acting(Role.ShelterWorker)));
        Assert.Null(police.ProsecutorUnitId);

        // An inquiry office that has closed since stops no naming of the prosecutor.
        var move = subject.MovePoliceCase(Guid.NewGuid(), police, to with { Shut = [police.InquiryUnitId!.Value] }, track, Inquiry, At);
        Assert.Equal((Prosecution, (Guid?)null, (Guid?)Prosecution, police.Id), (police.ProsecutorUnitId!.Value, move.FromProsecutorUnitId, move.ProsecutorUnitId, move.PoliceCaseId));
        Assert.Single(subject.Tasks, t => t.Code == TaskCode.AttendCourt && t.ToUnitId == Prosecution && t.ToRole == Role.Prosecutor && t.DueAt == date.StartsAt);
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.PoliceCaseNamed && n.ToUnitId == Prosecution);

        var other = Guid.NewGuid();
        subject.MovePoliceCase(Guid.NewGuid(), police, to with { ProsecutorUnitId = other }, track, Inquiry, At);
        Assert.False(police.IsOf(Prosecution));
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.PoliceCaseMoved && n.ToUnitId == Prosecution);
        Assert.Single(subject.Tasks, t => t.Code == TaskCode.AttendCourt && t.ToUnitId == other);
        track = track with { CourtDates = [] };
        subject.EndPoliceCase(police, PoliceCaseEnd.Finished, Text, track, Inquiry, At);
        Assert.Equal("legal.policeCaseEnded", Refusal(to));
    }

    [Fact]
    public void ADayInCourtToCome_IsATaskOfCaseworkerAndProsecutor_DueThen_AndAskedAnewWhenMoved()
    {
        var terms = new CourtDateTerms(At.AddDays(10), CourtPurpose.WitnessHearing, Text, true);
        Assert.Equal("legal.noPoliceCase", Refused(() => subject.SetCourtDate(Guid.NewGuid(), track, terms, Caseworker, At)));
        Opened();
        var date = subject.SetCourtDate(Guid.NewGuid(), track, terms, Caseworker, At);
        track = track with { CourtDates = [date] };
        Assert.Equal([(subject.ProvinceOfficeId, Role.ProvinceCaseworker), (Prosecution, Role.Prosecutor)],
            subject.Tasks.Where(t => t.Code == TaskCode.AttendCourt && t.About == date.Id.ToString() && t.DueAt == terms.StartsAt).Select(t => (t.ToUnitId!.Value, t.ToRole!.Value)));
        Assert.Same(date, track.NextCourtDate(At));
        Assert.Equal("court.notYet", Refused(() => subject.EndCourtDate(date, CourtDateState.Held, null, Caseworker, At)));
        Assert.Equal("court.reason", Refused(() => subject.EndCourtDate(date, CourtDateState.Cancelled, null, Caseworker, At)));
        Assert.Equal("court.past", Refused(() => subject.MoveCourtDate(Guid.NewGuid(), track, date, At, Text, Caseworker, At)));
        var moved = subject.MoveCourtDate(Guid.NewGuid(), track, date, At.AddDays(20), Text, Prosecutor, At);
        Assert.Equal((CourtDateState.Moved, date.Id, CourtDateState.Planned), (date.State, moved.MovedFromId, moved.State));
        Assert.Equal(2, subject.Tasks.Count(t => t.Code == TaskCode.AttendCourt && t.About == moved.Id.ToString()));
        Assert.Equal("court.ended", Refused(() => subject.EndCourtDate(date, CourtDateState.Cancelled, Text, Caseworker, At)));
        subject.EndCourtDate(moved, CourtDateState.Held, null, Caseworker, At.AddDays(20));
        Assert.Equal(CourtDateState.Held, moved.State);
    }

    [Fact]
    public void APastDayInCourt_AsksNobody()
    {
        Opened();
        subject.SetCourtDate(Guid.NewGuid(), track, new CourtDateTerms(At.AddDays(-1), CourtPurpose.TrialHearing, null, false), Caseworker, At);
        Assert.DoesNotContain(subject.Tasks, t => t.Code == TaskCode.AttendCourt);
        Assert.Equal("legal.beforePoliceCase", Refused(() => subject.SetCourtDate(Guid.NewGuid(), track, new CourtDateTerms(At.AddDays(-40), CourtPurpose.TrialHearing, null, false), Caseworker, At)));
    }

    [Fact]
    public void TheOffences_HaveCodesLabelsAndConfidence_InBothLanguages()
    {
        Assert.Distinct(Offence.All.Select(o => o.Code));
        Assert.Contains(Offence.All, o => o.Confidence == "K");
        Assert.All(Offence.All, o =>
        {
            Assert.Matches(@"\p{IsThai}", o.LabelTh);
            Assert.DoesNotMatch(@"\p{IsThai}", o.LabelEn);
            Assert.Contains(o.Confidence, new[] { "C", "K" });
        });
    }
}
