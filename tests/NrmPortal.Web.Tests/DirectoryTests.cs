using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The directory of partners: found by what is needed, read by all, kept by those it is about.</summary>
public sealed class DirectoryTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static List<string> Offices(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("main tbody th a").Select(a => a.GetAttribute("href")!["/directory/".Length..])];

    [Fact]
    public async Task TheNineCentresAndTheSeventySevenShelters_StandInIt_ToBeConfirmed()
    {
        var nothing = "and e.assured_at is null and e.focal_points = '[]'";
        Assert.Equal(9L, await portal.ScalarAsync($"select count(*) from directory_entries e join units u on u.id = e.id where u.code like 'PC-%' {nothing}"));
        Assert.Equal(77L, await portal.ScalarAsync($"select count(distinct u.province_code) from directory_entries e join units u on u.id = e.id where u.agency = 'Dcy' {nothing}"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from units u left join directory_entries e on e.id = u.id where (e.id is null) <> (u.agency in ('ScNrm', 'Oversight'))"));
        var reader = await portal.VisitAsync("trainer");
        await reader.GetAsync("/directory/PC-RANONG");
        Assert.Contains("To be confirmed", reader.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_GoTogether()
    {
        var reader = await portal.VisitAsync("ngo");
        await reader.GetAsync("/directory?Chosen.Province=63&Chosen.Kind=Ngo&Chosen.Service=Shelter&Chosen.Takes=Families");
        Assert.Equal(["SHN-63"], Offices(reader));
        await reader.GetAsync("/directory?Chosen.Province=12&Chosen.Kind=Msdhs&Chosen.Service=Shelter&Chosen.Takes=Boys");
        Assert.Equal(["PC-PHUMVET"], Offices(reader));
        await reader.GetAsync("/directory?Chosen.Kind=Msdhs&Chosen.Service=Shelter&Chosen.Speaks=my&Chosen.Province=65");
        Assert.Equal(["SHM-65"], Offices(reader));
        await reader.GetAsync("/directory?Chosen.Kind=Msdhs&Chosen.Service=Shelter&Chosen.Speaks=km&Chosen.Province=65");
        Assert.Empty(Offices(reader));
        await portal.ScalarAsync($"update directory_entries set status = 'Paused' where id = '{ReferenceData.IdOf("unit", "POL-90")}'");
        await reader.GetAsync("/directory?Chosen.Province=90&Chosen.Status=Paused");
        Assert.Equal(["POL-90"], Offices(reader));
        await reader.GetAsync("/directory?Chosen.Province=90&Chosen.Kind=Police&Chosen.Status=Active");
        Assert.Empty(Offices(reader));
        await reader.GetAsync("/directory?Chosen.Province=63&Chosen.Kind=Hotline1300");
        Assert.Contains("No office fits", reader.Text, StringComparison.Ordinal);
        await reader.GetAsync("/directory");
        Assert.StartsWith("Directory of partners", reader.Page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_ShowEveryOfficeOnce()
    {
        var reader = await portal.VisitAsync("auditor");
        var all = new List<string>();
        for (var path = "/directory"; path is not null; path = reader.Page.QuerySelector("a[rel=next]")?.GetAttribute("href"))
        {
            await reader.GetAsync(path);
            all.AddRange(Offices(reader));
        }

        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((long)all.Count, await portal.ScalarAsync("select count(*) from directory_entries"));
    }

    [Fact]
    public async Task ItsManager_AssuresAndChangesAnEntry_AndAReaderCanDoNeither()
    {
        var manager = await portal.VisitAsync("shelter.manager");
        Assert.Contains("Directory entries to assure", (await manager.GetAsync("/home")).Text, StringComparison.Ordinal);
        await manager.GetAsync("/directory/SHM-12/edit");
        await manager.PostAsync("/directory/SHM-12/edit", ("Input.Status", "Paused"), ("Input.Services", "Shelter"), ("Input.Accepts", "Women"), ("Input.Languages", "my"),
            ("Input.HoursTh", "ตลอด"), ("Input.HoursEn", "Always"), ("Input.First.PostTh", "ฝ่ายรับเข้า"), ("Input.First.PostEn", "Admissions"), ("Input.First.Phone", "02 000 0000"), ("Input.First.Email", "admissions@example.org"));
        Assert.Equal("/directory/SHM-12", manager.Path);
        Assert.Contains("Admissions", manager.Text, StringComparison.Ordinal);
        Assert.Equal("Paused", await portal.ScalarAsync("select status from directory_entries e join units u on u.id = e.id where u.code = 'SHM-12'"));
        Assert.Equal("my", await portal.ScalarAsync("select languages from shelters s join units u on u.id = s.unit_id where u.code = 'SHM-12' and accepts_women and not accepts_girls and not accepts_families"));
        await Story.Then(manager, "/directory/SHM-12", "Assure");
        Assert.DoesNotContain("To be confirmed", manager.Text, StringComparison.Ordinal);
        Assert.Contains("Jatkarn Example", manager.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Directory entries to assure", (await manager.GetAsync("/home")).Text, StringComparison.Ordinal);

        await manager.GetAsync("/directory/SHN-63/edit");
        Assert.Equal(HttpStatusCode.NotFound, manager.Status);
        var worker = await portal.VisitAsync("shelter.msdhs");
        // Their page has no such form: one of another page, sent here.
        await worker.GetAsync("/account/two-factor");
        await worker.PostAsync("/directory/SHM-12?handler=Assure");
        Assert.Equal(HttpStatusCode.Conflict, worker.Status);
        await worker.GetAsync("/directory/SHM-12/edit");
        Assert.Equal(HttpStatusCode.Forbidden, worker.Status);
    }

    [Fact]
    public async Task AnEntryWithoutHours_OrWithATelephoneThatIsNone_IsShownAgain()
    {
        var administrator = await portal.VisitAsync("agency.admin");
        await administrator.GetAsync("/directory/IMM-57/edit");
        await administrator.PostAsync("/directory/IMM-57/edit", ("Input.Status", "Active"), ("Input.HoursTh", ""), ("Input.HoursEn", "Always"), ("Input.First.PostTh", "ก"), ("Input.First.PostEn", "A"), ("Input.First.Phone", "call me"));
        Assert.Equal("/directory/IMM-57/edit", administrator.Path);
        Assert.Equal(2, administrator.Page.QuerySelectorAll(".govuk-error-summary li").Length);
        Assert.Contains("call me", administrator.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shelter.manager", "ShelterManager", "SHM-12", 1)]
    [InlineData("shelter.manager", "ShelterManager", "SHM-65", 0)]
    [InlineData("shelter.msdhs", "ShelterWorker", "SHM-12", 0)]
    [InlineData("agency.admin", "AgencyAdministrator", "IMM-10", 1)]
    [InlineData("agency.admin", "AgencyAdministrator", "POL-63", 0)]
    [InlineData("datip", "DatipReviewer", "SHM-12", 0)]
    public async Task TheDatabase_LetsOnlyKeepersWrite(string user, string role, string unit, int rows)
    {
        Assert.Equal(rows, await WriteAsync(user, role, $"update directory_entries set hours_en = 'x' where id = '{ReferenceData.IdOf("unit", unit)}'"));
        if (unit.StartsWith("SH", StringComparison.Ordinal)) Assert.Equal(rows, await WriteAsync(user, role, $"update shelters set languages = 'x' where unit_id = '{ReferenceData.IdOf("unit", unit)}'"));
    }

    private async Task<int> WriteAsync(string user, string role, string sql)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var act = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true); {sql}", connection);
        var rows = await act.ExecuteNonQueryAsync();
        return Math.Max(0, rows);
    }
}
