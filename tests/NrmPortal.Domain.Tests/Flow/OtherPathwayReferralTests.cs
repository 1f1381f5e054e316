using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>Whoever was found to be no victim is handed on to what helps them, and what was promised before the decision is kept. A closed case is given no place.</summary>
public sealed class OtherPathwayReferralTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Office = Guid.NewGuid();
    private static readonly Guid Receiver = Guid.NewGuid();
    private static readonly Actor Sender = Of(Office, Role.ProvinceCaseworker);
    private static readonly Actor Datip = Of(Guid.NewGuid(), Role.DatipReviewer);

    private static Actor Of(Guid unit, Role role) => new(Guid.NewGuid(), Guid.NewGuid(), unit, role, "63");

    private static Case At9(AgeGroup age = AgeGroup.Child) => At5(age).With(nameof(Case.Stage), Stage.OtherPathway);

    private static Case At5(AgeGroup age) => ACase.At(Stage.Protection, age).With(nameof(Case.OwnerUnitId), Office).With(nameof(Case.ProvinceOfficeId), Office);

    // A ground of the kind's own is another test's matter: every kind is asked for on the child's best interests, or s.33.
    private static string? Refuse(Case file, ReferralKind kind) => Code(() => file.DraftReferral(Guid.NewGuid(), Ask(kind), null, Sender, At));

    private static ReferralRequest Ask(ReferralKind kind, string ground = "childInterest") => new(false, false, null, Receiver, ground, null, [Section.Identity])
    {
        Kind = kind,
        UnitAgency = ReferralKinds.Of(kind).Receivers[0],
    };

    public static TheoryData<ReferralKind> Kinds => [.. Enum.GetValues<ReferralKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void EveryKindButAPlace_CanBeAskedFor(ReferralKind kind)
    {
        var refused = Refuse(At9(), kind);
        Assert.Equal(ReferralKinds.Of(kind).TakesPlace, refused == "referral.noPlaceHere");
        Assert.NotEqual("flow.stage", refused);
        Assert.NotEqual("referral.noPlaceHere", Refuse(At5(AgeGroup.Child), kind));
    }

    [Fact]
    public void APlaceOfBefore_IsReviewedAnsweredAndWithdrawn_ButNotSentAgain()
    {
        var file = At5(AgeGroup.Child);
        var referral = file.Refer(Guid.NewGuid(), Ask(ReferralKind.ShelterPlacement), null, Sender, At);
        file.With(nameof(Case.Stage), Stage.OtherPathway);
        referral.Claim(file, Datip, At);
        referral.Return("Not this house", Datip, At);
        Assert.Equal("referral.noPlaceHere", Code(() => file.SendAgain(referral, null, "childInterest", new Recipient(Receiver, AgencyType.MsdhsShelter, null), "Once more", Sender, At)));
        Assert.Equal("referral.noPlaceHere", Code(() => file.SendRevised(referral, null, Sender, At)));
        file.WithdrawReferral(referral, "No victim", Sender, At);
        Assert.Equal(ReferralState.Withdrawn, referral.State);
        Assert.Null(file.WhyNot(CaseAction.AnswerReferral, Role.ShelterWorker));
        Assert.Null(file.WhyNot(CaseAction.RecordArrival, Role.ShelterWorker));
    }

    [Fact]
    public void OfAClosedCase_NothingIsTakenUpOrApproved()
    {
        var file = At5(AgeGroup.Child);
        var referral = file.Refer(Guid.NewGuid(), Ask(ReferralKind.ShelterPlacement), null, Sender, At);
        var service = file.Refer(Guid.NewGuid(), Ask(ReferralKind.Services), null, Sender, At);
        service.Claim(file, Datip, At);
        file.With(nameof(Case.Stage), Stage.FollowUp);
        var shelter = new Shelter(Guid.NewGuid(), new Unit(Receiver, "SH", AgencyType.MsdhsShelter, "63", "ก", "A"), 10, true, true, true, true, true, "my");
        var needs = new NeedsProfile(referral.Id, file.Id, AgeGroup.Child, Sex.Female, "my", false, new NeedsAndRisk(false, false, false, false, null));
        Assert.Equal("flow.stage", Code(() => referral.Claim(file, Datip, At)));
        Assert.Equal("flow.stage", Code(() => referral.Approve(file, shelter, needs, file.Resident, null, Datip, At)));
        Assert.Equal("flow.stage", Code(() => service.ApproveService(file, new Unit(Receiver, "NG", AgencyType.ProvincialMsdhs, "63", "ก", "A"), null, Datip, At)));
        Assert.Equal("case.other", Code(() => referral.Claim(At5(AgeGroup.Child), Datip, At)));
        Assert.Equal(ReferralState.Sent, referral.State);
    }

    private static string? Code(Action act) => (Record.Exception(act) as RefusedException)?.Refusal.Code;
}
