using System.Net;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>A sign-in that is lost in the middle of a form loses nothing, and gives nothing to anybody else.</summary>
public sealed class LostSignInTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Session = "nrm.session";
    private readonly Portal portal = fixture.Portal;

    [Fact]
    public async Task Post_WithoutItsSignIn_ComesBackToTheSamePerson()
    {
        using var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var form = $"/cases/{number}/referrals/new";
        await officer.GetAsync(form);
        officer.Forget(Session);
        await officer.PostAsync(form, [("Input.Remarks", "Needs a ground floor room"), ("Input.Sections", "Identity"), ("Input.Languages", "my"), .. Story.ConsentNow]);
        Assert.Equal("/account/login", officer.Path);
        Assert.Contains("Your answers are not lost", officer.Text, StringComparison.Ordinal);

        await officer.PasswordAsync("officer.immigration");
        Assert.StartsWith("/account/draft/", officer.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("ground floor", officer.Text, StringComparison.Ordinal);
        var draft = officer.Path;
        await GoOnAsync(officer);
        Assert.Equal((HttpStatusCode.OK, form), (officer.Status, officer.Path));
        Assert.Contains("Your answers are back but not saved yet", officer.Text, StringComparison.Ordinal);
        Assert.Contains("Needs a ground floor room", officer.Html, StringComparison.Ordinal);
        Assert.Empty(officer.Page.QuerySelectorAll(".govuk-error-summary"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from referrals r join cases c on c.id = r.case_id where c.nrm_number = '{number}'"));

        await officer.PostAsync(form, [("Input.Remarks", "Needs a ground floor room"), ("Input.Sections", "Identity"), ("Input.Languages", "my"), .. Story.ConsentNow]);
        Assert.StartsWith("/referrals/", officer.Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(draft)).Status);
    }

    [Fact]
    public async Task AScreeningStep_KeepsItsAnswers_AndSavesOnce()
    {
        using var officer = await portal.VisitAsync("officer.immigration2");
        var step = await Story.OpenAccountStepAsync(officer);
        officer.Forget(Session);
        await officer.PostAsync(step, ("own_account", "Locked in at night"), ("category", "labour"));
        await officer.PasswordAsync("officer.immigration2");
        await GoOnAsync(officer);
        Assert.Equal(step, officer.Path);
        Assert.Contains("Locked in at night", officer.Page.QuerySelector("textarea[name=own_account]")!.TextContent, StringComparison.Ordinal);
        Assert.True(officer.Page.QuerySelector("input[name=category][value=labour]")!.HasAttribute("checked"));

        await officer.PostAsync(step, ("own_account", "Locked in at night"), ("category", "labour"));
        Assert.NotEqual(step, officer.Path);
        await officer.GetAsync(step);
        Assert.Contains("Locked in at night", officer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnsweredTwice_IsOneDraft_AndTheKeyMakesItOneAct()
    {
        using var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var form = $"/cases/{number}/referrals/new";
        (string, string)[] answers = [("Input.Sections", "Identity"), ("Input.Languages", "my"), .. Story.ConsentNow];
        await officer.GetAsync(form);
        var key = officer.Hidden("_key");
        var (mark, token) = (officer.Hidden("_who"), officer.Hidden("__RequestVerificationToken"));
        await officer.PostAsync(form, answers);
        var referral = officer.Path;

        // The answer never arrived; the sign-in ended; the same form is sent again, twice.
        officer.Forget(Session);
        (string, string)[] again = [.. answers, ("_key", key), ("_who", mark), ("__RequestVerificationToken", token)];
        await officer.PostFormAsync(null, form, again);
        var draft = officer.Hidden("ReturnUrl");
        await officer.PostFormAsync(null, form, again);
        Assert.Equal(draft, officer.Hidden("ReturnUrl"));
        await officer.PasswordAsync("officer.immigration");
        await GoOnAsync(officer);
        Assert.Equal(key, officer.Hidden("_key"));
        await officer.PostAsync(form, answers);
        Assert.Equal(referral, officer.Path);
    }

    [Fact]
    public async Task AnotherPerson_NeverOpensIt_AndTheTableHoldsNoPlainText()
    {
        using var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/referrals/new");
        officer.Forget(Session);
        await officer.PostAsync($"/cases/{number}/referrals/new", ("Input.Remarks", "Known only to me"));
        var draft = officer.Hidden("ReturnUrl");
        using var other = await portal.VisitAsync("officer.immigration2");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(draft)).Status);
        await officer.PasswordAsync("officer.labour");
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from drafts where position('Known only'::bytea in body) > 0"));
        Assert.Equal(0L, await AsAppAsync("select count(*) from drafts"));
    }

    [Fact]
    public async Task ASecondPersonAtTheSameMachine_DoesNotSendTheFirstOnesForm()
    {
        using var machine = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(machine);
        await machine.GetAsync($"/cases/{number}/referrals/new");
        var form = machine.Page;
        await machine.SignInAsync("caseworker");
        machine.Show(form);
        await machine.PostAsync($"/cases/{number}/referrals/new", ("Input.Remarks", "Typed by the officer"));
        Assert.Equal("/account/login", machine.Path);
        await machine.PasswordAsync("officer.immigration");
        await GoOnAsync(machine);
        Assert.Contains("Typed by the officer", machine.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterADay_TheDraftIsGone()
    {
        using var screener = await portal.VisitAsync("officer.labour");
        await screener.GetAsync("/screenings/new");
        screener.Forget(Session);
        await screener.PostAsync("/screenings/new");
        var draft = screener.Hidden("ReturnUrl");
        portal.Clock.Advance(TimeSpan.FromHours(25));
        await screener.PasswordAsync("officer.labour");
        Assert.Equal((HttpStatusCode.NotFound, draft), (screener.Status, screener.Path));
    }

    [Fact]
    public async Task APageThatIsNoForm_IsOpenedAgain_AndDoesNothingByItself()
    {
        using var officer = await portal.VisitAsync("officer.police");
        await officer.GetAsync("/screenings/new");
        var before = await portal.ScalarAsync("select count(*) from cases");
        officer.Forget(Session);
        await officer.PostAsync("/screenings/new");
        await officer.PasswordAsync("officer.police");
        await GoOnAsync(officer);
        Assert.Equal((HttpStatusCode.OK, "/screenings/new"), (officer.Status, officer.Path));
        Assert.Equal(before, await portal.ScalarAsync("select count(*) from cases"));
    }

    [Fact]
    public async Task AnotherMembership_KeepsTheAnswers_AndOffersTheWayBack()
    {
        using var officer = await portal.VisitAsync("officer.police");
        var step = await Story.OpenAccountStepAsync(officer);
        var form = officer.Page;
        await SwitchAsync(officer, "Inquiry");
        officer.Show(form);
        await officer.PostAsync(step, ("own_account", "Told before the switch"), ("category", "labour"));
        Assert.StartsWith("/account/draft/", officer.Path, StringComparison.Ordinal);
        Assert.Contains("You began this form as", officer.Text, StringComparison.Ordinal);

        var back = officer.Page.QuerySelector("main form[action='/account/profile']")!;
        await officer.PostFormAsync(back, "/account/profile");
        Assert.StartsWith("/account/draft/", officer.Path, StringComparison.Ordinal);
        await GoOnAsync(officer);
        Assert.Equal(step, officer.Path);
        Assert.Contains("Told before the switch", officer.Html, StringComparison.Ordinal);
    }

    private static async Task SwitchAsync(Visitor person, string role)
    {
        await person.GetAsync("/account/profile");
        var form = person.Page.QuerySelectorAll("main form").Single(f => f.TextContent.Contains(role, StringComparison.Ordinal));
        await person.PostFormAsync(form, "/account/profile");
    }

    private static Task<Visitor> GoOnAsync(Visitor person)
    {
        var form = person.Page.QuerySelectorAll("main form[method=post]")[^1];
        return person.PostFormAsync(form, form.GetAttribute("action")!);
    }

    private async Task<object?> AsAppAsync(string sql)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.Server).AppConnection(portal.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
