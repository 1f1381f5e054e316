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
    public void AnEntry_IsKeptByItsOwnManager_TheAdministratorOfItsKind_OrWhoeverKeepsTheDirectory_AndByNobodyElse(Role role)
    {
        var (keeps, administers, all) = (RoleGrants.Has(role, Permission.DirectoryKeep), role == Role.AgencyAdministrator, role == Role.DatipCoordinator);
        Assert.Equal(all, RoleGrants.Has(role, Permission.DirectoryAdd));
        Assert.Equal(keeps, Assures(Acting(role), AgencyType.NgoShelter));
        Assert.Equal(administers || all, Assures(Acting(role, Guid.NewGuid()), AgencyType.NgoShelter));
        Assert.Equal(all, Assures(Acting(role, Guid.NewGuid()), AgencyType.PoliceShelter));
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
    public void WhoeverKeepsTheDirectory_AddsAnOffice_OfAKindThatMayStandTwice()
    {
        static string Code(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;
        var keeper = Acting(Role.DatipCoordinator, Guid.NewGuid());
        var added = DirectoryEntry.Add(Home, Terms, keeper, At);
        Assert.Equal((Home.Id, (DateTimeOffset?)null, At, keeper.UnitId), (added.Id, added.AssuredAt, added.ChangedAt!.Value, added.ChangedByUnitId!.Value));
        Assert.Equal("directory.notKeeper", Code(() => DirectoryEntry.Add(Home, Terms, Acting(Role.AgencyAdministrator), At)));
        foreach (var one in new[] { AgencyType.Datip, AgencyType.ProvincialMsdhs, AgencyType.Dcy, AgencyType.ScNrm })
            Assert.Equal("directory.oneOfAKind", Code(() => DirectoryEntry.Add(new Unit(Guid.NewGuid(), "X", one, "63", "ก", "A"), Terms, keeper, At)));
        Assert.Equal("directory.name", Code(() => DirectoryEntry.Add(new Unit(Guid.NewGuid(), "X", AgencyType.Ngo, "63", " ", "A"), Terms, keeper, At)));
        Assert.All(Partners.Addable, a => Assert.Equal("63-3", Unit.CodeFor(a, "63", [Unit.CodeFor(a, "63", []), Unit.CodeFor(a, "63", [Unit.CodeFor(a, "63", [])])])[4..]));
    }

    [Fact]
    public void TheSecondOfTwoWhoChangeAnEntry_IsTold()
    {
        var entry = AnEntry();
        entry.RequireUnchanged(null);
        entry.Change(Terms, null, Acting(Role.ShelterManager), AgencyType.NgoShelter, At);
        Assert.Equal("directory.changed", Assert.Throws<RefusedException>(() => entry.RequireUnchanged(null)).Refusal.Code);
        entry.RequireUnchanged(At);
    }

    [Fact]
    public void TheDistrictOfAnOffice_IsOfItsProvince_AndThatOfAHomeStandsElsewhere()
    {
        var post = new Unit(Guid.NewGuid(), "IMM-63", AgencyType.Immigration, "63", "ก", "A");
        var entry = DirectoryEntry.Add(new Unit(Guid.NewGuid(), "X", AgencyType.Ngo, "63", "ก", "A"), Terms, Acting(Role.DatipCoordinator), At);
        typeof(DirectoryEntry).GetProperty(nameof(DirectoryEntry.Unit))!.SetValue(entry, post);
        entry.Locate("6306", Acting(Role.AgencyAdministrator, Guid.NewGuid()), AgencyType.Immigration);
        Assert.Equal("6306", post.DistrictCode);
        Assert.Equal("directory.district", Assert.Throws<RefusedException>(() => entry.Locate("1001", Acting(Role.AgencyAdministrator), AgencyType.Immigration)).Refusal.Code);
        Assert.Equal("directory.notKeeper", Assert.Throws<RefusedException>(() => entry.Locate("6306", Acting(Role.ShelterWorker), AgencyType.Immigration)).Refusal.Code);
        Assert.Equal("directory.hidden", Assert.Throws<RefusedException>(() => AnEntry().Locate("6306", Acting(Role.ShelterManager), AgencyType.NgoShelter)).Refusal.Code);
    }

    [Fact]
    public void EveryKindOfHome_ReceivesPeople_AndStatesItsPlaces_ByItsOwnPeopleOrTheKeeper()
    {
        Assert.Equal([AgencyType.MsdhsShelter, AgencyType.PoliceShelter, AgencyType.NgoShelter, AgencyType.Dcy], Enum.GetValues<AgencyType>().Where(Shelter.IsHome));
        var home = new Unit(Guid.NewGuid(), "DCY-63", AgencyType.Dcy, "63", "ก", "A");
        var shelter = new Shelter(Guid.NewGuid(), home);
        Assert.False(shelter.HasStated);
        foreach (var by in new[] { Acting(Role.ShelterWorker, home.Id), Acting(Role.DatipCoordinator, Guid.NewGuid()) }) Assert.Equal(3, shelter.State(Guid.NewGuid(), PlaceKind.Any, 3, by, At).Places);
        Assert.Equal("places.notYours", Assert.Throws<RefusedException>(() => shelter.State(Guid.NewGuid(), PlaceKind.Any, 3, Acting(Role.DcyOfficer, home.Id), At)).Refusal.Code);
        Assert.Contains(Role.ShelterWorker, AssignableRoles.For(AgencyType.Dcy));
    }

    [Fact]
    public void EveryAgencyButTheOverseers_IsOneOfTheTenKindsOfPartner()
    {
        Assert.Equal(10, Enum.GetValues<PartnerKind>().Length);
        Assert.Equal([AgencyType.ScNrm, AgencyType.Oversight], Enum.GetValues<AgencyType>().Where(a => Partners.KindOf(a) is null));
        Assert.All(Enum.GetValues<PartnerKind>(), k => Assert.All(Partners.AgenciesOf(k), a => Assert.Equal(k, Partners.KindOf(a))));
    }
}
