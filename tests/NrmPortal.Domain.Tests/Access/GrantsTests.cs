using System.Reflection;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Tests.Flow;
using Xunit;

namespace NrmPortal.Domain.Tests.Access;

public sealed class GrantsTests
{
    private static readonly string[] AllPermissions =
        [.. typeof(Permission).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public void EveryRole_HasGrants_ThatExist_Once_AndANameInBothLanguages(Role role)
    {
        Assert.NotEmpty(RoleGrants.Of(role));
        Assert.All(RoleGrants.Of(role), p => Assert.Contains(p, AllPermissions));
        Assert.Distinct(RoleGrants.Of(role));
        Assert.Distinct(SectionGrants.Of(role));
        var (th, en) = RoleNames.Of(role);
        Assert.NotEmpty(th);
        Assert.DoesNotMatch(@"\p{IsThai}", en);
    }

    [Fact]
    public void EveryPermission_IsHeldBySomeRole()
        => Assert.All(AllPermissions, p => Assert.Contains(Enum.GetValues<Role>(), r => RoleGrants.Has(r, p)));

    [Fact]
    public void RolesWithoutCasework_HoldNoPermissionOnCasesAndNoSection()
    {
        string[] casework = ["case.", "screening.", "consent.", "stay.", "risk.", "mdt.", "referral.", "placement.", "service.", "legal.", "return.", "flow.", "child.", "nonpunishment."];
        foreach (var role in Flow.Roles.WithoutCasework)
        {
            Assert.DoesNotContain(RoleGrants.Of(role), p => casework.Any(c => p.StartsWith(c, StringComparison.Ordinal)));
            Assert.Empty(SectionGrants.Of(role));
        }
    }

    [Fact]
    public void EveryOtherRole_MayReadCases()
        => Assert.All(Enum.GetValues<Role>().Except(Flow.Roles.WithoutCasework), r => Assert.True(RoleGrants.Has(r, Permission.CaseRead), $"{r}"));

    [Fact]
    public void Referring_IsForThoseWhoMeetThePerson_AndReviewForDatipAlone()
    {
        Assert.All(new[] { Role.FrontlineOfficer, Role.ProvinceCaseworker, Role.MdtSecretary }, r => Assert.True(RoleGrants.Has(r, Permission.ReferralSend)));
        Assert.Equal([Role.DatipReviewer, Role.DatipCoordinator], Holders(Permission.ReferralReview));
        Assert.Equal([Role.ShelterWorker, Role.ShelterManager], Holders(Permission.ReferralReply));
    }

    [Fact]
    public void SecondScreening_IsForTheCaseworkerAndTrainedColleagues()
        => Assert.Equal([Role.FrontlineOfficer, Role.HotlineOperator, Role.ProvinceCaseworker, Role.NgoCaseworker], Holders(Permission.ScreeningSecond));

    [Theory]
    [InlineData(Section.Health, new[] { Role.ProvinceCaseworker, Role.DatipReviewer, Role.DatipCoordinator, Role.ShelterWorker, Role.ShelterManager })]
    [InlineData(Section.Legal, new[] { Role.ProvinceCaseworker, Role.DatipReviewer, Role.DatipCoordinator, Role.InquiryOfficer, Role.Prosecutor })]
    [InlineData(Section.ShelterLocation, new[] { Role.ProvinceCaseworker, Role.DatipReviewer, Role.DatipCoordinator, Role.ShelterWorker, Role.ShelterManager })]
    public void GuardedSections_AreReadByTheNamedRolesAlone(Section section, Role[] expected)
        => Assert.Equal(expected, Enum.GetValues<Role>().Where(r => SectionGrants.Has(r, section)));

    [Fact]
    public void Assignable_HoldsNoSystemOrOversightRole_AndCoversEveryAgency()
    {
        foreach (var agency in Enum.GetValues<AgencyType>())
        {
            Assert.DoesNotContain(AssignableRoles.For(agency), r => r is Role.SystemAdministrator or Role.Auditor);
            Assert.Equal(agency == AgencyType.Oversight, AssignableRoles.For(agency).Count == 0);
            Assert.NotEmpty(RoleNames.Of(agency).Th);
            Assert.NotEmpty(RoleNames.Of(agency).En);
        }
    }

    [Fact]
    public void Assignable_GivesDatipsRolesInDatipAlone_AndTheDecisionInProvinceOfficesAlone()
    {
        Assert.Equal([AgencyType.Datip], GivenBy(Role.DatipReviewer));
        Assert.Equal([AgencyType.Datip], GivenBy(Role.DatipCoordinator));
        Assert.Equal([AgencyType.ProvincialMsdhs], GivenBy(Role.CompetentAuthority));
        Assert.Equal([AgencyType.ProvincialMsdhs], GivenBy(Role.ProvinceCaseworker));
    }

    private static IEnumerable<Role> Holders(string permission) => Enum.GetValues<Role>().Where(r => RoleGrants.Has(r, permission));

    private static IEnumerable<AgencyType> GivenBy(Role role) => Enum.GetValues<AgencyType>().Where(a => AssignableRoles.For(a).Contains(role));
}
