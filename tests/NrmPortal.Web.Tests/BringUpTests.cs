using NrmPortal.Data.Setup;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>What a start does to a database that stands: the copy of the rules always, the rest only where another build left it.</summary>
public sealed class BringUpTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Grants = "select count(*) from role_permissions where role = 'Datip'";
    private const string Neighbours = "select count(*) from province_neighbours";

    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task ASecondStart_WritesTheGrantsAgain_AndReadsNoReferenceData()
    {
        var (grants, neighbours) = (await portal.ScalarAsync(Grants), await portal.ScalarAsync(Neighbours));
        await portal.ScalarAsync("delete from role_permissions; insert into role_permissions values ('Auditor', 'case.read'); delete from province_neighbours");
        await StartAsync();
        Assert.Equal(grants, await portal.ScalarAsync(Grants));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from role_permissions where role = 'Auditor' and permission = 'case.read'"));
        Assert.Equal(0L, await portal.ScalarAsync(Neighbours));

        // Brought up by another build, or not to the end: everything is looked at again.
        await portal.ScalarAsync("update sql_objects set name = 'build of another day' where name like 'build %'");
        await StartAsync();
        Assert.Equal(neighbours, await portal.ScalarAsync(Neighbours));
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from sql_objects where name like 'build %'"));
    }

    private async Task StartAsync() => await PortalDatabase.MigrateAsync((await TestCluster.Server).OwnerConnection(portal.Database), demo: true);
}
