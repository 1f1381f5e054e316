using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using Xunit;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>What follows from the kind of a referral, for every kind and act.</summary>
public sealed class ReferralKindTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Service = Guid.NewGuid();

    public static TheoryData<ReferralKind> Kinds => [.. Enum.GetValues<ReferralKind>()];

    private static readonly Actor Sender = Of(Guid.NewGuid(), Role.ProvinceCaseworker);

    private static Actor Of(Guid unit, Role role) => new(Guid.NewGuid(), Guid.NewGuid(), unit, role, "63");

    private static Case Protected(AgeGroup age) =>
        ACase.At(Stage.Protection, age).With("OwnerUnitId", Sender.UnitId).With("ProvinceOfficeId", Sender.UnitId);

    private static (Case Case, Referral Referral) Refer(ReferralKind kind, Guid? unit = null, AgencyType? agency = null, bool emergency = false, AgeGroup age = AgeGroup.Child)
    {
        var subject = Protected(age);
        var consent = AConsent(subject, agency);
        var request = new ReferralRequest(false, emergency, null, unit, null, consent.Id, [Section.Identity]) { Kind = kind, UnitAgency = agency };
        return (subject, subject.Refer(Guid.NewGuid(), request, consent, Sender, At));
    }

    private static Consent AConsent(Case subject, AgencyType? to = null) => subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, [Section.Identity], new Recipient(null, to, null), null),
        new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "th", InterpreterUse.NotNeeded),
        subject.IsTreatedAsChild
            ? new Answer(ConsentManner.Signature, ConsentGiver.CompetentOfficial, ChildsView.Agrees, null) { StandsIn = new StandsIn(SealedText.Of("An official")!, GuardianRelation.StateRepresentative, SuspectCheck.Cleared) }
            : new Answer(ConsentManner.Signature, ConsentGiver.Person, null, null), Sender, At);

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    [Fact]
    public void EveryKind_HasARule_WithReceiversAndSections()
    {
        Assert.Equal(Enum.GetValues<ReferralKind>(), ReferralKinds.All.Select(k => k.Kind).Order());
        Assert.All(ReferralKinds.All, k => { Assert.NotEmpty(k.Receivers); Assert.NotEmpty(k.Sections); Assert.Contains(Section.Identity, k.Sections); });
        Assert.Equal([ReferralKind.ShelterPlacement], ReferralKinds.All.Where(k => k.TakesPlace).Select(k => k.Kind));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryReceiver_HasARoleThatAnswers_ReadsWhatIsShared_AndDoesTheWork(ReferralKind kind)
    {
        var rule = ReferralKinds.Of(kind);
        var permission = rule.TakesPlace ? Permission.ReferralReply : Permission.ReferralServe;
        Assert.All(rule.Offers, o => Assert.Contains(AssignableRoles.For(o.Agency), r => RoleGrants.Has(r, permission) && RoleGrants.Has(r, Permission.ReferralRead) && RoleGrants.SeesUnit(r)
            && o.Sections.All(s => SectionGrants.Has(r, s)) && RoleGrants.Has(r, o.Work)));
        // What is ticked at first can be given to each of them.
        Assert.All(rule.Offers, o => Assert.Empty(rule.Sections.Except(o.Sections)));
    }

    [Fact]
    public void OnlyWhatSomebodyThereReads_IsShared()
    {
        Assert.Equal("referral.notShareable", Refused(() => ReferralKinds.Of(ReferralKind.LegalAid).RequireShareable(AgencyType.Justice, [Section.Identity, Section.Legal])));
        ReferralKinds.Of(ReferralKind.LegalAid).RequireShareable(AgencyType.Prosecution, [Section.Identity, Section.Account, Section.Legal, Section.Money]);
        Assert.DoesNotContain(AgencyType.Ngo, ReferralKinds.Of(ReferralKind.Health).Receivers);
        // Facts of the case where the work cannot be done without them.
        Assert.All(new[] { ReferralKind.LegalAid, ReferralKind.LabourClaim, ReferralKind.PoliceProtection }, k => Assert.All(ReferralKinds.Of(k).Offers, o => Assert.Contains(Section.Account, o.Sections)));
        var subject = Protected(AgeGroup.Adult);
        var consent = AConsent(subject, AgencyType.Labour);
        Assert.Equal("referral.notShareable", Refused(() => subject.Refer(Guid.NewGuid(), new ReferralRequest(false, false, null, Service, null, consent.Id, [Section.Identity, Section.Health]) { Kind = ReferralKind.LabourClaim, UnitAgency = AgencyType.Labour }, consent, Sender, At)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryKind_ReachesItsEnd_ByRowsItAllows(ReferralKind kind)
    {
        var rule = ReferralKinds.Of(kind);
        var seen = new HashSet<ReferralState> { ReferralState.Draft };
        for (var before = 0; before != seen.Count;)
        {
            before = seen.Count;
            seen.UnionWith(ReferralFlow.Rows.Where(r => seen.Contains(r.From) && rule.Allows(r.Action) && r.Action != ReferralAction.Lapse).Select(r => r.To).ToList());
        }

        Assert.Contains(ReferralState.Completed, seen);
        Assert.Equal(rule.TakesPlace, seen.Contains(ReferralState.Arrived));
        Assert.Equal(rule.Reviewed, seen.Contains(ReferralState.Sent));
        Assert.Equal(rule.Reviewed, seen.Contains(ReferralState.Claimed));
    }

    [Fact]
    public void WithoutAKind_ItIsAShelterPlacement_AndDatipReviews()
    {
        var subject = Protected(AgeGroup.Adult);
        var consent = AConsent(subject);
        var referral = subject.Refer(Guid.NewGuid(), new ReferralRequest(false, false, null, null, null, consent.Id, [Section.Identity]), consent, Sender, At);
        Assert.Equal((ReferralKind.ShelterPlacement, ReferralState.Sent), (referral.Kind, referral.State));
        Assert.False(referral.Rule.Allows(ReferralAction.Offer));
    }

    [Fact]
    public void AnUnreviewedKind_IsBeforeTheReceiverAtOnce_AndRunsTheClockOfTheAnswer()
    {
        var (_, referral) = Refer(ReferralKind.PoliceProtection, Service, AgencyType.Police);
        Assert.Equal((ReferralState.Approved, Service, nameof(ClockCode.ReferralAnswerNormal)), (referral.State, referral.ReceiverUnitId, referral.DueClock));
        // DATIP has decided nothing here that it could undo.
        Assert.Equal("referral.kind", referral.WhyNot(ReferralAction.UndoReview, Role.DatipReviewer)!.Code);
        Assert.Equal("referral.kind", referral.WhyNot(ReferralAction.Accept, Role.ShelterWorker)!.Code);
    }

    [Fact]
    public void Refer_ToTheWrongOffice_IsRefused()
    {
        Assert.Equal("referral.receiver", Refused(() => Refer(ReferralKind.LabourClaim, Service, AgencyType.Police)));
        Assert.Equal("referral.noService", Refused(() => Refer(ReferralKind.LegalAid)));
        Assert.Equal("referral.ownUnit", Refused(() => Refer(ReferralKind.Health, Sender.UnitId, AgencyType.ProvincialMsdhs)));
        Assert.Equal("referral.emergencyKind", Refused(() => Refer(ReferralKind.LegalAid, Service, AgencyType.Justice, emergency: true)));
        Assert.Equal("flow.childOnly", Refused(() => Refer(ReferralKind.ChildProtection, Service, AgencyType.Dcy, age: AgeGroup.Adult)));
    }

    [Fact]
    public void TakeOn_IsForTheReceiverAlone_AndBeginsTheServiceWhereTheKindIsOne()
    {
        var (subject, referral) = Refer(ReferralKind.ChildProtection, Service, AgencyType.Dcy);
        var dcy = Of(Service, Role.DcyOfficer);
        Assert.Equal("referral.notReceiver", Refused(() => referral.TakeOn(null, false, Of(Guid.NewGuid(), Role.DcyOfficer), At)));
        Assert.Equal("referral.takesNobodyOn", Refused(() => referral.TakeOn(null, true, dcy, At)));
        Assert.Equal(ReferralState.Approved, referral.State);
        referral.TakeOn(null, false, dcy, At);
        subject.TakeOn(referral, dcy, At);
        Assert.Equal((ReferralState.Accepted, (string?)null), (referral.State, referral.DueClock));
        Assert.Equal((ThaiDay.Of(At), ThaiDay.Of(At)), (subject.ServicesFrom!.Value, subject.ServicesSaidFrom!.Value));
        Assert.Equal(Stage.Protection, subject.Stage);

        Assert.Equal("referral.handover", Refused(() => subject.FinishReferral(referral, " ", dcy, At)));
        subject.FinishReferral(referral, "She has a foster family.", dcy, At);
        Assert.Equal(ReferralState.Completed, referral.State);
        Assert.Contains(subject.Notices, n => n.ToUnitId == Sender.UnitId && n.Code == NrmPortal.Domain.Work.NoticeCode.ReferralFinished);

        var (other, legal) = Refer(ReferralKind.LegalAid, Service, AgencyType.Justice);
        legal.TakeOn(null, false, Of(Service, Role.JusticeOfficer), At);
        other.TakeOn(legal, Of(Service, Role.JusticeOfficer), At);
        Assert.Null(other.ServicesFrom);
    }

    // The closure of the case waits for nobody who has gone: every service can be ended without its receiver.
    [Theory, MemberData(nameof(Kinds))]
    public void WhatAServiceNeverFinished_IsEndedByWhoeverAnswersForTheCase_OrByDatip(ReferralKind kind)
    {
        if (ReferralKinds.Of(kind).TakesPlace)
        {
            Assert.False(ReferralKinds.Of(kind).Allows(ReferralAction.Stop));
            return;
        }

        foreach (var (by, told) in new[] { (Sender, 1), (Of(Guid.NewGuid(), Role.DatipReviewer), 2), (Of(Guid.NewGuid(), Role.DatipCoordinator), 2) })
        {
            var (subject, referral) = TakenOn(kind);
            Assert.Equal("referral.reason", Refused(() => subject.StopReferral(referral, " ", by, At)));
            Assert.Equal((ReferralState.Accepted, 0), (referral.State, subject.Notices.Count(n => n.Code == NrmPortal.Domain.Work.NoticeCode.ReferralStopped)));
            subject.StopReferral(referral, "They have closed.", by, At);
            Assert.Equal((ReferralState.Completed, (Guid?)Service), (referral.State, referral.ReceiverUnitId));
            Assert.Equal("They have closed.", referral.Steps.Last().Reason!.Open());
            var notices = subject.Notices.Where(n => n.Code == NrmPortal.Domain.Work.NoticeCode.ReferralStopped).ToList();
            Assert.Equal((told, $"/referrals/{referral.Number}"), (notices.Count, Assert.Single(notices, n => n.ToUnitId == Service).Path));
            Assert.Equal("referral.state", Refused(() => subject.StopReferral(referral, "Once more", by, At)));
        }
    }

    [Fact]
    public void AnOfficeThatOnlyOpenedTheCase_OrHasNoPartInIt_EndsNoServiceOfIt()
    {
        foreach (var other in new[] { Of(Guid.NewGuid(), Role.FrontlineOfficer), Of(Guid.NewGuid(), Role.ProvinceCaseworker), Of(Service, Role.FrontlineOfficer) })
        {
            var (subject, referral) = TakenOn(ReferralKind.LegalAid);
            Assert.Equal("referral.notYours", Refused(() => subject.StopReferral(referral, "Because", other, At)));
        }

        var (file, legal) = TakenOn(ReferralKind.LegalAid);
        Assert.Equal("flow.role", Refused(() => file.StopReferral(legal, "Because", Of(Service, Role.JusticeOfficer), At)));
    }

    [Fact]
    public void WhatAServiceFinishes_IsToldToTheSender_AndToTheOfficeThatHasTheCaseSince()
    {
        var (subject, referral) = TakenOn(ReferralKind.LegalAid);
        var (owner, office) = (Guid.NewGuid(), Guid.NewGuid());
        subject.With("OwnerUnitId", owner).With("ProvinceOfficeId", office).FinishReferral(referral, "A lawyer goes on", Of(Service, Role.JusticeOfficer), At);
        Assert.Equal(new[] { Sender.UnitId, owner }.Order(), subject.Notices.Where(n => n.Code == NrmPortal.Domain.Work.NoticeCode.ReferralFinished).Select(n => n.ToUnitId!.Value).Order());
    }

    private static (Case Case, Referral Referral) TakenOn(ReferralKind kind)
    {
        var agency = ReferralKinds.Of(kind).Receivers[0];
        var (subject, referral) = Refer(kind, Service, agency);
        var by = Of(Service, AssignableRoles.For(agency).First(r => RoleGrants.Has(r, Permission.ReferralServe)));
        typeof(Referral).GetProperty(nameof(Referral.State))!.SetValue(referral, ReferralState.Approved);
        typeof(Referral).GetProperty(nameof(Referral.ReceiverUnitId))!.SetValue(referral, Service);
        referral.TakeOn(null, false, by, At);
        subject.TakeOn(referral, by, At);
        return (subject, referral);
    }

    [Fact]
    public void TurnDown_NeedsAReason_GoesBackToTheSender_WhoMayAskAgain()
    {
        var (subject, referral) = Refer(ReferralKind.LabourClaim, Service, AgencyType.Labour);
        var officer = Of(Service, Role.FrontlineOfficer);
        Assert.Equal("referral.reason", Refused(() => referral.TurnDown("", officer, At)));
        var stub = referral.TurnDown("No inspector is free.", officer, At);
        Assert.Equal((ReferralState.Returned, (Guid?)null, Service), (referral.State, referral.ReceiverUnitId, stub.UnitId));
        subject.SendAgain(referral, AConsent(subject, AgencyType.Labour), null, new Recipient(Service, AgencyType.Labour, null), "They are back.", Sender, At);
        Assert.Equal((ReferralState.Approved, (Guid?)Service), (referral.State, referral.ReceiverUnitId));
    }

    [Fact]
    public void AReviewedService_IsApprovedWithoutAPlace_AndRedirectedWithAReason()
    {
        var (subject, referral) = Refer(ReferralKind.Services, Service, AgencyType.Ngo);
        Assert.Equal(ReferralState.Sent, referral.State);
        var datip = Of(Guid.NewGuid(), Role.DatipReviewer);
        referral.Claim(subject, datip, At);
        Unit Office(Guid id, AgencyType agency) => new(id, "X", agency, "63", "หน่วยงาน", "An office");
        Assert.Equal("referral.receiver", Refused(() => referral.ApproveService(subject, Office(Service, AgencyType.Police), null, datip, At)));
        Assert.Equal("referral.reason", Refused(() => referral.ApproveService(subject, Office(Guid.NewGuid(), AgencyType.Ngo), null, datip, At)));
        referral.ApproveService(subject, Office(Service, AgencyType.Ngo), null, datip, At);
        Assert.Equal((ReferralState.Approved, (Guid?)Service), (referral.State, referral.ReceiverUnitId));
    }
}
