using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Going home over HTTP: the wish, what was found out, the hand-over, the visits; or staying; or coming home from abroad.</summary>
public sealed class ReturnTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private Task<object?> StageAsync(string number) => portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'");

    private Task<object?> TasksAsync(string number, string code) => portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = '{code}' and t.done_at is null");

    [Fact]
    public async Task WhoeverWentHome_AndIsStillHousedByTheRecord_IsNamedOnThePage()
    {
        var (number, caseworker) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"));
        await ReturnStory.PrepareAsync(caseworker, number);
        await Story.StayAsync(caseworker, number, "WelfareS33");
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await ReturnStory.DepartAsync(caseworker, number);
        Assert.Contains("still housed here", caseworker.Text, StringComparison.Ordinal);
        var end = $"/cases/{number}/placements/end";
        Assert.NotNull(caseworker.Page.QuerySelector($"main a[href='{end}']"));
        await caseworker.GetAsync(end);
        string Shown(string id) => caseworker.Page.GetElementById(id)!.GetAttribute("value")!;
        await caseworker.PostAsync(end, ("On", Shown("On")), ("Time", Shown("Time")), ("Reason", "Released"), ("Destination", "OwnHome"));
        Assert.DoesNotContain("still housed here", (await caseworker.GetAsync($"/cases/{number}/return")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWholeWayHome_FromTheWishToTheVisits()
    {
        var (number, caseworker, coordinator) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"), await portal.VisitAsync("datip.coordinator"));
        var page = $"/cases/{number}/return";
        Assert.Contains("no consent of the person's own", (await caseworker.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Empty(caseworker.Page.QuerySelectorAll("main form[action*=Plan]"));
        // Another page's form, for whoever posts what the page does not offer.
        await caseworker.GetAsync($"{page}/permit");
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.PostAsync($"{page}?handler=Plan")).Status);
        Assert.Equal("Assistance", await StageAsync(number));
        // The embassy hears of nobody who has not agreed.
        Assert.Equal(HttpStatusCode.Conflict, (await ReturnStory.StepAsync(caseworker, number, "NationalityAsked")).Status);

        await ReturnStory.PrepareAsync(caseworker, number);
        Assert.Equal("Return", await StageAsync(number));
        Assert.Contains("Nothing is missing", (await caseworker.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("A tea shop", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("15,000.00", caseworker.Text, StringComparison.Ordinal);
        // A plan is never rewritten: the version before is read below the one in force.
        var second = await portal.VisitAsync("caseworker");
        await second.GetAsync($"{page}/plan");
        await ReturnStory.PlanAsync(caseworker, number, ("Input.ReceiverName", "The house on the hill"), ("Input.Why", "The other office closed"));
        // Whoever opened the form before that reads the version that was saved meanwhile, beside what they typed.
        await second.PostAsync($"{page}/plan", [.. ReturnStory.PlanFields, ("Input.Why", "Typed beside it")]);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("Version 2", second.Page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The house on the hill", second.Page.QuerySelector("#newest")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Typed beside it", second.Html, StringComparison.Ordinal);
        Assert.Equal(2L, await portal.ScalarAsync($"select count(*) from return_plans p join cases c on c.id = p.case_id where c.nrm_number = '{number}'"));
        Assert.Contains("The house on the hill", (await caseworker.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("The office by the lake", caseworker.Page.QuerySelector("main details")!.TextContent, StringComparison.Ordinal);
        foreach (var (table, column, words) in new[] { ("return_steps", "who", "Consul"), ("return_steps", "reasons", "mill"), ("return_goals", "goal", "tea"), ("return_plans", "receiver_name", "lake") })
            Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from {table} where position('{words}'::bytea in {column}) > 0"));

        // Not complete before somebody has received the person.
        await caseworker.GetAsync($"/cases/{number}/closure");
        Assert.DoesNotContain("CompleteReturn.", caseworker.Html, StringComparison.Ordinal);
        Assert.Contains("hand-over are not recorded yet", caseworker.Text, StringComparison.Ordinal);
        await ReturnStory.DepartAsync(caseworker, number, ("Input.Note", ""));
        Assert.NotNull(caseworker.Page.GetElementById("Input_Note-error"));
        Assert.Equal(HttpStatusCode.Conflict, (await ReturnStory.DepartAsync(caseworker, number, ("Input.Day", Portal.Day(1)))).Status);
        await ReturnStory.DepartAsync(caseworker, number);
        Assert.Equal(page, caseworker.Path);
        Assert.Contains("Medicine for a month", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from return_journeys where position('Medicine'::bytea in note) > 0"));

        await Story.Then(caseworker, $"/cases/{number}/closure", "Propose", ("Input.Ending", "CompleteReturn.ReturnedToCountry"), ("Input.Summary", "Home with IOM"), ("Input.Told", "true"), ("Input.Language", "my"), ("Input.Interpreter", "Present"),
            ("Input.Recontact", "Agreed"), ("Input.RecontactHow", "Through IOM"), ("Input.Belongings", "Returned"), ("Input.WhyOpen", "The consent runs out by itself"));
        await Story.Then(coordinator, $"/cases/{number}/closure", "Agree");
        Assert.Equal("FollowUp", await StageAsync(number));
        Assert.Equal("ReturnVisitFirst", await portal.ScalarAsync($"select due_clock from cases where nrm_number = '{number}'"));
        Assert.Equal(1L, await TasksAsync(number, "FollowUpVisit"));

        // A visit that finds danger: the office acts, and the next visit is the second of the schedule.
        await caseworker.GetAsync($"/cases/{number}/follow-up");
        Assert.Contains("Visits since then: 0", caseworker.Text, StringComparison.Ordinal);
        (string, string)[] visit = [("Input.On", Portal.Day(0)), ("Input.Kind", "Phone"), ("Input.Outcome", "NeedsHelp"), ("Input.Danger", "TraffickedAgain"), ("Input.Note", "The broker came")];
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.PostAsync($"/cases/{number}/follow-up", [.. visit, ("Input.Again", "false")])).Status);
        await caseworker.PostAsync($"/cases/{number}/follow-up", [.. visit, ("Input.Again", "true")]);
        // The other case of somebody trafficked again is asked for, and everybody who sees this one reads the flag.
        Assert.Equal($"/cases/{number}/links", caseworker.Path);
        Assert.Contains("Signs of being trafficked again", (await caseworker.GetAsync($"/cases/{number}/follow-up")).Text, StringComparison.Ordinal);
        Assert.Contains("Trafficked again", (await (await portal.VisitAsync("officer.immigration")).GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        Assert.Equal((1L, 1L), (await TasksAsync(number, "ActOnDanger"), await TasksAsync(number, "FollowUpVisit")));
        Assert.Equal("ReturnVisitSecond", await portal.ScalarAsync($"select due_clock from cases where nrm_number = '{number}'"));
        Assert.True(await caseworker.ListsAsync("/tasks?Whose=Team", "Act on danger"));
        Assert.Contains("Risk of the return", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnsafeReturn_IsRefused_AndAPermitThatRanOut_IsAnAlarm()
    {
        var (number, caseworker) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"));
        var page = $"/cases/{number}/return";
        await ReturnStory.PrepareAsync(caseworker, number);
        await ReturnStory.StepAsync(caseworker, number, "RiskAssessed", ("Input.Finding", "Unsafe"));
        Assert.Contains("nobody is sent back into danger", (await caseworker.GetAsync($"{page}/departure")).Text, StringComparison.Ordinal);
        await caseworker.GetAsync($"{page}/permit");
        await caseworker.PostAsync($"{page}/departure", ("Input.From", "Bridge"), ("Input.Receiver", "Iom"), ("Input.ReceivedBy", "Officer"), ("Input.Day", Portal.Day(0)), ("Input.Time", "08:30"), ("Input.Where", "Bridge"), ("Input.Note", "Medicine"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from return_journeys j join cases c on c.id = j.case_id where c.nrm_number = '{number}'"));
        await Story.Then(caseworker, page, "Stop");
        Assert.NotNull(caseworker.Page.GetElementById("Stop-error"));
        await Story.Then(caseworker, page, "Stop", ("Stop", "NotSafe"));
        Assert.Equal("Assistance", await StageAsync(number));
        Assert.Contains("assessed as unsafe", caseworker.Text, StringComparison.Ordinal);

        await ReturnStory.PermitAsync(caseworker, number, Portal.Day(-2));
        Assert.Contains("nothing has taken its place", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await TasksAsync(number, "RenewPermit"));
        await ReturnStory.PermitAsync(caseworker, number, Portal.Day(200));
        Assert.DoesNotContain("nothing has taken its place", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await TasksAsync(number, "RenewPermit"));
        // A permit that never was is struck out with a reason: it alarms no longer, and nobody is asked to renew it.
        await ReturnStory.PermitAsync(caseworker, number, Portal.Day(-2), ("Input.Kind", "workS37"));
        Assert.Contains("nothing has taken its place", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await TasksAsync(number, "RenewPermit"));
        var wrong = await portal.ScalarAsync($"select p.id from stay_permits p join cases c on c.id = p.case_id where c.nrm_number = '{number}' and p.kind = 'workS37'");
        var form = $"{page}/permit?corrects={wrong}";
        await caseworker.GetAsync(form);
        await caseworker.PostAsync($"{form}&handler=Strike");
        Assert.NotNull(caseworker.Page.GetElementById("Input_Why-error"));
        await caseworker.PostAsync($"{form}&handler=Strike", ("Input.Why", "It is a permit of another person"));
        Assert.Equal(page, caseworker.Path);
        var row = caseworker.Page.GetElementById($"permit-{wrong}")!;
        foreach (var said in new[] { "Struck out", "It is a permit of another person" }) Assert.Contains(said, row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("a"));
        Assert.DoesNotContain("nothing has taken its place", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await TasksAsync(number, "RenewPermit"));
        await caseworker.GetAsync(form);
        await caseworker.PostAsync($"{form}&handler=Strike", ("Input.Why", "Once more"));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        var locked = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.AsAsync("caseworker", "ProvinceCaseworker", $"""
            insert into stay_permits (id, case_id, kind, granted_by, valid_from, valid_until, corrects_id, why, by_user_id, by_unit_id, at)
                select gen_random_uuid(), case_id, kind, granted_by, valid_from, valid_until, id, granted_by, app_user(), app_unit(), app_now() from stay_permits where kind = 'workS37' and struck
            """));
        Assert.Equal("ck_permit_stands", locked.ConstraintName);
        await ReturnStory.PermitAsync(caseworker, number, Portal.Day(-60));
        Assert.NotNull(caseworker.Page.GetElementById("Input_Until-error"));
    }

    [Fact]
    public async Task AWrongEntry_IsPutRightByANewOne_AndBothAreRead()
    {
        var (number, caseworker) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"));
        await ReturnStory.StepAsync(caseworker, number, "RiskAssessed", ("Input.Finding", "Unsafe"), ("Input.Reasons", "Written for another person"));
        var link = caseworker.Page.QuerySelector("main a[href*='corrects=']")!.GetAttribute("href")!;
        await caseworker.GetAsync(link);
        Assert.Contains("Written for another person", caseworker.Html, StringComparison.Ordinal);
        var id = link[(link.LastIndexOf('=') + 1)..];
        (string, string)[] right = [("Kind", "RiskAssessed"), ("Corrects", id), ("Input.On", Portal.Day(0)), ("Input.Who", "Caseworker Example"), ("Input.Finding", "Safe"), ("Input.Reasons", "Her own")];
        await caseworker.PostAsync($"/cases/{number}/return/step", right);
        Assert.NotNull(caseworker.Page.GetElementById("Input_Why-error"));
        await caseworker.PostAsync($"/cases/{number}/return/step", [.. right, ("Input.Why", "Two files were open")]);
        foreach (var text in new[] { "Written for another person", "Her own", "Two files were open", "Put right" }) Assert.Contains(text, caseworker.Text, StringComparison.Ordinal);
        await caseworker.GetAsync(link);
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.PostAsync($"/cases/{number}/return/step", [.. right, ("Input.Why", "Again")])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await caseworker.GetAsync($"/cases/{number}/return/step?kind=RiskAssessed&corrects={Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task AThaiFoundAbroad_ComesHome_AndNobodyElseDoes()
    {
        var caseworker = await portal.VisitAsync("caseworker");
        var (thai, other) = (await ReturnStory.VictimAsync(portal, "Mali Example", "TH"), await ReturnStory.VictimAsync(portal, "Zin Example", "MM"));
        Assert.Equal(HttpStatusCode.Conflict, (await ReturnStory.ComeHomeAsync(caseworker, other)).Status);
        await ReturnStory.ComeHomeAsync(caseworker, thai, ("Input.Letter", ""));
        Assert.NotNull(caseworker.Page.GetElementById("Input_Letter-error"));
        await ReturnStory.ComeHomeAsync(caseworker, thai);
        foreach (var text in new[] { "MFA 0303/1", "Consulate-General Example", "Malaysia", "Suvarnabhumi" }) Assert.Contains(text, caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from return_journeys where position('0303'::bytea in letter) > 0"));
    }

    [Fact]
    public async Task TheMinistryAnnounces_TheOfficeHasATask_AndScreensAndMeetsThem()
    {
        var (consul, caseworker) = (await portal.VisitAsync("mfa"), await portal.VisitAsync("caseworker"));
        await ReturnStory.AnnounceAsync(consul, ("Input.On", Portal.Day(-1)), ("Input.Person", "Too late"));
        Assert.Equal(HttpStatusCode.Conflict, consul.Status);
        await ReturnStory.AnnounceAsync(consul, ("Input.Airport", ""));
        Assert.NotNull(consul.Page.GetElementById("Input_Airport-error"));
        await ReturnStory.AnnounceAsync(consul);
        Assert.Contains("Woman in a red scarf", consul.Text, StringComparison.Ordinal);
        var number = consul.Page.QuerySelector("article a[href$='/return']")!.TextContent.Trim();
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.first_contact_number = '{number}' and t.code = 'MeetArrival' and t.to_unit_id = c.province_office_id and c.owner_unit_id = c.province_office_id and t.done_at is null and t.due_at > '{portal.Clock.GetUtcNow():O}'"));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from arrival_notices where position('scarf'::bytea in person) > 0"));

        await caseworker.GetAsync($"/cases/{number}/return");
        foreach (var text in new[] { "Woman in a red scarf", "A wheelchair", "Suvarnabhumi" }) Assert.Contains(text, caseworker.Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await consul.GetAsync($"/cases/{number}/screen")).Status);
        Assert.Equal(number, await portal.ScalarAsync($"select first_contact_number from cases where nrm_number = '{await Story.ScreenAsync(caseworker, "Mali Example", nationality: "TH", of: number)}'"));
        Assert.Equal("Protection", await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"));
        // They are home when that is written down of the same case: the office has met them.
        await ReturnStory.ComeHomeAsync(caseworker, number, ("Input.Day", Portal.Day(0)), ("Input.Time", "00:30"));
        Assert.Contains("MFA 0303/1", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.first_contact_number = '{number}' and t.code = 'MeetArrival' and t.done_at is null"));
        // Nobody else announces, and the consulate screens nobody.
        Assert.Equal(HttpStatusCode.Forbidden, (await caseworker.GetAsync("/arrivals")).Status);
        Assert.DoesNotContain("red scarf", (await (await portal.VisitAsync("officer.immigration")).GetAsync($"/cases/{number}/return")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("homecoming")]
    [InlineData("protection")] // somebody has looked at the person, who is here
    [InlineData("closed")]
    [InlineData("a second screening")] // the first found nobody who was trafficked: what is over stays over
    public async Task TheMinistry_SeesTheCaseUntilThePersonIsHome_AndReadsItsAnnouncementAfterwards(string over)
    {
        var (consul, caseworker) = (await portal.VisitAsync("mfa"), await portal.VisitAsync("caseworker"));
        await ReturnStory.AnnounceAsync(consul, ("Input.Person", $"Expected before {over}"));
        var number = consul.Page.QuerySelector("article a[href$='/return']")!.TextContent.Trim();
        Task<object?> Sees() => portal.AsAsync("mfa", "ForeignAffairsOfficer", $"select count(*) from cases where first_contact_number = '{number}'");
        Assert.Equal(HttpStatusCode.OK, (await consul.GetAsync($"/cases/{number}/return")).Status);
        Assert.Equal(1L, await Sees());
        if (over == "homecoming")
        {
            await caseworker.GetAsync($"/cases/{number}/screen");
            await caseworker.PostAsync($"/cases/{number}/screen");
            // A flight is late while somebody speaks to her on the telephone: the Ministry still says so.
            Assert.Equal(1L, await Sees());
            await portal.ScalarAsync($"insert into return_journeys (id, case_id, direction, country, post, letter, received_by, received_at, received_where, by_user_id, by_unit_id, at) select gen_random_uuid(), id, 'ToThailand', 'MY', ''::bytea, ''::bytea, ''::bytea, now(), ''::bytea, opened_by_user_id, owner_unit_id, now() from cases where first_contact_number = '{number}'");
        }
        else if (over == "a second screening")
        {
            await Story.ScreenAsync(caseworker, "Mali Example", "none", nationality: "TH", of: number);
            Assert.Equal(("OtherPathway", 0L), (await portal.ScalarAsync($"select stage from cases where first_contact_number = '{number}'"), await Sees()));
            // As Case.StartScreening moves it.
            await portal.ScalarAsync($"update cases set stage = 'Screening', stage_since = now() where first_contact_number = '{number}'");
        }
        else if (over == "protection") await Story.ScreenAsync(caseworker, "Mali Example", nationality: "TH", of: number);
        else await portal.ScalarAsync($"update cases set stage = 'FollowUp', stage_since = now() where first_contact_number = '{number}'");

        Assert.Equal(0L, await Sees());
        Assert.Equal(HttpStatusCode.NotFound, (await consul.GetAsync($"/cases/{number}")).Status);
        await consul.GetAsync("/arrivals");
        var own = consul.Page.QuerySelectorAll("article").Single(a => a.TextContent.Contains($"Expected before {over}", StringComparison.Ordinal));
        Assert.Contains("With the office now", own.TextContent, StringComparison.Ordinal);
        Assert.Null(own.QuerySelector("a[href$='/return']"));
    }

    [Fact]
    public async Task ADeterminationAgainstTheReturn_EndsWhatWasToldForIt_AndBothAreAskedToTellThemSo()
    {
        var (number, caseworker, dcy) = (await ReturnStory.VictimAsync(portal, "Ma Example", age: "child"), await portal.VisitAsync("caseworker"), await portal.VisitAsync("dcy"));
        await ChildStory.AskDcyAsync(caseworker, number);
        await Story.Then(dcy, $"/cases/{number}/child", "Answer");
        (string, string)[] Best(string outcome) => [.. ChildStory.BestInterests.Where(b => b.Item1 != "Input.Outcome"), ("Input.Outcome", outcome)];
        Task<object?> Told(string what) => portal.ScalarAsync($"select count(*) from disclosures d join cases c on c.id = d.case_id where c.nrm_number = '{number}' and d.return_step_id is not null and d.legal_ground = 'childInterest' and {what}");
        Task<object?> Asked(string unit) => portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'TellRecipientToStop' and t.done_at is null and t.to_unit_id = '{NrmPortal.Data.Seed.ReferenceData.IdOf("unit", unit)}'");
        await ChildStory.FillAsync(caseworker, number, "assessment", Best("ReturnHome"));
        await ChildStory.FillAsync(dcy, number, "determination", Best("ReturnHome"));
        await ReturnStory.StepAsync(caseworker, number, "NationalityAsked");
        await ReturnStory.StepAsync(dcy, number, "FamilyTraced", ("Input.Finding", "Found"), ("Input.Who", "Her grandmother"));
        await ChildStory.FillAsync(dcy, number, "determination", Best("FamilyOrKin"));
        Assert.Equal((2L, 0L), (await Told("true"), await Told("d.ended_at is not null")));

        await ChildStory.FillAsync(dcy, number, "determination", Best("StayInCare"));
        Assert.Equal("StayInCare", await portal.ScalarAsync($"select determined_outcome from cases where nrm_number = '{number}'"));
        Assert.Equal(2L, await Told("d.ended_at is not null and d.ended_by_user_id is not null"));
        // Whoever has the case is asked about both, whoever told somebody about their own.
        Assert.Equal((2L, 1L), (await Asked("MSDHS-63"), await Asked("DCY-63")));
        await dcy.GetAsync($"/cases/{number}/disclosures");
        await dcy.GetAsync(dcy.Page.QuerySelector("main a[href$='/told']")!.GetAttribute("href")!);
        await dcy.PostAsync(dcy.Path, ("Input.Who", "Her grandmother"), ("Input.On", Portal.Day(0)), ("Input.How", "Telephone"), ("Input.Answer", "Stops"));
        Assert.Equal((1L, 0L), (await Asked("MSDHS-63"), await Asked("DCY-63")));

        // What is told after it has a ground of its own with its reason, which another finding against the return does not end.
        await ReturnStory.StepAsync(caseworker, number, "NationalityAsked", ("Input.Ground", "She asks who she is"), ("Input.Who", "The registry"));
        Assert.Equal(1L, await Told("d.ended_at is null"));
        await ChildStory.FillAsync(dcy, number, "determination", Best("AlternativeCare"));
        Assert.Equal(1L, await Told("d.ended_at is null"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // said yes as an adult, and takes it back
    public async Task AGrownPersonsNo_EndsWhatWasToldWhileTheyCountedAsAChild(bool withdrawn)
    {
        var (number, caseworker, dcy) = (await ReturnStory.VictimAsync(portal, "Su Example", age: "child"), await portal.VisitAsync("caseworker"), await portal.VisitAsync("dcy"));
        await ChildStory.AskDcyAsync(caseworker, number);
        await Story.Then(dcy, $"/cases/{number}/child", "Answer");
        (string, string)[] home = [.. ChildStory.BestInterests.Where(b => b.Item1 != "Input.Outcome"), ("Input.Outcome", "ReturnHome")];
        Task<object?> Told(string what) => portal.ScalarAsync($"select count(*) from disclosures d join cases c on c.id = d.case_id where c.nrm_number = '{number}' and d.return_step_id is not null and d.legal_ground = 'childInterest' and {what}");
        Task<object?> Asked(string unit) => portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'TellRecipientToStop' and t.done_at is null and t.to_unit_id = '{NrmPortal.Data.Seed.ReferenceData.IdOf("unit", unit)}'");
        await ChildStory.FillAsync(caseworker, number, "assessment", home);
        await ChildStory.FillAsync(dcy, number, "determination", home);
        await ReturnStory.StepAsync(caseworker, number, "NationalityAsked");
        await ReturnStory.StepAsync(dcy, number, "FamilyTraced", ("Input.Finding", "Found"), ("Input.Who", "Her grandmother"));
        // Of a child the determination counts.
        await ReturnStory.AskAsync(caseworker, number, "Refused");
        Assert.Equal((2L, 0L), (await Told("true"), await Told("d.ended_at is not null")));

        await ChildStory.AgeAsync(caseworker, number, "Adult", ("Input.Years", "30"), ("Input.Margin", "12"));
        Assert.Equal("Adult", await portal.ScalarAsync($"select age_group from cases where nrm_number = '{number}'"));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReturnStory.AskAsync(caseworker, number, withdrawn ? "Given" : "Refused");
        if (withdrawn)
        {
            Assert.Equal(0L, await Told("d.ended_at is not null"));
            var word = await portal.ScalarAsync($"select n.id from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = 'Return' and n.outcome = 'Given'");
            await Story.Then(caseworker, $"/cases/{number}/consent/{word}", "Withdraw", ("How", "Oral"));
        }

        Assert.Equal(2L, await Told("d.ended_at is not null and d.ended_by_user_id is not null"));
        Assert.Equal((2L, 1L), (await Asked("MSDHS-63"), await Asked("DCY-63")));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    [Fact]
    public async Task WhoReadsNoFamily_ReadsNothingOfTheReturn()
    {
        var (number, caseworker) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"));
        await ReturnStory.PrepareAsync(caseworker, number);
        var officer = await (await portal.VisitAsync("officer.immigration")).GetAsync($"/cases/{number}/return");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        foreach (var text in new[] { "Consul Example", "tea shop", "by the lake" }) Assert.DoesNotContain(text, officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheConsulate_RecordsWhatTheEmbassyAnswered_AndReadsItsOwnAlone()
    {
        var (number, caseworker, consul, datip) = (await ReturnStory.VictimAsync(portal), await portal.VisitAsync("caseworker"), await portal.VisitAsync("mfa"), await portal.VisitAsync("datip"));
        await ReturnStory.PrepareAsync(caseworker, number);
        var referral = await Story.ReferToServiceAsync(caseworker, number, "Embassy", "MFA-10", "ForeignAffairs", "A certificate of identity");
        await Story.Then(datip, $"/referrals/{referral}", "Claim");
        await Story.Then(datip, $"/referrals/{referral}/service", "Approve", ("UnitId", NrmPortal.Data.Seed.ReferenceData.IdOf("unit", "MFA-10").ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await consul.GetAsync($"/cases/{number}/return/step")).Status);
        await Story.Then(consul, $"/referrals/{referral}/service", "TakeOn");
        await ReturnStory.StepAsync(consul, number, "NationalityAsked", ("Input.Who", "Embassy by the park"), ("Input.Reasons", ""));
        await ReturnStory.StepAsync(consul, number, "NationalityAnswered", ("Input.Finding", "Confirmed"), ("Input.Who", "Embassy by the park"), ("Input.Reasons", ""));
        Assert.Equal($"/cases/{number}/return", consul.Path);
        Assert.Contains("Embassy by the park", consul.Text, StringComparison.Ordinal);
        foreach (var text in new[] { "Consul Example", "by the mill", "tea shop" }) Assert.DoesNotContain(text, consul.Text, StringComparison.Ordinal);
        Assert.Contains("Embassy by the park", (await caseworker.GetAsync($"/cases/{number}/return")).Text, StringComparison.Ordinal);
        // Whoever plans the return is not the consulate.
        Assert.Equal(HttpStatusCode.Forbidden, (await consul.GetAsync($"/cases/{number}/return/departure")).Status);

        // What it told the embassy is listed with all that was disclosed, and ends with the person's yes: the consulate is asked to stop it.
        Assert.Contains("Embassy by the park", (await caseworker.GetAsync($"/cases/{number}/disclosures")).Text, StringComparison.Ordinal);
        Assert.Contains("Disclosed for a return", caseworker.Text, StringComparison.Ordinal);
        await ReturnStory.AskAsync(caseworker, number, "Refused");
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'TellRecipientToStop' and t.done_at is null and t.to_unit_id = '{NrmPortal.Data.Seed.ReferenceData.IdOf("unit", "MFA-10")}'"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from notices n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.code = 'ConsentWithdrawn' and n.to_unit_id = '{NrmPortal.Data.Seed.ReferenceData.IdOf("unit", "MFA-10")}'"));
        Assert.Equal(HttpStatusCode.Conflict, (await ReturnStory.StepAsync(consul, number, "NationalityAsked", ("Input.Who", "Embassy by the sea"), ("Input.Reasons", ""))).Status);
        await consul.GetAsync($"/cases/{number}/disclosures");
        await consul.GetAsync(consul.Page.QuerySelector("main a[href$='/told']")!.GetAttribute("href")!);
        await consul.PostAsync(consul.Path, ("Input.Who", "Vice-consul"), ("Input.On", Portal.Day(0)), ("Input.How", "Telephone"), ("Input.Answer", "Destroyed"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from tasks t join cases c on c.id = t.case_id join disclosures d on d.id::text = t.about where c.nrm_number = '{number}' and t.code = 'TellRecipientToStop' and t.done_at is null and d.by_unit_id = '{NrmPortal.Data.Seed.ReferenceData.IdOf("unit", "MFA-10")}'"));
    }
}
