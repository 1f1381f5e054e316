using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A shelter takes in a person who is held or housed elsewhere, on bases that it does not see.</summary>
public sealed class ArrivalTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> Of(string number, string what, string where = "true") =>
        portal.ScalarAsync($"select {what} from bases_of_stay b join cases c on c.id = b.case_id join units u on u.id = b.by_unit_id where c.nrm_number = '{number}' and {where}");

    private Task<object?> AlarmsAsync(string number) => portal.ScalarAsync(
        $"select string_agg(a.kind, ' ' order by a.kind) from stay_alarms a join cases c on c.id = a.case_id where c.nrm_number = '{number}' and a.ended_at is null and a.since <= '{portal.Clock.GetUtcNow():O}'");

    private static async Task AgreeAsync(Visitor by, string number, string outcome = "Given")
    {
        await by.GetAsync($"/cases/{number}/consent/new");
        await by.PostAsync($"/cases/{number}/consent/new", [("Input.Purpose", "Assistance"), ("Input.Reach", "any"), ("Input.Sections", "Plan"), ("Input.Language", "my"),
            ("Input.Interpreter", "Present"), ("Input.Outcome", outcome), ("Input.GivenBy", "Person"), ("Input.How", "Thumbprint"), .. Story.SevenPoints]);
        Assert.Equal($"/cases/{number}/consent", by.Path);
    }

    private async Task<(string Number, string Referral, Visitor Shelter)> OfferedAsync(Func<string, Task>? before = null)
    {
        // A place more for each test: they share the shelter.
        await portal.ScalarAsync($"update place_pools set places = places + 1 where shelter_id = '{ReferenceData.IdOf("shelter", "SHN-63")}'");
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        if (before is not null) await before(number);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        return (number, referral, await portal.VisitAsync("shelter.ngo"));
    }

    private async Task StayAsync(string number, string basis, params (string, string)[] values)
    {
        var caseworker = await portal.VisitAsync("caseworker");
        await AgreeAsync(caseworker, number);
        await Story.StayAsync(caseworker, number, basis, values);
        Assert.Equal($"/cases/{number}/placements", caseworker.Path);
    }

    [Theory]
    [InlineData("VoluntaryReflection")]
    [InlineData("WelfareS33")]
    [InlineData("OutsideShelter")]
    [InlineData("CustodyS29")]
    public async Task WhatAnotherOfficeRecorded_HoldsUntilTheArrival_AndNothingOverlaps(string basis)
    {
        var (number, referral, shelter) = await OfferedAsync(n => StayAsync(n, basis));
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        // The shelter's own row alone is in its sight; it is not in force.
        Assert.Equal(1L, await Of(number, "count(*)", "b.awaits_placement_id is not null and b.ended_at is null and u.code = 'SHN-63'"));
        Assert.Contains("In force from the arrival", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/placements")).Text, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await AlarmsAsync(number));
        portal.Clock.Advance(TimeSpan.FromMinutes(50));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");

        Assert.Equal(1L, await Of(number, "count(*)", "b.awaits_placement_id is null and b.ended_at is null and b.starts_at = (select max(ended_at) from bases_of_stay x where x.case_id = c.id and x.end_reason = 'NextBasis')"));
        Assert.Equal("MSDHS-63", await Of(number, "max(u.code)", "b.end_reason = 'NextBasis' and b.ended_by_user_id is not null"));
        Assert.Equal(DBNull.Value, await AlarmsAsync(number));
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select custody_clock from cases where nrm_number = '{number}'"));
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.DoesNotContain("Days to look into", (await caseworker.GetAsync($"/cases/{number}/placements")).Text, StringComparison.Ordinal);
        Assert.Contains("Another basis took its place", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task ACourtsOrder_IsNotEnded_AndThePageAndTheAlarmSaySo()
    {
        var (number, referral, shelter) = await OfferedAsync(async n =>
        {
            await StayAsync(n, "CustodyS29", ("Input.FromTime", "9:00"));
            await StayAsync(n, "CourtExtension", ("Input.FromTime", "9:30"), ("Input.Until", Portal.Day(3)), ("Input.UntilTime", "12:00"), ("Input.Court", "Tak Provincial Court"), ("Input.Document", "12/2569"));
        });
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        Assert.Equal(DBNull.Value, await AlarmsAsync(number));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.Equal(1L, await Of(number, "count(*)", "b.basis = 'CourtExtension' and b.ended_at is null"));
        Assert.Equal("Overlap", await AlarmsAsync(number));
        Assert.Equal("CourtExtension", await portal.ScalarAsync($"select custody_clock from cases where nrm_number = '{number}'"));
        Assert.Contains("The portal does not end what a court permitted", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/placements")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStay_RestsOnTheConsentToIt_WhereThereIsOne_AndFallsWithIt()
    {
        var (number, referral, shelter) = await OfferedAsync(async n => await AgreeAsync(await portal.VisitAsync("caseworker"), n));
        Assert.DoesNotContain("No live consent to assistance", (await shelter.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.Equal("Assistance", await Of(number, "(select n.purpose from consents n where n.id = b.consent_id)"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AskStayConsent'"));

        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Contains("The person's consent (For assistance)", (await caseworker.GetAsync($"/cases/{number}/placements")).Text, StringComparison.Ordinal);
        var consent = $"/cases/{number}/consent/{await portal.ScalarAsync($"select n.id from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = 'Assistance'")}";
        await Story.Then(caseworker, consent, "Withdraw", ("How", "Oral"));
        Assert.Equal("Uncovered", await AlarmsAsync(number));
    }

    [Theory]
    [InlineData("Given", true)]
    [InlineData("Refused", false)]
    public async Task WithoutOne_ThePageSaysSo_TheShelterIsAskedToAsk_AndTheAnswerDecides(string outcome, bool stays)
    {
        var (number, referral, shelter) = await OfferedAsync();
        Assert.Contains("No live consent to assistance reaches this shelter", (await shelter.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        Assert.Equal("Referral", await Of(number, "(select n.purpose from consents n where n.id = b.consent_id)"));
        // The record says on which: nobody has agreed to the help yet.
        Assert.Contains("The person's consent (For referral)", (await (await portal.VisitAsync("caseworker")).GetAsync($"/cases/{number}/placements")).Text, StringComparison.Ordinal);
        Task<object?> Open() => portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id join units u on u.id = t.to_unit_id where c.nrm_number = '{number}' and t.code = 'AskStayConsent' and t.done_at is null and u.code = 'SHN-63' and t.clock = 'ConsentRenewal'");
        Assert.Equal(1L, await Open());
        Assert.Contains("agree to stay and be helped here", (await shelter.GetAsync($"/cases/{number}/tasks")).Text, StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await AgreeAsync(shelter, number, outcome);
        Assert.Equal(0L, await Open());
        Assert.Equal(stays ? "Assistance" : "Referral", await Of(number, "(select n.purpose from consents n where n.id = b.consent_id)"));
        Assert.Equal(stays ? DBNull.Value : "Uncovered", await AlarmsAsync(number));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task WhatAnAuthorityHasAgreedTo_DoesNotHangOnTheAnswer()
    {
        var (number, referral, shelter) = await OfferedAsync();
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "WelfareS33"), ("Authority", "MSDHS"));
        await Story.Then(shelter, $"/referrals/{referral}", "Arrive");
        await AgreeAsync(shelter, number, "Refused");
        Assert.Equal(DBNull.Value, await AlarmsAsync(number));
    }

    [Theory]
    [InlineData("update bases_of_stay set starts_at = starts_at - interval '1 hour'", "ck_stay_begins_once")]
    [InlineData("update bases_of_stay set awaits_placement_id = (select max(p.id::text)::uuid from placements p)", "ck_stay_begins_once")]
    public async Task TheStartOfABasis_IsNotWrittenAgain_AlsoPastThePortal(string sql, string constraint)
    {
        var (_, referral, shelter) = await OfferedAsync();
        await Story.Then(shelter, $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var who = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", "shelter.ngo")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "shelter.ngoShelterWorker")}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", connection);
        await who.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).ConstraintName);
    }
}
