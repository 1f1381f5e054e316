using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>What a person asks by the number of their case reaches its office, and tells the officer nothing of the case.</summary>
public sealed class ByNumberTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> AskedAsync(string number) => portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AnswerNumberMessage' and t.done_at is null");

    private static string Shown(Visitor visitor) => visitor.Page.QuerySelector("main")!.TextContent;

    [Fact]
    public async Task TheAnswer_IsTheSame_WhetherThereIsSuchACaseOrNot()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var hotline = await portal.VisitAsync("hotline");
        Assert.Equal(HttpStatusCode.NotFound, (await hotline.GetAsync($"/cases/{number}")).Status);
        var named = $"select count(*) from audit_records where user_id = '{ReferenceData.IdOf("user", "hotline")}' and details::text like '%{number}%'";
        var (before, known) = (await portal.ScalarAsync("select count(*) from number_messages"), await portal.ScalarAsync(named));
        await Story.PassOnAsync(hotline, number.ToLowerInvariant());
        var (path, there) = (hotline.Path + hotline.Query, Shown(hotline));
        await Story.PassOnAsync(hotline, "NRM-2569-999999");
        Assert.Equal((path, there), (hotline.Path + hotline.Query, Shown(hotline)));
        Assert.Equal((long)before! + 2, await portal.ScalarAsync("select count(*) from number_messages"));
        Assert.Equal(1L, await AskedAsync(number));
        // Nothing of it in the officer's own records.
        Assert.Equal(known, await portal.ScalarAsync(named));
        Assert.Equal(HttpStatusCode.NotFound, (await hotline.GetAsync($"/cases/{number}")).Status);
    }

    [Fact]
    public async Task TheOffice_ReadsTheWords_BesideATaskWithALimit_ThatSaysNothingItself()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.PassOnAsync(await portal.VisitAsync("officer.police"), number, "InDanger", "He waits before the shelter");
        Assert.Equal("NumberMessage", await portal.ScalarAsync($"select t.clock from tasks t join running_clocks k on k.task_id = t.id join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AnswerNumberMessage'"));
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/tasks");
        Assert.DoesNotContain("He waits", caseworker.Text, StringComparison.Ordinal);
        var id = await portal.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'AnswerNumberMessage'");
        await caseworker.GetAsync($"/cases/{number}/tasks/{id}");
        Assert.Contains("He waits before the shelter", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("Is in danger", caseworker.Text, StringComparison.Ordinal);
        // The checkpoint owns the case still, and reads its messages, not this one.
        Assert.DoesNotContain("He waits", (await (await portal.VisitAsync("officer.immigration")).GetAsync($"/cases/{number}/tasks/{id}")).Text, StringComparison.Ordinal);
        await caseworker.PostAsync($"/cases/{number}/tasks/{id}?handler=Finish", ("Note", "She was moved"));
        Assert.Equal(0L, await AskedAsync(number));
    }

    [Fact]
    public async Task AnHourOfOnePerson_HoldsOnlySoMany_WhetherTheyNameCasesOrNot()
    {
        var prosecutor = await portal.VisitAsync("prosecutor");
        await portal.ScalarAsync($"""
            insert into number_messages (id, number, ask, words, from_unit_id, by_user_id, at)
            select gen_random_uuid(), 'NRM-2569-888888', 'Other', ''::bytea, gen_random_uuid(), '{ReferenceData.IdOf("user", "prosecutor")}', timestamptz '{portal.Clock.GetUtcNow():O}' - interval '1 minute' from generate_series(1, 59)
            """);
        await Story.PassOnAsync(prosecutor, "NRM-2569-888888");
        Assert.Contains("sent=true", prosecutor.Query, StringComparison.Ordinal);
        await Story.PassOnAsync(prosecutor, "NRM-2569-888888");
        Assert.Equal(HttpStatusCode.Conflict, prosecutor.Status);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await Story.PassOnAsync(prosecutor, "NRM-2569-888888");
        Assert.Contains("sent=true", prosecutor.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDatabase_FindsTheCase_WhateverIsWritten_AndTakesNobodyElsesName()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        async Task<long> WriteAsync(string user, string role, string by)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var act = new NpgsqlCommand($"select set_config('app.user_id', '{ReferenceData.IdOf("user", user)}', true), set_config('app.membership_id', '{ReferenceData.IdOf("membership", user + role)}', true)", connection);
            await act.ExecuteNonQueryAsync();
            await using var write = new NpgsqlCommand($"insert into number_messages (id, number, ask, case_id, from_unit_id, by_user_id, at) select gen_random_uuid(), '{number}', 'Other', gen_random_uuid(), m.unit_id, '{ReferenceData.IdOf("user", by)}', now() from memberships m where m.id = '{ReferenceData.IdOf("membership", user + role)}'", connection);
            await write.ExecuteNonQueryAsync();
            await using var read = new NpgsqlCommand("select count(*) from number_messages", connection);
            var seen = (long)(await read.ExecuteScalarAsync())!;
            await transaction.CommitAsync();
            return seen;
        }

        Assert.Equal(0L, await WriteAsync("hotline", "HotlineOperator", "hotline"));
        Assert.Equal(1L, await AskedAsync(number));
        foreach (var (user, role, by) in new[] { ("hotline", "HotlineOperator", "ngo"), ("scnrm", "ScNrmMember", "scnrm"), ("auditor", "Auditor", "auditor") })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(user, role, by))).SqlState);
    }
}
