using System.Net;
using Npgsql;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>An entry of the book rests on a filed document of the case, and the Fund's two books are held beside each other.</summary>
public sealed class MoneyDocumentTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> ScreenedAsync() => await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));

    private static async Task<Visitor> RecordAsync(Visitor visitor, string claim, string fact, string amount, string filed, string document = "")
    {
        await visitor.GetAsync(claim);
        return await visitor.PostAsync($"{claim}?handler=Record", ("Input.Fact", fact), ("Input.Amount", amount), ("Input.On", Portal.Day(-1)), ("Input.Authority", "FundCommittee"), ("Input.Document", document), ("Input.Filed", filed));
    }

    private async Task<string> FiledAsync(string number, string section, string title)
    {
        var caseworker = await portal.VisitAsync("caseworker");
        await Papers.AddAsync(caseworker, number, section, title);
        return caseworker.Path[^36..];
    }

    [Fact]
    public async Task AnEntry_NamesAFiledDocument_AndWhoeverMayOpenItFollowsTheLink()
    {
        var number = await ScreenedAsync();
        var (resolution, health) = (await FiledAsync(number, "Money", "Resolution 7"), await FiledAsync(number, "Health", "A bill of the clinic"));
        var elsewhere = await FiledAsync(await ScreenedAsync(), "Money", "Resolution of another case");
        var datip = await portal.VisitAsync("datip");
        await JusticeStory.ClaimAsync(datip, number, "Fund", "5000");
        var claim = datip.Path;
        Assert.Equal(["", health, resolution], (await datip.GetAsync(claim)).Page.QuerySelectorAll("#Input_Filed option").Select(o => o.GetAttribute("value")!));

        // With a document, its number need not be typed; without either, it is missing.
        await RecordAsync(datip, claim, "Ordered", "5000", "");
        Assert.NotNull(datip.Page.QuerySelector("#Input_Document-error"));
        await RecordAsync(datip, claim, "Ordered", "5000", elsewhere);
        Assert.NotNull(datip.Page.QuerySelector("#Input_Filed-error"));
        await RecordAsync(datip, claim, "Ordered", "5000", resolution);
        Assert.Equal(claim, datip.Path);
        await RecordAsync(datip, claim, "Paid", "200.05", health);
        Assert.Contains("Resolution 7", datip.Page.QuerySelector($"#entries ~ table a[href$='/documents/{resolution}']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await datip.GetAsync($"/cases/{number}/documents/{resolution}")).Status);

        // The prosecutor reads the money, and nothing of health.
        var prosecutor = await portal.VisitAsync("prosecutor");
        await JusticeStory.OpenAsync(await portal.VisitAsync("caseworker"), number);
        await prosecutor.GetAsync(claim);
        Assert.NotNull(prosecutor.Page.QuerySelector($"a[href$='/documents/{resolution}']"));
        Assert.Null(prosecutor.Page.QuerySelector($"a[href$='/documents/{health}']"));
        Assert.Contains("A document is filed that your role does not open", prosecutor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("clinic", prosecutor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDatabase_RefusesADocumentOfAnotherCase_OrAWithdrawnOne_OrOneUnseen()
    {
        var number = await ScreenedAsync();
        var (own, health, elsewhere) = (await FiledAsync(number, "Money", "Own"), await FiledAsync(number, "Health", "Health"), await FiledAsync(await ScreenedAsync(), "Money", "Elsewhere"));
        await JusticeStory.OpenAsync(await portal.VisitAsync("caseworker"), number);
        await JusticeStory.ClaimAsync(await portal.VisitAsync("prosecutor"), number, "CivilS34", "100");
        string Insert(string filed) => $"""
            insert into money_entries (id, case_id, claim_id, happened_on, by_user_id, by_unit_id, at, fact, amount, has_reason, filed_document_id)
            select gen_random_uuid(), e.case_id, e.claim_id, now(), e.by_user_id, e.by_unit_id, now(), 'Ordered', 1, false, '{filed}' from money_entries e join cases c on c.id = e.case_id where c.nrm_number = '{number}' and e.filed_document_id is null
            """;
        Assert.Equal("23514", (await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync(Insert(elsewhere)))).SqlState);
        // In the prosecutor's own name: what they do not see is refused by row security.
        Task<object?> AsProsecutor(string filed) => portal.AsAsync("prosecutor", "Prosecutor", Insert(filed));
        await AsProsecutor(own);
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => AsProsecutor(health))).SqlState);
        await portal.ScalarAsync($"update documents set withdrawn_at = now() where id = '{own}'");
        Assert.Equal("23514", (await Assert.ThrowsAsync<PostgresException>(() => AsProsecutor(own))).SqlState);
    }

    [Fact]
    public async Task TheFundsBooks_AreReconciled_ToTheSatang()
    {
        var number = await ScreenedAsync();
        var (caseworker, datip) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("datip"));
        Assert.Null((await caseworker.GetAsync($"/cases/{number}/compensation")).Page.QuerySelector("#fund-balance"));
        await CareStory.ServeAsync(caseworker, number, "training");
        await CareStory.ServeAsync(caseworker, number, "training", ("Input.Cost", "99.99"), ("Input.Source", "Donor"));
        Assert.Contains("They differ by 1,250.50 baht: services name the Fund", (await caseworker.GetAsync($"/cases/{number}/compensation")).Text, StringComparison.Ordinal);
        await JusticeStory.ClaimAsync(datip, number, "Fund", "5000");
        var claim = datip.Path;
        await JusticeStory.RecordAsync(datip, claim, "Ordered", "5000");
        await JusticeStory.RecordAsync(datip, claim, "Paid", "1250.50");
        Assert.Contains("1,250.50 baht · paid by the Fund’s book: 1,250.50 baht The two books agree.", (await caseworker.GetAsync($"/cases/{number}/compensation")).Text, StringComparison.Ordinal);
        await JusticeStory.RecordAsync(datip, claim, "Paid", "0.01");
        Assert.Contains("They differ by 0.01 baht: the Fund has paid it", (await datip.GetAsync($"/cases/{number}/compensation")).Text, StringComparison.Ordinal);

        // Who reads the money and not the services is shown nothing of them.
        await JusticeStory.OpenAsync(caseworker, number);
        Assert.Null((await (await portal.VisitAsync("prosecutor")).GetAsync($"/cases/{number}/compensation")).Page.QuerySelector("#fund-balance"));
    }
}
