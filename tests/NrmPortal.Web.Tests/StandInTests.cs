using System.Net;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>A role given for a time: whoever alone has a role in an office can be away, and the colleague's role ends by itself.</summary>
public sealed class StandInTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task ALoneSecretary_IsCoveredFor_ByAColleagueWhoHasTheRoleUntilADay_AndNoLonger()
    {
        var office = ReferenceData.IdOf("unit", "MSDHS-63").ToString();
        // The administrator of another agency is the province office's for this test.
        await portal.ScalarAsync($"update memberships set unit_id = '{office}' where id = '{ReferenceData.IdOf("membership", "agency.adminAgencyAdministrator")}'");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var (secretary, colleague) = (await portal.VisitAsync("mdt.secretary"), await portal.VisitAsync("caseworker"));
        Assert.Contains("user administrator", (await secretary.GetAsync("/account/absence")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.GetAsync($"/cases/{number}/identification/convene")).Status);

        var admin = await portal.VisitAsync("agency.admin");
        var person = $"/admin/users/{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}";
        (string, string)[] role = [("Another.UnitId", office), ("Another.Role", "MdtSecretary"), ("Another.Province", "")];
        async Task Give(string until)
        {
            await admin.GetAsync(person);
            await admin.PostFormAsync(admin.Page.QuerySelector("main form[action*=Another]"), $"{person}?handler=Another", [.. role, ("Another.LastDay", until)]);
        }

        await Give("23/11/2026");
        Assert.NotNull(admin.Page.QuerySelector("#Another_LastDay-error"));
        await Give("26/11/2026");
        Assert.Equal("/admin/users", admin.Path);
        Assert.Contains("Until 26 Nov 2026", admin.Text, StringComparison.Ordinal);
        await Give("26/11/2026");
        Assert.Contains("has this role at this unit already", admin.Text, StringComparison.Ordinal);
        var given = (await portal.ScalarAsync("select id from memberships where last_day is not null"))!.ToString()!;

        await colleague.GetAsync("/account/profile");
        await colleague.PostAsync("/account/profile", ("membership", given));
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync($"/cases/{number}/identification/convene")).Status);
        await secretary.GetAsync("/account/absence");
        await secretary.PostAsync("/account/absence", ("Cover", given), ("From", "24/11/2026"), ("Until", "27/11/2026"));
        Assert.NotNull(secretary.Page.QuerySelector("#Until-error"));
        await secretary.PostAsync("/account/absence", ("Cover", given), ("From", "24/11/2026"), ("Until", "26/11/2026"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from absences where cover_membership_id = '{given}'"));

        // From the day after nobody acts under it, also before the round that closes it.
        portal.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("/account/login", (await colleague.GetAsync($"/cases/{number}/identification/convene")).Path);
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from memberships where id = '{given}' and ended_at is not null"));
        colleague = await portal.VisitAsync("caseworker");
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.GetAsync($"/cases/{number}/identification/convene")).Status);
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync($"/cases/{number}")).Status);
        var watch = new RoleWatch((await TestCluster.Server).WorkerConnection(portal.Database), portal.Clock);
        Assert.Equal(1, await watch.EndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await watch.EndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from audit_records where subject = 'role ended' and details ->> 'membership' = '{given}'"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from absences where cover_membership_id = '{given}' and ended_at is not null"));

        // Prolonged with a day, never without end.
        admin = await portal.VisitAsync("agency.admin");
        async Task Again(string until)
        {
            await admin.GetAsync($"/admin/users/{given}");
            await admin.PostFormAsync(admin.Page.QuerySelector("main form[action*=Resume]"), $"/admin/users/{given}?handler=Resume", ("Again", until));
        }

        await Again("");
        Assert.NotNull(admin.Page.QuerySelector("#Again-error"));
        await Again("30/11/2026");
        Assert.Contains("Until 30 Nov 2026", admin.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from memberships where id = '{given}' and ended_at is null and last_day = '2026-11-30'"));
    }

    [Fact]
    public async Task WhoeverManagedACase_AndHasTheRoleNoLonger_LeavesItToTheOffice_AsATask()
    {
        await using var own = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await own.VisitAsync("officer.immigration"));
        await Story.Then(await own.VisitAsync("caseworker"), $"/cases/{number}", "Take");
        const string Managed = "select count(*) from cases where nrm_number = '{0}' and case_manager_id is not null";
        Assert.Equal(1L, await own.ScalarAsync(Managed.Replace("{0}", number, StringComparison.Ordinal)));
        await own.ScalarAsync($"update memberships set ended_at = now() where id = '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}'");
        Assert.Equal(0L, await own.ScalarAsync(Managed.Replace("{0}", number, StringComparison.Ordinal)));
        Assert.Equal(1L, await own.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AssignCaseManager' and t.done_at is null"));
        Assert.Contains("The case manager has the role no longer", (await (await own.VisitAsync("datip")).GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStandIn_LeavesWhatTheyManagedAndWereAskedInPerson_ThoughTheyKeepAnotherRole()
    {
        await using var own = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await own.VisitAsync("officer.immigration"));
        var (secretary, office) = (ReferenceData.IdOf("user", "mdt.secretary"), ReferenceData.IdOf("unit", "MSDHS-63"));
        var given = Guid.NewGuid();
        await own.ScalarAsync($"insert into memberships (id, user_id, unit_id, role, province_code, last_day) values ('{given}', '{secretary}', '{office}', 'ProvinceCaseworker', '63', '2026-11-30')");
        await own.ScalarAsync($"update cases set case_manager_id = '{secretary}' where nrm_number = '{number}'");
        await own.ScalarAsync($"insert into tasks (id, case_id, code, to_membership_id, given_at) select gen_random_uuid(), id, 'ProtectChild', '{given}', now() from cases where nrm_number = '{number}'");
        own.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, await new RoleWatch((await TestCluster.Server).WorkerConnection(own.Database), own.Clock).EndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1L, await own.ScalarAsync($"select count(*) from cases where nrm_number = '{number}' and case_manager_id is null"));
        Assert.Equal(office, await own.ScalarAsync($"select t.to_unit_id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ProtectChild' and t.to_membership_id is null"));
        Assert.Equal(1L, await own.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AssignCaseManager' and t.done_at is null"));
    }

    [Fact]
    public async Task AnAuthorityThatIsNoneAnyMore_IsReplacedOnThePanel_AndTheOpinionsStay()
    {
        await using var own = await Portal.StartAsync();
        var number = await Story.ScreenAsync(await own.VisitAsync("officer.immigration"));
        var secretary = await own.VisitAsync("mdt.secretary");
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan", "Aiyakarn");
        var page = $"/cases/{number}/identification";
        var another = ReferenceData.IdOf("membership", "authority2CompetentAuthority").ToString();
        IEnumerable<string?> Offered() => secretary.Page.QuerySelectorAll("select[name=Seated] option").Select(o => o.GetAttribute("value"));
        await secretary.GetAsync(page);
        Assert.DoesNotContain(another, Offered());
        await own.ScalarAsync($"update memberships set role = 'ProvinceCaseworker' where id = '{ReferenceData.IdOf("membership", "authorityCompetentAuthority")}'");
        await secretary.GetAsync(page);
        Assert.Contains(another, Offered());
        await Story.Then(secretary, page, "Seat", ("Seated", another));
        Assert.Equal((HttpStatusCode.OK, 1L), (secretary.Status, await own.ScalarAsync($"select count(*) from seats where membership_id = '{another}' and decides")));
        Assert.Equal(1L, await own.ScalarAsync("select count(*) from panels where closed_at is null"));
    }

    [Fact]
    public async Task WhatHasNoNumber_IsMovedIntoProtectionByNobody()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Numbered Example");
        await portal.ScalarAsync($"update cases set stage = 'FollowUp' where nrm_number = '{number}'");
        await portal.ScalarAsync($"update cases set stage = 'Protection' where nrm_number = '{number}'");
        await portal.ScalarAsync($"insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'first_contact_number', 'FC-2569-999999', 'nrm_number', null, 'stage', 'FollowUp'))).* from cases c where c.nrm_number = '{number}'");
        Assert.Equal("23514", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.ScalarAsync("update cases set stage = 'Protection' where first_contact_number = 'FC-2569-999999'"))).SqlState);
        await portal.ScalarAsync("update cases set stage = 'Screening' where first_contact_number = 'FC-2569-999999'");
    }

    [Fact]
    public async Task AnAdministrator_GivesNoCaseRoleToAnother_NotEvenRaw()
    {
        var (admin, unit) = (ReferenceData.IdOf("membership", "agency.adminAgencyAdministrator"), ReferenceData.IdOf("unit", "IMM-63"));
        await portal.ScalarAsync($"update memberships set unit_id = '{unit}' where id = '{admin}'");
        var fellow = ReferenceData.IdOf("user", "officer.immigration2");
        string Give(Guid user) => $"insert into memberships (id, user_id, unit_id, role, province_code) values (gen_random_uuid(), '{user}', '{unit}', 'MdtMember', '63') returning 1";
        Assert.Equal(1, await portal.AsAsync("agency.admin", "AgencyAdministrator", Give(fellow)));
        await portal.ScalarAsync($"insert into memberships (id, user_id, unit_id, role, province_code) values (gen_random_uuid(), '{fellow}', '{unit}', 'AgencyAdministrator', '63')");
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.AsAsync("agency.admin", "AgencyAdministrator", Give(fellow)))).SqlState);
        await portal.ScalarAsync($"delete from memberships where user_id = '{fellow}' and role = 'AgencyAdministrator'");
    }

    /// <summary>The database asks for itself: a session that says it acts under a role whose last day has passed is nobody.</summary>
    [Fact]
    public async Task ARoleWhoseLastDayHasPassed_GivesNoSight_WhateverTheSessionSays()
    {
        var seat = ReferenceData.IdOf("membership", "labourLabourOfficer");
        await portal.ScalarAsync($"update memberships set last_day = '2026-11-20' where id = '{seat}'");
        Task<object?> ActsOn(string day) => portal.ScalarAsync($"select app_membership() from (select set_config('app.user_id', (select user_id::text from memberships where id = '{seat}'), true), set_config('app.membership_id', '{seat}', true), set_config('app.now', '{day}T03:00:00Z', true)) s");
        Assert.Equal(seat, await ActsOn("2026-11-20"));
        Assert.Equal(DBNull.Value, await ActsOn("2026-11-21"));
    }
}
