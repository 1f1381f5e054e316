using System.Globalization;
using Npgsql;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Flow;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>What one case costs the database among 100,000: opened, looked up by number, searched for by name, and refused.</summary>
[Collection(nameof(LargePortal))]
public sealed class CaseCostTests(LargePortal large)
{
    [Theory]
    [InlineData(Stage.Screening)]
    [InlineData(Stage.FollowUp)]
    public async Task TheCasePage_StaysWithinItsBounds(Stage stage)
    {
        using var datip = await large.Portal.VisitAsync("datip");
        var number = Find(c => c.Stage == stage && c.Name is not null && (stage == Stage.Screening || c.Referral is not null)).Number;
        // One trip more than the sections need: the dangers and rules of contact that stand on every page of a case.
        // Measured: 19 trips; 220 buffers at screening, 263 for a closed case with a referral, 343 before the tables were vacuumed.
        await Spend(datip, $"/cases/{number}", mostTrips: 20, mostBuffers: 480);
        Assert.Contains(number, datip.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheNumberLookUp_StaysWithinItsBounds()
    {
        using var datip = await large.Portal.VisitAsync("datip");
        // The address of the look-up and, after its redirect, the case itself. Measured: 22 trips, 269 buffers, 353 before the tables were vacuumed.
        await Spend(datip, $"/cases?Chosen.Number={Find(c => c.Stage == Stage.FollowUp).Number}", mostTrips: 23, mostBuffers: 480);
        Assert.StartsWith("/cases/NRM-", datip.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cases/{0}")]
    [InlineData("/screenings/{1}")]
    public async Task AnUnseenCase_CostsWhatAnAbsentOneCosts(string address)
    {
        using var officer = await large.Portal.VisitAsync("officer.immigration");
        var mine = ReferenceData.IdOf("unit", "IMM-63");
        var unseen = Find(c => c.OpenedBy.ProvinceCode != "63" && c.OwnerId != mine && c.NrmNumber is not null);
        var before = await Spent(officer, Address(unseen.Number, unseen.ScreeningId));
        var after = await Spent(officer, Address("NRM-2570-9999999", Guid.NewGuid()));
        Assert.Equal(before, after);
        Assert.Equal(1, after.Records);
        Assert.Equal("NotFound", after.Status);

        string Address(string number, Guid screening) => string.Format(CultureInfo.InvariantCulture, address, number, screening);
    }

    [Fact]
    public async Task ASearchForAName_StaysWithinItsBounds_AlsoWithoutAHit()
    {
        using var officer = await large.Portal.VisitAsync("datip");
        await officer.GetAsync("/cases");
        foreach (var name in new[] { Find(c => c.Name is not null).Name!, GeneratedNames.Nobody(1) })
        {
            await officer.GetAsync("/cases");
            var (queries, trips) = await large.Asked.DuringAsync(() => officer.PostAsync("/cases", ("Name", name)));
            var buffers = await Buffers(queries);
            // Measured: 12 trips with hits, 13 without; one of them asks what the database judges before the answer.
            Assert.True(trips <= 13 && buffers <= 400, $"{name}: {trips} trips, {buffers} buffers; the bounds are 13 and 400");
        }
    }

    [Theory]
    [InlineData("datip", "DatipReviewer")]
    [InlineData("officer.immigration", "FrontlineOfficer")]
    [InlineData("ngo", "NgoCaseworker")]
    public async Task ASearchForOneFrequentName_StaysWithinItsBounds(string user, string role)
    {
        using var visitor = await large.Portal.VisitAsync(user);
        var name = Find(c => c.Name is not null).Name!.Split(' ')[0];
        await visitor.GetAsync("/cases");
        var (queries, trips) = await large.Asked.DuringAsync(() => visitor.PostAsync("/cases", ("Name", name)));
        var buffers = await Buffers(queries, user, role);
        Assert.True(trips <= 12 && buffers <= 2200, $"{trips} trips, {buffers} buffers; 11 and 1530 when the bounds were set");
    }

    private async Task Spend(Visitor datip, string address, int mostTrips, int mostBuffers)
    {
        await datip.GetAsync(address);
        var (queries, trips) = await large.Asked.DuringAsync(() => datip.GetAsync(address));
        var buffers = await Buffers(queries);
        Assert.True(trips <= mostTrips && buffers <= mostBuffers, $"{trips} trips, {buffers} buffers; the bounds are {mostTrips} and {mostBuffers}");
    }

    private async Task<int> Buffers(IReadOnlyList<AskedQuery> queries, string user = "datip", string role = "DatipReviewer")
    {
        await using var sight = await large.SightOfAsync(user, ReferenceData.IdOf("membership", user + role));
        var all = 0;
        foreach (var query in queries.Where(q => !q.Sql.Contains("audit_write", StringComparison.Ordinal))) all += await query.BuffersAsync(sight.Connection!);
        return all;
    }

    private async Task<(int Trips, long Records, string Status)> Spent(Visitor visitor, string address)
    {
        var records = await Records();
        var (_, trips) = await large.Asked.DuringAsync(() => visitor.GetAsync(address));
        return (trips, await Records() - records, visitor.Status.ToString());
    }

    private async Task<long> Records()
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(large.Portal.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from audit_records", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static GeneratedCase Find(Func<GeneratedCase, bool> wanted) =>
        Enumerable.Range(0, LargePortal.Cases).Select(i => GeneratedCase.Of(LargePortal.Cases - 1 - i, LargePortal.Cases)).First(wanted);
}
