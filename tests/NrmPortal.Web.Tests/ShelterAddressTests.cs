using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

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

    private static string Home(string code) => ReferenceData.IdOf("shelter", code).ToString();

    private static string UnitOf(string code) => ReferenceData.IdOf("unit", code).ToString();

    private static string Place(string referral, string unit, string shelter) => $"""
        insert into placements (id, case_id, referral_id, shelter_id, pool_id, unit_id, accepted_at)
        select gen_random_uuid(), r.case_id, r.id, '{Home(shelter)}', (select p.id from place_pools p where p.shelter_id = '{Home(shelter)}' limit 1), '{UnitOf(unit)}', app_now() from referrals r where r.number = '{referral}'
        """;

    private static string Refer(string number, string state, string from, string kind, string receiver) => $"""
        insert into referrals (id, case_id, number, kind, state, urgent, emergency, receiver_unit_id, requested_unit_id, from_unit_id, by_user_id, province_code, sections, legal_ground, created_at)
        select gen_random_uuid(), c.id, 'X-{Guid.NewGuid():N}', '{kind}', '{state}', false, false, '{UnitOf(receiver)}', '{UnitOf(receiver)}', {from}, app_user(), '63', array['Identity'], 's33', app_now() from cases c where c.nrm_number = '{number}'
        """;

    private async Task<string?> RefusedAsync(string user, string role, string sql) =>
        await Record.ExceptionAsync(() => portal.AsAsync(user, role, sql)) is { } thrown ? Assert.IsType<PostgresException>(thrown) is { } why ? why.ConstraintName ?? why.SqlState : "" : null;

    [Fact]
    public async Task NobodyTakesAPlaceInAnothersHome_ToReadWhereItIs()
    {
        await StateAsync();
        var (officer, shelter) = (await portal.VisitAsync("officer.immigration"), await portal.VisitAsync("shelter.ngo"));
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number, "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        // The sender, in their own name or the shelter's; another shelter; and the one that was asked for another home.
        Assert.Equal("42501", await RefusedAsync("officer.immigration", "FrontlineOfficer", Place(referral, "SHN-63", "SHN-63")));
        Assert.Equal("42501", await RefusedAsync("officer.immigration", "FrontlineOfficer", Place(referral, "IMM-63", "SHN-63")));
        Assert.Equal("42501", await RefusedAsync("caseworker", "ProvinceCaseworker", Place(referral, "SHN-63", "SHN-63")));
        Assert.Equal("ck_referral_begins", await RefusedAsync("officer.immigration", "FrontlineOfficer", $"update referrals set state = 'Accepted' where number = '{referral}'"));
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        Assert.Equal("42501", await RefusedAsync("shelter.ngo", "ShelterWorker", Place(referral, "SHN-63", "SHP-10")));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from placements p join referrals r on r.id = p.referral_id where r.number = '{referral}'"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
    }

    [Fact]
    public async Task NobodyWritesAReferral_ThatIsAnsweredAlready_OrOfAnotherOffice()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        Task<string?> Tries(string state, string from = "app_unit()", string kind = "ShelterPlacement", string receiver = "SHN-63") => RefusedAsync("caseworker", "ProvinceCaseworker", Refer(number, state, from, kind, receiver));
        foreach (var state in new[] { "Claimed", "UnderReview", "Approved", "Redirected", "Accepted", "Arrived", "Completed" }) Assert.Equal((state, "ck_referral_begins"), (state, await Tries(state)));
        Assert.Equal("42501", await Tries("Sent", "c.opened_by_unit_id"));
        Assert.Null(await Tries("Draft"));
        Assert.Null(await Tries("Sent"));
        // Where DATIP reviews nothing the receiver is asked at once, and answers itself.
        Assert.Null(await Tries("Approved", kind: "ChildProtection", receiver: "DCY-63"));
        Assert.Equal("ck_referral_begins", await Tries("Accepted", kind: "ChildProtection", receiver: "DCY-63"));
    }
}
