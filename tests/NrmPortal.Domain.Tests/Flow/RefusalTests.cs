using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Tests.Cases;
using NrmPortal.Domain.Work;

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

    private static string? Refused(Action act) => Record.Exception(act) is { } thrown ? Assert.IsType<RefusedException>(thrown).Refusal.Code : null;

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

    // What a reader would expect, in other words than the table's own.
    private static bool Carries(string ground, string to, Section part)
    {
        var shelter = to.EndsWith("Shelter", StringComparison.Ordinal);
        var office = to is "Datip" or "ProvincialMsdhs" || (to == "Dcy" && ground is ("s33" or "childInterest"));
        if (to == "Hospital") return part is Section.Identity or Section.Health;
        if (to == "Court") return (ground, part) is ("s29" or "childInterest", Section.Identity) || (ground, part) is ("s29", Section.Account) or ("childInterest", Section.Family);
        if (to is "Police" or "Hotline1300") return ground == "vitalInterest" && part == Section.Identity;
        if (!shelter && !office) return false;
        if (ground == "vitalInterest") return part is Section.Identity or Section.Health;
        return part switch
        {
            Section.Identity or Section.Health or Section.Family => true,
            Section.Consent => to != "Dcy" || ground != "s33",
            Section.Plan => ground != "s29",
            Section.Account => office && ground != "s33",
            _ => false,
        };
    }

    [Fact]
    public void AGround_CarriesWhatTheTableSays_ToWhomItSays_AndNothingElse()
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Child);
        var allowed = 0;
        foreach (var ground in Domain.Referrals.LegalGrounds.All)
            foreach (var to in Enum.GetValues<AgencyType>().Select(a => new Recipient(null, a, null)).Concat(Enum.GetValues<OutsideRecipient>().Select(o => new Recipient(null, null, o))))
                foreach (var part in Enum.GetValues<Section>())
                {
                    var name = to.Agency?.ToString() ?? to.Outside!.ToString()!;
                    var expected = Carries(ground, name, part);
                    var request = new DisclosureRequest([part], to, SealedText.Of("Name"), SealedText.Of("Reason"), DisclosureChannel.ByHand, ground);
                    var refusal = Refused(() => subject.Disclose(Guid.NewGuid(), request, null, By(subject), At));
                    Assert.True((expected ? null : "share.groundReach") == refusal, $"{ground} {name} {part}: {refusal}");
                    allowed += expected ? 1 : 0;
                }

        Assert.Equal(Domain.Referrals.LegalGrounds.Table.Where(g => g.Owner is null).Sum(g => g.Sections.Count), allowed);
        Assert.All(Domain.Referrals.LegalGrounds.Table, g => Assert.Equal(("D", true), (g.Confidence, g.Basis.Length > 0)));
        // All parts at once, or none.
        Assert.False(Domain.Referrals.LegalGrounds.Carries("s33", [Section.Identity, Section.Legal], new Recipient(null, AgencyType.NgoShelter, null)));
        Assert.False(Domain.Referrals.LegalGrounds.Carries("s33", [], new Recipient(null, AgencyType.NgoShelter, null)));
        Assert.True(Domain.Referrals.LegalGrounds.Carries("s33", Identity, Recipient.AnyThatHelps));
        Assert.False(Domain.Referrals.LegalGrounds.Carries("s33", [Section.Account], Recipient.AnyThatHelps));
    }

    public static TheoryData<string, string?> LastWords => new()
    {
        { "nothing", null }, { "yes", null }, { "no", "share.groundReason" }, { "no, then yes", null }, { "yes, then no", "share.groundReason" },
        { "yes, taken back", "share.groundReason" }, { "yes, ran out", null }, { "no to others", null }, { "no of another purpose", null }, { "cannot answer", null },
    };

    [Theory, MemberData(nameof(LastWords))]
    public void AfterANo_AGroundNeedsAWrittenReason_AndDatipIsTold(string said, string? refusal)
    {
        var subject = ACase.At(Stage.Protection, AgeGroup.Adult);
        var by = By(subject);
        Consent Say(ConsentOutcome outcome, int hour, int to = 0, ConsentPurpose purpose = ConsentPurpose.Referral) => Answered(subject, outcome, purpose, to < 0 ? Recipient.AnyThatHelps : Wanted[to].To, At.AddHours(hour));
        List<Consent> answers = said switch
        {
            "nothing" => [],
            "no" => [Say(ConsentOutcome.Refused, 1, -1)],
            "no, then yes" => [Say(ConsentOutcome.Refused, 1, -1), Say(ConsentOutcome.Given, 2)],
            "yes, then no" => [Say(ConsentOutcome.Given, 1, -1), Say(ConsentOutcome.Refused, 2)],
            "no to others" => [Say(ConsentOutcome.Refused, 1, 2)],
            "no of another purpose" => [Say(ConsentOutcome.Refused, 1, -1, ConsentPurpose.Disclosure)],
            "cannot answer" => [Say(ConsentOutcome.NotPossible, 1, -1)],
            _ => [Say(ConsentOutcome.Given, 1)],
        };
        if (said == "yes, taken back") subject.WithdrawConsent(answers[0], Answer.Own(ConsentManner.Oral), [], [], by, At.AddHours(2));
        var at = said == "yes, ran out" ? At.AddYears(3) : At.AddHours(3);
        Domain.Referrals.Referral Refer(string? why) => subject.Refer(Guid.NewGuid(),
            new(false, false, null, Here, "s33", null, Identity) { UnitAgency = AgencyType.NgoShelter, GroundReason = SealedText.Of(why) }, null, by, at, answers);

        Assert.Equal(refusal, Refused(() => Refer(" ")));
        Assert.DoesNotContain(subject.Notices, n => n.Code == NoticeCode.SharedOverRefusal);
        var referral = Refer("Medical care cannot wait");
        Assert.Equal(refusal is null ? 0 : 1, subject.Notices.Count(n => (n.Code, n.ToAgency, n.ToRole) == (NoticeCode.SharedOverRefusal, AgencyType.Datip, Role.DatipReviewer) && n.Parameters["ground"] == "s33"));
        Assert.Null(Refused(() => referral.RequireCovered(null, Wanted[0].To, false, at, answers)));
        Assert.Equal("share.groundReach", Refused(() => referral.RequireCovered(null, new Recipient(Guid.NewGuid(), AgencyType.Police, null), false, at, answers)));
    }
}
