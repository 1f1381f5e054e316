using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>DATIP reads first what is near the sender, and of each home how near it is; which provinces touch stands in the file.</summary>
public sealed class NearnessTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    // Alike but for where they are; the farther, the more places, so that nearness alone can put them in this order.
    private async Task<string> AddAsync(Visitor keeper, string name, string province, string district, int places)
    {
        var page = $"/directory/new?Kind=NgoShelter&Province={province}";
        await keeper.GetAsync(page);
        await keeper.PostAsync(page, ("Kind", "NgoShelter"), ("Province", province), ("NameTh", name), ("NameEn", name), ("Input.Status", "Active"), ("Input.Services", "Shelter"), ("Input.Accepts", "Men"),
            ("Input.Accepts", "ForeignNationals"), ("Input.Languages", "my"), ("Input.HoursTh", "ตลอด"), ("Input.HoursEn", "Always"), ("Input.Address", "1 Example Road"), ("Input.District", district));
        var home = keeper.Path;
        await keeper.GetAsync($"{home}/places/state");
        await keeper.PostAsync($"{home}/places/state", ("Input.Kind", "Men"), ("Input.Number", $"{places}"));
        Assert.Equal($"{home}/places", keeper.Path);
        return name;
    }

    [Fact]
    public async Task SameDistrict_SameProvince_ANeighbour_AndTheRest_StandInThisOrder_WithTheirWords()
    {
        const string Here = "63";
        var touching = ReferenceData.Rows("province-neighbours").Select(r => (r["province"], r["neighbour"])).ToList();
        bool Touches(string province) => touching.Contains((Here, province)) || touching.Contains((province, Here));
        // A neighbour from each side of the file's pairs: who stands first in one is of no weight.
        var near = new[] { touching.First(t => t.Item1 == Here).Item2, touching.First(t => t.Item2 == Here).Item1 };
        var far = ReferenceData.Rows("provinces").Select(r => r["code"]).First(p => p != Here && !Touches(p));
        await portal.ScalarAsync("update shelters set is_open = false");
        Assert.Equal("6306", await portal.ScalarAsync("select district_code from units where code = 'IMM-63'"));
        var keeper = await portal.VisitAsync("datip.coordinator");
        string[] expected =
        [
            await AddAsync(keeper, "House in the district", Here, "6306", 1),
            await AddAsync(keeper, "House in the province", Here, "6301", 2),
            await AddAsync(keeper, "House next door", near[0], near[0] + "01", 4),
            await AddAsync(keeper, "House on the other side", near[1], near[1] + "01", 3),
            await AddAsync(keeper, "House far away", far, far + "01", 90),
        ];

        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        var rows = datip.Page.QuerySelectorAll("main tr:has(button)").Select(r => r.QuerySelector("th")!.TextContent).ToList();
        Assert.Equal(expected.Length, rows.Count);
        string[] words = ["Same district as the sender", "Same province as the person", "Neighbouring province", "Neighbouring province", "Another part of the country"];
        foreach (var (row, name, word) in rows.Zip(expected, words))
        {
            Assert.Contains(name, row, StringComparison.Ordinal);
            Assert.Contains(word, row, StringComparison.Ordinal);
        }

        await datip.GetAsync("/language?to=th");
        await datip.GetAsync($"/referrals/{referral}");
        Assert.Contains("จังหวัดใกล้เคียง", datip.Page.QuerySelectorAll("main tr:has(button)")[2].TextContent, StringComparison.Ordinal);
    }
}
