using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Places are held, taken, freed and put out of use; nobody gets one that somebody else has.</summary>
public sealed class CapacityTests : IAsyncLifetime
{
    private const string Police = "SHP-10";
    private Portal portal = null!;

    public async ValueTask InitializeAsync() => portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private async Task<string> SentAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        return await Story.ReferAsync(officer, await Story.ScreenAsync(officer));
    }

    // Occupied, held, out of use; the sums of the shelter say the same.
    private async Task<string> NumbersAsync()
    {
        var numbers = "occupied || ' ' || held || ' ' || out_of_use";
        var sums = (string)(await portal.ScalarAsync($"select {numbers} from shelters where unit_id = '{ReferenceData.IdOf("unit", Police)}'"))!;
        Assert.Equal(sums, await portal.ScalarAsync($"select {numbers} from place_pools where shelter_id = '{ReferenceData.IdOf("shelter", Police)}'"));
        return sums;
    }

    private Task<object?> LeaveAsync(int free) => portal.ScalarAsync($"update place_pools set places = occupied + held + {free} where shelter_id = '{ReferenceData.IdOf("shelter", Police)}'");

    private static Task<Visitor> ApproveAsync(Visitor datip, string referral) =>
        datip.PostAsync($"/referrals/{referral}?handler=Approve", ("UnitId", ReferenceData.IdOf("unit", Police).ToString()), ("Reason", "An interpreter comes along"));

    private async Task<(string Referral, Visitor Datip)> HeldAsync()
    {
        var (referral, datip) = (await SentAsync(), await portal.VisitAsync("datip"));
        await Story.ApproveAsync(datip, referral, "Police Shelter");
        Assert.Equal("0 1 0", await NumbersAsync());
        return (referral, datip);
    }

    [Fact]
    public async Task AnApproval_HoldsAPlace_WhichTheAcceptanceTakes_AlsoTheLastOne()
    {
        var (referral, _) = await HeldAsync();
        await LeaveAsync(0);
        var shelter = await portal.VisitAsync("shelter.police");
        await shelter.GetAsync($"/referrals/{referral}");
        Assert.Contains("Place held", shelter.Text, StringComparison.Ordinal);
        await shelter.PostAsync($"/referrals/{referral}?handler=Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.Equal(HttpStatusCode.OK, shelter.Status);
        Assert.Equal("1 0 0", await NumbersAsync());
        Assert.Equal("Accepted", await portal.ScalarAsync("select ended_by from place_holds"));
    }

    [Fact]
    public async Task ARequest_FreesNoPromise_WhoseTimeIsNotOverYet()
    {
        await HeldAsync();
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var (day, numbers) in new[] { (0, "0 1 0"), (400, "0 0 0") })
        {
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand($"select set_config('app.now', '{portal.Clock.GetUtcNow().AddDays(day):O}', true); select lock_shelter('{ReferenceData.IdOf("shelter", Police)}', '{portal.Clock.GetUtcNow().AddDays(400):O}')", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(numbers, await NumbersAsync());
        }
    }

    [Fact]
    public async Task ADecline_FreesTheHeldPlace()
    {
        var (referral, _) = await HeldAsync();
        await Story.Then(await portal.VisitAsync("shelter.police"), $"/referrals/{referral}", "Decline", ("Reason", "No interpreter"));
        Assert.Equal("0 0 0", await NumbersAsync());
        Assert.Equal("Declined", await portal.ScalarAsync("select ended_by from place_holds"));
    }

    [Fact]
    public async Task AWithdrawal_FreesTheHeldPlace()
    {
        var (referral, _) = await HeldAsync();
        await Story.Then(await portal.VisitAsync("officer.immigration"), $"/referrals/{referral}/sender", "Withdraw", ("Reason", "The person left"));
        Assert.Equal("0 0 0", await NumbersAsync());
        Assert.Equal("Withdrawn", await portal.ScalarAsync("select ended_by from place_holds"));
    }

    [Fact]
    public async Task AnApprovalTakenBack_FreesTheHeldPlace()
    {
        var (referral, datip) = await HeldAsync();
        await Story.Then(datip, $"/referrals/{referral}", "Undo");
        Assert.Equal(("0 0 0", "Undone"), (await NumbersAsync(), await portal.ScalarAsync("select ended_by from place_holds")));
    }

    [Fact]
    public async Task AConsentTakenBack_FreesTheHeldPlace()
    {
        var (referral, _) = await HeldAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        var number = await portal.ScalarAsync($"select c.nrm_number from referrals r join cases c on c.id = r.case_id where r.number = '{referral}'");
        var consent = await portal.ScalarAsync($"select consent_id from referrals where number = '{referral}'");
        await Story.Then(caseworker, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        Assert.Equal("Returned", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        Assert.Equal(("0 0 0", "Returned"), (await NumbersAsync(), await portal.ScalarAsync("select ended_by from place_holds")));
    }

    // DATIP gives shelters longer to answer, or a holiday is added.
    [Fact]
    public async Task APromise_LastsAsLongAsTheShelterHasTimeToAnswer()
    {
        var (referral, _) = await HeldAsync();
        var due = await portal.ScalarAsync($"update referrals set due_at = due_at + interval '3 days' where number = '{referral}' returning due_at::text");
        Assert.Equal(due, await portal.ScalarAsync("select until::text from place_holds where ended_at is null"));
        Assert.Equal("0 1 0", await NumbersAsync());
    }

    [Fact]
    public async Task AnotherShelterThanTheOneNamed_IsARedirection_ItsHoldMoves_AndItAccepts()
    {
        Task<object?> StateAsync(string referral) => portal.ScalarAsync($"select state from referrals where number = '{referral}'");
        Task<object?> HeldBy(string unit) => portal.ScalarAsync($"select count(*) from place_holds h join place_pools p on p.id = h.pool_id join shelters s on s.id = p.shelter_id join units u on u.id = s.unit_id where u.code = '{unit}' and h.ended_at is null and p.held = 1");
        var officer = await portal.VisitAsync("officer.immigration");
        var referral = await Story.ReferToUnitAsync(officer, await Story.ScreenAsync(officer), "SHN-63");
        var datip = await portal.VisitAsync("datip");
        await Story.ApproveAsync(datip, referral, "NGO Shelter");
        Assert.Equal(("Approved", 1L, 0L), (await StateAsync(referral), await HeldBy("SHN-63"), await HeldBy(Police)));
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Decline", ("Reason", "Nobody speaks Burmese this month"));
        Assert.Equal(("Declined", 0L), (await StateAsync(referral), await HeldBy("SHN-63")));

        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        Assert.Contains("Declined this referral", Assert.Single(datip.Page.QuerySelectorAll("main th[scope=row]"), r => r.TextContent.Contains("NGO Shelter", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        await datip.PostAsync($"/referrals/{referral}?handler=Approve", ("UnitId", ReferenceData.IdOf("unit", Police).ToString()), ("Reason", ""));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.NotNull(datip.Page.GetElementById("Reason-error"));
        var hidden = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("datip", "DatipReviewer", $"update referrals set state = 'Approved', receiver_unit_id = '{ReferenceData.IdOf("unit", Police)}' where number = '{referral}'"));
        Assert.Equal("ck_referral_redirected", hidden.ConstraintName);
        await ApproveAsync(datip, referral);
        Assert.Equal(("Redirected", 0L, 1L), (await StateAsync(referral), await HeldBy("SHN-63"), await HeldBy(Police)));
        Assert.Equal("Redirect", await portal.ScalarAsync($"select s.action from referral_steps s join referrals r on r.id = s.referral_id where r.number = '{referral}' order by s.at desc, s.id desc limit 1"));
        await Story.Then(await portal.VisitAsync("shelter.police"), $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.Equal(("Accepted", "1 0 0"), (await StateAsync(referral), await NumbersAsync()));
    }

    [Fact]
    public async Task AHoldWhoseTimeIsOver_IsFreed_ByTheJob()
    {
        await HeldAsync();
        await portal.ScalarAsync($"update place_holds set until = '{portal.Clock.GetUtcNow().AddMinutes(-1):O}'");
        var server = await TestCluster.Server;
        Assert.Equal(1L, await new HoldWatch(server.WorkerConnection(portal.Database), portal.Clock).ReleaseAsync(TestContext.Current.CancellationToken));
        Assert.Equal("0 0 0", await NumbersAsync());
        Assert.Equal("Expired", await portal.ScalarAsync("select ended_by from place_holds"));
    }

    [Fact]
    public async Task TwoApprovalsOfTheLastPlace_OneHoldsIt_TheOtherIsTold()
    {
        var referrals = new[] { await SentAsync(), await SentAsync() };
        await LeaveAsync(1);
        var windows = new[] { await portal.VisitAsync("datip"), await portal.VisitAsync("datip") };
        foreach (var (window, referral) in windows.Zip(referrals)) await Story.Then(window, $"/referrals/{referral}", "Claim");
        await Task.WhenAll(windows.Zip(referrals, ApproveAsync));
        Assert.Single(windows, w => w.Status == HttpStatusCode.OK);
        Assert.Single(windows, w => w.Status == HttpStatusCode.Conflict && w.Text.Contains("no free place", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("0 1 0", await NumbersAsync());
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(8, 3)]
    public async Task AcceptancesAtOnce_InEmergencies_HouseAsManyAsThereArePlaces(int acceptances, int places)
    {
        var (referrals, windows) = (new List<string>(), new List<Visitor>());
        foreach (var _ in Enumerable.Range(0, acceptances)) referrals.Add(await EmergencyAsync());
        await LeaveAsync(places);
        foreach (var _ in referrals) windows.Add(await portal.VisitAsync("shelter.police"));
        foreach (var (window, referral) in windows.Zip(referrals)) await window.GetAsync($"/referrals/{referral}");
        await Task.WhenAll(windows.Zip(referrals, (window, referral) => window.PostAsync($"/referrals/{referral}?handler=Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"))));
        Assert.Equal(places, windows.Count(w => w.Status == HttpStatusCode.OK));
        Assert.Equal(acceptances - places, windows.Count(w => w.Status == HttpStatusCode.Conflict && w.Text.Contains("no free place", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal($"{places} 0 0", await NumbersAsync());
        Assert.Equal((long)places, await portal.ScalarAsync("select count(*) from placements"));
    }

    private async Task<string> EmergencyAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new?emergency=true");
        await officer.PostAsync($"/cases/{number}/referrals/new", [.. Story.ConsentNow, ("Input.Languages", "th"), ("Input.Sections", "Identity"), ("Input.Emergency", "true"), ("Input.UnitId", ReferenceData.IdOf("unit", Police).ToString())]);
        return officer.Path["/referrals/".Length..];
    }

    [Fact]
    public async Task TheDatabase_RefusesTheOneTooMany_WhateverAPageForgets()
    {
        await HeldAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => LeaveAsync(-1));
        Assert.Equal("ck_place_pools_never_oversold", refused.ConstraintName);
    }

    [Fact]
    public async Task ItsPeople_PutPlacesOutOfUseAndBack_ButNoneThatIsHeld()
    {
        await HeldAsync();
        await LeaveAsync(3);
        var worker = await portal.VisitAsync("shelter.police");
        var page = $"/directory/{Police}/places";
        await Story.Then(worker, page, "Out", ("Input.Kind", "Any"), ("Input.Number", "4"), ("Input.Reason", "Repair"));
        Assert.Equal(HttpStatusCode.Conflict, worker.Status);
        await Story.Then(worker, page, "Out", ("Input.Kind", "Any"), ("Input.Number", "3"), ("Input.Reason", "Repair"), ("Input.Until", Portal.Day(9)));
        Assert.Equal("0 1 3", await NumbersAsync());
        Assert.Contains("Repair", worker.Text, StringComparison.Ordinal);
        await worker.PostFormAsync(worker.Page.QuerySelector("form[action$='handler=Back']"), page + "?handler=Back");
        Assert.Equal("0 1 0", await NumbersAsync());
        await Story.Then(worker, page, "Out", ("Input.Kind", ""), ("Input.Number", ""), ("Input.Reason", ""), ("Input.Until", "soon"));
        Assert.Equal(4, worker.Page.QuerySelectorAll(".govuk-error-summary li").Length);

        var datip = await portal.VisitAsync("datip");
        await datip.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, datip.Status);
        Assert.Null(datip.Page.QuerySelector("form[action*='handler=Out']"));
        var other = await portal.VisitAsync("shelter.ngo");
        await other.GetAsync(page);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task TheLastThirtyDays_CountWhoSleptThere()
    {
        var (referral, _) = await HeldAsync();
        var worker = await portal.VisitAsync("shelter.police");
        await Story.Then(worker, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await portal.ScalarAsync("update placements set accepted_at = accepted_at - interval '3 days'");
        async Task<List<(string? Sleeping, string Expected)>> Nights() => [.. (await worker.GetAsync($"/directory/{Police}/places")).Page.QuerySelectorAll("tr:has(meter)")
            .Select(r => (r.QuerySelector("meter")!.GetAttribute("value"), r.QuerySelectorAll("td")[1].TextContent))];
        // Accepted is not there yet: who has not arrived sleeps somewhere else.
        var awaited = await Nights();
        Assert.Equal(30, awaited.Count);
        Assert.Equal([("0", "1"), ("0", "1"), ("0", "1"), ("0", "1"), ("0", "0")], awaited.Take(5));
        await Story.Then(worker, $"/referrals/{referral}", "Arrive");
        await portal.ScalarAsync("update placements set arrived_at = arrived_at - interval '1 day'");
        Assert.Equal([("1", "0"), ("1", "0"), ("0", "1"), ("0", "1"), ("0", "0")], (await Nights()).Take(5));
    }

    private static readonly (string User, string Role, string Sql)[] Forbidden =
    [
        ("shelter.police", "ShelterWorker", "update place_pools set held = 0"),
        ("shelter.police", "ShelterWorker", "update shelters set occupied = 0"),
        ("shelter.police", "ShelterWorker", "update place_holds set ended_at = now()"),
        ("shelter.ngo", "ShelterWorker", "insert into place_outages (id, pool_id, places, reason, by_user_id, at) select gen_random_uuid(), id, 1, 'Other', app_user(), now() from place_pools limit 1"),
        ("shelter.police", "ShelterWorker", "insert into place_holds (id, referral_id, pool_id, by_user_id, at) select gen_random_uuid(), r.id, p.id, app_user(), now() from referrals r, place_pools p limit 1"),
    ];

    [Fact]
    public async Task TheApplication_CannotWriteANumber_NorAnothersPlaces()
    {
        await HeldAsync();
        foreach (var (user, role, sql) in Forbidden) Assert.Equal(("42501", sql), ((await Assert.ThrowsAsync<PostgresException>(() => AsAsync(user, role, sql))).SqlState, sql));
    }

    [Fact]
    public async Task AHold_IsSeenByWhoeverReadsItsReferral()
    {
        await HeldAsync();
        foreach (var (user, role, rows) in new[] { ("shelter.police", "ShelterWorker", 1L), ("datip", "DatipReviewer", 1L), ("shelter.ngo", "ShelterWorker", 0L), ("scnrm", "ScNrmMember", 0L) })
            Assert.Equal((user, (object?)rows), (user, await AsAsync(user, role, "select count(*) from place_holds")));
    }

    private async Task<object?> AsAsync(string user, string role, string sql)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var act = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true)", connection)) await act.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
