using System.Net;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>One officer, one tab: an answer that cannot stand is said beside its field, put right and saved once, and the list of steps knows of it.</summary>
public sealed class ScreeningStepTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string MayBeUnder = "the person may be under 18";
    private readonly Portal portal = fixture.Portal;

    private async Task<(Visitor Officer, string Screening)> OpenAsync(string language = "en", params (string Step, (string, string)[] Values)[] steps)
    {
        var officer = await portal.VisitAsync("officer.immigration", language);
        await officer.GetAsync("/screenings/new");
        await officer.PostAsync("/screenings/new");
        var screening = officer.Path;
        foreach (var (step, values) in steps) await SaveAsync(officer, $"{screening}/{step}", values);
        return (officer, screening);
    }

    private static async Task SaveAsync(Visitor officer, string page, params (string, string)[] values)
    {
        await officer.GetAsync(page);
        await officer.PostAsync(page, values);
    }

    private static readonly (string, (string, string)[]) Consented = ("consent", [("consent_outcome", "given"), ("consent_manner", "signature")]);
    private static readonly (string, (string, string)[]) Something = ("recruitment", [("A01", "Yes"), ("D01", "Yes")]);

    private static string StatusOf(Visitor officer, string screening, string step) =>
        officer.Page.QuerySelector($"main li:has(a[href='{screening}/{step}']) .govuk-task-list__status")!.TextContent.Trim();

    [Fact]
    public async Task AnAgeUnder18BesideAdult_IsPutRightWithOneSave()
    {
        var (officer, screening) = await OpenAsync("en", Consented);
        var page = $"{screening}/person";
        await SaveAsync(officer, page, ("age_class", "adult"), ("birth", "16"));
        Assert.Equal((HttpStatusCode.OK, page), (officer.Status, officer.Path));
        Assert.Contains(MayBeUnder, officer.Text, StringComparison.Ordinal);
        await officer.PostAsync(page, ("age_class", "unknown"), ("birth", "16"));
        Assert.Equal((HttpStatusCode.OK, $"{screening}/account"), (officer.Status, officer.Path));
        Assert.NotNull((await officer.GetAsync(page)).Page.QuerySelector("input[name=age_class][value=unknown][checked]"));
    }

    [Fact]
    public async Task AnAgeUnder18BesideAdult_CountsAsNotInOrder_AndIsSaidAgain()
    {
        var (officer, screening) = await OpenAsync("en", Consented);
        await SaveAsync(officer, $"{screening}/person", ("age_class", "adult"), ("birth", "15/3/55"));
        await officer.GetAsync(screening);
        Assert.Equal("An answer to check", StatusOf(officer, screening, "person"));
        Assert.Contains(MayBeUnder, (await officer.GetAsync($"{screening}/person")).Text, StringComparison.Ordinal);
        await officer.PostAsync($"{screening}/person", ("age_class", "adult"), ("birth", "15/3/2512"));
        await officer.GetAsync(screening);
        Assert.Equal("Completed", StatusOf(officer, screening, "person"));
        Assert.DoesNotContain(MayBeUnder, (await officer.GetAsync($"{screening}/person")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuestionsThatOpen_AreAnsweredWithOneSave()
    {
        var (officer, screening) = await OpenAsync();
        var page = $"{screening}/consent";
        await SaveAsync(officer, page, ("consent_outcome", "given"), ("consent_manner", "oral"));
        Assert.Equal(page, officer.Path);
        Assert.Contains("open more questions", officer.Text, StringComparison.Ordinal);
        await officer.PostAsync(page, ("consent_outcome", "given"), ("consent_manner", "oral"), ("witness_name", "A Witness"), ("witness_role", "official"), ("consent_giver", "person"));
        Assert.Equal((HttpStatusCode.OK, $"{screening}/person"), (officer.Status, officer.Path));
    }

    [Fact]
    public async Task AConsentThatCannotStand_CountsAsNotInOrder_AndIsSaidAgain()
    {
        (string, string)[] given = [("consent_outcome", "given"), ("consent_giver", "guardian"), ("consent_manner", "signature"), ("giver_name", "A Guardian"), ("giver_relation", "parent")];
        var (officer, screening) = await OpenAsync("en", ("consent", given), ("consent", [.. given, ("giver_check", "possible")]));
        Assert.NotNull(officer.Page.GetElementById("giver_check-error"));
        Assert.Equal("An answer to check", StatusOf(await officer.GetAsync(screening), screening, "consent"));
        Assert.NotNull((await officer.GetAsync($"{screening}/consent")).Page.GetElementById("giver_check-error"));
    }

    [Fact]
    public async Task AMissingPathway_IsPutRightWithOneSave()
    {
        var (officer, screening) = await OpenAsync();
        var page = $"{screening}/conclusion";
        await SaveAsync(officer, page, ("conclusion_outcome", "none"), ("conclusion_reasons", "Nothing was found"));
        Assert.NotNull(officer.Page.GetElementById("other_pathway-error"));
        await officer.PostAsync(page, ("conclusion_outcome", "none"), ("conclusion_reasons", "Nothing was found"), ("other_pathway", "labour"));
        Assert.Equal((HttpStatusCode.OK, $"{screening}/check"), (officer.Status, officer.Path));
    }

    [Fact]
    public async Task CorrectedOnOnePage_WhileAnotherTabHasSavedIt_IsAConflictStill()
    {
        var (officer, screening) = await OpenAsync();
        var page = $"{screening}/conclusion";
        await SaveAsync(officer, page, ("conclusion_outcome", "none"), ("conclusion_reasons", "Nothing was found"));
        var shown = officer.Page;
        await SaveAsync(officer, page, ("conclusion_outcome", "unclear"), ("conclusion_reasons", "Written in the other tab"));
        officer.Show(shown);
        await officer.PostAsync(page, ("conclusion_outcome", "none"), ("conclusion_reasons", "Nothing was found"), ("other_pathway", "labour"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Contains("Written in the other tab", officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLong_WhileAnotherTabHasSavedIt_IsAConflictStill()
    {
        var (officer, screening) = await OpenAsync();
        var page = $"{screening}/danger";
        var shown = (await officer.GetAsync(page)).Page;
        await SaveAsync(officer, page, ("danger_now", "yes"), ("danger_details", "Written in the other tab"));
        officer.Show(shown);
        await officer.PostAsync(page, ("danger_now", "no"), ("danger_details", new string('x', 10_001)));
        Assert.NotNull(officer.Page.GetElementById("danger_details-error"));
        await officer.PostAsync(page, ("danger_now", "no"), ("danger_details", "Short"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Contains("Written in the other tab", officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReasonAgainstThePattern_IsAskedOnItsStep()
    {
        var (officer, screening) = await OpenAsync("en", Consented, ("person", [("age_class", "adult"), ("sex", "male")]), Something);
        var page = $"{screening}/conclusion";
        await officer.GetAsync(page);
        var label = officer.Page.QuerySelector("label[for=disagreement_reason]")!.TextContent;
        Assert.DoesNotContain("optional", label, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("No reasonable grounds", officer.Page.GetElementById("disagreement_reason-hint")!.TextContent, StringComparison.OrdinalIgnoreCase);
        (string, string)[] negative = [("conclusion_outcome", "none"), ("conclusion_reasons", "Nothing more was asked"), ("other_pathway", "labour")];
        await officer.PostAsync(page, negative);
        Assert.Equal(page, officer.Path);
        Assert.NotNull(officer.Page.GetElementById("disagreement_reason-error"));
        Assert.Equal("An answer to check", StatusOf(await officer.GetAsync(screening), screening, "conclusion"));
        await SaveAsync(officer, page, [.. negative, ("disagreement_reason", "The interview was broken off")]);
        Assert.Equal($"{screening}/check", officer.Path);
    }

    [Fact]
    public async Task WhereNothingWasFound_TheReasonIsOptional()
    {
        var (officer, screening) = await OpenAsync();
        var field = (await officer.GetAsync($"{screening}/conclusion")).Page.QuerySelector("label[for=disagreement_reason]")!;
        Assert.Contains("optional", field.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Null(officer.Page.GetElementById("disagreement_reason-hint"));
    }

    [Theory]
    [InlineData("en", "none", "a second trained person will be asked", "something was found")]
    [InlineData("th", "none", "ผู้ผ่านการอบรมอีกคนพิจารณายืนยัน", "พบข้อบ่งชี้บางข้อ")]
    [InlineData("en", "unclear", null, null)]
    public async Task TheCheckPage_SaysBeforehandThatASecondScreenerIsAsked_AndWhy(string language, string outcome, string? asked, string? why)
    {
        var (officer, screening) = await OpenAsync(language, ("danger", [("danger_now", "no")]), ("language", [("interpreter", "not_needed")]), ("conditions", [("private_place", "yes"), ("suspect_absent", "yes")]),
            Consented, ("person", [("age_class", "adult"), ("sex", "male")]), Something,
            ("conclusion", [("conclusion_outcome", outcome), ("conclusion_reasons", "Broken off"), ("other_pathway", "labour"), ("disagreement_reason", "Broken off")]));
        await officer.GetAsync($"{screening}/check");
        var told = officer.Page.GetElementById("second")?.TextContent;
        Assert.Equal(asked is null, told is null);
        if (asked is null) return;
        Assert.Contains(asked, told!, StringComparison.Ordinal);
        Assert.Contains(why!, told!, StringComparison.Ordinal);
        Assert.Single(officer.Page.QuerySelectorAll("#second li"));
        await officer.PostAsync($"{screening}/check");
        Assert.Equal("AwaitingSecond undecided", await portal.ScalarAsync($"select state || ' ' || second_reasons from screenings where id = '{screening["/screenings/".Length..]}'"));
    }
}
