using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>The panel over HTTP: hidden opinions, conflicts, answers to dissents, letters, and the second panel after a review.</summary>
public sealed class MdtTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<string> ConvenedAsync(params string[] members)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, members);
        return number;
    }

    private static string At(string number, string page = "") => $"/cases/{number}/identification{page}";

    // Past the page: what the database itself lets this membership see.
    private async Task<long> SeenAsync(string user, string role, string number)
    {
        var server = await TestCluster.Server;
        await using var connection = new NpgsqlConnection(server.AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var act = new NpgsqlCommand("select set_config('app.user_id', $1, true), set_config('app.membership_id', $2, true)", connection);
        act.Parameters.Add(new() { Value = ReferenceData.IdOf("user", user).ToString() });
        act.Parameters.Add(new() { Value = ReferenceData.IdOf("membership", user + role).ToString() });
        await act.ExecuteNonQueryAsync();
        await using var count = new NpgsqlCommand("select count(*) from opinions o join cases c on c.id = o.case_id where c.nrm_number = $1", connection);
        count.Parameters.Add(new() { Value = number });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task AnothersOpinion_IsHidden_ByTheDatabaseToo_UntilOnesOwnIsIn()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        await Story.OpineAsync(await portal.VisitAsync("mdt"), number, "No");
        var labour = await portal.VisitAsync("labour");
        Assert.DoesNotContain("My reasons", (await labour.GetAsync(At(number))).Text, StringComparison.Ordinal);
        Assert.Equal((0L, 1L, 1L), (await SeenAsync("labour", "LabourOfficer", number), await SeenAsync("authority", "CompetentAuthority", number), await SeenAsync("mdt", "MdtMember", number)));
        await Story.OpineAsync(labour, number, "Yes");
        Assert.Equal(2L, await SeenAsync("labour", "LabourOfficer", number));
        Assert.Equal(2, (await labour.GetAsync(At(number))).Page.QuerySelectorAll(".nrm-findings").Length);
    }

    [Fact]
    public async Task Opinions_AreHiddenFromTheOffices_UntilTheDecision()
    {
        (string User, string Role)[] offices = [("caseworker", "ProvinceCaseworker"), ("mdt.secretary", "MdtSecretary"), ("datip", "DatipReviewer")];
        var number = await ConvenedAsync("Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        foreach (var (user, role) in offices) Assert.Equal(0L, await SeenAsync(user, role, number));
        var secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync(At(number));
        Assert.Contains("It shows once the case is decided", secretary.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Quorum reached", secretary.Text, StringComparison.Ordinal);
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        foreach (var (user, role) in offices) Assert.Equal(2L, await SeenAsync(user, role, number));
    }

    [Fact]
    public async Task TheOpinionsOfACancelledPanel_StayHidden_UntilTheDecisionAfterIt()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        await Story.OpineAsync(await portal.VisitAsync("mdt"), number, "No");
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        Assert.Equal((0L, 0L), (await SeenAsync("caseworker", "ProvinceCaseworker", number), await SeenAsync("labour", "LabourOfficer", number)));
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "VictimTraffickingS6");
        Assert.Equal(3L, await SeenAsync("caseworker", "ProvinceCaseworker", number));
    }

    [Fact]
    public async Task APersonWithTwoMemberships_DoesNotReadOthersThroughTheSecond_NorSitTwice()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        await Story.OpineAsync(await portal.VisitAsync("mdt"), number, "No");
        var (second, labour) = (ReferenceData.IdOf("membership", "labourProvinceCaseworker"), ReferenceData.IdOf("user", "labour"));
        await portal.ScalarAsync($"insert into memberships (id, user_id, unit_id, role, province_code) select '{second}', '{labour}', unit_id, role, province_code from memberships where id = '{ReferenceData.IdOf("membership", "caseworkerProvinceCaseworker")}'");
        try
        {
            Assert.Equal(0L, await SeenAsync("labour", "ProvinceCaseworker", number));
            var twice = await Assert.ThrowsAsync<PostgresException>(() => SeatAsync(number, second, labour));
            Assert.Equal(PostgresErrorCodes.UniqueViolation, twice.SqlState);
            var another = await Assert.ThrowsAsync<PostgresException>(() => SeatAsync(number, second, ReferenceData.IdOf("user", "justice")));
            Assert.Equal(PostgresErrorCodes.CheckViolation, another.SqlState);
        }
        finally
        {
            await portal.ScalarAsync($"delete from memberships where id = '{second}'");
        }
    }

    private Task<object?> SeatAsync(string number, Guid membership, Guid user) => portal.ScalarAsync($"""
        insert into seats select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'membership_id', '{membership}', 'user_id', '{user}'))).*
        from seats s join cases c on c.id = s.case_id where c.nrm_number = '{number}' limit 1
        """);

    [Fact]
    public async Task AnOpinion_AnswersEveryElement_AndNothingIsAnsweredBeforehand()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        var member = await portal.VisitAsync("mdt");
        await Story.DeclareAsync(member, number);
        var form = await member.GetAsync(At(number) + "/opinion");
        Assert.Empty(form.Page.QuerySelectorAll("main input[type=radio][checked]"));
        foreach (var left in Story.Findings("Yes"))
        {
            await member.PostAsync(At(number) + "/opinion", [.. Story.Findings("Yes").Where(f => f != left), ("Opinion.Reasons", "My reasons")]);
            Assert.Equal("Opinion_" + left.Item1[8..], member.Page.QuerySelector(".govuk-error-summary a")?.GetAttribute("href")?.TrimStart('#').Split('-')[0]);
        }

        Assert.Equal(0L, await SeenAsync("mdt", "MdtMember", number));
    }

    [Fact]
    public async Task OpinionsAreOpen_WhereTheSettingSaysSo()
    {
        await using var open = await Portal.StartAsync("--Identification:OpinionsHidden=false");
        var number = await Story.ScreenAsync(await open.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await open.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        await Story.OpineAsync(await open.VisitAsync("mdt"), number, "No");
        Assert.Contains("My reasons", (await (await open.VisitAsync("labour")).GetAsync(At(number))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AConflict_WhereTheMembersOwnOfficeHasTheCase_LeavesNoFormAndNothingToDo()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        await portal.ScalarAsync($"update cases c set owner_unit_id = (select m.unit_id from seats s join memberships m on m.id = s.membership_id where s.case_id = c.id and s.user_id = '{ReferenceData.IdOf("user", "labour")}') where c.nrm_number = '{number}'");
        var labour = await portal.VisitAsync("labour");
        Assert.Contains(number, (await labour.GetAsync("/home")).Text, StringComparison.Ordinal);
        await Story.DeclareAsync(labour, number, conflict: "The employer is my cousin");
        Assert.Equal((HttpStatusCode.OK, At(number)), (labour.Status, labour.Path));
        Assert.Contains("give no opinion", labour.Text, StringComparison.Ordinal);
        Assert.Equal(At(number), (await labour.GetAsync(At(number, "/opinion"))).Path);
        Assert.DoesNotContain(number, (await labour.GetAsync("/home")).Page.QuerySelectorAll("section").Where(s => s.TextContent.Contains("opinion", StringComparison.OrdinalIgnoreCase)).Select(s => s.TextContent).FirstOrDefault() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMemberWithAConflict_LosesSight_AndTheSecretarySeatsAnother()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        var labour = await portal.VisitAsync("labour");
        Task<object?> AskedAsync() => portal.ScalarAsync($"""
            select string_agg(split_part(u.user_name, '@', 1), ' ' order by u.user_name) from tasks t join cases c on c.id = t.case_id join memberships m on m.id = t.to_membership_id join users u on u.id = m.user_id
            where c.nrm_number = '{number}' and t.code = 'GiveOpinion' and t.done_at is null
            """);
        Assert.Equal("labour mdt", await AskedAsync());
        await Story.DeclareAsync(await portal.VisitAsync("mdt"), number);
        Assert.Equal("labour mdt", await AskedAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await Story.DeclareAsync(labour, number, conflict: " ")).Status);
        await Story.DeclareAsync(labour, number, conflict: "The employer is my cousin");
        Assert.Equal("/home", labour.Path);
        Assert.Equal("mdt", await AskedAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await labour.GetAsync(At(number))).Status);

        var secretary = await portal.VisitAsync("mdt.secretary");
        Assert.Contains("The employer is my cousin", (await secretary.GetAsync(At(number))).Text, StringComparison.Ordinal);
        var justice = secretary.Page.QuerySelectorAll("#Seated option").First(o => o.TextContent.Contains("Yutitham", StringComparison.Ordinal)).GetAttribute("value")!;
        await secretary.PostAsync(At(number) + "?handler=Seat", ("Seated", justice));
        Assert.Equal(HttpStatusCode.OK, (await (await portal.VisitAsync("justice")).GetAsync(At(number))).Status);
        Assert.Equal("justice mdt", await AskedAsync());
    }

    [Fact]
    public async Task AConflictLearntOfAfterTheOpinion_IsDeclaredOnThePage()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        var labour = await portal.VisitAsync("labour");
        await Story.OpineAsync(labour, number, "No");
        await labour.GetAsync(At(number));
        var form = labour.Page.QuerySelector("details form[action*='Declare']")!;
        Assert.Contains("learnt of since", form.Closest("details")!.TextContent, StringComparison.Ordinal);
        await labour.PostFormAsync(form, At(number) + "?handler=Declare", ("Declared", "yes"), ("ConflictReason", " "));
        Assert.Equal(HttpStatusCode.Conflict, labour.Status);
        Assert.True(labour.Page.QuerySelector("details:has(form[action*='Declare'])")!.HasAttribute("open"));
        await Story.DeclareAsync(labour, number, conflict: "I met the employer's brother");
        Assert.Equal("/home", labour.Path);
        Assert.Contains("I met the employer's brother", (await (await portal.VisitAsync("mdt.secretary")).GetAsync(At(number))).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.code = 'MdtConflict'"));
    }

    [Fact]
    public async Task TheSecretaryOfAnyProvince_MaySeatForeignAffairs()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"), "Abroad Example");
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Kongsul");
        Assert.Equal(HttpStatusCode.OK, (await (await portal.VisitAsync("mfa")).GetAsync(At(number))).Status);
    }

    [Fact]
    public async Task SeveralCases_StandOnOneAgenda_WithTheirQuorum_AndTheMeetingHasMinutes()
    {
        var (first, second) = (await ConvenedAsync("Mana", "Raengngan"), await Story.ScreenAsync(await portal.VisitAsync("officer.immigration")));
        var secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync(At(second, "/convene"));
        var members = secretary.Page.QuerySelectorAll("input[name=Members]").Where(i => !i.ParentElement!.TextContent.Contains("Kongsul", StringComparison.Ordinal)).Take(6).Select(i => ("Members", i.GetAttribute("value")!));
        var planned = secretary.Page.QuerySelector("input[name=SittingId]")!.GetAttribute("value")!;
        await secretary.PostAsync(At(second, "/convene"), [.. members, ("Authority", secretary.Page.QuerySelector("input[name=Authority]")!.GetAttribute("value")!), ("SittingId", planned)]);
        Assert.Equal(At(second), secretary.Path);
        await secretary.GetAsync($"/identification/sittings/{planned}");
        Assert.Contains(second, secretary.Text, StringComparison.Ordinal);
        Assert.True(secretary.Page.QuerySelectorAll("tbody tr").Length >= 2);
        await secretary.PostAsync($"/identification/sittings/{planned}", ("Minutes", "Opened at 13:30"));
        var member = await portal.VisitAsync("mdt");
        Assert.Contains("Opened at 13:30", (await member.GetAsync($"/identification/sittings/{planned}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitAsync("mfa")).GetAsync($"/identification/sittings/{planned}")).Status);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task ADissentWithoutAnswer_IsNamedBesideTheField_AndNothingTypedIsLost()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        foreach (var (user, view) in new[] { ("mdt", "No"), ("labour", "Yes") }) await Story.OpineAsync(await portal.VisitAsync(user), number, view);
        var authority = await portal.VisitAsync("authority");
        await Story.DeclareAsync(authority, number);
        await authority.GetAsync(At(number, "/decide"));
        await authority.PostAsync(At(number, "/decide"), ("Outcome", "VictimTraffickingS6"), ("Reasons", "Typed reasons"), ("PlainWords", "Plain"), ("InWriting", "All agreed"));
        Assert.Equal(HttpStatusCode.OK, authority.Status);
        Assert.Single(authority.Page.QuerySelectorAll("p[id^='answer-']"));
        Assert.Contains("Typed reasons", authority.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReview_ReusesTheOpinion_OverturnsTheFirst_AndTheSecondLetterNamesBoth()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, user == "mdt" ? "No" : "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, "NotVictim");
        Assert.Equal(0L, await portal.ScalarAsync($"select count(identified_on) from cases where nrm_number = '{number}'"));

        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync(At(number, "/review"));
        await caseworker.PostAsync(At(number, "/review"), ("Asker", "Person"), ("Grounds", "Nobody asked about the passport"));
        Assert.Equal(At(number), caseworker.Path);
        var secretary = await portal.VisitAsync("mdt.secretary");
        Assert.Contains("Nobody asked about the passport", (await secretary.GetAsync(At(number, "/convene"))).Text, StringComparison.Ordinal);
        await Story.ConveneAsync(secretary, number, "Mana", "Raengngan");
        var labour = await portal.VisitAsync("labour");
        await Story.DeclareAsync(labour, number);
        Assert.Contains("My reasons", (await labour.GetAsync(At(number, "/opinion"))).Html, StringComparison.Ordinal);
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        await Story.DecideAsync(await portal.VisitAsync("authority2"), number, "VictimTraffickingS6");

        await caseworker.GetAsync(At(number));
        Assert.Contains("Not a victim", caseworker.Text, StringComparison.OrdinalIgnoreCase);
        var english = caseworker.Page.QuerySelectorAll("main a[href*='/letters/']").First(a => a.TextContent == "English").GetAttribute("href")!;
        await caseworker.GetAsync(english);
        Assert.Contains("you are not a victim. It stays in your file", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("We read what you told us", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("look at your case again", caseworker.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aung", caseworker.Page.QuerySelector(".nrm-letter")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(identified_on) from cases where nrm_number = '{number}'"));
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from decisions d join cases c on c.id = d.case_id where c.nrm_number = '{number}'"));
    }
}
