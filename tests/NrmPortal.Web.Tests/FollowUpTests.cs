using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Follow-up over HTTP: a visit answers its task and asks for the next; the last one asks for nothing.</summary>
public sealed class FollowUpTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task AVisit_AnswersItsTask_AndAsksForTheNext_UntilTheLast()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var id = await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'");
        var caseworker = await portal.VisitAsync("caseworker");
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.GetAsync($"/cases/{number}/follow-up")).Status);
        // The way here is another test's; the task is what the end of assistance asks.
        await portal.ScalarAsync($"alter table cases disable trigger user; update cases set stage = 'FollowUp', stage_since = stage_since - interval '1 day' where id = '{id}'; alter table cases enable trigger user");
        await portal.ScalarAsync($"""
            insert into tasks (id, case_id, code, to_unit_id, to_role, due_at, due_by, given_at)
            select gen_random_uuid(), id, 'FollowUpVisit', province_office_id, 'ProvinceCaseworker', stage_since + interval '30 days', 'FollowUpVisit', stage_since from cases where id = '{id}'
            """);
        Task<object?> Open() => portal.ScalarAsync($"select count(*) from tasks where case_id = '{id}' and code = 'FollowUpVisit' and done_at is null");
        Task<object?> Answered() => portal.ScalarAsync($"select count(*) from tasks where case_id = '{id}' and code = 'FollowUpVisit' and answered_by = 'case.followUp'");

        Assert.Contains($"/cases/{number}/follow-up", (await caseworker.GetAsync($"/cases/{number}")).Html, StringComparison.Ordinal);
        await caseworker.GetAsync($"/cases/{number}/follow-up");
        await caseworker.PostAsync($"/cases/{number}/follow-up", ("Input.On", "24/11/2026"));
        foreach (var field in new[] { "Kind", "Note", "Again" }) Assert.NotNull(caseworker.Page.QuerySelector($"#Input_{field}-error"));

        await caseworker.PostAsync($"/cases/{number}/follow-up", ("Input.On", "24/11/2026"), ("Input.Kind", "Phone"), ("Input.Outcome", "Well"), ("Input.Danger", "None"), ("Input.Note", "Works in a shop"), ("Input.Again", "true"));
        Assert.Equal((1L, 1L), (await Open(), await Answered()));
        Assert.Contains("Works in a shop", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from follow_up_visits where position('Works in a shop'::bytea in note) > 0"));

        await caseworker.PostAsync($"/cases/{number}/follow-up", ("Input.On", "24/11/2026"), ("Input.Kind", "NotFound"), ("Input.Note", "Moved away"), ("Input.Again", "false"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        await caseworker.PostAsync($"/cases/{number}/follow-up", ("Input.On", "24/11/2026"), ("Input.Kind", "Seen"), ("Input.Note", "All is well"), ("Input.Again", "false"));
        foreach (var field in new[] { "Outcome", "Danger" }) Assert.NotNull(caseworker.Page.QuerySelector($"#Input_{field}-error"));
        await caseworker.PostAsync($"/cases/{number}/follow-up", ("Input.On", "24/11/2026"), ("Input.Kind", "Seen"), ("Input.Outcome", "Well"), ("Input.Danger", "None"), ("Input.Note", "All is well"), ("Input.Again", "false"));
        // The case rests where its closing is written down.
        Assert.Equal($"/cases/{number}/closure", caseworker.Path);
        Assert.Equal((0L, 2L), (await Open(), await Answered()));
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select due_at from cases where id = '{id}'"));
    }
}
