using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>Who is told that a referral has reached them, or reached its end: the receiver, DATIP of what cannot wait, the sender and whoever has the case.</summary>
public sealed class ReferralToldTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly Actor Sender = Of(Role.ProvinceCaseworker);
    private static readonly Actor House = Of(Role.ShelterManager);
    private static readonly Actor Datip = Of(Role.DatipReviewer);

    private readonly Case file = ACase.At(Stage.Protection, AgeGroup.Adult).With("OwnerUnitId", Sender.UnitId).With("ProvinceOfficeId", Sender.UnitId);
    private readonly Shelter shelter = new(Guid.NewGuid(), new Unit(House.UnitId, "SH", AgencyType.NgoShelter, "63", "ก", "A"), 10, true, true, true, true, true, "my");

    private static Actor Of(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    private Referral Send(bool urgent = false, bool emergency = false) =>
        file.Refer(Guid.NewGuid(), new ReferralRequest(urgent, emergency, null, House.UnitId, "s33", null, [Section.Identity]) { UnitAgency = AgencyType.NgoShelter }, null, Sender, At);

    private NeedsProfile Needs(Referral referral) => new(referral.Id, file.Id, AgeGroup.Adult, Sex.Female, "my", false, new NeedsAndRisk(false, false, false, false, null));

    private List<Notice> Told(NoticeCode code) => [.. file.Notices.Where(n => n.Code == code)];

    [Fact]
    public void AnOrdinaryOne_WaitsInDatipsQueue_AndTheApproval_TellsTheShelter()
    {
        var referral = Send();
        Assert.Empty(Told(NoticeCode.ReferralReceived).Concat(Told(NoticeCode.ReferralUrgent)));
        referral.Claim(file, Datip, At);
        referral.Approve(file, shelter, Needs(referral), file.Resident, null, Datip, At);
        var told = Assert.Single(Told(NoticeCode.ReferralReceived));
        Assert.Equal((House.UnitId, $"/referrals/{referral.Number}", "no", Datip.UserId), (told.ToUnitId!.Value, told.Path, told.Parameters["urgent"], told.ByUserId!.Value));
        Assert.Empty(Told(NoticeCode.ReferralUrgent));
    }

    [Theory]
    [InlineData(true, false, 0)]
    [InlineData(true, true, 1)] // the shelter answers before the review
    public void WhatCannotWait_IsToldToDatipsReviewers_AndAnEmergencyToTheShelterToo_AlsoWhenItIsSentAgain(bool urgent, bool emergency, int received)
    {
        var referral = Send(urgent, emergency);
        var told = Assert.Single(Told(NoticeCode.ReferralUrgent));
        Assert.Equal((AgencyType.Datip, Role.DatipReviewer, "yes"), (told.ToAgency!.Value, told.ToRole!.Value, told.Parameters["urgent"]));
        Assert.Equal(received, Told(NoticeCode.ReferralReceived).Count(n => n.ToUnitId == House.UnitId && n.Parameters["urgent"] == "yes"));
        referral.Claim(file, Datip, At);
        referral.Return("Which language?", Datip, At);
        file.SendAgain(referral, null, "s33", new Recipient(House.UnitId, AgencyType.NgoShelter, null), "Burmese", Sender, At);
        Assert.Equal((2, received * 2), (Told(NoticeCode.ReferralUrgent).Count, Told(NoticeCode.ReferralReceived).Count));
    }

    [Theory]
    [InlineData(false, false, null)]
    [InlineData(true, false, nameof(ClockCode.ReferralDecisionUrgent))]
    [InlineData(true, true, nameof(ClockCode.ReferralDecisionUrgent))]
    public void WhatCannotWait_KeepsItsLimit_WhenItIsSentBack_UntilItIsSentAgain(bool urgent, bool emergency, string? clock)
    {
        var referral = Send(urgent, emergency);
        var due = referral.DueAt;
        referral.Claim(file, Datip, At.AddHours(1));
        referral.Return("Which language?", Datip, At.AddHours(2));
        Assert.Equal((clock, clock is null ? null : due), (referral.DueClock, referral.DueAt));
        file.SendAgain(referral, null, "s33", new Recipient(House.UnitId, AgencyType.NgoShelter, null), "Burmese", Sender, At.AddHours(5));
        Assert.Equal(At.AddHours(5), referral.DueFrom);
        referral.Claim(file, Datip, At.AddHours(6));
        referral.Return("And the age?", Datip, At.AddHours(6));
        file.WithdrawReferral(referral, "Stays with an aunt", Sender, At.AddHours(7));
        Assert.Null(referral.DueClock);
    }

    [Fact]
    public void ADraft_TellsNobody_UntilItIsSent()
    {
        var draft = file.DraftReferral(Guid.NewGuid(), new ReferralRequest(true, true, null, House.UnitId, "s29", null, [Section.Identity]) { UnitAgency = AgencyType.NgoShelter }, null, Sender, At);
        Assert.Empty(file.Notices);
        file.SendDraft(draft, null, new Recipient(House.UnitId, AgencyType.NgoShelter, null), Sender, At);
        Assert.Single(Told(NoticeCode.ReferralReceived));
    }

    [Fact]
    public void WhatIsOfferedDirectly_AndAgain_IsToldToTheService_AndWhatDatipApproves()
    {
        var service = Of(Role.FrontlineOfficer);
        Consent Yes(AgencyType to) => file.RecordConsent(Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, [Section.Identity], new Recipient(null, to, null), null),
            new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "th", InterpreterUse.NotNeeded), new Answer(ConsentManner.Signature, ConsentGiver.Person, null, null), Sender, At);
        Referral Ask(ReferralKind kind, AgencyType agency)
        {
            var yes = Yes(agency);
            return file.Refer(Guid.NewGuid(), new ReferralRequest(false, false, null, service.UnitId, null, yes.Id, [Section.Identity]) { Kind = kind, UnitAgency = agency }, yes, Sender, At);
        }

        var claim = Ask(ReferralKind.LabourClaim, AgencyType.Labour);
        Assert.Equal(service.UnitId, Assert.Single(Told(NoticeCode.ReferralReceived)).ToUnitId);
        claim.TurnDown("No inspector", service, At);
        file.SendAgain(claim, Yes(AgencyType.Labour), null, new Recipient(service.UnitId, AgencyType.Labour, null), "They are back", Sender, At);
        Assert.Equal(2, Told(NoticeCode.ReferralReceived).Count);

        var reviewed = Ask(ReferralKind.Services, AgencyType.Ngo);
        reviewed.Claim(file, Datip, At);
        Assert.Equal(2, Told(NoticeCode.ReferralReceived).Count);
        reviewed.ApproveService(file, new Unit(service.UnitId, "X", AgencyType.Ngo, "63", "หน่วยงาน", "An office"), null, Datip, At);
        Assert.Equal(3, Told(NoticeCode.ReferralReceived).Count);
    }

    [Fact]
    public void AcceptanceAndArrival_AreToldToTheSender_AndToWhoeverHasTheCase_ButNotToTheOfficeThatActs()
    {
        var owner = Guid.NewGuid();
        var referral = Send(true, true);
        file.With("OwnerUnitId", owner);
        referral.Accept(null, House, At);
        var placement = file.Accept(referral, Needs(referral), Guid.NewGuid(), shelter, House, At);
        file.RecordArrival(referral, placement, [], House, At);
        foreach (var code in new[] { NoticeCode.ReferralAccepted, NoticeCode.ReferralArrived })
            Assert.Equal(new[] { Sender.UnitId, owner }.Order(), Told(code).Select(n => n.ToUnitId!.Value).Order());

        // The service that took the case over meanwhile is told nothing of what it does itself.
        var own = Send(true, true);
        file.With("OwnerUnitId", House.UnitId);
        own.Accept(null, House, At);
        file.Accept(own, Needs(own), Guid.NewGuid(), shelter, House, At);
        Assert.Equal(3, Told(NoticeCode.ReferralAccepted).Count);
        Assert.DoesNotContain(Told(NoticeCode.ReferralAccepted), n => n.ToUnitId == House.UnitId);
    }
}
