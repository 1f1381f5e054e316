using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Tests.Flow;

namespace NrmPortal.Domain.Tests.Cases;

/// <summary>Where the person was met, and where they are: the case's province, and the one that a referral starts from.</summary>
public sealed class WhereTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Office = Guid.NewGuid();

    private static Actor Of(Role role, string province, Guid? unit = null) => new(Guid.NewGuid(), Guid.NewGuid(), unit ?? Guid.NewGuid(), role, province);

    private static Case Opened(Actor by, string? province) => Case.Open(Guid.NewGuid(), "FC-2569-000001", Office, by, At, province);

    [Fact]
    public void ACase_IsOfTheProvinceWhereThePersonWasMet_AndOfTheOpenersWhereNothingElseIsSaid()
    {
        var hotline = Of(Role.HotlineOperator, "10");
        Assert.Equal(("50", Office, hotline.UnitId), (Opened(hotline, "50").ProvinceCode, Opened(hotline, "50").ProvinceOfficeId, Opened(hotline, "50").OwnerUnitId));
        Assert.Equal("10", Opened(hotline, null).ProvinceCode);
    }

    [Fact]
    public void AReferral_StartsFromWhereThePersonIs()
    {
        var ngo = Of(Role.NgoCaseworker, "63");
        var file = Opened(ngo, "50");
        // Who opened it met the person there; the hotline has one office for the country; any other sender works where the person is.
        Assert.Equal("50", file.OriginFor(ngo, null));
        Assert.Equal("50", file.OriginFor(Of(Role.FrontlineOfficer, "63", ngo.UnitId), null));
        Assert.Equal("50", file.OriginFor(Of(Role.HotlineOperator, "10"), null));
        Assert.Equal("57", file.OriginFor(Of(Role.ProvinceCaseworker, "57"), null));
        // Whoever lives in a shelter is there, whoever sends.
        foreach (var sender in new[] { ngo, Of(Role.HotlineOperator, "10"), Of(Role.ProvinceCaseworker, "57") }) Assert.Equal("90", file.OriginFor(sender, "90"));
    }

    [Fact]
    public void TheReferral_KeepsIt_AndReadsItAgainWhenItIsChanged()
    {
        var ngo = Of(Role.NgoCaseworker, "63");
        var file = Opened(ngo, "50").With("Stage", Stage.Protection);
        file.Describe(AgeGroup.Adult, Sex.Female, ExploitationCategory.Labour);
        ReferralRequest Ask(string? livesIn) => new(livesIn is not null, false, null, null, "s29", null, [Section.Identity]) { LivesIn = livesIn };
        NeedsProfile Needs(Guid referral) => new(referral, file.Id, AgeGroup.Adult, Sex.Female, "my", false, new NeedsAndRisk(false, false, false, false, null));
        Assert.Equal("90", file.Refer(Guid.NewGuid(), Ask("90"), null, ngo, At).ProvinceCode);
        var draft = file.DraftReferral(Guid.NewGuid(), Ask(null), null, ngo, At);
        Assert.Equal("50", draft.ProvinceCode);
        file.Revise(draft, Ask("90"), Needs(draft.Id), Needs(draft.Id), null, ngo, At);
        Assert.Equal("90", draft.ProvinceCode);
    }
}
