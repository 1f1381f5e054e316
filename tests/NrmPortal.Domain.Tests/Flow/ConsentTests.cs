using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;
using Xunit;
using NrmPortal.Domain.Tests.Cases;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>Who may answer, what a consent covers, and what ends with it: every combination, not samples.</summary>
public sealed class ConsentTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Unit = Guid.NewGuid();
    private static readonly string[] Seven = [.. ConsentNotice.Points.Select(p => p.Code)];
    private static readonly Explanation Explained = new(Seven, "my", InterpreterUse.Present);
    private static readonly Section[] Identity = [Section.Identity];

    private static readonly Recipient[] Recipients =
    [
        Recipient.AnyThatHelps, new(Unit, AgencyType.NgoShelter, null), new(Guid.NewGuid(), AgencyType.NgoShelter, null), new(Guid.NewGuid(), AgencyType.Police, null),
        new(null, AgencyType.MsdhsShelter, null), new(null, null, OutsideRecipient.Embassy), new(null, null, OutsideRecipient.Hospital), new(null, null, OutsideRecipient.Court),
    ];

    private static Actor By(Case subject, Role role = Role.ProvinceCaseworker) => new(Guid.NewGuid(), Guid.NewGuid(), subject.ProvinceOfficeId, role, "63");

    private static Case ACaseOf(AgeGroup age)
    {
        var found = ACase.At(Stage.Protection, adult: true);
        found.Describe(age, Sex.Female, ExploitationCategory.Labour);
        return found;
    }

    private static Answer AnswerFor(Case subject) => subject.IsTreatedAsChild
        ? AStay.ByAnOfficial : new Answer(ConsentManner.Signature, ConsentGiver.Person, null, null);

    private static Consent Given(Case subject, ConsentPurpose purpose, Recipient to, DateOnly? until = null, DateTimeOffset? at = null) =>
        subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(purpose, [Section.Identity, Section.Health], to, until), Explained, AnswerFor(subject), By(subject), at ?? At);

    private static Consent In(Case subject, ConsentState state, ConsentPurpose purpose, Recipient to)
    {
        if (state == ConsentState.Refused)
            return subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Refused, new ConsentTerms(purpose, [Section.Identity, Section.Health], to, null), Explained, AnswerFor(subject), By(subject), At);
        var consent = state == ConsentState.Expired ? Given(subject, purpose, to, ThaiDay.Of(At.AddDays(-1)), At.AddDays(-2)) : Given(subject, purpose, to);
        if (state == ConsentState.Withdrawn) subject.WithdrawConsent(consent, Answer.Own(ConsentManner.Oral), [], [], By(subject), At);
        // As when its giver is found to be a suspect, for every age: withdrawn by nobody, in no manner.
        if (state == ConsentState.Fallen) typeof(Consent).GetProperty(nameof(Consent.WithdrawnAt))!.SetValue(consent, At);
        return consent;
    }

    private static string? Refused(Action act) => Record.Exception(act) is { } thrown ? Assert.IsType<RefusedException>(thrown).Refusal.Code : null;

    // What a reader would expect, in other words than the rule's own.
    private static bool Reaches(int to, int wanted) => to switch
    {
        0 => wanted is 0 or 1 or 2 or 4 or 6, // whoever helps: never the police, a court or an embassy
        _ => to == wanted,
    };

    // Shelters and a hospital on each; a court where it orders; the police where life is in danger; an embassy on none.
    private static bool Carries(string ground, int wanted) => wanted is 1 or 2 or 4 or 6 || (wanted == 3 && ground == "vitalInterest") || (wanted == 7 && ground is ("s29" or "childInterest"));

    [Fact]
    public void ADisclosure_NeedsALiveConsentOfItsPurposePartsAndRecipient_OrALegalGround_ForEveryAge()
    {
        string?[] grounds = [null, .. LegalGrounds.All, "because"];
        var (allowed, tried) = (0, 0);
        foreach (var age in Enum.GetValues<AgeGroup>())
            foreach (var state in Enum.GetValues<ConsentState>())
                foreach (var purpose in Enum.GetValues<ConsentPurpose>())
                    for (var to = 0; to < Recipients.Length; to++)
                        for (var wanted = 1; wanted < Recipients.Length; wanted++)
                            foreach (var part in new[] { Section.Identity, Section.Legal })
                                foreach (var ground in grounds)
                                {
                                    var subject = ACaseOf(age);
                                    var consent = In(subject, state, purpose, Recipients[to]);
                                    var request = new DisclosureRequest([part], Recipients[wanted], SealedText.Of("Name"), SealedText.Of("Reason"), DisclosureChannel.ByHand, ground);
                                    var done = Refused(() => subject.Disclose(Guid.NewGuid(), request, ground is null ? consent : null, By(subject), At)) is null;
                                    var expected = ground is null
                                        ? state == ConsentState.Live && purpose == ConsentPurpose.Disclosure && part == Section.Identity && Reaches(to, wanted)
                                        : ground != "because" && part == Section.Identity && Carries(ground, wanted) && (ground != "childInterest" || age != AgeGroup.Adult);
                                    Assert.True(expected == done, $"{age} {state} {purpose} to {to} wanted {wanted} {part} {ground}: {done}");
                                    (allowed, tried) = (allowed + (done ? 1 : 0), tried + 1);
                                }

        Assert.True(tried > 20_000 && allowed > 1000, $"{allowed} of {tried}");
    }

    [Fact]
    public void AReferral_NeedsTheSame()
    {
        foreach (var state in Enum.GetValues<ConsentState>())
            foreach (var purpose in Enum.GetValues<ConsentPurpose>())
                foreach (var age in Enum.GetValues<AgeGroup>())
                {
                    var subject = ACaseOf(age);
                    var consent = In(subject, state, purpose, Recipient.AnyThatHelps);
                    var refusal = Refused(() => subject.Refer(Guid.NewGuid(), Request(consent.Id), consent, By(subject), At));
                    Assert.Equal(state == ConsentState.Live && purpose == ConsentPurpose.Referral ? null : "consent.notCovered", refusal);
                }

        var other = ACaseOf(AgeGroup.Adult);
        Assert.Equal("referral.consentOrGround", Refused(() => other.Refer(Guid.NewGuid(), Request(null), null, By(other), At)));
        var foreign = Given(ACaseOf(AgeGroup.Adult), ConsentPurpose.Referral, Recipient.AnyThatHelps);
        Assert.Equal("case.other", Refused(() => other.Refer(Guid.NewGuid(), Request(foreign.Id), foreign, By(other), At)));
    }

    [Fact]
    public void Covers_UntilTheEndOfItsLastDayInThailand()
    {
        var consent = Given(ACaseOf(AgeGroup.Adult), ConsentPurpose.Referral, Recipient.AnyThatHelps, new DateOnly(2026, 11, 30));
        Assert.True(consent.Covers(ConsentPurpose.Referral, Identity, Recipient.AnyThatHelps, new DateOnly(2026, 11, 30)));
        Assert.False(consent.Covers(ConsentPurpose.Referral, Identity, Recipient.AnyThatHelps, new DateOnly(2026, 12, 1)));
        Assert.False(consent.Covers(ConsentPurpose.Referral, [], Recipient.AnyThatHelps, new DateOnly(2026, 11, 30)));
    }

    [Fact]
    public void AConsent_NeedsAllSevenPoints_AndTheInterpreterWhoIsNeeded()
    {
        var subject = ACaseOf(AgeGroup.Adult);
        string? Try(Explanation told, ConsentManner? how = ConsentManner.Oral, DateOnly? until = null) => Refused(() => subject.RecordConsent(
            Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, Identity, Recipient.AnyThatHelps, until), told, new Answer(how, ConsentGiver.Person, null, null), By(subject), At));
        Assert.Equal(7, Seven.Length);
        foreach (var left in Seven) Assert.Equal("consent.points", Try(Explained with { Points = [.. Seven.Where(p => p != left)] }));
        Assert.Equal("consent.points", Try(Explained with { Points = [.. Seven, "made up"] }));
        Assert.Equal("consent.interpreter", Try(Explained with { Interpreter = InterpreterUse.None }));
        Assert.Equal("consent.how", Try(Explained, how: null));
        Assert.Equal("consent.witness", Try(Explained, ConsentManner.Witnessed));
        Assert.Equal("consent.expiry", Try(Explained, until: ThaiDay.Of(At).AddDays(-1)));
        Assert.Equal("consent.expiry", Try(Explained, until: Case.LastDayOfConsent(At).AddDays(1)));
        Assert.Null(Try(Explained, until: Case.LastDayOfConsent(At)));
    }

    [Theory]
    [InlineData(AgeGroup.Child, 2)]
    [InlineData(AgeGroup.Unknown, 2)]
    [InlineData(AgeGroup.Adult, 0)]
    public void AChildsRefusal_OpensChildProtection_AndNeverClosesTheCase(AgeGroup age, int asked)
    {
        foreach (var purpose in Enum.GetValues<ConsentPurpose>())
            foreach (var stage in Enum.GetValues<Stage>().Where(s => NrmFlow.Find(s, CaseAction.RecordConsent) is not null))
            {
                var subject = ACase.At(stage, adult: age == AgeGroup.Adult);
                subject.Describe(age, Sex.Male, ExploitationCategory.Begging);
                subject.With(nameof(Case.DcyUnitId), Guid.NewGuid());
                subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Refused, new ConsentTerms(purpose, [], Recipient.AnyThatHelps, null), Explained, new Answer(null, ConsentGiver.Person, null, null), By(subject), At);
                Assert.Equal(stage, subject.Stage);
                Assert.Equal(asked, subject.Tasks.Count(t => t.Code == TaskCode.ProtectChild));
                Assert.Equal(asked > 0, subject.Tasks.Any(t => t.ToRole == Role.DcyOfficer) && subject.Tasks.Any(t => t.ToUnitId == subject.ProvinceOfficeId));
                if (age != AgeGroup.Adult) Assert.False(subject.Can(CaseAction.DeclineAndLeave, Role.ProvinceCaseworker));
            }
    }

    public static TheoryData<ReferralState> Living => [.. Enum.GetValues<ReferralState>().Where(s => s != ReferralState.Draft && !ReferralFlow.IsFinal(s))];

    [Theory, MemberData(nameof(Living))]
    public void AWithdrawal_EndsEveryReferralThatRestsOnIt_InEveryState_AndNoneThatRestsOnAGround(ReferralState state)
    {
        var subject = ACaseOf(AgeGroup.Adult);
        var by = By(subject);
        var consent = Given(subject, ConsentPurpose.Referral, Recipient.AnyThatHelps);
        Referral[] referrals = [subject.Refer(Guid.NewGuid(), Request(consent.Id), consent, by, At), subject.Refer(Guid.NewGuid(), Request(null, "s33"), null, by, At)];
        foreach (var referral in referrals)
        {
            typeof(Referral).GetProperty(nameof(Referral.State))!.SetValue(referral, state);
            typeof(Referral).GetProperty(nameof(Referral.ReceiverUnitId))!.SetValue(referral, Unit);
        }

        subject.WithdrawConsent(consent, Answer.Own(ConsentManner.Oral), referrals, [], by, At);
        var placed = state is ReferralState.Accepted or ReferralState.Arrived;
        Assert.Equal((At, placed ? state : ReferralState.Returned, placed ? Unit : null), (referrals[0].ShareEndedAt, referrals[0].State, referrals[0].ReceiverUnitId));
        Assert.Equal((null, state, Unit), (referrals[1].ShareEndedAt, referrals[1].State, referrals[1].ReceiverUnitId));
        Assert.Equal(2, subject.Notices.Count(n => n.Code == NoticeCode.ConsentWithdrawn && n.Parameters.GetValueOrDefault("referral") == referrals[0].Number));
        Assert.Single(subject.Notices, n => n.Code == NoticeCode.ConsentWithdrawn && n.ToUnitId == Unit);
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.ConsentWithdrawn && n.ToUnitId == subject.OwnerUnitId);
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.ConsentWithdrawn && n.ToRole == Role.ProvinceCaseworker);
        Assert.Equal("consent.notLive", Refused(() => subject.WithdrawConsent(consent, Answer.Own(ConsentManner.Oral), referrals, [], by, At)));
        if (placed) Restores(subject, referrals[0], by);
        else SendsAgain(subject, referrals[0], consent, by);
    }

    private static void Restores(Case subject, Referral referral, Actor by)
    {
        Assert.Equal("referral.consentOrGround", Refused(() => subject.RestoreShare(referral, null, null, Recipients[1], "Why", by, At)));
        Assert.Equal("referral.reason", Refused(() => subject.RestoreShare(referral, null, "s33", Recipients[1], " ", by, At)));
        subject.RestoreShare(referral, Given(subject, ConsentPurpose.Referral, Recipients[1]), null, Recipients[1], "Asked again", by, At);
        Assert.True(referral.SharesOn(ThaiDay.Of(At)));
        Assert.Equal("share.lives", Refused(() => subject.RestoreShare(referral, null, "s33", Recipients[1], "Why", by, At)));
    }

    private static void SendsAgain(Case subject, Referral referral, Consent withdrawn, Actor by)
    {
        Assert.Equal("consent.notCovered", Refused(() => subject.SendAgain(referral, withdrawn, null, Recipient.AnyThatHelps, "Again", by, At)));
        Assert.Equal("referral.consentOrGround", Refused(() => subject.SendAgain(referral, null, null, Recipient.AnyThatHelps, "Again", by, At)));
        subject.SendAgain(referral, null, "s29", Recipient.AnyThatHelps, "Again", by, At);
        Assert.Equal((ReferralState.Sent, "s29", null, null), (referral.State, referral.LegalGround, referral.ConsentId, referral.ShareEndedAt));
    }

    [Fact]
    public void AWithdrawal_EndsDisclosures_AndSomebodyTellsTheRecipientOutside()
    {
        var subject = ACaseOf(AgeGroup.Adult);
        var by = By(subject);
        var consent = Given(subject, ConsentPurpose.Disclosure, Recipients[5]);
        DisclosureRequest To(int recipient, string? ground) => new(Identity, Recipients[recipient], SealedText.Of("A recipient"), null, DisclosureChannel.SealedLetter, ground);
        Disclosure[] disclosures = [subject.Disclose(Guid.NewGuid(), To(5, null), consent, by, At), subject.Disclose(Guid.NewGuid(), To(6, "s33"), null, by, At)];
        Assert.Equal("share.notToTell", Refused(() => subject.RecordRecipientTold(disclosures[0], Told(RecipientAnswer.Destroyed), by, At)));
        subject.WithdrawConsent(consent, Answer.Own(ConsentManner.Signature), [], disclosures, by, At);
        Assert.Equal([At, null], disclosures.Select(d => d.EndedAt));
        Assert.Single(subject.Tasks, t => t.Code == TaskCode.TellRecipientToStop && t.ToUnitId == subject.OwnerUnitId && t.ToRole is null && t.About == disclosures[0].Id.ToString());
        Assert.Equal("share.toldWho", Refused(() => subject.RecordRecipientTold(disclosures[0], Told(RecipientAnswer.Destroyed) with { Who = null }, by, At)));
        foreach (var day in new[] { -1, 1 })
            Assert.Equal("share.toldOn", Refused(() => subject.RecordRecipientTold(disclosures[0], Told(RecipientAnswer.Destroyed) with { On = ThaiDay.Of(At).AddDays(day) }, by, At)));
        Assert.Equal("share.notToTell", Refused(() => subject.RecordRecipientTold(disclosures[1], Told(RecipientAnswer.Destroyed), by, At)));
    }

    [Fact]
    public void TheRecipientOutside_IsToldByTheOwnerOfToday_NotByWhoeverGave()
    {
        var subject = ACaseOf(AgeGroup.Adult);
        var giver = By(subject);
        var consent = Given(subject, ConsentPurpose.Disclosure, Recipients[5]);
        var disclosure = subject.Disclose(Guid.NewGuid(), new DisclosureRequest(Identity, Recipients[5], SealedText.Of("An embassy"), null, DisclosureChannel.SealedLetter, null), consent, giver, At);
        subject.With(nameof(Case.OwnerUnitId), subject.ProvinceOfficeId);
        subject.WithdrawConsent(consent, Answer.Own(ConsentManner.Oral), [], [disclosure], giver, At);
        Assert.Single(subject.Tasks, t => t.Code == TaskCode.TellRecipientToStop && (t.ToUnitId, t.ToRole) == (subject.ProvinceOfficeId, Role.ProvinceCaseworker));
    }

    public static TheoryData<RecipientAnswer> RecipientAnswers => [.. Enum.GetValues<RecipientAnswer>()];

    [Theory, MemberData(nameof(RecipientAnswers))]
    public void WhatTheRecipientAnswers_AnswersTheTask_SilenceDoesNot(RecipientAnswer answer)
    {
        var subject = ACaseOf(AgeGroup.Adult);
        var by = By(subject);
        var consent = Given(subject, ConsentPurpose.Disclosure, Recipients[5]);
        var disclosure = subject.Disclose(Guid.NewGuid(), new DisclosureRequest(Identity, Recipients[5], SealedText.Of("An embassy"), null, DisclosureChannel.SealedLetter, null), consent, by, At);
        subject.WithdrawConsent(consent, Answer.Own(ConsentManner.Oral), [], [disclosure], by, At);
        subject.RecordRecipientTold(disclosure, Told(answer), by, At);
        Assert.Equal((At, answer, DisclosureChannel.Telephone, ThaiDay.Of(At)), (disclosure.ToldAt!.Value, disclosure.ToldAnswer!.Value, disclosure.ToldHow!.Value, disclosure.ToldOn!.Value));
        var silent = answer == RecipientAnswer.NoAnswer;
        Assert.Equal(silent, disclosure.IsToTell);
        // The event names the disclosure, and the task is about it: so the database closes this task and no other.
        Assert.Equal(silent ? "" : disclosure.Id.ToString(), subject.Events.Last().Parameters.GetValueOrDefault("disclosure"));
        Assert.Contains(TaskRules.Answers, a => a == new TaskAnswer("case.recordRecipientTold", TaskCode.TellRecipientToStop, OwnOnly: false, SameOnly: true));
        Assert.Equal(silent ? null : "share.notToTell", Refused(() => subject.RecordRecipientTold(disclosure, Told(RecipientAnswer.Stops), by, At)));
    }

    private static StopTold Told(RecipientAnswer answer) => new(SealedText.Of("The consul"), ThaiDay.Of(At), DisclosureChannel.Telephone, answer, null);

    // A change of the text needs a new version and this test the new pair: old consents go on naming what was said to them.
    [Fact]
    public void TheNotice_ChangesItsVersion_WithItsText() =>
        Assert.Equal(("2569.1", "21e6a2863d1ca24bdce6e5f209aa53083460a44f7d459117794681d6b1686743"), (ConsentNotice.Version, ConsentNotice.Hash));

    private static ReferralRequest Request(Guid? consent, string? ground = null) => new(false, false, AgencyType.NgoShelter, null, ground, consent, Identity);
}
