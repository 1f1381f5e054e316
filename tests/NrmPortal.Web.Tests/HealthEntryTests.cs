using System.Net;
using NrmPortal.Domain.Care;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>What tells of health in a plan, on a sheet, on paper and in a shelter's day is read with the right to health, and what is left out is counted.</summary>
public sealed class HealthEntryTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Sleep = "To sleep without dreams of the boat";
    private const string Trust = "To trust somebody again";
    private const string Shop = "A sewing shop by the river";
    private const string Need = "Wakes at three each night";

    private readonly Portal portal = fixture.Portal;

    // The organisation has the case, its province office besides.
    private async Task<string> CaseAsync() => await Story.ScreenAsync(await portal.VisitAsync("ngo"));

    private static (string, string)[] OfHealth => [.. CareStory.Goal(1, "health", Sleep, Need), .. CareStory.Goal(2, "sexualRecovery", Trust)];

    private async Task<string> PlannedAsync()
    {
        var number = await CaseAsync();
        await CareStory.PlanAsync(await portal.VisitAsync("caseworker"), number, OfHealth);
        return number;
    }

    private static void Hidden(string text)
    {
        Assert.Contains(Shop, text, StringComparison.Ordinal);
        foreach (var said in new[] { Sleep, Trust, Need, "Recovery from sexual" }) Assert.DoesNotContain(said, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mdt.secretary")]
    [InlineData("ngo")]
    public async Task WithoutTheRight_PlanAndSheetSayHowManyGoalsTheyLeaveOut(string user)
    {
        var number = await PlannedAsync();
        var (visitor, caseworker) = (await portal.VisitAsync(user), await portal.VisitAsync("caseworker"));
        Hidden((await visitor.GetAsync($"/cases/{number}/plan")).Text);
        Assert.Contains("health not shown to you: 2", visitor.Text, StringComparison.Ordinal);
        Hidden((await visitor.GetAsync($"/cases/{number}/plan/mine?lang=en")).Text);
        Assert.Contains("does not show all of my plan", visitor.Page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        foreach (var page in new[] { "plan", "plan/mine?lang=en" })
        {
            await caseworker.GetAsync($"/cases/{number}/{page}");
            Assert.All([Shop, Sleep, Trust], said => Assert.Contains(said, caseworker.Text, StringComparison.Ordinal));
            Assert.DoesNotContain("not shown", caseworker.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("not show all", caseworker.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task APaper_HoldsHealthOnlyOfWhoeverReadsIt_AndIsThenReadWithBothRights()
    {
        var number = await PlannedAsync();
        var (secretary, caseworker) = (await portal.VisitAsync("mdt.secretary"), await portal.VisitAsync("caseworker"));
        foreach (var (language, said) in new[] { ("en", "holds only what its issuer may read"), ("th", "เอกสารนี้มีเฉพาะรายการที่ผู้ออกเอกสารมีสิทธิอ่าน") })
        {
            using var printed = new PrintedPaper(await IssueAsync(secretary, number, language));
            Assert.All([Shop, said], word => Assert.True(printed.Says(word), $"'{word}' is not in:\n{printed.Text}"));
            Assert.All([Sleep, Trust, Need], word => Assert.False(printed.Says(word), word));
            Assert.Equal(HttpStatusCode.OK, (await caseworker.GetAsync(secretary.Path)).Status);
        }

        using (var whole = new PrintedPaper(await IssueAsync(caseworker, number, "en")))
        {
            Assert.All([Shop, Sleep, Trust, Need], word => Assert.True(whole.Says(word), $"'{word}' is not in:\n{whole.Text}"));
            Assert.False(whole.Says("left out"));
        }

        Assert.Contains("Health", (await caseworker.GetAsync(caseworker.Path)).Page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await secretary.GetAsync(caseworker.Path)).Status);
        using var kept = await secretary.DownloadAsync(caseworker.Path + "/file");
        Assert.Equal(HttpStatusCode.NotFound, kept.StatusCode);
    }

    private static async Task<byte[]> IssueAsync(Visitor visitor, string number, string language)
    {
        await visitor.GetAsync($"/cases/{number}/documents/issue");
        await visitor.PostAsync($"/cases/{number}/documents/issue", ("Kind", "SupportPlan"), ("Language", language));
        using var response = await visitor.DownloadAsync(visitor.Path + "/file");
        return await response.Content.ReadAsByteArrayAsync();
    }

    [Fact]
    public async Task AWriterWithoutTheRight_WritesNoGoalOfHealth_AndTheNextVersionLosesNone()
    {
        var number = await PlannedAsync();
        var (ngo, caseworker) = (await portal.VisitAsync("ngo"), await portal.VisitAsync("caseworker"));
        await ngo.GetAsync($"/cases/{number}/plan/new");
        Hidden(ngo.Html);
        Assert.Contains("(2) stay as they stand", ngo.Text, StringComparison.Ordinal);
        Assert.Empty(ngo.Page.QuerySelectorAll("option[value=health], option[value=sexualRecovery]"));
        Assert.NotEmpty(ngo.Page.QuerySelectorAll("option[value=livelihood]"));
        await CareStory.PlanAsync(ngo, number, [("Input.Why", "Again"), .. CareStory.Goal(1, "health", "Typed all the same")]);
        Assert.Equal(HttpStatusCode.Conflict, ngo.Status);
        Assert.Contains("cannot write goals about health", ngo.Text, StringComparison.Ordinal);
        await CareStory.PlanAsync(ngo, number, ("Input.Why", "She found work"));
        Hidden((await ngo.GetAsync($"/cases/{number}/plan")).Text);

        await caseworker.GetAsync($"/cases/{number}/plan");
        Assert.Equal(6, caseworker.Page.QuerySelectorAll("main blockquote").Length);
        Assert.Equal(["my", "en", "en"], caseworker.Page.QuerySelectorAll("main blockquote").Take(3).Select(q => q.GetAttribute("lang")));
        await caseworker.GetAsync($"/cases/{number}/plan/new");
        Assert.All([Shop, Sleep, Trust], said => Assert.Contains(said, caseworker.Html, StringComparison.Ordinal));
        await CareStory.PlanAsync(caseworker, number, [("Input.Why", "A year on"), .. OfHealth]);
        Assert.Equal("1,2,3", await portal.ScalarAsync($"select string_agg(p.version::text, ',' order by version) from plans p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));
        Assert.Equal(true, await portal.ScalarAsync($"select p.health_from_id is null from plans p join cases c on c.id = p.case_id where c.nrm_number = '{number}' and version = 3"));
    }

    [Fact]
    public async Task AnIncidentOfHealth_IsCountedForThoseWhoReadThePlanAlone()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var referral = await Story.ReferAsync(officer, number, "Identity");
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        foreach (var step in new[] { ("Accept", new[] { ("Basis", "VoluntaryReflection") }), ("Arrive", []) }) await Story.Then(shelter, $"/referrals/{referral}", step.Item1, step.Item2);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var (kind, account) in new[] { ("Injury", "Cut her hand in the kitchen"), ("SexualViolence", "What she told the nurse"), ("Damage", "A window broke in the storm") })
        {
            await shelter.GetAsync($"/cases/{number}/daily/incident");
            string Shown(string id) => shelter.Page.GetElementById(id)!.GetAttribute("value")!;
            await shelter.PostAsync($"/cases/{number}/daily/incident", ("Input.Kind", kind), ("Input.Harm", "Slight"), ("Input.Day", Shown("Input_Day")), ("Input.Time", Shown("Input_Time")), ("Input.Account", account), ("Input.ReportedTo", "The district hospital"));
        }

        // The shelter keeps its own, though no health was shared with it.
        foreach (var user in new[] { "shelter.ngo", "caseworker", "datip" })
        {
            var text = (await (await portal.VisitAsync(user)).GetAsync($"/cases/{number}/daily")).Text;
            Assert.All(["Cut her hand", "told the nurse", "A window broke"], said => Assert.Contains(said, text, StringComparison.Ordinal));
            Assert.DoesNotContain("not shown", text, StringComparison.Ordinal);
        }

        var secretary = (await (await portal.VisitAsync("mdt.secretary")).GetAsync($"/cases/{number}/daily")).Text;
        Assert.All(["A window broke", "health not shown to you: 2"], said => Assert.Contains(said, secretary, StringComparison.Ordinal));
        Assert.All(["Cut her hand", "told the nurse", "Injury"], said => Assert.DoesNotContain(said, secretary, StringComparison.Ordinal));
        var count = $"select count(*) from shelter_incidents i join cases c on c.id = i.case_id where c.nrm_number = '{number}'";
        Assert.Equal(3L, await portal.AsAsync("datip", "DatipReviewer", count));
        Assert.Equal(1L, await portal.AsAsync("mdt.secretary", "MdtSecretary", count));
    }

    [Fact]
    public async Task TheDatabase_NamesTheSameAreasAndKindsAsTheDomain()
    {
        foreach (var area in SupportArea.All) Assert.Equal(area.IsHealth, await portal.ScalarAsync($"select is_health_area('{area.Code}')"));
        foreach (var kind in Enum.GetValues<IncidentKind>()) Assert.Equal(IncidentTerms.OfHealth.Contains(kind), await portal.ScalarAsync($"select is_health_incident('{kind}')"));
    }

    private const string APlan = "insert into plans (id, case_id, version, agreement, language, interpreter, review_on, why, health_from_id, by_user_id, by_unit_id, at) select '00000000-0000-0000-0000-0000000000aa', c.id, 2, 'Spoken', 'th', 'None', current_date, ''::bytea, {from}, app_user(), app_unit(), app_now() from cases c join plans p on p.case_id = c.id where c.nrm_number = '{number}'; ";
    private const string AGoal = "insert into plan_goals (id, case_id, plan_id, position, area, need, goal, language, action, who, state) select gen_random_uuid(), id, '00000000-0000-0000-0000-0000000000aa', 1, '{area}', ''::bytea, ''::bytea, 'th', ''::bytea, 'Person', 'Open' from cases where nrm_number = '{number}'";

    [Theory]
    [InlineData("ngo", "NgoCaseworker", "p.id", "livelihood", true)]
    [InlineData("ngo", "NgoCaseworker", "p.id", "health", false)] // could not read it
    [InlineData("ngo", "NgoCaseworker", "p.id", "sexualRecovery", false)]
    [InlineData("ngo", "NgoCaseworker", "null", "livelihood", false)] // would lose the goals that there are
    [InlineData("caseworker", "ProvinceCaseworker", "null", "health", true)]
    [InlineData("caseworker", "ProvinceCaseworker", "p.id", "health", false)] // writes their own
    public async Task ARawInsert_MeetsTheSameRule(string user, string role, string from, string area, bool allowed)
    {
        var number = await PlannedAsync();
        var sql = (APlan + AGoal).Replace("{from}", from, StringComparison.Ordinal).Replace("{area}", area, StringComparison.Ordinal).Replace("{number}", number, StringComparison.Ordinal);
        if (allowed) await portal.AsAsync(user, role, sql);
        else Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync(user, role, sql))).SqlState);
    }

    [Fact]
    public async Task APlanOfReturn_ByWhoeverReadsNoHealthOfThisCase_LosesNoGoal()
    {
        var number = await ReturnStory.VictimAsync(portal, "Of Another Office");
        var caseworker = await portal.VisitAsync("caseworker");
        await ReturnStory.AskAsync(caseworker, number);
        await ReturnStory.BeginAsync(caseworker, number);
        await ReturnStory.PlanAsync(caseworker, number, ("Input.Goals[0].Area", "health"));
        var raw = $"""
            insert into return_plans (id, case_id, version, direction, country, receiver, receiver_name, why, by_user_id, by_unit_id, at)
            select gen_random_uuid(), case_id, version + 1, direction, country, receiver, receiver_name, receiver_name, by_user_id, by_unit_id, at from return_plans where case_id = (select id from cases where nrm_number = '{number}') returning version
            """;
        Assert.Equal(2, await portal.AsAsync("caseworker", "ProvinceCaseworker", raw));
        await portal.ScalarAsync($"delete from case_section_access where section = 'Health' and case_id = (select id from cases where nrm_number = '{number}')");
        await caseworker.GetAsync($"/cases/{number}/return/plan");
        Assert.Empty(caseworker.Page.QuerySelectorAll("option[value=health]"));
        await ReturnStory.PlanAsync(caseworker, number, ("Input.Why", "Later"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Contains("goals about health that you may not read", caseworker.Text, StringComparison.Ordinal);
        // The database says so too, whatever writes.
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", raw))).SqlState);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from return_plans p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));
    }

    [Theory]
    [InlineData("scnrm", "ScNrmMember")]
    [InlineData("officer.police", "FrontlineOfficer")]
    [InlineData("shelter.police", "ShelterWorker")]
    [InlineData("caseworker", "ProvinceCaseworker")] // nothing is kept from them
    public async Task HowManyThereAre_IsToldToThoseAloneWhoReadThePlan(string user, string role)
    {
        var number = await PlannedAsync();
        var asked = $"select count(*) from health_kept_back('{await portal.ScalarAsync($"select id from cases where nrm_number = '{number}'")}')";
        Assert.Equal(0L, await portal.AsAsync(user, role, asked));
        Assert.Equal(1L, await portal.AsAsync("mdt.secretary", "MdtSecretary", asked));
    }
}
