using NrmPortal.Data.Setup;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Provinces, districts and sub-districts with their official codes, and which provinces are neighbours.</summary>
public sealed class GeographyTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<long> Count(string sql) => (long)(await portal.ScalarAsync(sql))!;

    [Theory]
    [InlineData("provinces", 77)]
    [InlineData("districts", 928)]
    [InlineData("subdistricts", 7_475)]
    [InlineData("province_neighbours", 178)]
    public async Task TheTotals_AreThoseOfTheFiles(string table, long rows) => Assert.Equal(rows, await Count($"select count(*) from {table}"));

    [Fact]
    public async Task EveryCode_BeginsWithTheCodeOfWhatItLiesIn_AndEveryParentHasParts()
    {
        Assert.Equal(0L, await Count("select count(*) from districts d left join provinces p on p.code = left(d.code, 2) where p.code is null or d.province_code <> left(d.code, 2)"));
        Assert.Equal(0L, await Count("select count(*) from subdistricts s left join districts d on d.code = left(s.code, 4) where d.code is null or s.district_code <> left(s.code, 4)"));
        Assert.Equal(77L, await Count("select count(distinct province_code) from districts"));
        Assert.Equal(928L, await Count("select count(distinct district_code) from subdistricts"));
        await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync("insert into districts (code, name_th, name_en) values ('9901', 'x', 'x')"));
    }

    [Fact]
    public async Task EveryProvince_HasANeighbour_AlsoTheIsland()
    {
        Assert.Equal(0L, await Count("select count(*) from provinces p where not exists (select 1 from province_neighbours n where p.code in (n.province, n.neighbour))"));
        Assert.Equal("82", await portal.ScalarAsync("select province from province_neighbours where neighbour = '83'"));
        Assert.Equal(1L, await Count("select count(*) from province_neighbours where (province, neighbour) = ('62', '63')")); // Kamphaeng Phet and Tak
    }

    /// <summary>A start on a database that has them reads none of the files' rows again.</summary>
    [Fact]
    public async Task ALaterStart_LoadsNothingOfIt()
    {
        var server = await TestCluster.Server;
        await portal.ScalarAsync("delete from province_neighbours where (province, neighbour) = ('62', '63')");
        await PortalDatabase.MigrateAsync(server.OwnerConnection(portal.Database), demo: true);
        Assert.Equal(177L, await Count("select count(*) from province_neighbours"));
        await portal.ScalarAsync("insert into province_neighbours values ('62', '63')");
    }
}
