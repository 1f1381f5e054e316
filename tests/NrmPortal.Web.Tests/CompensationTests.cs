using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Money as its people write it: claimed, ordered and paid apart, sums that follow, reversals, and who is asked to pursue it.</summary>
public sealed class CompensationTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> OpenedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await JusticeStory.OpenAsync(await portal.VisitAsync("caseworker"), number);
        return number;
    }

    private static string[] Sums(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("#total td").Select(t => t.TextContent.Trim())];

    [Fact]
    public async Task Claims_OfEachKind_AddUp_AndEverybodyWritesTheirOwn()
    {
        var number = await OpenedAsync();
        var (caseworker, prosecutor, datip, labour) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("prosecutor"), await portal.VisitAsync("datip"), await portal.VisitAsync("labour"));
        Assert.Contains("Nothing is claimed yet", (await caseworker.GetAsync($"/cases/{number}/compensation")).Text, StringComparison.Ordinal);
        Assert.Empty((await caseworker.GetAsync($"/cases/{number}/compensation/claim")).Page.QuerySelectorAll("main form input[name='Input.Amount']"));
        await caseworker.GetAsync($"/cases/{number}/compensation");
        await caseworker.PostAsync($"/cases/{number}/compensation/claim", ("Input.Kind", "Wages"), ("Input.Amount", "1"), ("Input.On", Portal.Day(-1)));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);

        await JusticeStory.ClaimAsync(prosecutor, number, "CivilS34", "0.001");
        Assert.NotNull(prosecutor.Page.QuerySelector("#Input_Amount-error"));
        await JusticeStory.ClaimAsync(prosecutor, number, "CivilS34", "100,000.50");
        var claim = prosecutor.Path;
        await JusticeStory.RecordAsync(prosecutor, claim, "Ordered", "80000.25");
        await JusticeStory.ClaimAsync(datip, number, "Fund", "5000");
        await JusticeStory.RecordAsync(datip, datip.Path, "Ordered", "5000");
        await JusticeStory.RecordAsync(datip, datip.Path, "Paid", "5000");
        Assert.Equal(HttpStatusCode.NotFound, (await labour.GetAsync($"/cases/{number}/compensation")).Status);
        await JusticeStory.AskOfficerAsync(caseworker, number, "labour", "LabourOfficer");
        Assert.True(await labour.ListsAsync("/tasks", number));
        await JusticeStory.ClaimAsync(labour, number, "Wages", "12,345.67");
        await JusticeStory.RecordAsync(labour, labour.Path, "Ordered", "12,345.67");
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'PursueClaim' and t.done_at is null"));
        // Asked for the money, and shown nothing else.
        Assert.DoesNotContain("77/2569", (await labour.GetAsync($"/cases/{number}/legal")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aung", (await labour.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);

        await caseworker.GetAsync($"/cases/{number}/compensation");
        Assert.Equal(["117,346.17", "97,345.92", "5,000.00", "92,345.92"], Sums(caseworker));
        Assert.Equal(false, await portal.ScalarAsync("select bool_or(position(convert_to('D 2/2569', 'UTF8') in document) > 0) from money_entries where document is not null"));

        var end = caseworker.Page.QuerySelectorAll("form[action*=End]").Single();
        await caseworker.PostFormAsync(end, $"/cases/{number}/compensation?handler=End", ("officer", end.QuerySelector("input[name=officer]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.NotFound, (await labour.GetAsync($"/cases/{number}/compensation")).Status);
    }

    [Fact]
    public async Task WhatACourtOrdersOfItsOwnMotion_IsWrittenWithItsPaper_AndAddsUp()
    {
        var number = await OpenedAsync();
        var prosecutor = await portal.VisitAsync("prosecutor");
        async Task OrderAsync(string kind, string document)
        {
            await prosecutor.GetAsync($"/cases/{number}/compensation/claim");
            Assert.NotNull(prosecutor.Page.GetElementById("Input_Unclaimed"));
            await prosecutor.PostAsync($"/cases/{number}/compensation/claim", ("Input.Kind", kind), ("Input.Unclaimed", "true"), ("Input.Amount", "250,000"), ("Input.On", Portal.Day(-2)), ("Input.Document", document));
        }

        await OrderAsync("WithJudgmentS35", "");
        Assert.NotNull(prosecutor.Page.GetElementById("Input_Document-error"));
        await OrderAsync("CivilS34", "A 9/2569");
        Assert.Equal(HttpStatusCode.Conflict, prosecutor.Status);
        Assert.NotNull(prosecutor.Page.GetElementById("Input_Kind-error"));
        await OrderAsync("WithJudgmentS35", "A 9/2569");
        Assert.Contains("Ordered by the court without a claim", prosecutor.Text, StringComparison.Ordinal);
        await JusticeStory.RecordAsync(prosecutor, prosecutor.Path, "Paid", "100000");
        await prosecutor.GetAsync($"/cases/{number}/compensation");
        Assert.Equal(["0.00", "250,000.00", "100,000.00", "150,000.00"], Sums(prosecutor));
    }

    [Fact]
    public async Task APayment_BeyondTheOrder_NeedsAReason_AndAWrongOneIsReversed()
    {
        var number = await OpenedAsync();
        var (prosecutor, justice) = (await portal.VisitAsync("prosecutor"), await portal.VisitAsync("justice"));
        await JusticeStory.ClaimAsync(prosecutor, number, "WithJudgmentS35", "1000");
        var claim = prosecutor.Path;
        await JusticeStory.AskOfficerAsync(prosecutor, number, "justice", "JusticeOfficer");
        await JusticeStory.RecordAsync(justice, claim, "Ordered", "600");
        Assert.Equal(claim, justice.Path);
        Assert.Equal(HttpStatusCode.Conflict, (await JusticeStory.RecordAsync(justice, claim, "Paid", "600.01")).Status);
        Assert.NotNull(justice.Page.QuerySelector("#Input_Reason-error"));
        Assert.Contains("600.01", justice.Html, StringComparison.Ordinal);
        await JusticeStory.RecordAsync(justice, claim, "Paid", "600.01", "Rounded up by the offender");
        Assert.Contains("Paid beyond what was ordered: 0.01", justice.Text, StringComparison.Ordinal);

        var entry = (string)(await portal.ScalarAsync("select id::text from money_entries where amount = 600.01"))!;
        await Story.Then(justice, claim, "Reverse", ("entry", entry));
        Assert.NotNull(justice.Page.QuerySelector("#ReverseReason-error"));
        await Story.Then(justice, claim, "Reverse", ("entry", entry), ("ReverseReason", "Written on the wrong claim"));
        Assert.Contains("-600.01", justice.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await Story.Then(justice, claim, "Reverse", ("entry", entry), ("ReverseReason", "Again"))).Status);
        await prosecutor.GetAsync($"/cases/{number}/compensation");
        Assert.Equal(["1,000.00", "600.00", "0.00", "600.00"], Sums(prosecutor));
        Assert.Equal(HttpStatusCode.NotFound, (await prosecutor.GetAsync($"/cases/{number}/compensation/{Guid.NewGuid()}")).Status);
    }

    [Theory]
    [InlineData("'Paid', 0.01, false, null")] // nothing was ordered
    [InlineData("'Ordered', 100.01, false, null")] // more than was claimed
    [InlineData("'Paid', -5, true, null")] // below nothing without being a reversal
    [InlineData("'Claimed', -99, true, e.id")] // not its size
    [InlineData("'Paid', -100, true, e.id")] // another fact
    [InlineData("'Claimed', -100, false, e.id")] // no reason
    public async Task TheDatabase_RefusesAnEntryThatDoesNotReconcile(string values)
    {
        var number = await OpenedAsync();
        await JusticeStory.ClaimAsync(await portal.VisitAsync("prosecutor"), number, "CivilS34", "100");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync($"""
            insert into money_entries (id, case_id, claim_id, happened_on, by_user_id, by_unit_id, at, fact, amount, has_reason, reverses_id)
            select gen_random_uuid(), e.case_id, e.claim_id, now(), e.by_user_id, e.by_unit_id, now(), {values} from money_entries e join cases c on c.id = e.case_id where c.nrm_number = '{number}'
            """));
        Assert.Equal("23514", refused.SqlState);
    }
}
