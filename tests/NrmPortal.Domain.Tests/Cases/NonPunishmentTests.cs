using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Work;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>s.41: who is asked, what may be recorded, what is an alarm.</summary>
public sealed class NonPunishmentTests
{
    private static readonly Guid Police = Guid.NewGuid();
    private static readonly Guid Prosecution = Guid.NewGuid();
    private static readonly Actor Prosecutor = Acting(Role.Prosecutor) with { UnitId = Prosecution };
    private static readonly Actor Inquiry = Acting(Role.InquiryOfficer) with { UnitId = Police };

    private static NonPunishment Flag(Case subject) => subject.FlagNonPunishment(Guid.NewGuid(), ["entry_stay", "entry_stay"], null, Police, Prosecution, Caseworker, At);

    private static NonPunishmentAnswer Answer(NonPunishmentOutcome outcome) => new(outcome, Text, ThaiDay.Of(At), Text);

    [Fact]
    public void AFlag_AsksTheInquiryOfficerAndTheProsecutor_Once()
    {
        var subject = InProtection(AgeGroup.Adult);
        Assert.Equal("nonPunishment.offence", Refused(() => subject.FlagNonPunishment(Guid.NewGuid(), [], null, Police, Prosecution, Caseworker, At)));
        Assert.Equal("nonPunishment.offence", Refused(() => subject.FlagNonPunishment(Guid.NewGuid(), ["murder"], null, Police, Prosecution, Caseworker, At)));
        var flag = Flag(subject);
        Assert.Equal(["entry_stay"], flag.Offences);
        Assert.Equal([(Police, Role.InquiryOfficer), (Prosecution, Role.Prosecutor)],
            subject.Tasks.Where(t => t.Code == TaskCode.AnswerNonPunishment).Select(t => (t.ToUnitId!.Value, t.ToRole!.Value)));
        Assert.Equal(NonPunishmentStanding.Flagged, subject.NonPunishment);
        Assert.Equal("nonPunishment.open", Refused(() => Flag(subject)));
    }

    [Theory]
    [InlineData(NonPunishmentOutcome.NotProsecuted, NonPunishmentStanding.Settled)]
    [InlineData(NonPunishmentOutcome.MinisterPermitted, NonPunishmentStanding.Settled)]
    [InlineData(NonPunishmentOutcome.ProsecutedWithoutPermission, NonPunishmentStanding.Alarm)]
    public void EveryOutcome_IsRecorded_AndProsecutionWithoutPermissionIsAnAlarmThatStaysOpen(NonPunishmentOutcome outcome, NonPunishmentStanding standing)
    {
        var subject = InProtection(AgeGroup.Adult);
        var flag = Flag(subject);
        if (outcome != NonPunishmentOutcome.ProsecutedWithoutPermission) subject.RecordNonPunishment(flag, Answer(outcome), Inquiry, At);
        subject.RecordNonPunishment(flag, Answer(outcome), Prosecutor, At);
        Assert.Equal(standing, subject.NonPunishment);
        var alarm = standing == NonPunishmentStanding.Alarm;
        Assert.Equal(alarm, flag.IsOpen);
        Assert.Equal(alarm ? 3 : 2, subject.Tasks.Count(t => t.Code == TaskCode.AnswerNonPunishment));
        Assert.Equal(alarm, subject.Notices.Any(n => n.Code == NoticeCode.ProsecutedWithoutPermission && n.ToAgency == AgencyType.Datip));
        foreach (var office in alarm ? new[] { Prosecutor, Inquiry } : []) subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.NotProsecuted), office, At);
        Assert.Equal("nonPunishment.closed", Refused(() => subject.RecordNonPunishment(flag, Answer(outcome), Prosecutor, At)));
    }

    [Fact]
    public void EachOffice_AnswersForItself_AndTheFlagIsSettledOnceBothSayTheSame()
    {
        var subject = InProtection(AgeGroup.Adult);
        var flag = Flag(subject);
        Assert.Equal(["InquiryOfficer", "Prosecutor"], subject.Tasks.Where(t => t.Code == TaskCode.AnswerNonPunishment).Select(t => t.About));
        Assert.True(TaskRules.Answers.Single(a => a is { Event: "case.recordNonPunishment", Code: TaskCode.AnswerNonPunishment, OnlyWith: null }).SameOnly);
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.MinisterPermitted), Inquiry, At);
        Assert.Equal((true, NonPunishmentStanding.Flagged, null), (flag.IsOpen, subject.NonPunishment, flag.ProsecutorOutcome));
        Assert.Equal(["MinisterPermitted", "InquiryOfficer"], subject.Events.Last().Parameters.Values);
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.MinisterPermitted), Prosecutor, At.AddDays(1));
        Assert.Equal((false, NonPunishmentStanding.Settled, NonPunishmentOutcome.MinisterPermitted), (flag.IsOpen, subject.NonPunishment, flag.Outcome));
        Assert.Equal((Prosecutor.UserId, At.AddDays(1)), (flag.OutcomeByUserId!.Value, flag.OutcomeAt!.Value));
        Assert.Equal(["MinisterPermitted", "Prosecutor", "Settled"], subject.Events.Last().Parameters.Values);
    }

    [Fact]
    public void EveryAnswer_IsKeptForItself_WithItsPermissionNoteNameAndMoment()
    {
        var subject = InProtection(AgeGroup.Adult);
        var flag = Flag(subject);
        NonPunishmentAnswer Said(string number, int days, string note) => new(NonPunishmentOutcome.MinisterPermitted, SealedText.Of(number), ThaiDay.Of(At).AddDays(days), SealedText.Of(note));
        subject.RecordNonPunishment(flag, Said("1/2569", -2, "Seen by us"), Inquiry, At);
        subject.RecordNonPunishment(flag, Said("2/2569", -1, "Seen by them"), Prosecutor, At.AddHours(1));
        Assert.Equal(
            [(Role.InquiryOfficer, "1/2569", ThaiDay.Of(At).AddDays(-2), "Seen by us", Inquiry.UserId, Police, At), (Role.Prosecutor, "2/2569", ThaiDay.Of(At).AddDays(-1), "Seen by them", Prosecutor.UserId, Prosecution, At.AddHours(1))],
            flag.Answers.Select(a => (a.Office, a.PermissionDocument!.Open(), a.PermittedOn!.Value, a.Note!.Open(), a.ByUserId, a.ByUnitId, a.At)));
    }

    [Theory]
    [InlineData(NonPunishmentOutcome.MinisterPermitted, NonPunishmentOutcome.NotProsecuted)]
    [InlineData(NonPunishmentOutcome.NotProsecuted, NonPunishmentOutcome.MinisterPermitted)]
    public void AnswersThatDiffer_SettleNothing_AndBothAreAskedUntilTheySayTheSame(NonPunishmentOutcome inquiry, NonPunishmentOutcome prosecutor)
    {
        var subject = InProtection(AgeGroup.Adult);
        var flag = Flag(subject);
        int Asked(string office) => subject.Tasks.Count(t => t.Code == TaskCode.AnswerNonPunishment && t.About == office);
        subject.RecordNonPunishment(flag, Answer(inquiry), Inquiry, At);
        Assert.False(flag.Differs);
        subject.RecordNonPunishment(flag, Answer(prosecutor), Prosecutor, At.AddDays(1));
        Assert.Equal((true, true, null, NonPunishmentStanding.Flagged), (flag.IsOpen, flag.Differs, flag.Outcome, subject.NonPunishment));
        Assert.Null(flag.OutcomeByUserId);
        Assert.Equal((inquiry, prosecutor), (flag.InquiryOutcome!.Value, flag.ProsecutorOutcome!.Value));
        Assert.Equal((2, 2), (Asked("InquiryOfficer"), Asked("Prosecutor")));
        Assert.All(NonPunishment.Asked, office => Assert.Equal(At.AddDays(1), flag.AskedAgainSince(office)));
        Assert.Equal([NoticeCode.NonPunishmentRecorded, NoticeCode.NonPunishmentDiffers], subject.Notices.Select(n => n.Code).Where(code => code.ToString().StartsWith("NonPunishment", StringComparison.Ordinal)).Distinct());
        // Whoever says the same once more is asked once more; the other is asked already.
        subject.RecordNonPunishment(flag, Answer(inquiry), Inquiry, At.AddDays(2));
        Assert.Equal((true, 3, 2), (flag.IsOpen, Asked("InquiryOfficer"), Asked("Prosecutor")));
        Assert.Equal((At.AddDays(2), At.AddDays(1)), (flag.AskedAgainSince(Role.InquiryOfficer)!.Value, flag.AskedAgainSince(Role.Prosecutor)!.Value));
        subject.RecordNonPunishment(flag, Answer(inquiry), Prosecutor, At.AddDays(3));
        Assert.Equal((false, inquiry, Prosecutor.UserId, At.AddDays(3), NonPunishmentStanding.Settled), (flag.IsOpen, flag.Outcome!.Value, flag.OutcomeByUserId!.Value, flag.OutcomeAt!.Value, subject.NonPunishment));
        Assert.Equal((3, 2), (Asked("InquiryOfficer"), Asked("Prosecutor")));
        Assert.Empty(flag.Awaited);
        // What was asked of the office that need not answer again is answered with it.
        Assert.Contains(TaskRules.Answers, a => a is { Event: "case.recordNonPunishment", Code: TaskCode.AnswerNonPunishment, SameOnly: false, OnlyWith: "Settled" });
        Assert.Equal("Settled", subject.Events.Last().Parameters["standing"]);
        Assert.Equal(4, flag.Answers.Count);
    }

    [Fact]
    public void AnAlarm_IsNotEndedByAnswersThatDiffer()
    {
        var subject = InProtection(AgeGroup.Adult);
        var flag = Flag(subject);
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.ProsecutedWithoutPermission), Prosecutor, At);
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.NotProsecuted), Inquiry, At.AddDays(1));
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.MinisterPermitted), Prosecutor, At.AddDays(2));
        Assert.Equal((NonPunishmentStanding.Alarm, true, Prosecutor.UserId, At), (subject.NonPunishment, flag.Differs, flag.OutcomeByUserId!.Value, flag.OutcomeAt!.Value));
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.MinisterPermitted), Inquiry, At.AddDays(3));
        Assert.Equal((NonPunishmentStanding.Settled, Inquiry.UserId), (subject.NonPunishment, flag.OutcomeByUserId!.Value));
    }

    [Fact]
    public void AnAlarm_BearsTheNameOfWhoRaisedIt_WhateverTheOtherOfficeAnswersAfterIt()
    {
        var subject = InProtection(AgeGroup.Adult);
        var flag = Flag(subject);
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.ProsecutedWithoutPermission), Inquiry, At);
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.NotProsecuted), Prosecutor, At.AddDays(1));
        Assert.Equal((NonPunishmentOutcome.ProsecutedWithoutPermission, Inquiry.UserId, At), (flag.Outcome, flag.OutcomeByUserId!.Value, flag.OutcomeAt!.Value));
        Assert.Equal((null, NonPunishmentOutcome.NotProsecuted), (flag.InquiryOutcome, flag.ProsecutorOutcome));
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.NotProsecuted), Inquiry, At.AddDays(2));
        Assert.Equal((NonPunishmentOutcome.NotProsecuted, At.AddDays(2)), (flag.Outcome!.Value, flag.OutcomeAt!.Value));
    }

    [Fact]
    public void AnAlarm_AsksAnew_WhoHadAnswered_AndNobodyAnswersForThem()
    {
        var subject = InProtection(AgeGroup.Adult);
        var flag = Flag(subject);
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.NotProsecuted), Prosecutor, At);
        subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.ProsecutedWithoutPermission), Inquiry, At.AddDays(1));
        Assert.Equal(2, subject.Tasks.Count(t => t.About == "InquiryOfficer"));
        Assert.Equal(2, subject.Tasks.Count(t => t.About == "Prosecutor"));
        Assert.Equal(NonPunishment.Asked, flag.Awaited);
        // What was said before is not lost, and each is asked again since the alarm.
        Assert.Equal([(Role.Prosecutor, NonPunishmentOutcome.NotProsecuted), (Role.InquiryOfficer, NonPunishmentOutcome.ProsecutedWithoutPermission)], flag.Answers.Select(a => (a.Office, a.Outcome)));
        Assert.All(NonPunishment.Asked, office => Assert.Equal(At.AddDays(1), flag.AskedAgainSince(office)));
        foreach (var other in new[] { Caseworker, Caseworker with { UnitId = subject.ProvinceOfficeId }, Acting(Role.Prosecutor), Acting(Role.InquiryOfficer), Inquiry with { UnitId = Prosecution } })
            Assert.Equal("nonPunishment.notAsked", Refused(() => subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.NotProsecuted), other, At)));
        Assert.Equal(NonPunishmentStanding.Alarm, subject.NonPunishment);
    }

    [Fact]
    public void Permission_NeedsDocumentAndDate()
    {
        var subject = InProtection(AgeGroup.Adult);
        var flag = Flag(subject);
        Assert.Equal("nonPunishment.permission", Refused(() => subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.MinisterPermitted) with { PermissionDocument = null }, Prosecutor, At)));
        Assert.Equal("nonPunishment.permission", Refused(() => subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.MinisterPermitted) with { PermittedOn = null }, Prosecutor, At)));
        Assert.Equal("date.future", Refused(() => subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.MinisterPermitted) with { PermittedOn = ThaiDay.Of(At).AddDays(1) }, Prosecutor, At)));
    }

    [Fact]
    public void AFlag_IsWithdrawnByWhoSetIt_OrTheProvinceOffice_WithTheReason_AndTheAskedAndDatipAreTold()
    {
        foreach (var alarmed in new[] { false, true })
        {
            var subject = InProtection(AgeGroup.Adult);
            var flag = Flag(subject);
            if (alarmed) subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.ProsecutedWithoutPermission), Inquiry, At);
            Assert.Equal("nonPunishment.withdrawal", Refused(() => subject.RecordNonPunishment(flag, Answer(NonPunishmentOutcome.Withdrawn), Prosecutor, At)));
            foreach (var other in new[] { Prosecutor, Inquiry, Acting(Role.FrontlineOfficer) })
                Assert.Equal("nonPunishment.withdrawal", Refused(() => subject.WithdrawNonPunishment(flag, Text, other, At)));
            Assert.Equal("nonPunishment.why", Refused(() => subject.WithdrawNonPunishment(flag, null, Caseworker, At)));
            subject.WithdrawNonPunishment(flag, Text, alarmed ? Acting(Role.MdtSecretary) with { UnitId = subject.ProvinceOfficeId } : Caseworker, At);
            Assert.Equal((false, NonPunishmentOutcome.Withdrawn, NonPunishmentStanding.Settled), (flag.IsOpen, flag.Outcome, subject.NonPunishment));
            Assert.Equal("nonPunishment.closed", Refused(() => subject.WithdrawNonPunishment(flag, Text, Caseworker, At)));
            var told = subject.Notices.Where(n => n.Code == NoticeCode.NonPunishmentWithdrawn).ToList();
            Assert.Superset(new HashSet<Guid?> { Police, Prosecution, subject.OwnerUnitId, Caseworker.UnitId }, told.Select(n => n.ToUnitId).ToHashSet());
            Assert.Contains(told, n => n.ToAgency == AgencyType.Datip);
            Assert.Contains(TaskRules.Answers, a => a is { Event: "case.withdrawNonPunishment", Code: TaskCode.AnswerNonPunishment, SameOnly: false });
        }
    }

    [Fact]
    public void TheOffences_HaveCodesLabelsAndConfidence_InBothLanguages()
    {
        Assert.Distinct(NonPunishmentOffence.All.Select(o => o.Code));
        Assert.Contains(NonPunishmentOffence.All, o => o.Confidence == "K");
        Assert.All(NonPunishmentOffence.All, o =>
        {
            Assert.Matches(@"\p{IsThai}", o.LabelTh);
            Assert.DoesNotMatch(@"\p{IsThai}", o.LabelEn);
            Assert.Contains(o.Confidence, new[] { "C", "K" });
        });
    }
}
