using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Tests.Flow;
using NrmPortal.Domain.Work;
using Xunit;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>A case is handed over by a proposal that another office accepts or declines.</summary>
public sealed class TransferTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Owner = Guid.NewGuid();
    private static readonly Guid Office = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    private static Actor By(Guid unit, Role role) => new(Guid.NewGuid(), Guid.NewGuid(), unit, role, "63");

    private static readonly Actor Caseworker = By(Office, Role.ProvinceCaseworker);
    private static readonly Actor Receiver = By(Other, Role.ProvinceCaseworker);

    private static Case Standing(Stage stage = Stage.Protection) => ACase.At(stage, adult: true).With("OwnerUnitId", Owner).With("ProvinceOfficeId", Office);

    private static TransferRequest To(Guid unit, AgencyType agency = AgencyType.ProvincialMsdhs, bool office = false, string? reason = "Lives there now", string? ground = LegalGrounds.Duty) =>
        new(unit, agency, office, SealedText.Of(reason)) { LegalGround = ground };

    private static CaseTransfer Propose(Case subject, TransferRequest request, Actor? by = null, Consent? consent = null, params Consent[] answers) =>
        subject.ProposeTransfer(Guid.NewGuid(), request, consent, by ?? Caseworker, At, answers);

    private static Consent Said(Case subject, ConsentOutcome outcome, IReadOnlyList<Section> parts, AgencyType? to = AgencyType.Ngo) => subject.RecordConsent(Guid.NewGuid(), outcome,
        new ConsentTerms(ConsentPurpose.Referral, parts, new Recipient(null, to, null), null), new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "my", InterpreterUse.Present),
        Answer.Own(ConsentManner.Signature), Caseworker, At);

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    [Fact]
    public void AProposal_ChangesNothing_AndIsToldToTheOtherOffice()
    {
        var subject = Standing();
        var transfer = Propose(subject, To(Other));
        Assert.Equal((Owner, Office, true), (subject.OwnerUnitId, subject.ProvinceOfficeId, transfer.Waits));
        var told = Assert.Single(subject.Notices, n => n.Code == NoticeCode.TransferProposed);
        Assert.Equal((Other, $"/transfers/{transfer.Id}"), (told.ToUnitId, told.Path));
    }

    [Fact]
    public void Proposing_HasItsLimits()
    {
        Assert.Equal("transfer.reason", Refused(() => Propose(Standing(), To(Other, reason: " "))));
        Assert.Equal("transfer.agency", Refused(() => Propose(Standing(), To(Other, AgencyType.MsdhsShelter))));
        Assert.Equal("transfer.office", Refused(() => Propose(Standing(), To(Other, AgencyType.Ngo, office: true))));
        Assert.Equal("transfer.same", Refused(() => Propose(Standing(), To(Owner, AgencyType.Immigration))));
        Assert.Equal("transfer.notYours", Refused(() => Propose(Standing(), To(Other), Receiver)));
        Assert.Equal("flow.role", Refused(() => Propose(Standing(), To(Other), By(Owner, Role.FrontlineOfficer))));
        Assert.True(Propose(Standing(), To(Other), By(Guid.NewGuid(), Role.DatipCoordinator)).Waits);
        var decided = Standing(Stage.Assistance).With(nameof(Case.IdentifiedOutcome), IdentificationOutcome.VictimTraffickingS6).With("OwnerUnitId", Office);
        Assert.Equal("transfer.decided", Refused(() => Propose(decided, To(Other, AgencyType.Ngo))));
        Assert.True(Propose(decided, To(Other, office: true)).MovesOffice);
    }

    [Fact]
    public void WhatItRestsOn_IsThePersonsYesToAllThatOpens_OrADutyBetweenOfficesOfTheMinistry()
    {
        TransferRequest ToNgo(string? ground = null) => To(Other, AgencyType.Ngo, ground: ground);
        var subject = Standing();
        Assert.Equal([Section.Identity, Section.Account, Section.Plan, Section.Consent], ToNgo().Sections);
        Assert.Equal("referral.consentOrGround", Refused(() => Propose(subject, ToNgo())));
        Assert.Equal("share.groundReach", Refused(() => Propose(subject, ToNgo(LegalGrounds.Duty))));
        Assert.Equal("share.groundReach", Refused(() => Propose(subject, To(Other, AgencyType.Police))));
        Assert.Equal("share.ground", Refused(() => Propose(subject, To(Other, ground: "s33"))));
        Assert.Equal("consent.notCovered", Refused(() => Propose(subject, ToNgo(), consent: Said(subject, ConsentOutcome.Given, [Section.Identity]))));
        var yes = Said(subject, ConsentOutcome.Given, ToNgo().Sections);
        Assert.Equal(yes.Id, Propose(subject, ToNgo(), consent: yes).ConsentId);
        var no = Said(subject, ConsentOutcome.Refused, []);
        Assert.Equal("consent.notCovered", Refused(() => Propose(subject, ToNgo(), null, yes, yes, no)));
        // A duty carries it in spite of a no with a reason alone.
        var refusal = Said(subject, ConsentOutcome.Refused, [], null);
        Assert.Equal("share.groundReason", Refused(() => Propose(subject, To(Other), null, null, refusal)));
        var request = To(Other) with { GroundReason = SealedText.Of("The person has moved there") };
        Assert.NotNull(Propose(subject, request, null, null, refusal).GroundReason);
        Assert.Contains(subject.Notices, n => n.Code == NoticeCode.SharedOverRefusal);
        // Beside a transfer nothing is shared on it.
        Assert.DoesNotContain(LegalGrounds.Duty, LegalGrounds.All);
        Assert.False(LegalGrounds.Carries(LegalGrounds.Duty, [Section.Identity], new Recipient(Other, AgencyType.ProvincialMsdhs, null)));
    }

    [Fact]
    public void AYesThatIsGone_CarriesNoAcceptance()
    {
        var subject = Standing();
        var request = To(Other, AgencyType.Ngo, ground: null);
        var transfer = Propose(subject, request, consent: Said(subject, ConsentOutcome.Given, request.Sections));
        var ngo = By(Other, Role.NgoCaseworker);
        Assert.Equal("transfer.basisEnded", Refused(() => transfer.Accept(false, ngo, At)));
        Assert.True(transfer.Waits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Accepted_TheReceiverOwnsTheCase_AndBothAreTold(bool office)
    {
        var subject = Standing();
        var transfer = Propose(subject, To(Other, office: office));
        // Not before the office has said so, and by nobody else.
        Assert.Equal("transfer.notReceiver", Refused(() => subject.TakeOver(transfer, null, Receiver, At)));
        Assert.Equal("transfer.notReceiver", Refused(() => transfer.Accept(true, Caseworker, At)));
        transfer.Accept(true, Receiver, At);
        subject.TakeOver(transfer, null, Receiver, At);
        Assert.Equal((Other, office ? Other : Office, (Guid?)Receiver.UserId), (subject.OwnerUnitId, subject.ProvinceOfficeId, subject.CaseManagerId));
        Assert.Equal(Stage.Protection, subject.Stage);
        Assert.Equal(new[] { Owner, Office, Other }.Order(), subject.Notices.Where(n => n.Code == NoticeCode.CaseTakenOver).Select(n => n.ToUnitId!.Value).Order());
        Assert.Equal("transfer.answered", Refused(() => transfer.Accept(true, Receiver, At)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void APanelThatSits_GoesOn_AndTheNewOfficesSecretaryIsAskedToConvene(bool office)
    {
        var subject = Standing();
        Member Of(AgencyType agency, bool decides = false) => new(Guid.NewGuid(), Guid.NewGuid(), agency, decides);
        var secretary = By(Office, Role.MdtSecretary);
        var panel = subject.Convene(Guid.NewGuid(), new Convocation(1, Sitting.Plan(Guid.NewGuid(), "63", At.AddDays(1), ("A room", null), secretary, At),
            [Of(AgencyType.Labour), Of(AgencyType.Prosecution), Of(AgencyType.ProvincialMsdhs, true)], new MdtRules()), null, secretary, At);
        var transfer = Propose(subject, To(Other, office: office));
        transfer.Accept(true, Receiver, At);
        subject.TakeOver(transfer, panel, Receiver, At);
        Assert.True(panel.IsOpen);
        var asked = subject.Tasks.Where(t => t.Code == TaskCode.ConveneMdt && t.About == nameof(PanelGap.Office)).ToList();
        Assert.Equal(office ? [(Other, Role.MdtSecretary, true)] : [], asked.Select(t => (t.ToUnitId!.Value, t.ToRole!.Value, t.DueAt is not null)));
        var told = subject.Notices.Where(n => n.Code == NoticeCode.MdtCaseMoved).ToList();
        Assert.Equal(office ? panel.Seats.Select(s => (Guid?)s.MembershipId).Append(null).Order() : [], told.Select(n => n.ToMembershipId).Order());
        Assert.Equal(office ? 1 : 0, told.Count(n => n.ToUnitId == Other && n.ToRole == Role.MdtSecretary));
    }

    [Fact]
    public void Declined_NeedsAReason_AndTheCaseStays()
    {
        var subject = Standing();
        var transfer = Propose(subject, To(Other));
        Assert.Equal("transfer.declineReason", Refused(() => transfer.Decline(null, Receiver, At)));
        var told = transfer.Decline(SealedText.Of("No room"), Receiver, At);
        Assert.Equal((Office, NoticeCode.TransferDeclined), (told.ToUnitId!.Value, told.Code));
        Assert.Equal(Owner, subject.OwnerUnitId);
        Assert.Equal("transfer.answered", Refused(() => subject.WithdrawTransfer(transfer, Caseworker, At)));
    }

    [Fact]
    public void TakenBack_OrOvertakenByTheDecision_ItMovesNothing()
    {
        var subject = Standing();
        var transfer = Propose(subject, To(Other));
        Assert.Equal("transfer.notYours", Refused(() => subject.WithdrawTransfer(transfer, Receiver, At)));
        subject.WithdrawTransfer(transfer, Caseworker, At);
        Assert.Equal("transfer.answered", Refused(() => transfer.Accept(true, Receiver, At)));

        var again = Propose(subject, To(Other));
        subject.With("OwnerUnitId", Office);
        again.Accept(true, Receiver, At);
        Assert.Equal("transfer.moved", Refused(() => subject.TakeOver(again, null, Receiver, At)));
    }

    [Fact]
    public void ProposedBeforeTheDecision_ItIsTakenOverAfterIt_ByTheResponsibleOfficeAlone()
    {
        foreach (var (office, refusal) in new (bool, string?)[] { (false, "transfer.decided"), (true, null) })
        {
            var subject = Standing().With("OwnerUnitId", Office);
            var transfer = Propose(subject, To(Other, office: office));
            subject.With(nameof(Case.IdentifiedOutcome), IdentificationOutcome.VictimTraffickingS6);
            transfer.Accept(true, Receiver, At);
            Assert.Equal(refusal, (Record.Exception(() => subject.TakeOver(transfer, null, Receiver, At)) as RefusedException)?.Refusal.Code);
        }
    }

    [Fact]
    public void WhoeverHasTheCase_IsAskedOnlyToBecomeResponsible()
    {
        var subject = Standing();
        Assert.True(subject.CanGoTo(Owner, AgencyType.ProvincialMsdhs));
        Assert.False(subject.CanGoTo(Owner, AgencyType.Immigration));
        Assert.False(subject.With("OwnerUnitId", Office).CanGoTo(Office, AgencyType.ProvincialMsdhs));
        Assert.True(subject.CanGoTo(Other, AgencyType.Ngo));
        Assert.False(subject.CanGoTo(Other, AgencyType.MsdhsShelter));
    }
}
