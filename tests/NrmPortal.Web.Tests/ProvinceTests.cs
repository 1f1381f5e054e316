using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Where the person was met decides which office answers for the case; where they are, what is near; and who has the case, who is asked first.</summary>
public sealed class ProvinceTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    private Task<object?> Of(string number, string what) => portal.ScalarAsync($"select {what} from cases c join units u on u.id = c.province_office_id where c.nrm_number = '{number}'");

    [Fact]
    public async Task WhoeverMeetsSomebodyInAnotherProvince_OpensTheCaseForItsOffice_AndKeepsIt()
    {
        var ngo = await portal.VisitAsync("ngo");
        await ngo.GetAsync("/screenings/new");
        Assert.Contains("Province where you met the person", ngo.Text, StringComparison.Ordinal);
        Assert.Equal("63", ngo.Page.QuerySelector("#Province option[selected]")!.GetAttribute("value"));
        await ngo.PostAsync("/screenings/new", ("Province", "99"));
        Assert.NotNull(ngo.Page.GetElementById("Province-error"));
        var number = await Story.ScreenAsync(ngo, province: "57");
        Assert.Equal("57 MSDHS-57", await Of(number, "c.province_code || ' ' || u.code"));
        Assert.Equal(HttpStatusCode.OK, (await ngo.GetAsync($"/cases/{number}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}")).Status);
        Assert.Equal("NGO-63:owner MSDHS-57:province", await portal.ScalarAsync($"select string_agg(u.code || ':' || a.via, ' ' order by u.code desc) from case_access a join units u on u.id = a.scope where a.number = '{number}'"));
        Assert.Equal($"{Unit("MSDHS-57")}", $"{await portal.ScalarAsync($"select t.to_unit_id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ConveneMdt'")}");

        // Nobody said anything else: the province of one's own office, as before.
        Assert.Equal("63 MSDHS-63", await Of(await Story.ScreenAsync(ngo), "c.province_code || ' ' || u.code"));
    }

    [Fact]
    public async Task TheHotline_SaysWhereThePersonIs_AndWhatIsNearIsSoughtFromThere()
    {
        var hotline = await portal.VisitAsync("hotline");
        Assert.Contains("Province where the person is", (await hotline.GetAsync("/screenings/new")).Text, StringComparison.Ordinal);
        var number = await Story.ScreenAsync(hotline, province: "63");
        await hotline.GetAsync($"/cases/{number}/referrals/new");
        string Offered(string unit) => hotline.Page.QuerySelectorAll("#Input_UnitId option").Single(o => o.GetAttribute("value") == Unit(unit)).TextContent;
        Assert.Contains("Same province as the person", Offered("SHN-63"), StringComparison.Ordinal);
        Assert.DoesNotContain("Same province", Offered("SHP-10"), StringComparison.Ordinal);
        var referral = await Story.ReferAsync(hotline, number);
        Assert.Equal("63", await portal.ScalarAsync($"select province_code from referrals where number = '{referral}'"));
        // The hotline's own district says nothing of where the person is.
        await portal.ScalarAsync($"update units set district_code = '1001' where code = 'HOT-10'");
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        Assert.DoesNotContain("Same district", datip.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverLivesInAShelter_IsThere_WhenTheyAreReferredOn()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var first = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), first, "Police Shelter");
        var police = await portal.VisitAsync("shelter.police");
        await Story.Then(police, $"/referrals/{first}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        var before = await Story.ReferAsync(officer, number);
        await Story.Then(police, $"/referrals/{first}", "Arrive");
        var after = await Story.ReferAsync(officer, number);
        Assert.Equal("63 63 10", await portal.ScalarAsync($"select string_agg(province_code, ' ' order by created_at, number) from referrals where number in ('{first}', '{before}', '{after}')"));
    }

    [Fact]
    public async Task AnotherOfficeThatHasTheCase_AsksItsOwnProvinceFirst_AndTheListFindsItUnderEither()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ProposeTransferAsync(await portal.VisitAsync("caseworker"), number, "MSDHS-57", ("Input.MovesOffice", "true"));
        await portal.ScalarAsync($"update memberships set unit_id = '{Unit("MSDHS-57")}', role = 'ProvinceCaseworker', province_code = '57' where id = '{ReferenceData.IdOf("membership", "officer.labourFrontlineOfficer")}'");
        var other = await portal.VisitAsync("officer.labour");
        await Story.Then(other, $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}'")}", "Accept");
        // Counted where it began.
        Assert.Equal("63 MSDHS-57", await Of(number, "c.province_code || ' ' || u.code"));
        foreach (var (page, field, unit) in new[] { ("referrals/service?kind=PoliceProtection", "Input_UnitId", "POL-57"), ("legal/police-case", "Input_InquiryUnitId", "POL-57") })
        {
            await other.GetAsync($"/cases/{number}/{page}");
            Assert.Equal((page, Unit(unit)), (page, other.Page.QuerySelectorAll($"#{field} option")[1].GetAttribute("value")));
        }

        var datip = await portal.VisitAsync("datip");
        foreach (var (province, listed) in new[] { ("57", true), ("63", true), ("90", false) })
            Assert.Equal((province, listed), (province, await datip.ListsAsync($"/cases?Chosen.Province={province}", number)));
        Assert.True(await datip.ListsAsync("/cases?Chosen.Province=57", "Office: Chiang Rai"));
    }

    [Fact]
    public async Task TheDatabase_LetsNobodyOpenACase_ForAnOfficeOfAnotherProvinceThanItsOwn()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        string Open(string province, string office) => $"""
            insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'nrm_number', null, 'first_contact_number', 'FC-2569-888888', 'province_code', '{province}', 'province_office_id', '{Unit(office)}', 'stage', 'Notified'))).*
            from cases c where c.nrm_number = '{number}' returning province_code
            """;
        Assert.Equal("57", await portal.AsAsync("officer.immigration", "FrontlineOfficer", Open("57", "MSDHS-57")));
        foreach (var (province, office) in new[] { ("57", "MSDHS-63"), ("63", "MSDHS-57"), ("63", "IMM-63") })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("officer.immigration", "FrontlineOfficer", Open(province, office)))).SqlState);
    }
}
