using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Referrals;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A no holds: against a wider yes of before, and against a legal ground that somebody names for it.</summary>
public sealed class RefusalTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string UnitOf(string code) => ReferenceData.IdOf("unit", code).ToString();

    private static async Task<Visitor> RecordAsync(Visitor by, string number, string purpose, string outcome, params (string, string)[] to)
    {
        await by.GetAsync($"/cases/{number}/consent/new");
        await by.PostAsync($"/cases/{number}/consent/new", [("Input.Purpose", purpose), ("Input.Outcome", outcome), ("Input.Sections", "Identity"), ("Input.Language", "my"), ("Input.Interpreter", "Present"),
            ("Input.GivenBy", "Person"), ("Input.How", "Thumbprint"), .. Story.SevenPoints, .. to]);
        Assert.Equal($"/cases/{number}/consent", by.Path);
        return by;
    }

    private Task<object?> OfAsync(string table, string number, string what) => portal.ScalarAsync($"select {what} from {table} t join cases c on c.id = t.case_id where c.nrm_number = '{number}'");

    private static string Refer(string number, string unit, string consent, string ground) => $"""
        insert into referrals (id, case_id, number, state, urgent, emergency, requested_unit_id, from_unit_id, by_user_id, province_code, sections, consent_id, legal_ground, created_at)
        select gen_random_uuid(), c.id, 'X-{Guid.NewGuid():N}', 'Sent', false, false, {unit}, c.province_office_id, '{ReferenceData.IdOf("user", "caseworker")}', '63', array['Identity'], {consent}, {ground}, app_now() from cases c where c.nrm_number = '{number}'
        """;

    // Raw SQL as the application role and a caseworker; nothing stays.
    private async Task<string?> TriedAsync(string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var who = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", "caseworker")}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", connection);
        await who.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync()) is { } thrown ? Why(Assert.IsType<PostgresException>(thrown)) : null;
    }

    private static string Why(PostgresException refused) => refused.ConstraintName ?? refused.SqlState;

    private async Task<(string Number, string Referral)> HousedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var referral = await Story.ReferAsync(await portal.VisitAsync("officer.immigration"), number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        return (number, referral);
    }

    [Fact]
    public async Task ANoToOneShelter_EndsItsShareAndStay_AndLeavesTheWiderYesToTheOthers()
    {
        var (number, referral) = await HousedAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        await RecordAsync(caseworker, number, "Disclosure", "Refused", ("Input.Reach", "unit"), ("Input.UnitId", UnitOf("SHN-63")));
        await RecordAsync(caseworker, number, "Referral", "Refused", ("Input.Reach", "unit"), ("Input.UnitId", UnitOf("SHM-65")));
        Assert.Contains("Aung Example", (await (await portal.VisitAsync("shelter.ngo")).GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);

        await RecordAsync(caseworker, number, "Referral", "Refused", ("Input.Reach", "unit"), ("Input.UnitId", UnitOf("SHN-63")));
        var shelter = await portal.VisitAsync("shelter.ngo");
        await shelter.GetAsync($"/cases/{number}");
        Assert.DoesNotContain("Aung", shelter.Html, StringComparison.Ordinal);
        Assert.Equal(1L, await OfAsync("referrals", number, $"count(*) filter (where t.number = '{referral}' and t.share_ended_at is not null)"));
        Assert.Equal(1L, await OfAsync("bases_of_stay", number, "count(*) filter (where t.lapsed_at <= now() or t.lapsed_at < '2026-12-01')"));
        Assert.Equal(1L, await OfAsync("notices", number, $"count(*) filter (where t.code = 'ConsentWithdrawn' and t.to_unit_id = '{UnitOf("SHN-63")}')"));
        Assert.Equal(1L, await OfAsync("consents", number, "count(*) filter (where t.purpose = 'Referral' and t.outcome = 'Given' and t.withdrawn_at is null)"));

        var consent = $"(select n.id from consents n where n.case_id = c.id and n.purpose = 'Referral' and n.outcome = 'Given')";
        Assert.Equal("ck_share_basis", await TriedAsync(Refer(number, $"'{UnitOf("SHN-63")}'", consent, "null")));
        Assert.Null(await TriedAsync(Refer(number, $"'{UnitOf("SHP-10")}'", consent, "null")));
        await caseworker.GetAsync($"/cases/{number}/referrals/new");
        var basis = await OfAsync("consents", number, "max(t.id::text) filter (where t.purpose = 'Referral' and t.outcome = 'Given')");
        await caseworker.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", $"c:{basis}"), ("Input.Reach", "any"), ("Input.Sections", "Identity"), ("Input.UnitId", UnitOf("SHN-63")));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task AGround_ReachesWhomTheTableNames_AndOverANo_NeedsItsReason_OfWhichDatipHears()
    {
        Assert.Equal((long)LegalGrounds.Table.Count, await portal.ScalarAsync("select count(*) from legal_grounds"));
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Equal("ck_share_ground", await TriedAsync(Refer(number, $"'{UnitOf("SHN-63")}'", "null", "'because'")));
        var police = (await portal.ScalarAsync("select id::text from units where agency = 'Police' limit 1"))!;
        Assert.Equal("ck_share_ground", await TriedAsync(Refer(number, $"'{police}'", "null", "'s33'").Replace("number, state", "number, kind, state", StringComparison.Ordinal).Replace("'Sent'", "'PoliceProtection', 'Sent'", StringComparison.Ordinal)));
        Assert.Equal("ck_referral_receiver", await TriedAsync(Refer(number, $"'{police}'", "null", "'s33'")));
        Assert.Equal("ck_share_ground", await TriedAsync(Refer(number, $"'{UnitOf("SHN-63")}'", "null", "'childInterest'")));
        // What the kind does not share at all is refused before its ground is asked.
        Assert.Equal("ck_referral_sections", await TriedAsync(Refer(number, $"'{UnitOf("SHN-63")}'", "null", "'s33'").Replace("array['Identity']", "array['Identity', 'Legal']", StringComparison.Ordinal)));
        Assert.Null(await TriedAsync(Refer(number, $"'{UnitOf("SHN-63")}'", "null", "'s33'")));
        Assert.Equal("42501", await TriedAsync("delete from legal_grounds"));

        await RecordAsync(caseworker, number, "Disclosure", "Refused", ("Input.Reach", "any"));
        await RecordAsync(caseworker, number, "Referral", "Refused", ("Input.Reach", "unit"), ("Input.UnitId", UnitOf("SHN-63")));
        Assert.Equal("ck_share_over_no", await TriedAsync(Refer(number, $"'{UnitOf("SHN-63")}'", "null", "'s33'")));
        Assert.Null(await TriedAsync(Refer(number, $"'{UnitOf("SHP-10")}'", "null", "'s33'")));

        async Task DiscloseAsync(string to, string why)
        {
            await caseworker.GetAsync($"/cases/{number}/disclosures/new");
            await caseworker.PostAsync($"/cases/{number}/disclosures/new", ("Input.Outside", to), ("Input.Name", "Some Recipient"), ("Input.Sections", "Identity"), ("Input.Reason", "A paper"), ("Input.Basis", "g:s33"), ("Input.How", "SealedLetter"), ("Input.GroundReason", why));
        }

        await DiscloseAsync("Embassy", "Because");
        Assert.NotNull(caseworker.Page.QuerySelector("#Input_Basis-error"));
        await DiscloseAsync("Hospital", "");
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.NotNull(caseworker.Page.QuerySelector("#Input_GroundReason-error"));
        Assert.Equal(0L, await OfAsync("notices", number, "count(*) filter (where t.code = 'SharedOverRefusal')"));
        await DiscloseAsync("Hospital", "The wound cannot wait");
        Assert.Contains("The wound cannot wait", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await OfAsync("notices", number, "count(*) filter (where t.code = 'SharedOverRefusal' and t.to_agency = 'Datip')"));
        Assert.Contains("after the person said no", (await (await portal.VisitAsync("datip")).GetAsync("/notifications")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Datip_ChoosesNoShelterThatThePersonRefused_OnAGroundWithoutItsReason()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", "ground"), ("Input.Ground", "s33"), ("Input.Reach", "any"), ("Input.Sections", "Identity"));
        var referral = officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
        await RecordAsync(await portal.VisitAsync("caseworker"), number, "Referral", "Refused", ("Input.Reach", "unit"), ("Input.UnitId", UnitOf("SHN-63")));
        var datip = await portal.VisitAsync("datip");
        await Story.ApproveAsync(datip, referral, "NGO Shelter");
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        await Story.ApproveAsync(datip, referral, "MSDHS Shelter B");
        Assert.Equal("Approved", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
    }
}
