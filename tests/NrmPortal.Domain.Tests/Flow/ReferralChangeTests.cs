using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using Xunit;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>What lies with its sender is changed in every point of the form, and sent as it is then.</summary>
public sealed class ReferralChangeTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid First = Guid.NewGuid(), Second = Guid.NewGuid();
    private static readonly Actor Sender = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Role.ProvinceCaseworker, "63");

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    private static Case Protected() => ACase.At(Stage.Protection, AgeGroup.Adult).With("OwnerUnitId", Sender.UnitId).With("ProvinceOfficeId", Sender.UnitId);

    private static Consent AConsent(Case subject, AgencyType to, params Section[] sections) => subject.RecordConsent(Guid.NewGuid(), ConsentOutcome.Given, new ConsentTerms(ConsentPurpose.Referral, sections, new Recipient(null, to, null), null),
        new Explanation([.. ConsentNotice.Points.Select(p => p.Code)], "th", InterpreterUse.NotNeeded), new Answer(ConsentManner.Signature, ConsentGiver.Person, null, null), Sender, At);

    private static ReferralRequest Ask(Guid unit, Consent consent, params Section[] sections) =>
        new(false, false, null, unit, null, consent.Id, sections) { Kind = ReferralKind.LegalAid, UnitAgency = AgencyType.Justice };

    private static NeedsProfile Needs(Referral referral, Case subject, string languages = "my", string? remarks = "Advice") =>
        new(referral.Id, subject.Id, AgeGroup.Adult, Sex.Female, languages, false, new NeedsAndRisk(false, false, false, false, SealedText.Of(remarks)));

    private static (Case, Referral, NeedsProfile, Consent) TurnedDown()
    {
        var subject = Protected();
        var consent = AConsent(subject, AgencyType.Justice, Section.Identity, Section.Account);
        var referral = subject.Refer(Guid.NewGuid(), Ask(First, consent, Section.Identity), consent, Sender, At);
        referral.TurnDown("No lawyer is free.", new Actor(Guid.NewGuid(), Guid.NewGuid(), First, Role.JusticeOfficer, "63"), At);
        return (subject, referral, Needs(referral, subject), consent);
    }

    [Fact]
    public void TurnedDown_ItGoesToAnotherOffice_WithWhatWasChanged()
    {
        var (subject, referral, needs, consent) = TurnedDown();
        var at = At.AddHours(1);
        var before = subject.Revise(referral, Ask(Second, consent, Section.Identity, Section.Account), needs, Needs(referral, subject, "km", "Advice in Khmer"), consent, Sender, at)!;
        Assert.Equal((First, "my", "Advice"), (before.RequestedUnitId, before.Languages, before.Remarks?.Open()));
        Assert.Equal([Section.Identity], before.Sections);
        Assert.Equal(("km", "Advice in Khmer"), (needs.Languages, needs.Remarks?.Open()));
        subject.SendRevised(referral, "Another office", Sender, at);
        Assert.Equal((ReferralState.Approved, (Guid?)Second), (referral.State, referral.ReceiverUnitId));
        Assert.Equal([Section.Identity, Section.Account], referral.Sections);
        Assert.Equal("Unit Sections Languages Remarks", subject.Events.Last(e => e.Code == "case.refer").Parameters["changed"]);
        Assert.Equal("Unit Sections Languages Remarks", referral.Steps.Single(s => s.Action == ReferralAction.Revise).Changed);
    }

    [Fact]
    public void WhatIsShared_AndOnWhat_AreAskedAnew()
    {
        var (subject, referral, needs, consent) = TurnedDown();
        Assert.Equal("consent.notCovered", Refused(() => subject.Revise(referral, Ask(Second, consent, Section.Identity, Section.Money), needs, needs, consent, Sender, At)));
        Assert.Equal("referral.receiver", Refused(() => subject.Revise(referral, Ask(Second, consent, Section.Identity) with { UnitAgency = AgencyType.Labour }, needs, needs, consent, Sender, At)));
        Assert.Equal("referral.kind", Refused(() => subject.Revise(referral, Ask(Second, consent, Section.Identity) with { Kind = ReferralKind.Ngo, UnitAgency = AgencyType.Ngo }, needs, needs, consent, Sender, At)));
        Assert.Equal("referral.notYours", Refused(() => subject.Revise(referral, Ask(Second, consent, Section.Identity), needs, needs, consent, Sender with { UnitId = Second }, At)));
        Assert.Equal([Section.Identity], referral.Sections);
    }

    [Fact]
    public void ADraft_KeepsNoVersion_AndItsHistoryBeginsWithTheSending()
    {
        var subject = Protected();
        var consent = AConsent(subject, AgencyType.Justice, Section.Identity);
        var referral = subject.DraftReferral(Guid.NewGuid(), Ask(First, consent, Section.Identity), consent, Sender, At);
        var needs = Needs(referral, subject);
        Assert.Null(subject.Revise(referral, Ask(Second, consent, Section.Identity) with { Urgent = true }, needs, Needs(referral, subject, "th"), consent, Sender, At));
        Assert.Equal((ReferralState.Draft, (Guid?)Second, true, "th"), (referral.State, referral.RequestedUnitId, referral.Urgent, needs.Languages));
        Assert.DoesNotContain(subject.Events, e => e.Code == "case.refer");
        subject.SendRevised(referral, null, Sender, At);
        Assert.Equal((ReferralState.Approved, (Guid?)Second), (referral.State, referral.ReceiverUnitId));
        Assert.DoesNotContain("changed", subject.Events.Last(e => e.Code == "case.refer").Parameters.Keys);
    }

    [Fact]
    public void NothingChanged_IsNoChange_AndWhatIsWithAnotherIsLeftAlone()
    {
        var (subject, referral, needs, consent) = TurnedDown();
        Assert.Null(subject.Revise(referral, Ask(First, consent, Section.Identity), needs, Needs(referral, subject), consent, Sender, At));
        Assert.DoesNotContain(referral.Steps, s => s.Action == ReferralAction.Revise);
        subject.SendRevised(referral, null, Sender, At);
        Assert.Equal("referral.state", Refused(() => subject.Revise(referral, Ask(Second, consent, Section.Identity), needs, needs, consent, Sender, At)));
    }

    [Fact]
    public void WhatAShelterDeclined_TheSenderSendsAgain_BeforeDatipTakesItUp()
    {
        Assert.Equal(ReferralState.Sent, ReferralFlow.Find(ReferralState.Declined, ReferralAction.Resend)!.To);
        Assert.Equal([ReferralState.Draft, ReferralState.Returned, ReferralState.Declined], ReferralFlow.Rows.Where(r => r.Action == ReferralAction.Revise && r.From == r.To).Select(r => r.From));
    }
}
