using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Work;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>Who may ask, answer, report and write down a call on a referral, and when.</summary>
public sealed class ReferralNoteTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly SealedText Words = SealedText.Of("Words")!;
    private static readonly Actor Sender = Of(Role.ProvinceCaseworker);
    private static readonly Actor Service = Of(Role.JusticeOfficer);
    private static readonly Actor Datip = Of(Role.DatipReviewer);
    private static readonly CallTerms Full = new(Guid.NewGuid(), At.AddMinutes(5), SealedText.Of("The officer on duty"), CallAnswer.HasNoPlace, SealedText.Of("Full"));

    private readonly Case file = ACase.At(Stage.Protection, AgeGroup.Adult).With("OwnerUnitId", Sender.UnitId).With("ProvinceOfficeId", Sender.UnitId);

    private static Actor Of(Role role) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "63");

    private static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    private Referral Offered()
    {
        var consent = file.RecordConsent(Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, [Section.Identity], new Recipient(null, AgencyType.Justice, null), null),
            new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "th", InterpreterUse.NotNeeded), new Answer(ConsentManner.Signature, ConsentGiver.Person, null, null), Sender, At);
        return file.Refer(Guid.NewGuid(), new ReferralRequest(false, false, null, Service.UnitId, null, consent.Id, [Section.Identity]) { Kind = ReferralKind.LegalAid, UnitAgency = AgencyType.Justice }, consent, Sender, At);
    }

    [Fact]
    public void TheReceiverAsks_BeforeItAccepts_AndTheSenderIsToldWithoutWords()
    {
        var referral = Offered();
        Assert.Equal("referral.notReceiver", Code(() => referral.Ask(Words, Sender, At)));
        Assert.Equal("referral.noteText", Code(() => referral.Ask(null, Service, At)));
        var (note, told) = referral.Ask(Words, Service, At);
        Assert.Equal((ReferralNoteKind.Question, Service.UnitId, At), (note.Kind, note.WithUnitId, referral.SeenByReceiverAt));
        Assert.Equal((NoticeCode.ReferralAsked, Sender.UnitId, $"/referrals/{referral.Number}/notes"), (told.Code, told.ToUnitId!.Value, told.Path));
        Assert.Equal("referral.notTakenOn", Code(() => referral.Report(Words, Service, At)));
        referral.TakeOn(null, false, Service, At);
        Assert.Equal("referral.askedLate", Code(() => referral.Ask(Words, Service, At)));
        Assert.Equal(NoticeCode.ReferralReported, referral.Report(Words, Service, At).Told.Code);
        referral.Finish("Done", Service, At);
        Assert.Equal("referral.closed", Code(() => referral.Report(Words, Service, At)));
    }

    [Fact]
    public void TheSenderAnswers_OrWhoeverHasTheCaseNow_OrDatip_WhileTheAskerIsTheReceiver()
    {
        var referral = Offered();
        var (question, _) = referral.Ask(Words, Service, At);
        var other = Of(Role.FrontlineOfficer);
        Assert.Equal("referral.notSender", Code(() => referral.Answer(question, Words, null, Service, At)));
        Assert.Equal("referral.notSender", Code(() => referral.Answer(question, Words, file, other, At)));
        var (answer, told) = referral.Answer(question, Words, null, Sender, At);
        Assert.Equal((question.Id, Service.UnitId, NoticeCode.ReferralAnswered), (answer.ReplyToId!.Value, told.ToUnitId!.Value, told.Code));
        referral.Answer(question, Words, null, Datip, At);
        referral.Answer(question, Words, file.With("OwnerUnitId", other.UnitId), other, At);
        Assert.Equal((true, true, true, false), (referral.IsSide(Service, null), referral.IsSide(Sender, null), referral.IsSide(Datip, null), referral.IsSide(Of(Role.Prosecutor), file)));
        Assert.Equal("case.other", Code(() => referral.Answer(answer, Words, null, Sender, At)));
        referral.TurnDown("No time", Service, At);
        Assert.Equal("referral.askerGone", Code(() => referral.Answer(question, Words, null, Sender, At)));
        Assert.False(referral.IsSide(Service, null));
    }

    [Fact]
    public void DatipWritesDownItsCalls_WithWhom_AndWhyNot()
    {
        var referral = Offered();
        Assert.Equal("flow.role", Code(() => Log(Full, Sender)));
        Assert.Equal("date.future", Code(() => Log(Full with { CalledAt = At.AddHours(2) }, Datip)));
        Assert.Equal("call.before", Code(() => Log(Full with { CalledAt = At.AddMinutes(-1) }, Datip)));
        Assert.Equal("call.spokeTo", Code(() => Log(Full with { SpokeTo = null }, Datip)));
        Assert.Equal("call.reason", Code(() => Log(Full with { Reason = null }, Datip)));
        Assert.Equal("call.reason", Code(() => Log(Full with { Reason = null, Answer = CallAnswer.Declines }, Datip)));
        Assert.Equal(CallAnswer.NotReached, Log(Full with { SpokeTo = null, Reason = null, Answer = CallAnswer.NotReached }, Datip).Answer);
        file.WithdrawReferral(referral, "Stays with an aunt", Sender, At.AddHours(1));
        Assert.Equal("referral.closed", Code(() => Log(Full, Datip)));

        PlaceCall Log(CallTerms terms, Actor by) => referral.LogCall(Guid.NewGuid(), terms, by, At.AddHours(1));
    }

    [Fact]
    public void TheFirstCall_OfWhoeverClaimedIt_BeginsTheReview_AndNoLaterOneDoes()
    {
        var referral = file.Refer(Guid.NewGuid(), new ReferralRequest(false, false, null, null, "s33", null, [Section.Identity]), null, Sender, At);
        var other = Datip with { UserId = Guid.NewGuid() };
        referral.Claim(file, Datip, At);
        var due = referral.DueAt;
        referral.LogCall(Guid.NewGuid(), Full, other, At.AddHours(1));
        Assert.Equal(ReferralState.Claimed, referral.State);
        foreach (var hour in new[] { 1, 2 }) referral.LogCall(Guid.NewGuid(), Full, Datip, At.AddHours(hour));
        Assert.Equal((ReferralState.UnderReview, due), (referral.State, referral.DueAt));
        Assert.Single(referral.Steps, s => s.Action == ReferralAction.StartReview);
    }
}
