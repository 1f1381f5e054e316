using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Referrals to services that take no place: over HTTP, and against the database itself.</summary>
public sealed class ReferralKindTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    private async Task<(string Case, string Referral)> ReferredAsync(string kind, string unit, string agency, string needs = "Advice on a contract")
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        return (number, await Story.ReferToServiceAsync(await portal.VisitAsync("caseworker"), number, kind, unit, agency, needs));
    }

    [Fact]
    public async Task Kinds_AreOffered_WithTheirReceivers()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/referrals/kinds");
        Assert.Contains("Legal aid", caseworker.Text, StringComparison.Ordinal);
        // The person is an adult.
        Assert.DoesNotContain("Child protection", caseworker.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await caseworker.GetAsync($"/cases/{number}/referrals/service?kind=ShelterPlacement");
        Assert.Equal($"/cases/{number}/referrals/kinds", caseworker.Path);
        await caseworker.GetAsync($"/cases/{number}/referrals/service?kind=LegalAid");
        var units = caseworker.Page.QuerySelectorAll("#Input_UnitId option").Select(o => o.GetAttribute("value")).ToList();
        Assert.Contains(Unit("MOJ-63"), units);
        Assert.DoesNotContain(Unit("POL-63"), units);
        await caseworker.PostAsync($"/cases/{number}/referrals/service", ("Kind", "LegalAid"));
        foreach (var field in new[] { "UnitId", "Basis", "Sections", "Remarks" }) Assert.NotNull(caseworker.Page.QuerySelector($"#Input_{field}-error"));
    }

    [Fact]
    public async Task ADirectReferral_IsReadWithoutAName_TakenOn_AndFinished()
    {
        var (number, referral) = await ReferredAsync("LegalAid", "MOJ-63", "Justice");
        Assert.Equal("Approved", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        var justice = await portal.VisitAsync("justice");
        Assert.Contains(referral, (await justice.GetAsync("/referrals")).Text, StringComparison.Ordinal);
        await justice.GetAsync($"/referrals/{referral}");
        Assert.Contains("Advice on a contract", justice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aung Example", justice.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await justice.GetAsync($"/cases/{number}")).Status);

        await Story.Then(justice, $"/referrals/{referral}/service", "TakeOn");
        Assert.Equal(HttpStatusCode.OK, (await justice.GetAsync($"/cases/{number}")).Status);
        Assert.Contains("Aung Example", justice.Text, StringComparison.Ordinal);
        Assert.Equal("Protection", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from placements p join referrals r on r.id = p.referral_id where r.number = '{referral}'"));

        await Story.Then(justice, $"/referrals/{referral}/service", "Finish", ("Reason", ""));
        Assert.Equal(HttpStatusCode.Conflict, justice.Status);
        await Story.Then(justice, $"/referrals/{referral}/service", "Finish", ("Reason", "A lawyer goes on"));
        Assert.Equal(HttpStatusCode.NotFound, (await justice.GetAsync($"/cases/{number}")).Status);
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Contains("A lawyer goes on", (await caseworker.GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        Assert.Contains("Finish a referral", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServiceThatIsPaused_TakesNobodyOn()
    {
        var (_, referral) = await ReferredAsync("LegalAid", "MOJ-63", "Justice");
        var justice = await portal.VisitAsync("justice");
        await portal.ScalarAsync($"update directory_entries set status = 'Paused' where id = '{Unit("MOJ-63")}'");
        try
        {
            await Story.Then(justice, $"/referrals/{referral}/service", "TakeOn");
            Assert.Equal(HttpStatusCode.Conflict, justice.Status);
            Assert.Contains("turn the referral down, or open the office", justice.Text, StringComparison.Ordinal);
            Assert.Equal("Approved", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
            var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("justice", "JusticeOfficer", $"update referrals set state = 'Accepted' where number = '{referral}'"));
            Assert.Equal("ck_referral_takes_on", refused.ConstraintName);
        }
        finally
        {
            await portal.ScalarAsync($"update directory_entries set status = 'Active' where id = '{Unit("MOJ-63")}'");
        }

        await Story.Then(justice, $"/referrals/{referral}/service", "TakeOn");
        Assert.Equal("Accepted", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
    }

    [Theory]
    [InlineData("", "Unknown")]
    [InlineData("TH", "Thai")]
    [InlineData("MM", "Foreign")]
    public async Task TheServiceThatIsAsked_ReadsWhetherThePersonIsThai(string nationality, string reads)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), nationality: nationality);
        var referral = await Story.ReferToServiceAsync(await portal.VisitAsync("caseworker"), number, "LegalAid", "MOJ-63", "Justice");
        Assert.Equal(reads, await portal.ScalarAsync($"select n.nationality from needs_profiles n join referrals r on r.id = n.id where r.number = '{referral}'"));
    }

    [Fact]
    public async Task TurnedDown_ItGoesBackToTheSender_WhoAsksAgain()
    {
        var (_, referral) = await ReferredAsync("LabourClaim", "LAB-63", "Labour");
        var labour = await portal.VisitAsync("officer.labour");
        await Story.Then(labour, $"/referrals/{referral}/service", "TurnDown", ("Reason", "No inspector"));
        Assert.Equal(HttpStatusCode.NotFound, (await labour.GetAsync($"/referrals/{referral}")).Status);
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/referrals/{referral}");
        var basis = caseworker.Page.QuerySelectorAll("#ShareBasis option").Select(o => o.GetAttribute("value")!).First(v => v.StartsWith("c:", StringComparison.Ordinal));
        await caseworker.PostAsync($"/referrals/{referral}/sender?handler=Resend", ("ShareBasis", basis), ("Reason", "They are back"));
        Assert.Equal("Approved", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        Assert.Equal(HttpStatusCode.OK, (await labour.GetAsync($"/referrals/{referral}")).Status);
    }

    [Fact]
    public async Task AReviewedKind_WaitsForDatip()
    {
        var (_, referral) = await ReferredAsync("Embassy", "MFA-10", "ForeignAffairs");
        Assert.Equal("Sent", await portal.ScalarAsync($"select state from referrals where number = '{referral}'"));
        var consul = await portal.VisitAsync("mfa");
        Assert.Equal(HttpStatusCode.NotFound, (await consul.GetAsync($"/referrals/{referral}")).Status);
        var datip = await portal.VisitAsync("datip");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        Assert.NotNull(datip.Page.QuerySelector("select#UnitId"));
        await Story.Then(datip, $"/referrals/{referral}/service", "Approve", ("UnitId", Unit("POL-63")));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        await Story.Then(datip, $"/referrals/{referral}/service", "Approve", ("UnitId", Unit("MFA-10")));
        Assert.Equal(HttpStatusCode.OK, (await consul.GetAsync($"/referrals/{referral}")).Status);
    }

    [Theory]
    [InlineData("update referrals set receiver_unit_id = '{unit}' where number = '{referral}'", "SHN-63")]
    [InlineData("update referrals set receiver_unit_id = '{unit}', state = 'Accepted' where number = '{referral}'", "POL-63")]
    [InlineData("update referrals set kind = 'PoliceProtection' where number = '{referral}'", "MOJ-63")]
    [InlineData("update referrals set receiver_unit_id = from_unit_id where number = '{referral}'", "MOJ-63")]
    public async Task TheDatabase_KeepsAReferralToItsKind(string sql, string unit)
    {
        var (_, referral) = await ReferredAsync("LegalAid", "MOJ-63", "Justice");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync("caseworker", "ProvinceCaseworker", sql.Replace("{unit}", Unit(unit), StringComparison.Ordinal).Replace("{referral}", referral, StringComparison.Ordinal)));
        Assert.Contains(refused.SqlState, new[] { "23514", "42501" });
    }

    [Fact]
    public async Task TheDatabase_LetsNobodyButDatipApproveAReviewedKind()
    {
        var (_, referral) = await ReferredAsync("Embassy", "MFA-10", "ForeignAffairs");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync("caseworker", "ProvinceCaseworker", $"update referrals set state = 'Approved', receiver_unit_id = '{Unit("MFA-10")}', decided_at = now() where number = '{referral}'"));
        Assert.Equal("ck_referral_review", refused.ConstraintName);
    }

    // As the application's own role, in the name of one person.
    private async Task AsAsync(string user, string role, string sql)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var text in new[] { $"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", sql })
        {
            await using var command = new NpgsqlCommand(text, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }
    }
}
