using System.Net;
using NrmPortal.Domain.Money;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Rates of the Fund set by DATIP from a day on, over HTTP and in the database itself.</summary>
public sealed class FundRateTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Insert = "insert into fund_rates (id, benefit, number, amount, per, valid_from, legal_basis, confidence, reason, by_user_id, set_at) select gen_random_uuid(), 'abroad', 1 + max(number), ";
    private readonly Portal portal = fixture.Portal;

    private static (string, string)[] Terms(string amount, int day, string per = "Month") =>
        [("Input.Per", per), ("Input.Amount", amount), ("Input.From", Portal.Day(day)), ("Input.LegalBasis", "Order 9/2569"), ("Input.Confidence", "C"), ("Input.Reason", "The committee decided")];

    private static Task<Visitor> PreviewAsync(Visitor visitor, string benefit, params (string, string)[] terms) => Story.Then(visitor, $"/admin/fund/{benefit}", "Preview", terms);

    private static Task<Visitor> ApplyAsync(Visitor visitor, string benefit) => visitor.PostFormAsync(visitor.Page.QuerySelector("main form[action*=Apply]"), $"/admin/fund/{benefit}?handler=Apply");

    private async Task<string> OpenedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await JusticeStory.OpenAsync(await portal.VisitAsync("caseworker"), number);
        return number;
    }

    [Fact]
    public async Task ARateSetFromToday_IsThatOfClaimsFromTodayOn_AndEarlierOnesKeepTheirs()
    {
        var (number, datip, reviewer) = (await OpenedAsync(), await portal.VisitAsync("datip.coordinator"), await portal.VisitAsync("datip"));
        await JusticeStory.ClaimAsync(reviewer, number, "Fund", "5000", day: -1);
        var earlier = reviewer.Path;
        await JusticeStory.ClaimAsync(reviewer, number, "Fund", "6000", day: 0);
        var today = reviewer.Path;
        await PreviewAsync(datip, "living", Terms("3,000.25", 0));
        foreach (var said in new[] { "3,000.25 THB per month", "Rate not known yet", "1 opened already" }) Assert.Contains(said, datip.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync("select count(*) from fund_rates where benefit = 'living'"));
        await ApplyAsync(datip, "living");
        Assert.Equal("/admin/fund/living", datip.Path);
        foreach (var said in new[] { "The committee decided", "In force", "Past" }) Assert.Contains(said, datip.Text, StringComparison.Ordinal);
        Assert.Equal(3000.25m, await portal.ScalarAsync("select amount from fund_rates where benefit = 'living' and number = 2"));
        Assert.True((bool)(await portal.ScalarAsync("select exists (select 1 from audit_records where verb = 'change' and subject = 'fund rate set' and details->>'amount' = '3000.25')"))!);

        await PreviewAsync(datip, "living", Terms("3500.50", 30));
        Assert.Contains("No claim that was opened so far", datip.Text, StringComparison.Ordinal);
        await ApplyAsync(datip, "living");
        var list = (await datip.GetAsync("/admin/fund")).Text;
        foreach (var said in new[] { "3,000.25 THB per month", "3,500.50 THB per month", "1 earlier" }) Assert.Contains(said, list, StringComparison.Ordinal);

        Assert.Contains("Rate not known yet", (await reviewer.GetAsync(earlier)).Text, StringComparison.Ordinal);
        Assert.Contains("3,000.25 THB per month", (await reviewer.GetAsync(today)).Text, StringComparison.Ordinal);
        // The form shows the rates of the day that was typed.
        var claim = $"/cases/{number}/compensation/claim";
        Assert.Contains("3,000.25 THB per month", (await reviewer.GetAsync(claim)).Text, StringComparison.Ordinal);
        await reviewer.PostAsync(claim, ("Input.Kind", "Fund"), ("Input.Amount", "x"), ("Input.On", Portal.Day(-1)));
        Assert.DoesNotContain("3,000.25", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("Choose one", reviewer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsWrong_StandsBesideItsField_AndAStalePreviewSetsNothing()
    {
        var datip = await portal.VisitAsync("datip.coordinator");
        await PreviewAsync(datip, "return", ("Input.Per", ""), ("Input.From", "yesterday"), ("Input.LegalBasis", ""), ("Input.Reason", ""));
        foreach (var field in new[] { "Per", "Amount", "From", "LegalBasis", "Confidence", "Reason" }) Assert.NotNull(datip.Page.GetElementById($"Input_{field}-error"));
        foreach (var (amount, per) in new[] { ("0.001", "Once"), ("-5", "Once"), ("0", "Day"), ("12", "None"), ("1", "3") })
        {
            await PreviewAsync(datip, "return", Terms(amount, 0, per));
            Assert.NotNull(datip.Page.GetElementById(per == "3" ? "Input_Per-error" : "Input_Amount-error"));
        }

        await PreviewAsync(datip, "return", Terms("900", -1, "Once"));
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.NotNull(datip.Page.GetElementById("Input_From-error"));
        Assert.Equal(HttpStatusCode.NotFound, (await datip.GetAsync("/admin/fund/lottery")).Status);

        await PreviewAsync(datip, "return", Terms("900", 5, "Once"));
        var stale = datip.Page.QuerySelector("main form[action*=Apply]");
        await PreviewAsync(datip, "return", Terms("", 5, "None"));
        await ApplyAsync(datip, "return");
        Assert.Contains("No fixed rate", datip.Text, StringComparison.OrdinalIgnoreCase);
        await datip.PostFormAsync(stale, "/admin/fund/return?handler=Apply");
        Assert.Equal(HttpStatusCode.Conflict, datip.Status);
        Assert.Equal(2L, await portal.ScalarAsync("select count(*) from fund_rates where benefit = 'return'"));

        // A mistake is corrected by another rate of the same day, and stays to be read.
        await PreviewAsync(datip, "return", Terms("900.75", 5, "Once"));
        await ApplyAsync(datip, "return");
        Assert.Contains("Corrected", datip.Text, StringComparison.Ordinal);
        Assert.Equal("2:None 3:900.75", await portal.ScalarAsync("select string_agg(number || ':' || coalesce(amount::text, 'None'), ' ' order by number) from fund_rates where benefit = 'return' and by_user_id is not null"));
        Assert.Equal(HttpStatusCode.Conflict, (await PreviewAsync(datip, "return", Terms("900.75", 6, "Once"))).Status);
    }

    [Theory]
    [InlineData("datip")]
    [InlineData("caseworker")]
    [InlineData("admin")]
    [InlineData("scnrm")]
    public async Task NobodyElse_FindsOrSetsARate(string user)
    {
        var visitor = await portal.VisitAsync(user);
        Assert.Empty((await visitor.GetAsync("/home")).Page.QuerySelectorAll("nav a[href='/admin/fund']"));
        foreach (var page in new[] { "/admin/fund", "/admin/fund/living" }) Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(page)).Status);
        await visitor.GetAsync("/account/two-factor");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/admin/fund/living?handler=Apply", Terms("1", 0))).Status);
        Assert.Equal(1, (await (await portal.VisitAsync("datip.coordinator")).GetAsync("/home")).Page.QuerySelectorAll("nav a[href='/admin/fund']").Length);
    }

    [Theory]
    [InlineData("datip.coordinator", "DatipCoordinator", Insert + "5, 'Day', (app_now() at time zone 'Asia/Bangkok')::date, 'x', 'C', 'x', app_user(), app_now() from fund_rates where benefit = 'abroad'", null)]
    [InlineData("caseworker", "ProvinceCaseworker", Insert + "5, 'Day', app_now()::date + 9, 'x', 'C', 'x', app_user(), app_now() from fund_rates where benefit = 'abroad'", "42501")]
    [InlineData("admin", "SystemAdministrator", Insert + "5, 'Day', app_now()::date + 9, 'x', 'C', 'x', app_user(), app_now() from fund_rates where benefit = 'abroad'", "42501")]
    [InlineData("datip.coordinator", "DatipCoordinator", Insert + "5, 'Day', app_now()::date + 9, 'x', 'C', 'x', gen_random_uuid(), app_now() from fund_rates where benefit = 'abroad'", "42501")] // in another's name
    [InlineData("datip.coordinator", "DatipCoordinator", Insert + "5, 'Day', '2026-01-01', 'x', 'C', 'x', app_user(), '2026-01-01' from fund_rates where benefit = 'abroad'", "42501")] // as if set long ago
    [InlineData("datip.coordinator", "DatipCoordinator", "insert into fund_rates (id, benefit, number, valid_from, legal_basis, confidence, reason) values (gen_random_uuid(), 'abroad', 9, '2026-01-01', 'x', 'U', '')", "42501")] // as if shipped
    [InlineData("datip.coordinator", "DatipCoordinator", Insert + "5, 'Day', (app_now() at time zone 'Asia/Bangkok')::date - 1, 'x', 'C', 'x', app_user(), app_now() from fund_rates where benefit = 'abroad'", "23514")] // of yesterday
    [InlineData("datip.coordinator", "DatipCoordinator", Insert + "5, null, app_now()::date + 9, 'x', 'C', 'x', app_user(), app_now() from fund_rates where benefit = 'abroad'", "23514")]
    [InlineData("datip.coordinator", "DatipCoordinator", Insert + "0.001, 'Day', app_now()::date + 9, 'x', 'C', 'x', app_user(), app_now() from fund_rates where benefit = 'abroad'", "23514")]
    [InlineData("datip.coordinator", "DatipCoordinator", Insert + "5, 'Day', app_now()::date + 9, 'x', 'U', 'x', app_user(), app_now() from fund_rates where benefit = 'abroad'", "23514")]
    [InlineData("datip.coordinator", "DatipCoordinator", "update fund_rates set amount = 5, per = 'Day'", "42501")]
    [InlineData("datip.coordinator", "DatipCoordinator", "delete from fund_rates", "42501")]
    public async Task TheDatabase_AddsARateForWhoeverMaySetIt_AndRewritesNone(string user, string role, string sql, string? refused)
    {
        if (refused is null) await portal.AsAsync(user, role, sql);
        else Assert.Equal(refused, (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, sql))).SqlState);
    }

    [Theory]
    [InlineData("datip.coordinator", "DatipCoordinator")]
    [InlineData("prosecutor", "Prosecutor")]
    [InlineData("auditor", "Auditor")]
    public async Task Rates_AreReadByAll_UnderRowSecurity(string user, string role)
    {
        Assert.True((bool)(await portal.ScalarAsync("select relrowsecurity from pg_class where oid = 'fund_rates'::regclass"))!);
        Assert.Equal((long)FundBenefit.All.Count, await portal.AsAsync(user, role, "select count(distinct benefit) from fund_rates"));
    }

    [Theory]
    [InlineData("update fund_rates set amount = 1, per = 'Day'")]
    [InlineData("delete from fund_rates")]
    [InlineData("truncate fund_rates")]
    public async Task NotEvenItsOwner_RewritesTheHistory(string sql) =>
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync(sql))).SqlState);
}
