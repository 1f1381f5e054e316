using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Work;
using NrmPortal.Testing;
using NrmPortal.Web.Localisation;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>Tasks, the change of shift, absence cover and messages, over HTTP on a real database.</summary>
public sealed class TaskTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> HousedAsync()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number);
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        await Story.Then(await portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
        return number;
    }

    [Fact]
    public async Task ATaskForAnOffice_IsTakenByOne_AndDoneByOneOfTwo()
    {
        var number = await HousedAsync();
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.GiveTaskAsync(caseworker, number, "Call the interpreter", "NGO Shelter", Portal.Day(1));
        var task = caseworker.Path;
        Assert.Contains("Call the interpreter", (await caseworker.GetAsync(task)).Text, StringComparison.Ordinal);
        // Whoever merely sees the case sees the title and the clock.
        var onlooker = await EnglishAsync(await portal.VisitAsync("datip"), task);
        Assert.Equal(HttpStatusCode.OK, onlooker.Status);
        Assert.DoesNotContain("Call the interpreter", onlooker.Text, StringComparison.Ordinal);
        Assert.Contains("for those it is for", onlooker.Text, StringComparison.Ordinal);
        // The start page shows the first five: what neighbours in this class left open makes room.
        await portal.ScalarAsync($"update tasks set done_at = given_at where done_at is null and case_id <> (select id from cases where nrm_number = '{number}')");
        // Given to the whole office: it stands on everybody's start page until somebody takes it.
        foreach (var worker in new[] { "shelter.ngo", "shelter.ngo2" }) Assert.Contains(task, (await (await portal.VisitAsync(worker)).GetAsync("/home")).Html, StringComparison.Ordinal);
        var (first, second) = (await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("shelter.ngo2"));
        await Story.Then(first, task, "Take");
        // The colleague reads who has it: the taker's own name stands in the header of every page of theirs.
        Assert.Contains("Metta Example", (await EnglishAsync(second, task)).Page.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);

        await first.GetAsync(task);
        await second.GetAsync(task);
        await Task.WhenAll(first.PostAsync($"{task}?handler=Finish", ("Note", "done by the first")), second.PostAsync($"{task}?handler=Finish", ("Note", "done by the second")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { first.Status, second.Status }.Order());
        Assert.Contains("A task you gave is done", (await EnglishAsync(caseworker, "/notifications")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATask_IsHandedOverWithAReason_LeavesTheOldOfficesList_AndIsFoundUnderHandedOver()
    {
        var number = await HousedAsync();
        await Story.GiveTaskAsync(await portal.VisitAsync("caseworker"), number, "Call the interpreter", "NGO Shelter", Portal.Day(1));
        var task = (await portal.ScalarAsync($"select '/cases/{number}/tasks/' || t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'Written'"))!.ToString()!;
        var (old, next) = (await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("officer.immigration"));
        await EnglishAsync(old, task);
        async Task<bool> FindsAsync(Visitor by, string list) => (await by.GetAsync(list)).Html.Contains(task, StringComparison.Ordinal);
        var receiver = old.Page.QuerySelectorAll("select[name=To] option").First(o => o.TextContent.Contains("Immigration", StringComparison.Ordinal)).GetAttribute("value")!;
        foreach (var (field, values) in new[] { ("Reason", new[] { ("To", receiver), ("Reason", " ") }), ("To", [("To", ""), ("Reason", "They are nearer")]) })
        {
            await old.GetAsync(task);
            await old.PostFormAsync(old.Page.QuerySelector("form[action$='handler=HandOver']"), $"{task}?handler=HandOver", values);
            Assert.NotNull(old.Page.QuerySelector($"#{field}-error"));
            Assert.Equal(0, await Count($"select count(*) from task_handovers h join cases c on c.id = h.case_id where c.nrm_number = '{number}'"));
        }

        Assert.False(await FindsAsync(next, "/tasks?Whose=Team"));
        await Story.HandOverAsync(old, task, "Immigration");
        Assert.Equal(HttpStatusCode.OK, old.Status);
        Assert.True(await FindsAsync(next, "/tasks?Whose=Team"));
        Assert.False(await FindsAsync(old, "/tasks?Whose=Team"));
        foreach (var whose in new[] { "Me", "Team", "Agency" }) Assert.True(await FindsAsync(old, $"/tasks?Whose={whose}&Show=Handed"), whose);
        Assert.Contains("They are nearer", (await next.GetAsync(task)).Text, StringComparison.Ordinal);
        // It is theirs no longer.
        await old.GetAsync(task);
        Assert.Empty(old.Page.QuerySelectorAll("form[action*=HandOver]"));
    }

    [Fact]
    public async Task ATaskOfASeat_IsHandedToNobody()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        var task = (await portal.ScalarAsync($"select '/cases/{number}/tasks/' || t.id from tasks t join cases c on c.id = t.case_id join memberships m on m.id = t.to_membership_id join users u on u.id = m.user_id where c.nrm_number = '{number}' and t.code = 'GiveOpinion' and u.user_name = 'labour@demo.nrm'"))!.ToString()!;
        var labour = await (await portal.VisitAsync("labour")).GetAsync(task);
        Assert.Equal(HttpStatusCode.OK, labour.Status);
        Assert.Empty(labour.Page.QuerySelectorAll("form[action*=HandOver], select[name=To]"));
        await labour.PostAsync($"{task}?handler=HandOver", ("To", $"u:{ReferenceData.IdOf("unit", "MSDHS-63")}"), ("Reason", "They are nearer"));
        Assert.Equal(0, await Count($"select count(*) from task_handovers h join cases c on c.id = h.case_id where c.nrm_number = '{number}'"));
    }

    [Fact]
    public async Task ATaskWithALimit_SaysWhyItsDayIsWhatItIs_AndOneWithANamedDayDoesNot()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var convene = (await portal.ScalarAsync($"select '/cases/{number}/tasks/' || t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'ConveneMdt'"))!.ToString()!;
        var secretary = await EnglishAsync(await portal.VisitAsync("mdt.secretary"), convene);
        var why = Assert.Single(secretary.Page.QuerySelectorAll("main .nrm-why"));
        Assert.Contains("5 working days", why.TextContent, StringComparison.Ordinal);
        Assert.Contains("Convening the MDT", why.TextContent, StringComparison.Ordinal);
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.GiveTaskAsync(caseworker, number, "Call the interpreter", "Immigration Checkpoint", Portal.Day(1));
        Assert.Empty(caseworker.Page.QuerySelectorAll("main .nrm-why"));
    }

    [Fact]
    public async Task TheLeavingShift_IsOfferedAllThatIsOpen_AndToldOfWhatIsLeft()
    {
        var number = await HousedAsync();
        await Story.GiveTaskAsync(await portal.VisitAsync("caseworker"), number, "Call the interpreter", "NGO Shelter", Portal.Day(1));
        var leaving = await portal.VisitAsync("shelter.ngo");
        async Task<int> OfferedAsync() => (await EnglishAsync(leaving, "/tasks/handover")).Page.QuerySelectorAll("main input[name$='.Chosen']").Length;
        Task<object?> CopyAsync(int times) => portal.ScalarAsync($"insert into tasks select r.* from tasks t join cases c on c.id = t.case_id, generate_series(1, {times}) g, lateral jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'given_at', t.given_at + g * interval '1 second')) r where c.nrm_number = '{number}' and t.code = 'Written' and t.about is null");
        var before = await OfferedAsync();
        await CopyAsync(40);
        Assert.Equal(before + 40, await OfferedAsync());
        Assert.DoesNotContain("do not fit", leaving.Text, StringComparison.Ordinal);
        // One of them is about the first; of the copies there are 41 times six then.
        await CopyAsync(5);
        Assert.Equal(200, await OfferedAsync());
        Assert.Contains($"{before + (41 * 6) - 1 - 200} more do not fit", leaving.Text, StringComparison.Ordinal);
        await Story.LeaveShiftAsync(leaving);
        Assert.Equal(HttpStatusCode.OK, leaving.Status);
        await portal.ScalarAsync($"update tasks set done_at = given_at where code = 'Written' and case_id = (select id from cases where nrm_number = '{number}')");
    }

    [Fact]
    public async Task AnAct_ClosesTheTaskThatAskedForIt_InItsOwnTransaction()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var secretary = await portal.VisitAsync("mdt.secretary");
        Assert.Contains("Convene", (await EnglishAsync(secretary, "/tasks")).Text, StringComparison.Ordinal);
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        Assert.Equal("case.convene", await Answered(number, TaskCode.ConveneMdt));
        Assert.Null(await Answered(number, TaskCode.GiveOpinion));
        var labour = await portal.VisitAsync("labour");
        await Story.OpineAsync(labour, number, "Yes");
        Assert.Equal(1, await Count($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'GiveOpinion' and t.done_at is not null"));
    }

    [Fact]
    public async Task TheArrivingShift_Acknowledges_AndTheLeavingOneCannot()
    {
        var number = await HousedAsync();
        var (leaving, arriving) = (await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("shelter.ngo2"));
        // A remark at a point that stays behind is not thrown away.
        await leaving.GetAsync("/tasks/handover");
        await leaving.PostAsync("/tasks/handover", ("Points[0].Remark", "Asks for her sister"));
        Assert.Contains("not chosen", leaving.Page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Asks for her sister", leaving.Page.GetElementById("remark-0")!.GetAttribute("value"));
        await Story.LeaveShiftAsync(leaving);
        Assert.Empty(leaving.Page.QuerySelectorAll("button[name=item]"));
        Assert.Contains(number, (await arriving.GetAsync("/home")).Text, StringComparison.Ordinal);
        await arriving.GetAsync("/tasks/handover");
        var item = arriving.Page.QuerySelector("button[name=item]")!.GetAttribute("value")!;
        await arriving.PostAsync("/tasks/handover?handler=Acknowledge", ("item", item));
        Assert.Equal(HttpStatusCode.OK, arriving.Status);
        await leaving.GetAsync("/tasks/handover");
        await leaving.PostAsync("/tasks/handover?handler=Acknowledge", ("item", item));
        Assert.Equal(HttpStatusCode.Conflict, leaving.Status);
    }

    [Fact]
    public async Task ACover_SeesThePersonalTasksOfTheAbsent_OnlyMeanwhile()
    {
        var number = await HousedAsync();
        var (absent, cover) = (await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("shelter.ngo2"));
        await Story.GiveTaskAsync(absent, number, "Mine alone", "Metta");
        var task = absent.Path;
        Assert.DoesNotContain(task, (await cover.GetAsync("/tasks")).Html, StringComparison.Ordinal);
        await absent.GetAsync("/account/absence");
        await absent.PostAsync("/account/absence", ("Cover", ReferenceData.IdOf("membership", "shelter.ngo2ShelterWorker").ToString()), ("From", "1/1/2026"), ("Until", "31/12/2099"));
        Assert.Contains(task, (await cover.GetAsync("/tasks")).Html, StringComparison.Ordinal);
        await Story.Then(cover, task, "Finish");
        Assert.Equal(HttpStatusCode.OK, cover.Status);
        await absent.GetAsync("/account/absence");
        await absent.PostAsync("/account/absence?handler=End", ("absence", absent.Page.QuerySelector("button[name=absence]")!.GetAttribute("value")!));
        Assert.Equal(0, await CountAs("select cardinality(app_covers())", "shelter.ngo2", "ShelterWorker"));
    }

    [Fact]
    public async Task AMessage_IsReadByItsOfficesAlone_WithAReceipt()
    {
        var number = await HousedAsync();
        var (caseworker, shelter, datip) = (await portal.VisitAsync("caseworker"), await portal.VisitAsync("shelter.ngo"), await portal.VisitAsync("datip"));
        await caseworker.GetAsync($"/cases/{number}/messages");
        await caseworker.PostAsync($"/cases/{number}/messages", ("Text", "Only for the shelter"), ("To", ReferenceData.IdOf("unit", "SHN-63").ToString()));
        Assert.DoesNotContain("Only for the shelter", (await datip.GetAsync($"/cases/{number}/messages")).Text, StringComparison.Ordinal);
        Assert.Contains("Only for the shelter", (await shelter.GetAsync($"/cases/{number}/messages")).Text, StringComparison.Ordinal);
        Assert.Contains("Metta", (await EnglishAsync(caseworker, $"/cases/{number}/messages")).Text, StringComparison.Ordinal);
        const string Sql = "select count(*) from case_messages";
        Assert.Equal(0, await CountAs(Sql, "datip", "DatipReviewer"));
        Assert.Equal(0, await CountAs(Sql, "labour", "LabourOfficer"));
        Assert.True(await CountAs(Sql, "shelter.ngo", "ShelterWorker") > 0);
    }

    [Theory]
    [InlineData("th")]
    [InlineData("en")]
    public void EveryNotice_HasItsWords_AndNamesCodesAlone(string language)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
        var words = portal.Services.GetRequiredService<NoticeWords>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["task"] = "Written", ["clock"] = "MdtConvene", ["percent"] = "80", ["urgent"] = "no", ["name"] = "Aung Example" };
        foreach (var code in Enum.GetValues<NoticeCode>())
        {
            var text = words.Of(code, values);
            Assert.DoesNotContain("Aung", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Notice.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("NoticeKind.", words.Kind(code), StringComparison.Ordinal);
        }

        foreach (var code in Enum.GetValues<TaskCode>()) Assert.DoesNotContain("Task.", words.Task(code), StringComparison.Ordinal);
    }

    private static async Task<Visitor> EnglishAsync(Visitor visitor, string path) => await visitor.GetAsync($"/language?to=en&back={Uri.EscapeDataString(path)}");

    private async Task<string?> Answered(string number, TaskCode code)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select t.answered_by from tasks t join cases c on c.id = t.case_id where c.nrm_number = $1 and t.code = $2 limit 1", connection);
        command.Parameters.Add(new() { Value = number });
        command.Parameters.Add(new() { Value = code.ToString() });
        return await command.ExecuteScalarAsync() as string;
    }

    private async Task<long> Count(string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<long> CountAs(string sql, string user, string role)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var sight = new NpgsqlCommand($"select set_config('app.user_id', $1, true), set_config('app.membership_id', $2, true), set_config('app.now', '{portal.Clock.GetUtcNow():O}', true)", connection);
        sight.Parameters.Add(new() { Value = ReferenceData.IdOf("user", user).ToString() });
        sight.Parameters.Add(new() { Value = ReferenceData.IdOf("membership", user + role).ToString() });
        await sight.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
