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
        await secretary.PostAsync("/account/absence", ("Cover", given), ("From", "24/11/2026"), ("Until", "26/11/2026"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from absences where cover_membership_id = '{given}'"));

        // From the day after nobody acts under it, also before the round that closes it.
        portal.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("/account/login", (await colleague.GetAsync($"/cases/{number}/identification/convene")).Path);
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from memberships where id = '{given}' and ended_at is not null"));
        var watch = new RoleWatch((await TestCluster.Server).WorkerConnection(portal.Database), portal.Clock);
        Assert.Equal(1, await watch.EndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await watch.EndAsync(TestContext.Current.CancellationToken));
        colleague = await portal.VisitAsync("caseworker");
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.GetAsync($"/cases/{number}/identification/convene")).Status);
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync($"/cases/{number}")).Status);
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
