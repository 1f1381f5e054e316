using NrmPortal.Data.Jobs;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;
using NrmPortal.Web.Pages.Identification;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>From the panel to the person over HTTP, and past it in raw SQL: convened anew, decided by another, on what stands, told.</summary>
public sealed class DecisionTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string At(string number, string page = "") => $"/cases/{number}/identification{page}";

    private async Task<string> ConvenedAsync(params string[] members)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, members);
        return number;
    }

    private async Task<string> DecidedAsync(string outcome, string first, string second)
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        foreach (var (user, view) in new[] { ("mdt", first), ("labour", second) }) await Story.OpineAsync(await portal.VisitAsync(user), number, view);
        await Story.DecideAsync(await portal.VisitAsync("authority"), number, outcome);
        return number;
    }

    private Task<object?> OfCaseAsync(string number, string what, string from) => portal.ScalarAsync($"select {what} from {from} x join cases c on c.id = x.case_id where c.nrm_number = '{number}'");

    private async Task ViolatesAsync(string constraint, string sql) =>
        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(() => portal.ScalarAsync(sql))).ConstraintName);

    [Fact]
    public async Task ConveningAnew_TellsWhoIsReplaced_AndTheirDissentIsAnswered()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        await Story.OpineAsync(await portal.VisitAsync("labour"), number, "No");
        var secretary = await portal.VisitAsync("mdt.secretary");
        await secretary.GetAsync(At(number, "/convene"));
        await secretary.PostAsync(At(number, "/convene"), ("Members", "x"));
        Assert.Contains(secretary.Page.QuerySelectorAll(".govuk-error-summary a"), a => a.GetAttribute("href") == "#Anew");
        await Story.ConveneAsync(secretary, number, "Mana", "Aiyakarn");
        Assert.Contains("A member is ill", (await secretary.GetAsync(At(number))).Text, StringComparison.Ordinal);
        Assert.Contains("Another panel has taken the place", (await (await portal.VisitAsync("labour")).GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Another panel has taken the place", (await (await portal.VisitAsync("mdt")).GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.Contains("A panel was convened anew", (await (await portal.VisitAsync("datip.coordinator")).GetAsync("/notifications")).Text, StringComparison.Ordinal);

        foreach (var user in new[] { "mdt", "prosecutor" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        var authority = await portal.VisitAsync("authority");
        await Story.DeclareAsync(authority, number);
        await authority.GetAsync(At(number, "/decide"));
        await authority.PostAsync(At(number, "/decide"), ("Outcome", "VictimTraffickingS6"), ("Reasons", "r"), ("PlainWords", "p"), ("InWriting", "w"));
        Assert.Single(authority.Page.QuerySelectorAll("p[id^='answer-']"));
        await Story.DecideAsync(authority, number, "VictimTraffickingS6");
        Assert.Equal((1L, 1L), (await OfCaseAsync(number, "count(*)", "decisions"), await OfCaseAsync(number, "count(*)", "dissent_answers")));
    }

    [Fact]
    public async Task TheDatabase_EndsNoPanelInSilence_AndSeatsNobodyToReviewThemselves()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        await ViolatesAsync("ck_panels_end", $"update panels set closed_at = now() where case_id = (select id from cases where nrm_number = '{number}')");
        var decided = await DecidedAsync("NotVictim", "No", "No");
        await Story.Then(await portal.VisitAsync("caseworker"), At(decided, "/review"), "", ("Asker", "Person"), ("Grounds", "New papers"));
        Assert.Equal("MdtConvene", await portal.ScalarAsync($"select due_clock from cases where nrm_number = '{decided}'"));
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), decided, "Mana", "Raengngan");
        Assert.Equal(DBNull.Value, await portal.ScalarAsync($"select due_clock from cases where nrm_number = '{decided}'"));
        Assert.Equal("authority2@demo.nrm", await portal.ScalarAsync($"select u.user_name from seats s join panels p on p.id = s.panel_id join cases c on c.id = p.case_id join users u on u.id = s.user_id where c.nrm_number = '{decided}' and s.decides and p.closed_at is null"));
        await ViolatesAsync("ck_seats_another", $"""
            insert into seats select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'membership_id', '{ReferenceData.IdOf("membership", "authorityCompetentAuthority")}', 'user_id', '{ReferenceData.IdOf("user", "authority")}'))).*
            from seats s join panels p on p.id = s.panel_id join cases c on c.id = s.case_id where c.nrm_number = '{decided}' and p.closed_at is null and s.decides
            """);
    }

    [Fact]
    public async Task TheDatabase_TakesNoDecision_WithoutAMeetingOrItsReason_NorWithADissentUnanswered()
    {
        var (decided, open) = (await DecidedAsync("VictimTraffickingS6", "Yes", "Yes"), await ConvenedAsync("Mana", "Raengngan"));
        await Story.OpineAsync(await portal.VisitAsync("mdt"), open, "No");
        string Copied(string also) => $"""
            insert into decisions select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'panel_id', p.id, 'case_id', p.case_id{also}))).*
            from decisions d join cases c on c.id = d.case_id, panels p join cases o on o.id = p.case_id where c.nrm_number = '{decided}' and o.nrm_number = '{open}'
            """;
        await ViolatesAsync("ck_decisions_held", Copied(", 'in_writing', null"));
        await ViolatesAsync("ck_decisions_answer", Copied(""));
        await ViolatesAsync("ck_tellings_say_how", $"insert into decision_tellings (id, case_id, decision_id, how, told_at, review_explained, by_user_id, at) select gen_random_uuid(), d.case_id, d.id, 'ReadOut', now(), true, d.by_user_id, now() from decisions d join cases c on c.id = d.case_id where c.nrm_number = '{decided}'");
    }

    [Theory]
    [InlineData("VictimForcedLabourS61", "Yes", "Yes", true)] // overruled in the trafficking
    [InlineData("VictimForcedLabourS61", "Unclear", "Yes", false)]
    [InlineData("VictimForcedLabourS61", "Yes", "No", true)]
    [InlineData("VictimTraffickingS6", "Yes", "No", false)]
    [InlineData("VictimTraffickingS6", "Unclear", "Yes", true)]
    [InlineData("NotVictim", "No", "Yes", true)]
    [InlineData("NotVictimButVulnerable", "Unclear", "No", false)]
    [InlineData("NotVictim", "Unclear", "Unclear", true)] // in doubt about both
    [InlineData("NotVictim", "No", "Unclear", false)]
    [InlineData("Undetermined", "No", "No", true)]
    [InlineData("Undetermined", "Unclear", "No", false)]
    public async Task TheDatabase_TakesForADissent_WhatTheDomainDoes(string outcome, string trafficking, string labour, bool dissents) => Assert.Equal(dissents, await portal.ScalarAsync(
        $"select dissents_from(jsonb_populate_record(null::opinions, jsonb_build_object('trafficking', '{trafficking}', 'forced_labour', '{labour}')), '{outcome}')"));

    [Fact]
    public async Task AnOpinionRewrittenUnderTheAuthoritysEyes_IsShownAsItIsNow()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "No");
        var (authority, labour) = (await portal.VisitAsync("authority"), await portal.VisitAsync("labour"));
        await Story.DeclareAsync(authority, number);
        await authority.GetAsync(At(number, "/decide"));
        var answers = authority.Page.QuerySelectorAll("textarea[name^='answer.']").Select(t => (t.GetAttribute("name")!, "An answer")).ToList();
        await labour.GetAsync(At(number, "/opinion"));
        await labour.PostAsync(At(number, "/opinion"), [.. Story.Findings("No"), ("Opinion.Reasons", "I have met her since")]);
        (string, string)[] ruling = [("Outcome", "VictimTraffickingS6"), ("Reasons", "r"), ("PlainWords", "p"), ("InWriting", "w"), .. answers];
        await authority.PostAsync(At(number, "/decide"), ruling);
        Assert.Contains("has changed or come in", Assert.Single(authority.Page.QuerySelectorAll("p[id^='answer-']")).TextContent, StringComparison.Ordinal);
        Assert.Contains("I have met her since", authority.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await OfCaseAsync(number, "count(*)", "decisions"));
        await authority.PostAsync(At(number, "/decide"), ruling);
        Assert.Equal("/home", authority.Path);
        Assert.Equal(2L, await OfCaseAsync(number, "count(*)", "dissent_answers"));
    }

    [Fact]
    public async Task TheDecision_ReachesThePerson_AndUntilThen_ItIsStillToBeTold()
    {
        var number = await DecidedAsync("NotVictim", "No", "No");
        Task<object?> Open() => portal.ScalarAsync($"select count(*) from tasks t join running_clocks k on k.task_id = t.id join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'TellDecision' and k.clock = 'DecisionTold'");
        Assert.Equal(1L, await Open());
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync(At(number));
        Assert.Contains("Not told yet", caseworker.Text, StringComparison.Ordinal);
        await Story.TellAsync(caseworker, number, "ReadOut", ("Input.Language", "my"), ("Input.Interpreter", "Phone"));
        Assert.NotNull(caseworker.Page.QuerySelector(".govuk-error-summary a[href='#Input_Review']"));
        await Story.TellAsync(caseworker, number, "NotPossible", ("Input.Reason", "Nobody at the address"));
        Assert.Contains("Nobody at the address", (await caseworker.GetAsync(At(number))).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await Open());
        await Story.TellAsync(caseworker, number);
        Assert.Equal(At(number), caseworker.Path);
        Assert.DoesNotContain("Not told yet", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("right to a review explained", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await Open());
        Assert.Equal("case.tellDecision", await portal.ScalarAsync($"select t.answered_by from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'TellDecision'"));
        var history = (await caseworker.GetAsync($"/cases/{number}/history")).Text;
        Assert.Contains("Letter read out", history, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody at the address", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMember_WhoHasNotAnswered_IsRemindedHalfWay()
    {
        var number = await ConvenedAsync("Mana", "Raengngan");
        await Story.OpineAsync(await portal.VisitAsync("mdt"), number, "Yes");
        await new Escalator((await TestCluster.Server).WorkerConnection(portal.Database), new Later(portal.Clock, TimeSpan.FromDays(8.2))).ClimbAsync();
        Assert.Equal("authority@demo.nrm labour@demo.nrm", await portal.ScalarAsync($"""
            select string_agg(distinct u.user_name, ' ' order by u.user_name) from notices n join cases c on c.id = n.case_id join memberships m on m.id = n.to_membership_id join users u on u.id = m.user_id
            where c.nrm_number = '{number}' and n.code = 'ClockEscalated' and n.parameters ->> 'clock' in ('MdtOpinion', 'MdtDecision')
            """));
    }
}

/// <summary>The letter's files: each language has everything that the code may ask of it.</summary>
public sealed class LetterFileTests
{
    public static TheoryData<string> Languages => [.. Directory.GetFiles(Path.Combine(TestCluster.WebRoot(), "Letters"), "decision.*.txt").Select(f => Path.GetFileName(f).Split('.')[1])];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryLanguage_HasEverySection_AndAFileThatLacksOne_IsRefused(string language)
    {
        var folder = Directory.CreateTempSubdirectory("nrm-letters-");
        try
        {
            var text = File.ReadAllText(Path.Combine(TestCluster.WebRoot(), "Letters", $"decision.{language}.txt"));
            var file = Path.Combine(folder.FullName, $"decision.{language}.txt");
            File.WriteAllText(file, text);
            Assert.Contains(language, new LetterTexts(folder.FullName).Languages);
            foreach (var section in LetterTexts.Sections)
            {
                var without = text.Replace($"[{section}]\n", "[Removed]\n", StringComparison.Ordinal).Replace($"{section}: ", "removed: ", StringComparison.Ordinal);
                Assert.NotEqual(text, without);
                File.WriteAllText(file, without);
                Assert.Contains(section, Assert.Throws<InvalidDataException>(() => new LetterTexts(folder.FullName).Languages.ToList()).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
