using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The minutes of a case: completed until the decision with what they said before beside them, and fixed after it.</summary>
public sealed class MinutesTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string At(string number, string page = "") => $"/cases/{number}/identification{page}";

    private Task<object?> WrittenAsync(string number) => portal.ScalarAsync($"select count(*) from panel_minutes m join cases c on c.id = m.case_id where c.nrm_number = '{number}'");

    private static async Task<Visitor> WriteAsync(Visitor secretary, string number, string text)
    {
        await secretary.GetAsync(At(number, "/minutes"));
        return await secretary.PostAsync(At(number, "/minutes"), ("Minutes", text));
    }

    private async Task<string> ConvenedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        return number;
    }

    private Task DecideAsync(string number) => DecideAsync(portal, number);

    private static async Task DecideAsync(Portal portal, string number) => await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");

    [Fact]
    public async Task UntilTheDecision_TheyAreCompleted_AndWhatTheySaidBeforeStays_AfterItNobodyChangesThem()
    {
        var number = await ConvenedAsync();
        var secretary = await portal.VisitAsync("mdt.secretary");
        await WriteAsync(secretary, number, "The first words");
        await WriteAsync(secretary, number, "The second words");
        Assert.Equal(At(number), secretary.Path);
        Assert.Equal(HttpStatusCode.Conflict, (await WriteAsync(secretary, number, "The second words")).Status);
        await secretary.GetAsync(At(number, "/minutes"));
        Assert.Contains("The second words", secretary.Page.QuerySelector("#Minutes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The first words", secretary.Page.QuerySelector("main details")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Earlier versions (1)", (await secretary.GetAsync(At(number))).Text, StringComparison.Ordinal);

        await DecideAsync(number);
        await secretary.GetAsync(At(number, "/minutes"));
        Assert.Empty(secretary.Page.QuerySelectorAll("main form textarea"));
        Assert.Contains("The second words", secretary.Text, StringComparison.Ordinal);
        await secretary.GetAsync("/account/notifications");
        await secretary.PostAsync(At(number, "/minutes"), ("Minutes", "Other words"));
        Assert.Equal(HttpStatusCode.Conflict, secretary.Status);
        Assert.Equal(2L, await WrittenAsync(number));
    }

    [Fact]
    public async Task WhatWasNotWrittenByTheDecision_IsWrittenAfterIt_Once()
    {
        var number = await ConvenedAsync();
        await DecideAsync(number);
        var secretary = await portal.VisitAsync("mdt.secretary");
        await WriteAsync(secretary, number, "Written the day after");
        Assert.Equal(At(number), secretary.Path);
        Assert.Equal(1L, await WrittenAsync(number));
    }

    [Theory]
    [InlineData("update panel_minutes set text = '\\x00'", false)]
    [InlineData("delete from panel_minutes", false)]
    [InlineData("insert into panel_minutes (id, panel_id, case_id, text, by_user_id, at) select gen_random_uuid(), panel_id, case_id, text, app_user(), app_now() from panel_minutes", false)] // after the decision
    [InlineData("insert into panel_minutes (id, panel_id, case_id, text, by_user_id, at) select gen_random_uuid(), panel_id, case_id, text, app_user(), app_now() from panel_minutes", true)]
    [InlineData("insert into panel_minutes (id, panel_id, case_id, text, by_user_id, at) select gen_random_uuid(), panel_id, case_id, text, (select id from users where user_name = 'admin@demo.nrm'), app_now() from panel_minutes", true, true)] // in another's name
    public async Task PastThePortal_TheyAreNotRewrittenEither(string sql, bool open, bool refused = false)
    {
        var number = await ConvenedAsync();
        await WriteAsync(await portal.VisitAsync("mdt.secretary"), number, "The words");
        if (!open) await DecideAsync(number);
        var of = sql.Contains(" from panel_minutes", StringComparison.Ordinal) && sql.StartsWith("insert", StringComparison.Ordinal) ? $" where case_id = (select id from cases where nrm_number = '{number}')" : "";
        var run = () => portal.AsAsync("mdt.secretary", "MdtSecretary", $"with done as ({sql}{of} returning 1) select count(*) from done");
        if (open && !refused) Assert.Equal(1L, await run());
        else Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(run)).SqlState);
    }
}
