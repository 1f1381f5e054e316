using NrmPortal.Domain.Access;
using NrmPortal.Domain.Directory;
using Xunit;

namespace NrmPortal.Domain.Tests.Directory;

/// <summary>Who keeps an entry, how old its word may be, and that a shelter takes whom its entry says.</summary>
public sealed class DirectoryEntryTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Unit Home = new(Guid.NewGuid(), "SH", AgencyType.NgoShelter, "63", "ก", "A");
    private static readonly EntryTerms Terms = new(EntryStatus.Active, [OfferedService.Shelter], [Accepted.Women, Accepted.Girls], "th my", "ตลอด", "Always", []);

    private static DirectoryEntry AnEntry()
    {
        var entry = new DirectoryEntry(Home, Terms);
        typeof(DirectoryEntry).GetProperty(nameof(DirectoryEntry.Unit))!.SetValue(entry, Home);
        return entry;
    }

    private static Actor Acting(Role role, Guid? unit = null) => new(Guid.NewGuid(), Guid.NewGuid(), unit ?? Home.Id, role, "63");

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public void AnEntry_IsKeptByItsOwnManager_OrTheAdministratorOfItsKind_AndByNobodyElse(Role role)
    {
        var (keeps, administers) = (RoleGrants.Has(role, Permission.DirectoryKeep), role == Role.AgencyAdministrator);
        Assert.Equal(keeps, Assures(Acting(role), AgencyType.NgoShelter));
        Assert.Equal(administers, Assures(Acting(role, Guid.NewGuid()), AgencyType.NgoShelter));
        Assert.False(Assures(Acting(role, Guid.NewGuid()), AgencyType.PoliceShelter));
        Assert.Equal(keeps, role is Role.ShelterManager or Role.MdtSecretary or Role.DatipCoordinator or Role.AgencyAdministrator);
    }

    private static bool Assures(Actor by, AgencyType own)
    {
        var entry = AnEntry();
        var refused = Record.Exception(() => entry.Assure(by, own, At));
        Assert.Equal(refused is null ? At : null, entry.AssuredAt);
        Assert.Equal(refused?.Message, Record.Exception(() => AnEntry().Change(Terms, null, by, own, At))?.Message);
        return refused is null ? true : refused.Message == "directory.notKeeper" ? false : throw refused;
    }

    [Fact]
    public void AnEntry_IsStale_UntilItIsAssured_AndAgainAfterTheDays()
    {
        var entry = AnEntry();
        Assert.True(entry.IsStale(At, 180));
        entry.Assure(Acting(Role.ShelterManager), AgencyType.NgoShelter, At);
        Assert.False(entry.IsStale(At.AddDays(180), 180));
        Assert.True(entry.IsStale(At.AddDays(180).AddTicks(1), 180));
    }

    [Fact]
    public void AClosedOffice_IsAskedForNothing()
    {
        var entry = AnEntry();
        entry.Change(Terms with { Status = EntryStatus.Closed }, null, Acting(Role.ShelterManager), AgencyType.NgoShelter, At);
        Assert.False(entry.IsStale(At, 180));
    }

    [Fact]
    public void AShelter_TakesWhomItsEntrySays()
    {
        var shelter = new Shelter(Guid.NewGuid(), Home, 4, men: true, women: false, boys: true, girls: false, families: true, "th");
        AnEntry().Change(Terms, shelter, Acting(Role.ShelterManager), AgencyType.NgoShelter, At);
        Assert.Equal((false, true, false, true, false, "th my"),
            (shelter.AcceptsMen, shelter.AcceptsWomen, shelter.AcceptsBoys, shelter.AcceptsGirls, shelter.AcceptsFamilies, shelter.Languages));
    }

    [Fact]
    public void EveryAgencyButTheOverseers_IsOneOfTheTenKindsOfPartner()
    {
        Assert.Equal(10, Enum.GetValues<PartnerKind>().Length);
        Assert.Equal([AgencyType.ScNrm, AgencyType.Oversight], Enum.GetValues<AgencyType>().Where(a => Partners.KindOf(a) is null));
        Assert.All(Enum.GetValues<PartnerKind>(), k => Assert.All(Partners.AgenciesOf(k), a => Assert.Equal(k, Partners.KindOf(a))));
    }
}
