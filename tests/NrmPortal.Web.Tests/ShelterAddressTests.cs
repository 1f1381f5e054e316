using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Where a home is: for its own people, those who place, whoever brings somebody there, and whoever has the care of somebody who lives there; every look is recorded. The database alone decides.</summary>
public sealed class ShelterAddressTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Address = "1 Example Road";

    private readonly Portal portal = fixture.Portal;

    private async Task StateAsync()
    {
        var keeper = await portal.VisitAsync("datip.coordinator");
        foreach (var home in new[] { "SHN-63", "SHP-10" })
        {
            await keeper.GetAsync($"/directory/{home}/edit");
            await keeper.PostAsync($"/directory/{home}/edit", ("Input.Status", "Active"), ("Input.Services", "Shelter"), ("Input.Accepts", "Men"), ("Input.Accepts", "Women"), ("Input.Accepts", "ForeignNationals"),
                ("Input.Languages", "my"), ("Input.HoursTh", "ตลอด"), ("Input.HoursEn", "Always"), ("Input.Address", Address));
            Assert.Equal($"/directory/{home}", keeper.Path);
        }
    }

    private Task<object?> ReadsAsync(string user, string role, string home) =>
        portal.AsAsync(user, role, $"select count(*) from shelter_addresses where id = '{ReferenceData.IdOf("shelter", home)}'");

    private Task<object?> LooksAsync(string user) =>
        portal.ScalarAsync($"select count(*) from audit_records where verb = 'read' and subject = 'shelter address' and details ->> 'unit' = 'SHN-63' and user_id = '{ReferenceData.IdOf("user", user)}'");

    [Fact]
    public async Task ThoseWhoPlaceOrWorkThere_ReadIt_AndNobodyElse()
    {
        await StateAsync();
        Assert.Equal((1L, 0L), (await ReadsAsync("shelter.ngo", "ShelterWorker", "SHN-63"), await ReadsAsync("shelter.ngo", "ShelterWorker", "SHP-10")));
        Assert.Equal((0L, 1L), (await ReadsAsync("shelter.police", "ShelterWorker", "SHN-63"), await ReadsAsync("shelter.police", "ShelterWorker", "SHP-10")));
        foreach (var (user, role) in new[] { ("datip", "DatipReviewer"), ("datip.coordinator", "DatipCoordinator") })
            Assert.Equal((user, await portal.ScalarAsync("select count(*) from shelter_addresses")), (user, await portal.AsAsync(user, role, "select count(*) from shelter_addresses")));
        foreach (var (user, role) in new[] { ("officer.immigration", "FrontlineOfficer"), ("officer.police", "FrontlineOfficer"), ("ngo", "NgoCaseworker"), ("inquiry", "InquiryOfficer"), ("mfa", "ForeignAffairsOfficer"), ("scnrm", "ScNrmMember"), ("admin", "SystemAdministrator"), ("mdt", "MdtMember"), ("mdt.secretary", "MdtSecretary"), ("authority", "CompetentAuthority"),
            ("dcy", "DcyOfficer"), ("prosecutor", "Prosecutor"), ("labour", "LabourOfficer"), ("justice", "JusticeOfficer"), ("msdhs.57", "ProvinceCaseworker") })
            Assert.Equal((user, 0L), (user, await portal.AsAsync(user, role, "select count(*) from shelter_addresses")));

        // The page asks the database and nothing else.
        foreach (var (user, reads) in new[] { ("shelter.ngo", true), ("shelter.police", false), ("officer.immigration", false) })
        {
            var before = (long)(await LooksAsync(user))!;
            Assert.Equal((user, reads), (user, (await (await portal.VisitAsync(user)).GetAsync("/directory/SHN-63")).Text.Contains(Address, StringComparison.Ordinal)));
            Assert.Equal((user, before + (reads ? 1 : 0)), (user, (long)(await LooksAsync(user))!));
        }
    }

    // A province office places nobody in another's home: it reads where those of its own cases live, and as long as they do.
    [Fact]
    public async Task AProvinceOffice_ReadsIt_WhileSomebodyOfItsCasesLivesThere_AndNoOther()
    {
        await StateAsync();
        await portal.ScalarAsync("update placements set arrived_at = coalesce(arrived_at, accepted_at), ended_at = accepted_at + interval '1 minute' where ended_at is null");
        var (officer, shelter, caseworker) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("caseworker"));
        async Task SeesAsync(long here)
        {
            Assert.Equal(here, await ReadsAsync("caseworker", "ProvinceCaseworker", "SHN-63"));
            Assert.Equal(here == 1, (await caseworker.GetAsync("/directory/SHN-63")).Text.Contains(Address, StringComparison.Ordinal));
            Assert.Equal(0L, await ReadsAsync("caseworker", "ProvinceCaseworker", "SHP-10"));
            foreach (var (user, role) in new[] { ("msdhs.57", "ProvinceCaseworker"), ("mdt.secretary", "MdtSecretary"), ("dcy", "DcyOfficer"), ("prosecutor", "Prosecutor") })
                Assert.Equal((user, 0L), (user, await ReadsAsync(user, role, "SHN-63")));
        }

        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer), "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await SeesAsync(0);
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await SeesAsync(1);
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        await SeesAsync(1);
        await portal.ScalarAsync("update placements set ended_at = arrived_at + interval '1 minute' where ended_at is null");
        await SeesAsync(0);
    }

    [Fact]
    public async Task TheFormThatChangesIt_RecordsTheLook()
    {
        await StateAsync();
        var keeper = await portal.VisitAsync("datip.coordinator");
        var before = (long)(await LooksAsync("datip.coordinator"))!;
        Assert.Contains(Address, (await keeper.GetAsync("/directory/SHN-63/edit")).Html, StringComparison.Ordinal);
        Assert.Equal(before + 1, await LooksAsync("datip.coordinator"));
    }

    [Fact]
    public async Task WhoeverBringsThePersonThere_ReadsIt_FromTheAcceptanceUntilTheArrival()
    {
        await StateAsync();
        var (officer, shelter) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("shelter.ngo"));
        var referral = await Story.ReferAsync(officer, await Story.ScreenAsync(officer), "Identity");
        Task<object?> Reads() => ReadsAsync("officer.immigration", "FrontlineOfficer", "SHN-63");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        Assert.Equal(0L, await Reads());
        Assert.Null((await officer.GetAsync($"/referrals/{referral}")).Page.QuerySelector("a[href='/directory/SHN-63']"));

        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        Assert.Equal((1L, 0L), (await Reads(), await ReadsAsync("officer.immigration", "FrontlineOfficer", "SHP-10")));
        Assert.Equal(0L, await ReadsAsync("officer.police", "FrontlineOfficer", "SHN-63"));
        var link = (await officer.GetAsync($"/referrals/{referral}")).Page.QuerySelector("a[href='/directory/SHN-63']");
        Assert.Contains("Where to bring the person", link!.TextContent, StringComparison.Ordinal);
        var before = (long)(await LooksAsync("officer.immigration"))!;
        Assert.Contains(Address, (await officer.GetAsync("/directory/SHN-63")).Text, StringComparison.Ordinal);
        Assert.Equal(before + 1, await LooksAsync("officer.immigration"));

        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.Equal(0L, await Reads());
        Assert.DoesNotContain(Address, (await officer.GetAsync("/directory/SHN-63")).Text, StringComparison.Ordinal);
    }
}
