using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Every home of the directory can take somebody once it has stated its places; offices are added, lie somewhere, and are asked only while they take people.</summary>
public sealed class HomesTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static Guid Unit(string code) => ReferenceData.IdOf("unit", code);

    private static (string, string)[] Entry(params (string, string)[] more) =>
        [("Input.Status", "Active"), ("Input.Services", "Shelter"), ("Input.Accepts", "Men"), ("Input.Accepts", "Women"), ("Input.Accepts", "ForeignNationals"), ("Input.Languages", "my"), ("Input.HoursTh", "ตลอด"), ("Input.HoursEn", "Always"), .. more];

    private static async Task<Visitor> SaveAsync(Visitor keeper, string page, params (string, string)[] values)
    {
        await keeper.GetAsync(page);
        return await keeper.PostAsync(page, values);
    }

    private async Task<(Visitor Datip, string Referral)> ClaimedAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        return (datip, referral);
    }

    [Fact]
    public async Task AHome_IsOfferedOnceItsPlacesAreStated_AndTakesAPerson()
    {
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from units u left join shelters s on s.unit_id = u.id where (u.agency in ('MsdhsShelter', 'PoliceShelter', 'NgoShelter', 'Dcy')) <> (s.id is not null)"));
        Assert.Equal(86L, await portal.ScalarAsync("select count(*) from shelters s join units u on u.id = s.unit_id where s.places = 0 and (u.code like 'PC-%' or u.agency = 'Dcy')"));
        var (datip, referral) = await ClaimedAsync();
        // It stands among what cannot be chosen, and says why; how many such homes there are is read before they are opened.
        var unstated = datip.Page.QuerySelectorAll("details tbody tr").Single(r => r.TextContent.Contains("Ranong Protection", StringComparison.Ordinal));
        Assert.Contains("it has not stated its places", unstated.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("no place that suits is free", unstated.TextContent, StringComparison.Ordinal);
        Assert.Null(unstated.QuerySelector("button"));
        var count = await portal.ScalarAsync("select count(*) from shelters where places = 0");
        Assert.Contains($"have not stated their places: {count}", datip.Page.QuerySelector("details:has(tbody) summary")!.TextContent, StringComparison.Ordinal);
        await datip.PostAsync($"/referrals/{referral}?handler=Approve", ("UnitId", $"{Unit("PC-RANONG")}"), ("Reason", "Nothing else"));
        Assert.Contains("has not stated its places yet", datip.Text, StringComparison.Ordinal);
        var keeper = await portal.VisitAsync("datip.coordinator");
        Assert.Contains("To be confirmed: no places stated yet", (await keeper.GetAsync("/directory/PC-RANONG")).Text, StringComparison.Ordinal);
        await SaveAsync(keeper, "/directory/PC-RANONG/places/state", ("Input.Kind", "Men"), ("Input.Number", "4"));
        Assert.Equal("/directory/PC-RANONG/places", keeper.Path);

        // Its own people answer, once it has some.
        await portal.ScalarAsync($"update memberships set unit_id = '{Unit("PC-RANONG")}', province_code = '85' where id = '{ReferenceData.IdOf("membership", "shelter.ngo2ShelterWorker")}'");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "Ranong");
        var worker = await portal.VisitAsync("shelter.ngo2");
        await Story.Then(worker, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await Story.Then(worker, $"/referrals/{referral}", "Arrive");
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from placements where unit_id = '{Unit("PC-RANONG")}' and arrived_at is not null"));
        // And they state their places themselves; those of another home not.
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync("/directory/PC-RANONG/places/state")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync("/directory/PC-SONGKHLA/places/state")).Status);
        Assert.Equal(true, await portal.ScalarAsync("select 'Dcy' = any (agencies) from referral_kinds where kind = 'ShelterPlacement'"));
    }

    [Fact]
    public async Task WhoeverKeepsTheDirectory_AddsAHome_WhichIsToBeConfirmed()
    {
        var keeper = await portal.VisitAsync("datip.coordinator");
        Assert.NotNull((await keeper.GetAsync("/directory")).Page.QuerySelector("a[href='/directory/new']"));
        const string New = "/directory/new?Kind=NgoShelter&Province=63";
        await SaveAsync(keeper, New, [("Kind", "NgoShelter"), ("Province", "63"), ("NameTh", ""), ("NameEn", ""), .. Entry()]);
        foreach (var field in new[] { "NameTh", "NameEn" }) Assert.NotNull(keeper.Page.GetElementById($"{field}-error"));
        await SaveAsync(keeper, New, [("Kind", "NgoShelter"), ("Province", "63"), ("NameTh", "บ้านใหม่ (สมมติ)"), ("NameEn", "New House (made up)"), .. Entry(("Input.Address", "1 Example Road"), ("Input.District", "6306"))]);
        Assert.Equal("/directory/SHN-63-2", keeper.Path);
        foreach (var said in new[] { "New House (made up)", "To be confirmed", "1 Example Road", "Division of Anti-Trafficking" }) Assert.Contains(said, keeper.Text, StringComparison.Ordinal);
        Assert.Equal("6306", await portal.ScalarAsync("select a.district_code from shelter_addresses a join shelters s on s.id = a.id join units u on u.id = s.unit_id where u.code = 'SHN-63-2' and u.district_code is null and s.places = 0"));
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from audit_records where verb = 'change' and subject = 'directory office added' and details ->> 'unit' = 'SHN-63-2'"));
        var reader = await portal.VisitAsync("ngo");
        Assert.DoesNotContain("Example Road", (await reader.GetAsync("/directory/SHN-63-2")).Text, StringComparison.Ordinal);
        Assert.Null((await reader.GetAsync("/directory")).Page.QuerySelector("a[href='/directory/new']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/directory/new")).Status);
    }

    private const string Office = "insert into units (id, code, agency, province_code, name_th, name_en, is_active) values (gen_random_uuid(), 'X-1', '{0}', '63', 'ก', 'A', true)";

    [Theory]
    [InlineData("agency.admin", "AgencyAdministrator", "Immigration")]
    [InlineData("datip", "DatipReviewer", "Ngo")]
    [InlineData("datip.coordinator", "DatipCoordinator", "Datip")] // its second would see every case
    [InlineData("datip.coordinator", "DatipCoordinator", "ProvincialMsdhs")]
    public async Task TheDatabase_LetsNobodyElseAddAnOffice_NorASecondOfWhatStandsOnce(string user, string role, string agency)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, Office.Replace("{0}", agency, StringComparison.Ordinal)));
        Assert.Equal("42501", refused.SqlState);
        await portal.AsAsync("datip.coordinator", "DatipCoordinator", Office.Replace("{0}", "Ngo", StringComparison.Ordinal));
        var hidden = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("datip.coordinator", "DatipCoordinator", $"update units set district_code = '6306' where id = '{Unit("SHN-63")}'"));
        Assert.Equal("ck_units_district", hidden.ConstraintName);
    }

    [Fact]
    public async Task AShelterInTheSendersDistrict_StandsFirst()
    {
        await SaveAsync(await portal.VisitAsync("agency.admin"), "/directory/IMM-63/edit", Entry(("Input.District", "6301")));
        Assert.Equal("6301", await portal.ScalarAsync("select district_code from units where code = 'IMM-63'"));
        var keeper = await portal.VisitAsync("datip.coordinator");
        // One in the province that fits as well, and has more places; its district is another.
        await SaveAsync(keeper, "/directory/new?Kind=PoliceShelter&Province=63", [("Kind", "PoliceShelter"), ("Province", "63"), ("NameTh", "ก"), ("NameEn", "Farther House"), .. Entry(("Input.Address", "2 Example Road"), ("Input.District", "6306"))]);
        await SaveAsync(keeper, keeper.Path + "/places/state", ("Input.Kind", "Any"), ("Input.Number", "90"));
        await SaveAsync(keeper, "/directory/SHN-63/edit", Entry(("Input.Address", "1 Example Road"), ("Input.District", "6301")));
        Assert.Contains("Division of Anti-Trafficking", keeper.Text, StringComparison.Ordinal);
        var (datip, _) = await ClaimedAsync();
        var rows = datip.Page.QuerySelectorAll("main tbody tr");
        Assert.Contains("Same district as the sender", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("NGO Shelter", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Farther House", rows[1].TextContent, StringComparison.Ordinal);
        // The sender is shown what fits and how far, and no district.
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/cases/{await Story.ScreenAsync(officer)}/referrals/new");
        var offered = officer.Page.QuerySelectorAll("#Input_UnitId option").Select(o => o.TextContent).ToList();
        Assert.Contains("Same province", offered[1], StringComparison.Ordinal);
        Assert.DoesNotContain(offered, o => o.Contains("Same district", StringComparison.Ordinal) || o.Contains("Shelter A", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoWhoChangeOneEntry_TheSecondIsTold_AndAllFocalPointsStay()
    {
        const string Page = "/directory/IMM-57/edit";
        var (first, second) = (await portal.VisitAsync("agency.admin"), await portal.VisitAsync("datip.coordinator"));
        await first.GetAsync(Page);
        await second.GetAsync(Page);
        (string, string)[] points = [("Input.First.PostTh", "ก"), ("Input.First.PostEn", "Duty desk"), ("Input.Second.PostTh", "ข"), ("Input.Second.PostEn", "Liaison"), ("Input.Third.PostTh", "ค"), ("Input.Third.PostEn", "Night desk")];
        await first.PostAsync(Page, Entry(points));
        foreach (var said in new[] { "Duty desk", "Liaison", "Night desk", "Last changed" }) Assert.Contains(said, first.Text, StringComparison.Ordinal);
        await second.PostAsync(Page, Entry(("Input.First.PostTh", "ง"), ("Input.First.PostEn", "Front office")));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("This entry was changed after you opened the form", second.Text, StringComparison.Ordinal);
        Assert.Contains("Front office", second.Html, StringComparison.Ordinal);
        Assert.Equal(3, await portal.ScalarAsync("select jsonb_array_length(focal_points) from directory_entries e join units u on u.id = e.id where u.code = 'IMM-57'"));
        // Having read it, they save over it.
        await second.PostAsync(Page, Entry(("Input.First.PostTh", "ง"), ("Input.First.PostEn", "Front office")));
        Assert.Equal("/directory/IMM-57", second.Path);
        Assert.DoesNotContain("Liaison", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APausedShelter_IsNotOffered_NotAsked_AndTakesNobodyIn()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var (waiting, number) = (await Story.ScreenAsync(officer), await Story.ScreenAsync(officer));
        (string, string)[] emergency = [.. Story.ConsentNow, ("Input.Languages", "my"), ("Input.Nationality", "Foreign"), ("Input.Sections", "Identity"), ("Input.Emergency", "true"), ("Input.UnitId", Unit("SHP-10").ToString())];
        await SaveAsync(officer, $"/cases/{waiting}/referrals/new?emergency=true", emergency);
        var referral = officer.Path;
        Assert.Contains("Of another country, or stateless", officer.Text, StringComparison.Ordinal);
        await portal.ScalarAsync($"update directory_entries set status = 'Paused' where id = '{Unit("SHP-10")}'; update shelters set is_open = false where unit_id = '{Unit("SHP-10")}'");
        try
        {
            await officer.GetAsync($"/cases/{number}/referrals/new?emergency=true");
            Assert.Null(officer.Page.QuerySelector($"option[value='{Unit("SHP-10")}']"));
            await officer.PostAsync($"/cases/{number}/referrals/new", emergency);
            Assert.Equal(HttpStatusCode.Conflict, officer.Status);
            Assert.Contains("paused or closed", officer.Text, StringComparison.Ordinal);
            var shelter = await portal.VisitAsync("shelter.police");
            await Story.Then(shelter, referral, "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
            Assert.Equal(HttpStatusCode.Conflict, shelter.Status);
            Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from placements where unit_id = '{Unit("SHP-10")}'"));
            var open = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("datip", "DatipReviewer", $"update referrals set state = 'Approved', receiver_unit_id = '{Unit("SHP-10")}' where number = '{referral["/referrals/".Length..]}'"));
            Assert.Equal("ck_referral_open", open.ConstraintName);
        }
        finally
        {
            await portal.ScalarAsync($"update directory_entries set status = 'Active' where id = '{Unit("SHP-10")}'; update shelters set is_open = true where unit_id = '{Unit("SHP-10")}'");
        }
    }

    [Fact]
    public async Task AClosedService_IsNotAmongThoseThatCanBeAsked()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var page = $"/cases/{number}/referrals/service?kind=Ngo";
        Assert.NotNull((await caseworker.GetAsync(page)).Page.QuerySelector($"option[value='{Unit("NGO-63")}']"));
        await portal.ScalarAsync($"update directory_entries set status = 'Closed' where id = '{Unit("NGO-63")}'");
        Assert.Null((await caseworker.GetAsync(page)).Page.QuerySelector($"option[value='{Unit("NGO-63")}']"));
        await portal.ScalarAsync($"update directory_entries set status = 'Active' where id = '{Unit("NGO-63")}'");
    }
}
