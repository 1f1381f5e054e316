using System.Net;
using NrmPortal.Data.Seed;
using NrmPortal.Domain.Screening;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Who answers for a child, on the consent page and in the screening form: never somebody who may be the suspect.</summary>
public sealed class GiverTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static readonly (string Name, string Value)[] Whole =
    [
        ("Input.Purpose", "Referral"), ("Input.Sections", "Identity"), ("Input.Reach", "any"), ("Input.Language", "my"), ("Input.Interpreter", "Present"), ("Input.Outcome", "Given"),
        ("Input.ChildsView", "Agrees"), ("Input.How", "Thumbprint"), ("Input.GivenBy", "Guardian"), .. Story.SevenPoints,
    ];

    private static (string, string)[] Giver(string check) => [("Input.GiverName", "Daw Example"), ("Input.GiverRelation", "Parent"), ("Input.GiverCheck", check)];

    private static readonly (string, string)[] Witness = [("Input.Witness", "Khun Example"), ("Input.WitnessRole", "SocialWorker")];

    private async Task<Visitor> RecordAsync(Visitor by, string number, params (string, string)[] values)
    {
        await by.GetAsync($"/cases/{number}/consent/new");
        return await by.PostAsync($"/cases/{number}/consent/new", [.. Whole, .. values]);
    }

    private Task<object?> ConsentAsync(string number, string what, string purpose = "Referral") =>
        portal.ScalarAsync($"select {what} from consents n join cases c on c.id = n.case_id where c.nrm_number = '{number}' and n.purpose = '{purpose}' and n.outcome = 'Given' order by n.at desc limit 1");

    [Fact]
    public async Task Post_ByWhoeverMayBeTheSuspect_IsRefusedBesideTheField_AndLeadsToChildProtection()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        foreach (var (fields, field) in new[]
        {
            (Giver("PossibleSuspect"), "GiverCheck"), (Giver("NotChecked"), "GiverCheck"), ([], "GiverName"), (Giver("Cleared"), "Witness"),
        })
        {
            await RecordAsync(caseworker, number, fields);
            Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
            Assert.True(caseworker.Page.QuerySelector($"#Input_{field}-error") is not null, field);
            Assert.Equal(field == "GiverCheck", caseworker.Page.QuerySelector($"main a[href='/cases/{number}/child/guardian']") is not null);
        }

        Assert.NotNull((await RecordAsync(caseworker, number, Giver("PossibleSuspect"))).Page.QuerySelector($"main a[href='/cases/{number}/child/dcy']"));
        await RecordAsync(caseworker, number, [.. Giver("Cleared"), .. Witness]);
        Assert.Equal($"/cases/{number}/consent", caseworker.Path);
        Assert.Equal("Parent Cleared SocialWorker", await ConsentAsync(number, "n.giver_relation || ' ' || n.giver_check || ' ' || n.witness_role"));
        await caseworker.GetAsync($"/cases/{number}/consent/{await ConsentAsync(number, "n.id")}");
        Assert.Contains("Daw Example", caseworker.Text, StringComparison.Ordinal);
        Assert.Contains("Khun Example", caseworker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ByTheGiverThemselves_IsRefusedBesideTheName_AlsoWhenItIsTakenBack()
    {
        var number = await ChildStory.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        foreach (var name in new[] { "name_th", "name_en" })
        {
            (string, string)[] own = [("Input.GiverName", (string)(await portal.ScalarAsync($"select {name} from users where user_name = 'caseworker@demo.nrm'"))!), ("Input.GiverRelation", "Relative"), ("Input.GiverCheck", "Cleared")];
            await RecordAsync(caseworker, number, [.. own, .. Witness]);
            Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
            Assert.Contains("cannot be the one who gives it", caseworker.Page.QuerySelector("#Input_GiverName-error")!.TextContent, StringComparison.Ordinal);
            await RecordAsync(caseworker, number, [.. Giver("Cleared"), .. Witness]);
            var given = $"/cases/{number}/consent/{await ConsentAsync(number, "n.id")}";
            await Story.Then(caseworker, given, "Withdraw", ("How", "Oral"), ("TakenBy", "Guardian"), ("TakerName", own[0].Item2), ("TakerRelation", "Relative"), ("TakerCheck", "Cleared"));
            Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
            Assert.NotNull(caseworker.Page.QuerySelector("#TakerName-error"));
        }
    }

    [Theory]
    [InlineData("caseworker")]
    [InlineData("dcy")] // who reads no consent: the database lets it fall
    public async Task WhatAGuardianOfTheCaseGave_EndsWhenTheyMayBeTheSuspect(string judge)
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await ChildStory.ScreenAsync(officer, $"Ma {judge}");
        var caseworker = await portal.VisitAsync("caseworker");
        await ChildStory.AskDcyAsync(caseworker, number);
        await ChildStory.NameAsync(caseworker, number, "Cleared");
        var guardian = (await portal.ScalarAsync($"select g.id from guardians g join cases c on c.id = g.case_id where c.nrm_number = '{number}'"))!.ToString()!;
        await RecordAsync(caseworker, number, [("Input.GuardianId", guardian), .. Witness]);
        Assert.Equal(Guid.Parse(guardian), await ConsentAsync(number, "n.guardian_id"));
        await caseworker.GetAsync($"/cases/{number}/referrals/new");
        await caseworker.PostAsync($"/cases/{number}/referrals/new", ("Input.RestsOn", $"c:{await ConsentAsync(number, "n.id")}"), ("Input.Reach", "any"), ("Input.Sections", "Identity"));
        var referral = caseworker.Path[(caseworker.Path.LastIndexOf('/') + 1)..];
        await Story.ApproveAsync(await portal.VisitAsync("datip"), referral, "NGO Shelter");
        var shelter = await portal.VisitAsync("shelter.ngo");
        Assert.Equal(HttpStatusCode.OK, (await shelter.GetAsync($"/referrals/{referral}")).Status);

        var by = await portal.VisitAsync(judge);
        await Story.Then(by, $"/cases/{number}/child", "Judge", ("guardian", guardian), ("check", "PossibleSuspect"));
        Assert.Equal(HttpStatusCode.OK, by.Status);
        Assert.Equal(true, await ConsentAsync(number, "n.withdrawn_at is not null and n.withdrawn_how is null"));
        Assert.Equal("Returned", await portal.ScalarAsync($"select state from referrals where number = '{referral}' and share_ended_at is not null"));
        Assert.Equal(HttpStatusCode.NotFound, (await shelter.GetAsync($"/referrals/{referral}")).Status);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from notices where code = 'ConsentWithdrawn' and parameters ->> 'referral' = '{referral}' and to_unit_id = '{ReferenceData.IdOf("unit", "SHN-63")}'"));
        Assert.Contains("Fallen", (await caseworker.GetAsync($"/cases/{number}/consent")).Text, StringComparison.Ordinal);
        // The same person by the name alone is refused too.
        await RecordAsync(caseworker, number, [.. Giver("Cleared"), .. Witness]);
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
    }

    private static async Task<string> BeginAsync(Visitor officer)
    {
        await officer.GetAsync("/screenings/new");
        return (await officer.PostAsync("/screenings/new")).Path;
    }

    private static async Task StepAsync(Visitor officer, string screening, string step, params (string, string)[] values)
    {
        await officer.GetAsync($"{screening}/{step}");
        await officer.PostAsync($"{screening}/{step}", values);
    }

    private static async Task<string> ConcludeAsync(Visitor officer, string screening)
    {
        await StepAsync(officer, screening, "danger", ("danger_now", "no"));
        await StepAsync(officer, screening, "language", ("language", "my"), ("interpreter", "present"));
        await StepAsync(officer, screening, "conclusion", ("conclusion_outcome", "reasonable_grounds"), ("conclusion_reasons", "Because"));
        await officer.GetAsync($"{screening}/check");
        await officer.PostAsync($"{screening}/check");
        return officer.Path[(officer.Path.LastIndexOf('/') + 1)..];
    }

    private static (string, string)[] ForTheChild(string check, params (string, string)[] more) =>
    [
        ("consent_outcome", "given"), ("consent_giver", "guardian"), ("giver_name", "Daw Example"), ("giver_relation", "parent"), ("giver_check", check), ("consent_manner", "thumbprint"), .. more,
    ];

    [Fact]
    public async Task TheScreeningForm_AsksWhoConsentsForTheChild_AndCarriesItIntoTheConsent()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var screening = await BeginAsync(officer);
        await StepAsync(officer, screening, "person", ("age_class", "child"), ("sex", "female"));
        // The answer opens the questions about the giver; the page stays until they are answered.
        await StepAsync(officer, screening, "consent", ("consent_outcome", "given"), ("consent_giver", "guardian"), ("consent_manner", "thumbprint"));
        Assert.Equal($"{screening}/consent", officer.Path);
        Assert.NotNull(officer.Page.QuerySelector("#giver_name-error"));
        foreach (var (check, field) in new[] { ("possible", "giver_check"), ("not_checked", "giver_check"), ("cleared", "witness_name") })
        {
            await StepAsync(officer, screening, "consent", ForTheChild(check));
            Assert.True(officer.Page.QuerySelector($"#{field}-error") is not null, check);
            Assert.Equal(check != "cleared", officer.Page.QuerySelector("main .govuk-inset-text a[href$='/child/dcy']") is not null);
        }

        // The officer in front of the child is not the guardian too.
        var own = (string)(await portal.ScalarAsync("select name_th from users where user_name = 'officer.immigration@demo.nrm'"))!;
        await StepAsync(officer, screening, "consent", [.. ForTheChild("cleared", ("witness_name", "Khun Example"), ("witness_role", "social_worker")).Where(f => f.Item1 != "giver_name"), ("giver_name", own)]);
        Assert.Contains("cannot be the one who gives it", officer.Page.QuerySelector("#giver_name-error")!.TextContent, StringComparison.Ordinal);

        await StepAsync(officer, screening, "consent", ForTheChild("possible"));
        Assert.Equal("check", await ConcludeAsync(officer, screening));
        Assert.NotNull(officer.Page.QuerySelector("a[href$='/consent#giver_check']"));

        await StepAsync(officer, screening, "consent", ForTheChild("cleared", ("witness_name", "Khun Example"), ("witness_role", "social_worker")));
        var number = await ConcludeAsync(officer, screening);
        Assert.Equal("Guardian Parent Cleared Thumbprint SocialWorker", await ConsentAsync(number, "concat_ws(' ', n.given_by, n.giver_relation, n.giver_check, n.how, n.witness_role)", "Screening"));
        // The names live in the consent alone.
        Assert.DoesNotContain("Daw Example", (await officer.GetAsync($"{screening}/check")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADraftOfAnEarlierForm_StillOpens_AndConcludes()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var screening = await BeginAsync(officer);
        var id = screening[(screening.LastIndexOf('/') + 1)..];
        await portal.ScalarAsync($"update screenings set definition_hash = '{ScreeningDefinition.All[0].Hash}' where id = '{id}'");
        await officer.GetAsync($"{screening}/consent");
        Assert.Null(officer.Page.QuerySelector("#consent_giver"));
        await StepAsync(officer, screening, "consent", ("consent_outcome", "given"), ("consent_points", "interview"));
        await StepAsync(officer, screening, "person", ("age_class", "child"), ("sex", "female"), ("name", "Ma Example"));
        var number = await ConcludeAsync(officer, screening);
        Assert.StartsWith("NRM-", number, StringComparison.Ordinal);
        Assert.Equal("Person Oral Agrees", await ConsentAsync(number, "concat_ws(' ', n.given_by, n.how, n.childs_view)", "Screening"));
    }
}
