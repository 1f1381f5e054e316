using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Cases;

namespace NrmPortal.Domain.Tests.Flow;

/// <summary>What a no takes away: every refusal against every reach of an earlier consent and every recipient.</summary>
public sealed class RefusalTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Here = Guid.NewGuid();
    private static readonly Explanation Explained = new([.. ConsentNotice.Points.Select(p => p.Code)], "my", InterpreterUse.Present);
    private static readonly Section[] Identity = [Section.Identity];

    private static readonly (string Name, Recipient To)[] Reaches =
    [
        ("any", Recipient.AnyThatHelps), ("here", new(Here, AgencyType.NgoShelter, null)), ("NGO shelters", new(null, AgencyType.NgoShelter, null)),
        ("State shelters", new(null, AgencyType.MsdhsShelter, null)), ("hospitals", new(null, null, OutsideRecipient.Hospital)), ("embassies", new(null, null, OutsideRecipient.Embassy)),
    ];

    private static readonly (string Name, Recipient To)[] Wanted =
    [
        ("here", new(Here, AgencyType.NgoShelter, null)), ("there", new(Guid.NewGuid(), AgencyType.NgoShelter, null)), ("a State shelter", new(Guid.NewGuid(), AgencyType.MsdhsShelter, null)),
        ("hospital", new(null, null, OutsideRecipient.Hospital)), ("embassy", new(null, null, OutsideRecipient.Embassy)),
    ];

    private static Actor By(Case subject) => new(Guid.NewGuid(), Guid.NewGuid(), subject.ProvinceOfficeId, Role.ProvinceCaseworker, "63");

    private static Consent Answered(Case subject, ConsentOutcome outcome, ConsentPurpose purpose, Recipient to, DateTimeOffset at) => subject.RecordConsent(Guid.NewGuid(), outcome,
        new ConsentTerms(purpose, Identity, to, null), Explained, new Answer(outcome == ConsentOutcome.Given ? ConsentManner.Signature : null, ConsentGiver.Person, null, null), By(subject), at);

    private static bool Reached(string reach, string wanted) => reach == wanted || (reach, wanted) is ("NGO shelters", "here" or "there") or ("State shelters", "a State shelter")
        or ("hospitals", "hospital") or ("embassies", "embassy");

    [Fact]
    public void ALaterNo_IsTakenFromEveryEarlierYes_ByRecipient_AndFromNothingElse()
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Adult);
        var tried = 0;
        foreach (var (yes, given) in Reaches)
            foreach (var (no, refused) in Reaches)
                foreach (var (name, wanted) in Wanted)
                    foreach (var later in new[] { true, false })
                        foreach (var purpose in new[] { ConsentPurpose.Disclosure, ConsentPurpose.Referral })
                        {
                            var consent = Answered(subject, ConsentOutcome.Given, ConsentPurpose.Disclosure, given, At);
                            var answer = Answered(subject, ConsentOutcome.Refused, purpose, refused, later ? At.AddHours(1) : At.AddHours(-1));
                            var covered = yes == "any" ? name != "embassy" : Reached(yes, name);
                            var taken = later && purpose == ConsentPurpose.Disclosure && (no == "any" || Reached(no, name));
                            Assert.True((covered && !taken) == consent.Covers(ConsentPurpose.Disclosure, Identity, wanted, ThaiDay.Of(At), [consent, answer]), $"yes to {yes}, no to {no} {later} {purpose}, wanted {name}");
                            tried++;
                        }

        Assert.Equal(6 * 6 * 5 * 2 * 2, tried);
    }

    [Fact]
    public void WhatWasRefused_IsNotShared_ReferredApprovedOrRestored_AndANewYesCarriesItAgain()
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Adult);
        var by = By(subject);
        var consent = Answered(subject, ConsentOutcome.Given, ConsentPurpose.Referral, Recipient.AnyThatHelps, At);
        List<Consent> answers = [consent, Answered(subject, ConsentOutcome.Refused, ConsentPurpose.Referral, Wanted[0].To, At.AddMinutes(1))];
        Domain.Referrals.ReferralRequest To(Guid unit, Consent rests) => new(false, false, null, unit, null, rests.Id, Identity) { UnitAgency = AgencyType.NgoShelter };
        string? Refused(Action act) => Record.Exception(act) is { } thrown ? Assert.IsType<RefusedException>(thrown).Refusal.Code : null;

        Assert.Equal("consent.notCovered", Refused(() => subject.Refer(Guid.NewGuid(), To(Here, consent), consent, by, At.AddHours(1), answers)));
        var referral = subject.Refer(Guid.NewGuid(), To(Wanted[1].To.UnitId!.Value, consent), consent, by, At.AddHours(1), answers);
        Assert.Null(Refused(() => referral.RequireCovered(consent, Wanted[1].To, false, At.AddHours(1), answers)));
        Assert.Equal("consent.notCovered", Refused(() => referral.RequireCovered(consent, Wanted[0].To, false, At.AddHours(1), answers)));
        Assert.Equal("consent.notCovered", Refused(() => subject.SendAgain(referral, consent, null, Wanted[0].To, "Again", by, At.AddHours(1), answers)));
        Assert.Equal("consent.notCovered", Refused(() => subject.RestoreShare(referral, consent, null, Wanted[0].To, "Again", by, At.AddHours(1), answers)));

        var anew = Answered(subject, ConsentOutcome.Given, ConsentPurpose.Referral, Wanted[0].To, At.AddHours(2));
        answers.Add(anew);
        Assert.Null(Refused(() => subject.Refer(Guid.NewGuid(), To(Here, anew), anew, by, At.AddHours(3), answers)));
    }
}
