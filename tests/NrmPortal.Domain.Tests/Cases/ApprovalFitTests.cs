using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>DATIP approves no shelter that may not take the person, and one that fits badly only with a reason: every age, sex, shelter and family.</summary>
public sealed class ApprovalFitTests
{
    private static readonly bool[] Both = [true, false];
    private static readonly Actor Datip = Acting(Role.DatipReviewer);

    public static TheoryData<AgeGroup, Sex, bool, bool> Ways =>
        [.. from age in Enum.GetValues<AgeGroup>() from sex in Enum.GetValues<Sex>() from family in Both from speaks in Both select (age, sex, family, speaks)];

    [Theory, MemberData(nameof(Ways))]
    public void AnApproval_IsRefused_OrNeedsAReason_OrStands(AgeGroup age, Sex sex, bool family, bool speaks)
    {
        foreach (var mask in Enumerable.Range(0, 32))
        {
            bool Takes(int bit) => (mask & (1 << bit)) > 0;
            var (men, women, boys, girls, families) = (Takes(0), Takes(1), Takes(2), Takes(3), Takes(4));
            var shelter = AShelter(men, women, boys, girls, families, speaks ? "my" : "th");
            var child = age != AgeGroup.Adult;
            var lives = sex switch
            {
                Sex.Male => child ? boys : men,
                Sex.Female => child ? girls : women,
                _ => child ? boys && girls : men && women,
            };
            var never = child ? !lives && !(family && families) : sex is Sex.Male or Sex.Female && !lives;
            var fits = speaks && (!family || families) && (lives || (child && family && families));
            var expected = never ? child ? "shelter.notForAChild" : "shelter.notForThisSex" : fits ? null : "shelter.reasonForMisfit";
            foreach (var redirects in Both)
            {
                // To redirect needs a reason anyway, and asks for it first.
                Assert.Equal(never ? expected : redirects ? "referral.reason" : expected, RefusalOf(shelter, age, sex, family, redirects, null));
                Assert.Equal(never ? expected : null, RefusalOf(shelter, age, sex, family, redirects, "Nothing else is free"));
            }
        }
    }

    [Fact]
    public void AFullShelter_CannotBeChosen_WhateverTheReason()
    {
        var shelter = AShelter(true, true, true, true, true, "my", places: 0);
        Assert.Equal("shelter.unstated", RefusalOf(shelter, AgeGroup.Adult, Sex.Male, false, redirects: false, "Nobody has said how many places it has"));
        shelter.Provide(Guid.NewGuid(), PlaceKind.Women, 2);
        Assert.Equal("shelter.full", RefusalOf(shelter, AgeGroup.Adult, Sex.Male, false, redirects: false, null));
        Assert.Equal("shelter.full", RefusalOf(shelter, AgeGroup.Adult, Sex.Male, false, redirects: false, "A place is free tomorrow"));
    }

    [Theory]
    [InlineData(AgencyType.NgoShelter, null, "Approved")]
    [InlineData(null, null, "Approved")]
    [InlineData(AgencyType.PoliceShelter, "referral.reason", "Redirected")]
    [InlineData(AgencyType.MsdhsShelter, "referral.reason", "Redirected")]
    public void AnotherKindThanTheOneAskedFor_IsARedirection_WithItsReason(AgencyType? asked, string? refusal, string state)
    {
        var shelter = AShelter(true, true, true, true, true, "my");
        Assert.Equal(refusal, RefusalOf(shelter, AgeGroup.Adult, Sex.Male, false, redirects: false, null, kind: asked, unit: false));
        Assert.Null(RefusalOf(shelter, AgeGroup.Adult, Sex.Male, false, redirects: false, "None of that kind is free", kind: asked, unit: false));
        Assert.Equal(state, last!.State.ToString());
    }

    [Fact]
    public void AnAgeThatWasAssessedSince_CountsAsItIsNow()
    {
        var shelter = AShelter(men: true, women: true, boys: false, girls: false, families: false, "my");
        Assert.Equal("shelter.notForAChild", RefusalOf(shelter, AgeGroup.Adult, Sex.Male, false, redirects: false, null, new Resident(IsChild: true, Sex.Male)));
        Assert.Null(RefusalOf(shelter, AgeGroup.Unknown, Sex.Male, false, redirects: false, null, new Resident(IsChild: false, Sex.Male)));
    }

    private static Shelter AShelter(bool men, bool women, bool boys, bool girls, bool families, string languages, int places = 10) =>
        new(Guid.NewGuid(), new Unit(Guid.NewGuid(), "SH", AgencyType.NgoShelter, "63", "ก", "A"), places, men, women, boys, girls, families, languages);

    private Referral? last;

    private string? RefusalOf(Shelter shelter, AgeGroup age, Sex sex, bool family, bool redirects, string? reason, Resident? now = null, AgencyType? kind = AgencyType.NgoShelter, bool unit = true)
    {
        var subject = InProtection(AgeGroup.Adult);
        var request = new ReferralRequest(Urgent: false, Emergency: false, kind, redirects ? Guid.NewGuid() : unit ? shelter.UnitId : null, "s29", null, [Section.Identity]);
        var referral = subject.Refer(Guid.NewGuid(), request, null, Caseworker with { UnitId = subject.ProvinceOfficeId }, At);
        var needs = new NeedsProfile(referral.Id, subject.Id, age, sex, "my", family, new NeedsAndRisk(false, false, false, false, null));
        last = referral;
        referral.Claim(subject, Datip, At);
        return (Record.Exception(() => referral.Approve(subject, shelter, needs, now ?? new Resident(age != AgeGroup.Adult, sex), reason, Datip, At)) as RefusedException)?.Refusal.Code;
    }
}
