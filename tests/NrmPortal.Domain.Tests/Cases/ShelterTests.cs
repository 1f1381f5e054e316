using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;
using NrmPortal.Domain.Referrals;
using Xunit;
using static NrmPortal.Domain.Tests.Cases.AChild;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>A shelter for adults never accepts a child, whoever approved it.</summary>
public sealed class ShelterTests
{
    public static TheoryData<AgeGroup, bool, bool> Ways => [.. from age in Enum.GetValues<AgeGroup>() from girls in new[] { true, false } from family in new[] { true, false } select (age, girls, family)];

    [Theory, MemberData(nameof(Ways))]
    public void AGirl_IsAcceptedWhereGirlsLive_OrWithHerFamily_AndNowhereElse(AgeGroup age, bool girls, bool family)
    {
        var subject = InProtection(age);
        var worker = Acting(Role.ShelterWorker);
        var unit = new Unit(worker.UnitId, "SH", AgencyType.NgoShelter, "63", "ก", "A");
        var shelter = new Shelter(Guid.NewGuid(), unit, 10, men: true, women: true, boys: false, girls, families: true, "th");
        var request = new ReferralRequest(Urgent: false, Emergency: false, AgencyType.NgoShelter, unit.Id, "s29", null, [Section.Identity]);
        var referral = subject.Refer(Guid.NewGuid(), request, null, Caseworker with { UnitId = subject.ProvinceOfficeId }, At);
        var needs = new NeedsProfile(referral.Id, subject.Id, age, Sex.Female, "th", family, new NeedsAndRisk(false, false, false, false, null));
        var refused = Record.Exception(() => subject.Accept(referral, needs, Guid.NewGuid(), shelter, worker, At))?.Message;
        Assert.Equal(age == AgeGroup.Adult || girls || family ? null : "shelter.notForAChild", refused);
        // Whoever is accepted is not there yet.
        Assert.Null(subject.ShelteredFrom);
    }

    [Fact]
    public void AnOfficeThatIsPausedOrClosed_IsAskedForNobody_AndTakesNobodyIn()
    {
        static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;
        var subject = InProtection(AgeGroup.Adult);
        var (worker, sender) = (Acting(Role.ShelterWorker), Caseworker with { UnitId = subject.ProvinceOfficeId });
        var unit = new Unit(worker.UnitId, "SH", AgencyType.NgoShelter, "63", "ก", "A");
        var request = new ReferralRequest(Urgent: true, Emergency: true, AgencyType.NgoShelter, unit.Id, "s29", null, [Section.Identity]);
        Assert.Equal("referral.unitShut", Code(() => subject.Refer(Guid.NewGuid(), request with { UnitIsShut = true }, null, sender, At)));
        var draft = subject.DraftReferral(Guid.NewGuid(), request with { UnitIsShut = true }, null, sender, At);
        var to = new Recipient(unit.Id, unit.Agency, null);
        Assert.Equal("referral.unitShut", Code(() => subject.SendDraft(draft, null, to with { IsShut = true }, sender, At)));
        subject.SendDraft(draft, null, to, sender, At);

        var shelter = new Shelter(Guid.NewGuid(), unit, 10, men: true, women: true, boys: true, girls: true, families: true, "th");
        var needs = new NeedsProfile(draft.Id, subject.Id, AgeGroup.Adult, Sex.Female, "th", false, new NeedsAndRisk(false, false, false, false, null));
        shelter.Take(new DirectoryEntry(unit, new EntryTerms(EntryStatus.Paused, [], [Accepted.Women], "th", "x", "x", [])));
        Assert.Equal("shelter.paused", Code(() => subject.Accept(draft, needs, Guid.NewGuid(), shelter, worker, At)));
    }
}
