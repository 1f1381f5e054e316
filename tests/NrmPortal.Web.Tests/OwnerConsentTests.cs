using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>An office has a case on the person's yes; the yes goes. The case keeps its owner until the responsible office has said who has it.</summary>
public sealed class OwnerConsentTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string Unit(string code) => ReferenceData.IdOf("unit", code).ToString();

    private Task<object?> OwnerOf(string number) => portal.ScalarAsync($"select u.code from cases c join units u on u.id = c.owner_unit_id where c.nrm_number = '{number}'");

    private Task<object?> CountAsync(string table, string number, string what) => portal.ScalarAsync($"select count(*) from {table} t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and {what}");

    private Task<object?> AskedAsync(string number) => CountAsync("tasks", number, $"t.code = 'SettleOwner' and t.done_at is null and t.to_unit_id = '{Unit("MSDHS-63")}' and t.to_role = 'ProvinceCaseworker' and t.clock = 'OwnerSettled' and t.due_at > t.given_at");

    private Task<object?> ToldAsync(string number) => CountAsync("notices", number, $"t.code = 'OwnerConsentEnded' and t.to_unit_id = '{Unit("NGO-63")}'");

    private async Task<(string Number, string Consent, Visitor Caseworker)> HandedAsync()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await Story.ProposeTransferAsync(caseworker, number, "NGO-63");
        var proposal = await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}'");
        await Story.Then(await portal.VisitAsync("ngo"), $"/transfers/{proposal}", "Accept");
        Assert.Equal("NGO-63", await OwnerOf(number));
        return (number, $"{await portal.ScalarAsync($"select consent_id from case_transfers where id = '{proposal}'")}", caseworker);
    }

    private static async Task RefuseAsync(Visitor by, string number, string unit)
    {
        await by.GetAsync($"/cases/{number}/consent/new");
        await by.PostAsync($"/cases/{number}/consent/new", [("Input.Purpose", "Referral"), ("Input.Outcome", "Refused"), ("Input.Sections", "Identity"), ("Input.Language", "my"), ("Input.Interpreter", "Present"),
            ("Input.GivenBy", "Person"), ("Input.How", "Thumbprint"), .. Story.SevenPoints, ("Input.Reach", "unit"), ("Input.UnitId", Unit(unit))]);
        Assert.Equal($"/cases/{number}/consent", by.Path);
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("expired")]
    [InlineData("refused")] // to this office alone: the yes to the others stands
    public async Task ItsYesIsGone_TheProvinceOfficeIsAsked_BothAreTold_AndTheCaseKeepsItsOwner(string how)
    {
        var (number, consent, caseworker) = await HandedAsync();
        await RefuseAsync(caseworker, number, "SHN-63");
        Assert.Equal((0L, 0L), (await AskedAsync(number), await ToldAsync(number)));
        if (how == "withdrawn") await Story.Then(caseworker, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        else if (how == "refused") await RefuseAsync(caseworker, number, "NGO-63");
        else await portal.ScalarAsync($"update consents set expired_at = '{portal.Clock.GetUtcNow():O}' where id = '{consent}'");

        Assert.Equal((how, 1L, 1L), (how, await AskedAsync(number), await ToldAsync(number)));
        Assert.Equal("NGO-63", await OwnerOf(number));
        Assert.Contains("Settle which office has the case", (await caseworker.GetAsync("/tasks?Whose=Team")).Text, StringComparison.Ordinal);
        var ngo = await portal.VisitAsync("ngo");
        Assert.Contains("The consent on which your office has a case has ended", (await ngo.GetAsync("/notifications")).Text, StringComparison.Ordinal);
        Assert.Contains("The consent on which the owner has this case has ended", (await ngo.GetAsync($"/cases/{number}/transfer")).Text, StringComparison.Ordinal);
        // Asked once.
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await RefuseAsync(caseworker, number, "NGO-63");
        Assert.Equal((1L, 1L), (await AskedAsync(number), await ToldAsync(number)));
        Assert.Equal(0L, await portal.ScalarAsync("select count(*) from audit_broken()"));
    }

    // What the person alone answered before is no answer of a child; it stands in nobody's way, least of all of the no.
    [Theory, InlineData("withdrawn"), InlineData("expired"), InlineData("refused")]
    public async Task WhoWasFoundToBeAChild_TakesTheYesBackLikeEverybody(string how)
    {
        var (number, consent, caseworker) = await HandedAsync();
        await portal.ScalarAsync($"update cases set age_group = 'Child' where nrm_number = '{number}'");
        if (how == "withdrawn") await Story.Then(caseworker, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        else if (how == "refused") await RefuseAsync(caseworker, number, "NGO-63");
        else await portal.ScalarAsync($"update consents set expired_at = '{portal.Clock.GetUtcNow():O}' where id = '{consent}'");
        Assert.Equal((how, HttpStatusCode.OK, 1L, 1L), (how, caseworker.Status, await AskedAsync(number), await ToldAsync(number)));
    }

    [Fact]
    public async Task GivenAgainInTime_NothingIsAsked_WhenTheFirstRunsOut()
    {
        var (number, consent, caseworker) = await HandedAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Story.ConsentToAgencyAsync(caseworker, number, "Ngo", Story.PartsOfAnNgo);
        await portal.ScalarAsync($"update consents set expired_at = '{portal.Clock.GetUtcNow():O}' where id = '{consent}'");
        Assert.Equal((0L, 0L), (await AskedAsync(number), await ToldAsync(number)));
    }

    [Fact]
    public async Task TheGround_IsWrittenDown_OrTheCaseIsTakenOver()
    {
        var (number, consent, caseworker) = await HandedAsync();
        await Story.Then(caseworker, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        var task = $"/cases/{number}/tasks/{await portal.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'SettleOwner'")}";
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("write down the legal ground", (await caseworker.GetAsync(task)).Text, StringComparison.Ordinal);
        Assert.NotNull(caseworker.Page.QuerySelector($"main a[href='/cases/{number}/transfer']"));
        await Story.Then(caseworker, task, "Finish", ("Note", ""));
        Assert.Equal((HttpStatusCode.Conflict, 1L), (caseworker.Status, await AskedAsync(number)));

        await Story.Then(caseworker, $"/cases/{number}/transfer", "Propose", ("Input.UnitId", Unit("MSDHS-63")), ("Input.Basis", "g:duty"), ("Input.GroundReason", "The person is in its care"), ("Input.Reason", "She took her consent back"));
        Assert.Equal(HttpStatusCode.OK, caseworker.Status);
        await Story.Then(caseworker, $"/transfers/{await portal.ScalarAsync($"select id from case_transfers where case_number = '{number}' and answer is null")}", "Accept");
        Assert.Equal(("MSDHS-63", 0L), (await OwnerOf(number), await AskedAsync(number)));
        Assert.Equal("case.takeOver", await portal.ScalarAsync($"select answered_by from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'SettleOwner'"));

        (number, consent, caseworker) = await HandedAsync();
        await Story.Then(caseworker, $"/cases/{number}/consent/{consent}", "Withdraw", ("How", "Oral"));
        task = $"/cases/{number}/tasks/{await portal.ScalarAsync($"select t.id from tasks t join cases c on c.id = t.case_id where c.nrm_number = '{number}' and t.code = 'SettleOwner'")}";
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Story.Then(caseworker, task, "Finish", ("Note", "A life in danger, s.24 of the Act"));
        Assert.Equal((HttpStatusCode.OK, 0L, "NGO-63"), (caseworker.Status, await AskedAsync(number), await OwnerOf(number)));
        Assert.DoesNotContain("has ended", (await caseworker.GetAsync($"/cases/{number}/transfer")).Text, StringComparison.Ordinal);
    }
}
