using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Who may answer for whom: giver, age, what is known of the giver, manner, witness, purpose and the child's view, every combination.</summary>
public sealed class GiverTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Explanation Told = new([.. ConsentNotice.Points.Select(p => p.Code)], "my", InterpreterUse.Present);
    private static readonly Witness Somebody = new(SealedText.Of("A witness")!, WitnessRole.SocialWorker);
    private static readonly SealedText Name = SealedText.Of("Daw Example")!;

    private static Actor By(Case subject, Role role = Role.ProvinceCaseworker) => new(Guid.NewGuid(), Guid.NewGuid(), subject.ProvinceOfficeId, role, "63");

    private static readonly SuspectCheck?[] KnownOfTheGiver = [null, SuspectCheck.NotChecked, SuspectCheck.Cleared, SuspectCheck.PossibleSuspect];
    private static readonly ChildsView?[] Views = [null, ChildsView.Agrees, ChildsView.Disagrees, ChildsView.NotAble];

    private static string? Refused(Action act) => Record.Exception(act) is { } thrown ? Assert.IsType<RefusedException>(thrown).Refusal.Code : null;

    private static Consent Give(Case subject, ConsentPurpose purpose, Answer answer) => subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Given,
        new ConsentTerms(purpose, [Section.Identity], Recipient.AnyThatHelps, null), Told, answer, By(subject), At);

    private static Answer ByGuardian(Guardian guardian) => new(ConsentManner.Signature, ConsentGiver.Guardian, ChildsView.Agrees, null) { StandsIn = StandsIn.As(guardian) };

    private static Guardian Named(Case subject, SuspectCheck check, string name = "Daw Example") => subject.NameGuardian(
        Guid.NewGuid(), GuardianRelation.Parent, GuardianAppointment.ByLaw, check, SealedText.Of(name), null, By(subject), At);

    public static TheoryData<AgeGroup, ConsentGiver> Givers => [.. from age in Enum.GetValues<AgeGroup>() from giver in Enum.GetValues<ConsentGiver>() select (age, giver)];

    [Theory, MemberData(nameof(Givers))]
    public void WhoMayAnswer_IsTheAdult_OrForAChildSomebodyWithNoPartInIt_WithTheChildsView_AndAWitnessForWhatIsNotSigned(AgeGroup age, ConsentGiver giver)
    {
        var tried = 0;
        foreach (var purpose in Enum.GetValues<ConsentPurpose>())
            foreach (var check in KnownOfTheGiver)
                foreach (var how in Enum.GetValues<ConsentManner>())
                    foreach (var witness in new[] { null, Somebody })
                        foreach (var view in Views)
                        {
                            var subject = ACase.At(Stage.Protection, age);
                            var answer = new Answer(how, giver, view, witness) { StandsIn = check is { } known ? new StandsIn(Name, GuardianRelation.Parent, known) : null, Mandate = new Mandate(MandateKind.PowerOfAttorney, Name) };
                            var refusal = Refused(() => Give(subject, purpose, answer));
                            Assert.True(May(age, giver, purpose, check, how, witness is not null, view) == refusal is null, $"{purpose} {check} {how} {witness is not null} {view}: {refusal}");
                            if (check == SuspectCheck.PossibleSuspect) Assert.Equal("consent.suspectParent", refusal);
                            tried++;
                        }

        Assert.Equal(5 * 4 * 4 * 2 * 4, tried);
    }

    // What a reader would expect, in other words than the rule's own.
    private static bool May(AgeGroup age, ConsentGiver giver, ConsentPurpose purpose, SuspectCheck? check, ConsentManner how, bool witnessed, ChildsView? view)
    {
        if (check == SuspectCheck.PossibleSuspect) return false;
        var complete = purpose == ConsentPurpose.Screening || how != ConsentManner.Witnessed || witnessed;
        if (giver == ConsentGiver.Person) return (purpose == ConsentPurpose.Screening || age == AgeGroup.Adult) && complete;
        if (age == AgeGroup.Adult) return giver == ConsentGiver.Representative && check == SuspectCheck.Cleared && complete;
        var known = check == SuspectCheck.Cleared || (giver == ConsentGiver.CompetentOfficial && purpose == ConsentPurpose.Screening);
        return known && view is ChildsView.Agrees or ChildsView.NotAble && (how == ConsentManner.Signature || witnessed);
    }

    public static TheoryData<SuspectCheck> Checks => [.. Enum.GetValues<SuspectCheck>()];

    [Theory, MemberData(nameof(Checks))]
    public void AGuardianOfTheCase_IsWhatTheCaseKnowsOfThem_AlsoUnderAnotherSpelling(SuspectCheck check)
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Child);
        var guardian = Named(subject, check);
        var expected = check switch { SuspectCheck.Cleared => null, SuspectCheck.NotChecked => "consent.notChecked", _ => "consent.suspectParent" };
        Assert.Equal(expected, Refused(() => Give(subject, ConsentPurpose.Referral, ByGuardian(guardian))));
        var typed = new Answer(ConsentManner.Signature, ConsentGiver.Guardian, ChildsView.Agrees, null)
        {
            StandsIn = new StandsIn(SealedText.Of(" daw  EXAMPLE")!, GuardianRelation.Relative, SuspectCheck.Cleared),
            Known = [guardian],
        };
        // What the case knows counts, not what the form says.
        Assert.Equal(expected, Refused(() => Give(subject, ConsentPurpose.Referral, typed)));
    }

    [Theory]
    [InlineData("Khun Mana Example, MSDHS Tak", "consent.officialRecords")]
    [InlineData("นางสาวมานา ตัวอย่าง สำนักงาน พมจ. ตาก", "consent.officialRecords")]
    [InlineData("Khun Somsri Example, MSDHS Tak", null)]
    public void TheOfficialWhoAnswersForAChild_IsNotTheOneWhoRecordsIt(string official, string? refusal)
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Child);
        var answer = AStay.ByAnOfficial with { StandsIn = new StandsIn(SealedText.Of(official)!, GuardianRelation.StateRepresentative, SuspectCheck.Cleared), Recorder = ["มานา ตัวอย่าง", "Mana Example"] };
        Assert.Equal(refusal, Refused(() => Give(subject, ConsentPurpose.Referral, answer)));
        Assert.Equal(refusal, Refused(() => subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Refused, new ConsentTerms(ConsentPurpose.Referral, [], Recipient.AnyThatHelps, null), Told, answer, By(subject), At)));
    }

    [Theory]
    [InlineData(AgeGroup.Child, ConsentGiver.Guardian, "mana  EXAMPLE", "consent.giverRecords")]
    [InlineData(AgeGroup.Child, ConsentGiver.Representative, "นางสาวมานา ตัวอย่าง", "consent.giverRecords")]
    [InlineData(AgeGroup.Unknown, ConsentGiver.Guardian, "Mana Example", "consent.giverRecords")]
    [InlineData(AgeGroup.Adult, ConsentGiver.Representative, "Mana Example", "consent.giverRecords")]
    [InlineData(AgeGroup.Child, ConsentGiver.Guardian, "Somsri Example", null)]
    [InlineData(AgeGroup.Adult, ConsentGiver.Representative, "Somsri Example", null)]
    public void WhoeverRecords_IsNeverTheOneWhoAnswersInThePersonsPlace(AgeGroup age, ConsentGiver giver, string name, string? refusal)
    {
        var answer = new Answer(ConsentManner.Signature, giver, ChildsView.Agrees, Somebody)
        {
            StandsIn = new StandsIn(SealedText.Of(name)!, GuardianRelation.Relative, SuspectCheck.Cleared),
            Recorder = ["มานา ตัวอย่าง", "Mana Example"],
            Mandate = new Mandate(MandateKind.PowerOfAttorney, Name),
        };
        foreach (var purpose in Enum.GetValues<ConsentPurpose>()) Assert.Equal(refusal, Refused(() => Give(ACase.At(Stage.Protection, age), purpose, answer)));
        var subject = ACase.At(Stage.Protection, age);
        var given = Give(subject, ConsentPurpose.Referral, answer with { Recorder = [] });
        // Nor for a no, nor to take it back; also of a guardian whom the case names.
        Assert.Equal(refusal, Refused(() => subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Refused, new ConsentTerms(ConsentPurpose.Referral, [], Recipient.AnyThatHelps, null), Told, answer, By(subject), At)));
        Assert.Equal(refusal, Refused(() => subject.WithdrawConsent(given, answer, [], [], By(subject), At)));
        if (age != AgeGroup.Child) return;
        var guardian = Named(subject, SuspectCheck.Cleared, name);
        Assert.Equal(refusal, Refused(() => Give(subject, ConsentPurpose.Referral, answer with { StandsIn = StandsIn.As(guardian), Known = [guardian] })));
    }

    public static TheoryData<MandateKind?, bool, bool, string?> Mandates => new()
    {
        { null, true, true, "consent.mandate" }, { MandateKind.PowerOfAttorney, true, false, null }, { MandateKind.PowerOfAttorney, false, true, "consent.mandateProof" },
        { MandateKind.CourtOrder, true, false, null }, { MandateKind.CourtOrder, false, true, "consent.mandateProof" }, { MandateKind.SaidBeforeWitness, false, true, null },
        { MandateKind.SaidBeforeWitness, true, false, null }, { MandateKind.SaidBeforeWitness, false, false, "consent.mandateProof" },
    };

    [Theory, MemberData(nameof(Mandates))]
    public void AnAdultsRepresentative_ShowsAMandate_ForAYesAndForANo(MandateKind? kind, bool document, bool witnessed, string? refusal)
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Adult);
        var answer = new Answer(ConsentManner.Signature, ConsentGiver.Representative, null, witnessed ? Somebody : null)
        {
            StandsIn = new StandsIn(Name, GuardianRelation.Other, SuspectCheck.Cleared),
            Mandate = Mandate.Of(kind, document ? "12/2569" : null),
        };
        foreach (var outcome in new[] { ConsentOutcome.Given, ConsentOutcome.Refused })
            Assert.Equal(refusal, Refused(() => subject.RecordConsent(Guid.NewGuid(), outcome, new ConsentTerms(ConsentPurpose.Referral, [Section.Identity], Recipient.AnyThatHelps, null), Told, answer, By(subject), At)));
        if (refusal is not null) return;
        // Who gave it takes it back without showing it again; another representative does not.
        var given = Give(subject, ConsentPurpose.Referral, answer);
        Assert.Equal((kind, document), (given.Mandate, given.MandateDocument is not null));
        var other = new Answer(ConsentManner.Oral, ConsentGiver.Representative, null, null) { StandsIn = new StandsIn(SealedText.Of("U Hla")!, GuardianRelation.Other, SuspectCheck.Cleared) };
        Assert.Equal("consent.mandate", Refused(() => subject.WithdrawConsent(given, other, [], [], By(subject), At)));
        Assert.Null(Refused(() => subject.WithdrawConsent(given, other with { StandsIn = answer.StandsIn }, [], [], By(subject), At)));
    }

    public static TheoryData<AgeGroup, ConsentGiver, SuspectCheck?> WhoSaysNo =>
        [.. from age in Enum.GetValues<AgeGroup>() from giver in Enum.GetValues<ConsentGiver>() from check in KnownOfTheGiver select (age, giver, check)];

    [Theory, MemberData(nameof(WhoSaysNo))]
    public void ASuspect_NeitherGivesNorRefusesNorTakesBack_AndWhatOthersGaveLives(AgeGroup age, ConsentGiver giver, SuspectCheck? check)
    {
        foreach (var recorded in new[] { false, true })
        {
            var subject = ACase.At(Stage.Protection, age);
            var by = By(subject);
            var consent = subject.IsTreatedAsChild ? Give(subject, ConsentPurpose.Referral, AStay.ByAnOfficial) : Give(subject, ConsentPurpose.Referral, Answer.Own(ConsentManner.Signature));
            var referral = subject.Refer(Guid.NewGuid(), new ReferralRequest(false, false, AgencyType.NgoShelter, null, null, consent.Id, [Section.Identity]), consent, by, At);
            var answer = new Answer(ConsentManner.Signature, giver, ChildsView.Agrees, null)
            {
                // The form may say what it likes of somebody whom the case knows.
                StandsIn = check is { } known ? new StandsIn(Name, GuardianRelation.Parent, recorded ? SuspectCheck.Cleared : known) : null,
                Known = recorded && check is { } found ? [Named(ACase.At(Stage.Protection, AgeGroup.Child), found)] : [],
                Mandate = new Mandate(MandateKind.CourtOrder, Name),
            };
            var expected = check == SuspectCheck.PossibleSuspect ? "consent.suspectParent"
                : giver == ConsentGiver.Person ? null
                : age == AgeGroup.Adult && giver != ConsentGiver.Representative ? "consent.adultDecides"
                : check == SuspectCheck.Cleared ? null
                : age != AgeGroup.Adult && giver == ConsentGiver.CompetentOfficial ? "consent.official"
                : check is null ? "consent.standsIn" : "consent.notChecked";
            Consent No() => subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Refused, new ConsentTerms(ConsentPurpose.Referral, [], Recipient.AnyThatHelps, null), Told, answer with { How = null }, by, At);
            Assert.Equal(expected, Refused(() => No()));
            Assert.Null(Refused(() => subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.NotPossible, new ConsentTerms(ConsentPurpose.Referral, [], Recipient.AnyThatHelps, null), Told, answer, by, At)));
            Assert.Equal(expected, Refused(() => subject.WithdrawConsent(consent, answer, [referral], [], by, At)));
            Assert.Equal((expected is null ? ConsentState.Withdrawn : ConsentState.Live, expected is null), (consent.StateOn(ThaiDay.Of(At)), referral.ShareEndedAt is not null));
            if (expected is not null) continue;
            Assert.Equal((giver, answer.StandsIn?.Name, answer.StandsIn?.Check), (consent.TakenBackBy!.Value, consent.TakenBackName, consent.TakenBackCheck));
        }
    }

    [Theory]
    [InlineData("Somchai Jaidee", "JAIDEE somchai", true)]
    [InlineData("Mr. Somchai Jaidee", "somchai  jaidee", true)]
    [InlineData("นายสมชาย ใจดี", "สมชาย ใจดี", true)]
    [InlineData("เด็กหญิง น้ำ ใจดี", "นำ ใจดี", true)]
    [InlineData("นายิกา ใจดี", "นางสาวนายิกา ใจดี", true)]
    [InlineData("Somchai Jaidee", "Somsri Jaidee", false)]
    [InlineData("U Hla", "Daw Hla", false)]
    [InlineData("Somchai", "Somchai Jaidee", false)]
    public void ANameWrittenOtherwise_IsTheSamePersons(string known, string typed, bool same)
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Child);
        var suspect = Named(subject, SuspectCheck.PossibleSuspect, known);
        var answer = new Answer(ConsentManner.Signature, ConsentGiver.Guardian, ChildsView.Agrees, null)
        {
            StandsIn = new StandsIn(SealedText.Of(typed)!, GuardianRelation.Relative, SuspectCheck.Cleared),
            Known = [suspect],
        };
        Assert.Equal(same ? "consent.suspectParent" : null, Refused(() => Give(subject, ConsentPurpose.Referral, answer)));
    }

    [Fact]
    public void AGuardianOfAnotherCase_OrOneWhoseTimeIsOver_GivesNothing()
    {
        var (subject, other) = (ACase.At(Stage.Protection, AgeGroup.Child), ACase.At(Stage.Protection, AgeGroup.Child));
        Assert.Equal("child.consentAlone", Refused(() => Give(subject, ConsentPurpose.Referral, ByGuardian(Named(other, SuspectCheck.Cleared)))));
        var ended = Named(subject, SuspectCheck.Cleared);
        subject.EndGuardian(ended, By(subject), At);
        Assert.Equal("guardian.mayNotAct", Refused(() => Give(subject, ConsentPurpose.Referral, ByGuardian(ended))));
    }

    [Theory]
    [InlineData(Role.ProvinceCaseworker)]
    [InlineData(Role.DcyOfficer)]
    public void WhatAGuardianGave_FallsWhenTheyMayBeTheSuspect_AndChildProtectionIsAsked(Role judge)
    {
        foreach (var typed in new[] { false, true })
        {
            var subject = ACase.At(Stage.Protection, AgeGroup.Child);
            var guardian = Named(subject, SuspectCheck.Cleared);
            var by = By(subject);
            var given = Give(subject, ConsentPurpose.Referral, typed ? ByGuardian(guardian) with { StandsIn = new StandsIn(Name, GuardianRelation.Parent, SuspectCheck.Cleared) } : ByGuardian(guardian));
            var official = Give(subject, ConsentPurpose.Referral, AStay.ByAnOfficial);
            Referral[] referrals = [.. new[] { given, official }.Select(c => subject.Refer(Guid.NewGuid(), new ReferralRequest(false, false, AgencyType.NgoShelter, null, null, c.Id, [Section.Identity]), c, by, At))];
            subject.JudgeGuardian(guardian, SuspectCheck.PossibleSuspect, By(subject, judge), At, new GivenSoFar([given, official], referrals, []));
            Assert.Equal((ConsentState.Fallen, ConsentState.Live), (given.StateOn(ThaiDay.Of(At)), official.StateOn(ThaiDay.Of(At))));
            Assert.Equal((At, null), (referrals[0].ShareEndedAt, referrals[1].ShareEndedAt));
            Assert.Single(subject.Tasks, t => t.Code == TaskCode.ProtectChild);
            Assert.Contains(subject.Notices, n => n.Code == NoticeCode.ConsentWithdrawn && n.Parameters.GetValueOrDefault("referral") == referrals[0].Number);
            // Cleared again later: what fell does not live again.
            subject.AskToClearGuardian(guardian, SealedText.Of("She was abroad"), By(subject), At);
            subject.JudgeGuardian(guardian, SuspectCheck.Cleared, by, At, new GivenSoFar([given, official], referrals, []));
            Assert.Equal(ConsentState.Fallen, given.StateOn(ThaiDay.Of(At)));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(SuspectCheck.PossibleSuspect)]
    public void AnOfficialAnswersForAChild_ByName_AndIsNoSuspect(SuspectCheck? check)
    {
        var answer = AStay.ByAnOfficial with { StandsIn = check is { } known ? new StandsIn(Name, GuardianRelation.StateRepresentative, known) : null };
        Assert.Equal(check is null ? "consent.official" : "consent.suspectParent", Refused(() => Give(ACase.At(Stage.Protection, AgeGroup.Child), ConsentPurpose.Referral, answer)));
    }

    [Theory]
    [InlineData(ConsentGiver.Guardian)]
    [InlineData(ConsentGiver.CompetentOfficial)]
    public void WhoIsAnAdultByNow_AnswersAlone_AndNothingNewRestsOnWhatWasGivenForTheChild(ConsentGiver giver)
    {
        var given = Give(ACase.At(Stage.Protection, AgeGroup.Child), ConsentPurpose.Referral, AStay.ByAnOfficial with { GivenBy = giver });
        Assert.Null(given.WhyNotRestOn(asChild: true));
        Assert.Equal("consent.adultDecides", given.WhyNotRestOn(asChild: false)?.Code);
    }

    [Fact]
    public void FoundToBeAChild_TheirOwnConsent_CarriesNothingNew()
    {
        foreach (var purpose in new[] { ConsentPurpose.Referral, ConsentPurpose.Disclosure })
        {
            var subject = ACase.At(Stage.Protection, AgeGroup.Adult);
            var consent = Give(subject, purpose, new Answer(ConsentManner.Signature, ConsentGiver.Person, null, null));
            subject.With(nameof(Case.AgeGroup), AgeGroup.Child);
            var refusal = purpose == ConsentPurpose.Referral
                ? Refused(() => subject.Refer(Guid.NewGuid(), new ReferralRequest(false, false, AgencyType.NgoShelter, null, null, consent.Id, [Section.Identity]), consent, By(subject), At))
                : Refused(() => subject.Disclose(Guid.NewGuid(), new DisclosureRequest([Section.Identity], new Recipient(null, null, OutsideRecipient.Hospital), Name, null, DisclosureChannel.ByHand, null), consent, By(subject), At));
            Assert.Equal("consent.childGiver", refusal);
        }
    }

    [Fact]
    public void FoundToBeAChildSinceItWasSent_NothingIsApproved_AndNoStayIsRecorded_OnTheirOwnConsent()
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Adult);
        var alone = new Answer(ConsentManner.Signature, ConsentGiver.Person, null, null);
        var consent = Give(subject, ConsentPurpose.Referral, alone);
        var referral = subject.Refer(Guid.NewGuid(), new ReferralRequest(false, false, AgencyType.NgoShelter, null, null, consent.Id, [Section.Identity]), consent, By(subject), At);
        var agreed = Give(subject, ConsentPurpose.Assistance, alone);
        BasisOfStay Stay() => subject.RecordBasisOfStay(Guid.NewGuid(), AStay.Claim(StayBasis.WelfareS33, At) with { RestsOnConsent = true }, agreed, [], false, By(subject), At);
        string? Approve() => Refused(() => referral.RequireCovered(consent, new Recipient(null, AgencyType.NgoShelter, null), subject.Resident.IsChild, At));
        Assert.Null(Approve());
        Assert.Null(Refused(() => Stay()));
        subject.With(nameof(Case.AgeGroup), AgeGroup.Child);
        Assert.Equal("consent.childGiver", Approve());
        Assert.Equal("consent.childGiver", Refused(() => Stay()));
    }
}
