using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using Xunit;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>From the table to the code: every row is run by an act, by somebody who holds its permission, and ends where it says.</summary>
public sealed class ReferralWalkTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Office = Guid.NewGuid(), Receiver = Guid.NewGuid();

    /// <summary>All but the lapse, which the portal's own round does (LapseTests walks those).</summary>
    public static TheoryData<ReferralState, ReferralAction> Steps => [.. ReferralFlow.Rows.Where(r => r.Action != ReferralAction.Lapse).Select(r => (r.From, r.Action))];

    [Theory, MemberData(nameof(Steps))]
    public void EveryRow_IsRunByAnAct(ReferralState from, ReferralAction action)
    {
        var row = ReferralFlow.Find(from, action)!;
        // Approving a place needs a shelter, which other tests bring; a reviewed service runs the same rows.
        var kind = action is ReferralAction.Approve or ReferralAction.Redirect ? ReferralKind.Services
            : new[] { ReferralKind.ShelterPlacement, ReferralKind.Health }.First(k => ReferralKinds.Of(k).Allows(action));
        var role = Enum.GetValues<Role>().First(r => RoleGrants.Has(r, row.Permission));
        var unit = row.Permission is Permission.ReferralReply or Permission.ReferralServe or Permission.PlacementRecord ? Receiver : row.Permission == Permission.ReferralReview ? Guid.NewGuid() : Office;
        var by = new Actor(Guid.NewGuid(), Guid.NewGuid(), unit, role, "63");
        var subject = ACase.At(Stage.Protection, AgeGroup.Adult).With("OwnerUnitId", Office).With("ProvinceOfficeId", Office);
        var (referral, consent) = In(from, kind, subject, row.Guard == Guard.Emergency, by);
        Run(action, referral, subject, consent, by);
        Assert.Equal(row.To, referral.State);
        Assert.Equal((from, row.To), (referral.Steps.Last().From, referral.Steps.Last().To));
    }

    [Fact]
    public void NoActStandsBesideTheTable()
        => Assert.All(Enum.GetValues<ReferralAction>(), a => Assert.Contains(ReferralFlow.Rows, r => r.Action == a));

    private static void Run(ReferralAction action, Referral r, Case subject, Consent consent, Actor by)
    {
        var needs = Needs(r);
        switch (action)
        {
            case ReferralAction.Send or ReferralAction.Offer: r.Send(by, At); break;
            case ReferralAction.Resend or ReferralAction.OfferAgain: subject.SendRevised(r, "Once more", by, At); break;
            case ReferralAction.Revise: subject.Revise(r, new ReferralRequest(true, false, null, Receiver, null, consent.Id, [Section.Identity]) { Kind = r.Kind, UnitAgency = r.Rule.Receivers[0] }, needs, needs, consent, by, At); break;
            case ReferralAction.Claim: r.Claim(subject, by, At); break;
            case ReferralAction.Release: r.Release(by, At); break;
            case ReferralAction.StartReview: r.LogCall(Guid.NewGuid(), new CallTerms(Receiver, At, SealedText.Of("On duty"), CallAnswer.TakesThePerson, null), by, At); break;
            case ReferralAction.Approve or ReferralAction.Redirect: r.ApproveService(subject, new Unit(action == ReferralAction.Approve ? Receiver : Guid.NewGuid(), "X", r.Rule.Receivers[0], "63", "หน่วยงาน", "An office"), "Because", by, At); break;
            case ReferralAction.Return: r.Return("Because", by, At); break;
            case ReferralAction.UndoReview: r.UndoReview(by, At); break;
            case ReferralAction.Accept: r.Accept(null, by, At); break;
            case ReferralAction.Decline: r.Decline("Because", by, At); break;
            case ReferralAction.Withdraw: subject.WithdrawReferral(r, "Because", by, At); break;
            case ReferralAction.RecordArrival: r.RecordArrival(by, At); break;
            case ReferralAction.Complete: r.Complete(null, by, At); break;
            case ReferralAction.ReviewAfter: r.ReviewAfter("Because", by, At); break;
            case ReferralAction.EndShare: subject.WithdrawConsent(consent, Answer.Own(ConsentManner.Oral), [r], [], by, At); break;
            case ReferralAction.RestoreShare: subject.WithdrawConsent(consent, Answer.Own(ConsentManner.Oral), [r], [], by, At); subject.RestoreShare(r, null, "s33", Recipient.AnyThatHelps, "Because", by, At); break;
            case ReferralAction.TakeOn: r.TakeOn(null, false, by, At); break;
            case ReferralAction.TurnDown: r.TurnDown("Because", by, At); break;
            case ReferralAction.Finish: r.Finish("Handed over", by, At); break;
            case ReferralAction.Stop: subject.StopReferral(r, "Because", by, At); break;
            default: Assert.Fail($"Nobody runs {action}."); break;
        }
    }

    // The state is set directly: these tests ask whether a row is run, not about the way to it.
    private static (Referral, Consent) In(ReferralState state, ReferralKind kind, Case subject, bool emergency, Actor by)
    {
        var sender = new Actor(Guid.NewGuid(), Guid.NewGuid(), Office, Role.ProvinceCaseworker, "63");
        var consent = subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, [Section.Identity], Recipient.AnyThatHelps, null),
            new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "th", InterpreterUse.NotNeeded), Answer.Own(ConsentManner.Oral), sender, At);
        var request = new ReferralRequest(false, emergency, null, Receiver, null, consent.Id, [Section.Identity]) { Kind = kind, UnitAgency = ReferralKinds.Of(kind).Receivers[0] };
        var referral = subject.DraftReferral(Guid.NewGuid(), request, consent, sender, At);
        void Set(string property, object? value) => typeof(Referral).GetProperty(property)!.SetValue(referral, value);
        Set("State", state);
        if (state is not (ReferralState.Draft or ReferralState.Returned or ReferralState.Declined)) Set("ReceiverUnitId", Receiver);
        if (state is ReferralState.Claimed or ReferralState.UnderReview) Set("ClaimedByUserId", by.UserId);
        return (referral, consent);
    }

    private static NeedsProfile Needs(Referral r) => new(r.Id, r.CaseId, AgeGroup.Adult, Sex.Female, "my", false, new NeedsAndRisk(false, false, false, false, null));
}
