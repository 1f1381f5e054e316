using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>The letter to the person: what it says of an earlier decision and of a review, and that its promise is kept.</summary>
public sealed class LetterTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private static string At(string number, string page = "") => $"/cases/{number}/identification{page}";

    private async Task<string> ScreenedAsync() => await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));

    private async Task DecideAsync(string number, string outcome, string view)
    {
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, view);
        var second = (long)(await portal.ScalarAsync($"select count(*) from decisions d join cases c on c.id = d.case_id where c.nrm_number = '{number}' and d.outcome <> 'UndeterminedTimeLeft'"))! > 0;
        await Story.DecideAsync(await portal.VisitAsync(second ? "authority2" : "authority"), number, outcome);
    }

    // The newest letter in that language.
    private static async Task<string> LetterAsync(Visitor reader, string number, string language)
    {
        await reader.GetAsync(At(number));
        await reader.GetAsync(reader.Page.QuerySelectorAll("main a[href*='/letters/']").First(a => a.TextContent == language).GetAttribute("href")!);
        return reader.Page.QuerySelector(".nrm-letter")!.TextContent;
    }

    [Fact]
    public async Task Undetermined_WhileTimeRemains_OffersNoReview_ForThereIsNothingToReview()
    {
        var number = await ScreenedAsync();
        await DecideAsync(number, "UndeterminedTimeLeft", "Unclear");
        var caseworker = await portal.VisitAsync("caseworker");
        var letter = await LetterAsync(caseworker, number, "English");
        Assert.Contains("The team will look at your case again.", letter, StringComparison.Ordinal);
        Assert.Contains("call 1300 or 191", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("If you do not agree", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("หากท่านไม่เห็นด้วย", await LetterAsync(caseworker, number, "ไทย"), StringComparison.Ordinal);
        await caseworker.GetAsync(At(number));
        Assert.Empty(caseworker.Page.QuerySelectorAll("main a[href$='/identification/review']"));
    }

    [Fact]
    public async Task AReviewThatEndsUndetermined_SaysThatTheFirstDecisionStands_AndMayBeReviewedAgain()
    {
        var number = await ScreenedAsync();
        await DecideAsync(number, "NotVictim", "No");
        var caseworker = await portal.VisitAsync("caseworker");
        var first = await LetterAsync(caseworker, number, "English");
        Assert.Contains("If you do not agree", first, StringComparison.Ordinal);
        // It says by whom and on what law.
        foreach (var (name, letter) in new[] { ("name_en", first), ("name_th", await LetterAsync(caseworker, number, "ไทย")) })
            Assert.Contains($"({await portal.ScalarAsync($"select u.{name} || ', ' || o.{name} from decisions d join cases c on c.id = d.case_id join users u on u.id = d.by_user_id join memberships m on m.user_id = u.id join units o on o.id = m.unit_id where c.nrm_number = '{number}'")})", letter, StringComparison.Ordinal);
        Assert.Contains("(section 6/1 of the Anti-Trafficking in Persons Act B.E. 2551 as amended)", first, StringComparison.Ordinal);
        await AskAsync(caseworker, number, "review");
        await DecideAsync(number, "UndeterminedTimeLeft", "Unclear");

        var second = await LetterAsync(caseworker, number, "English");
        Assert.Contains("you are not a victim. That decision still counts: this letter does not replace it.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("counts in its place", second, StringComparison.Ordinal);
        Assert.Contains("ผลเดิมนั้นยังใช้อยู่", await LetterAsync(caseworker, number, "ไทย"), StringComparison.Ordinal);
        await AskAsync(caseworker, number, "review");
        Assert.Equal("NotVictim", await portal.ScalarAsync($"""
            select d.outcome from review_requests r join decisions d on d.id = r.decision_id join cases c on c.id = r.case_id
            where c.nrm_number = '{number}' order by r.at desc limit 1
            """));
    }

    [Theory]
    [InlineData("review", "mdt.secretary")]
    [InlineData("new-facts", "caseworker")]
    [InlineData("reopen", "caseworker")]
    public async Task AClosedCase_ComesBeforeTheMdtAgain(string way, string user)
    {
        var number = await ScreenedAsync();
        await DecideAsync(number, "NotVictim", "No");
        await portal.ScalarAsync($"update cases set stage = 'FollowUp' where nrm_number = '{number}'");
        var asker = await portal.VisitAsync(user);
        Assert.Contains($"/cases/{number}/identification/{way}", (await asker.GetAsync($"/cases/{number}")).Html, StringComparison.Ordinal);
        await AskAsync(asker, number, way);
        Assert.Equal("Identification", await portal.ScalarAsync($"select stage from cases where nrm_number = '{number}'"));
        Assert.Contains("Something else is known now", (await (await portal.VisitAsync("mdt.secretary")).GetAsync(At(number, "/convene"))).Text, StringComparison.Ordinal);
    }

    private static async Task AskAsync(Visitor asker, string number, string way)
    {
        await asker.GetAsync(At(number, $"/{way}"));
        await asker.PostAsync(At(number, $"/{way}"), ("Asker", "Person"), ("Grounds", "Something else is known now"));
        Assert.Equal(At(number), asker.Path);
    }

    [Fact]
    public async Task TheReasons_AreTypedForEachLanguage_AndALetterWithoutThemIsADraftThatSaysSo()
    {
        var number = await ScreenedAsync();
        await Story.ConveneAsync(await portal.VisitAsync("mdt.secretary"), number, "Mana", "Raengngan");
        foreach (var user in new[] { "mdt", "labour" }) await Story.OpineAsync(await portal.VisitAsync(user), number, "Yes");
        var authority = await portal.VisitAsync("authority");
        await Story.DeclareAsync(authority, number);
        await authority.GetAsync(At(number, "/decide"));
        Assert.Equal(["words.en", "words.my"], authority.Page.QuerySelectorAll("textarea[name^='words.']").Select(t => t.GetAttribute("name")!).Order(StringComparer.Ordinal));
        await authority.PostAsync(At(number, "/decide"), ("Outcome", "VictimTraffickingS6"), ("PlainWords", "เราอ่านทุกอย่างแล้ว"), ("words.en", "We have read it all"));
        Assert.Contains("We have read it all", authority.Html, StringComparison.Ordinal);
        await authority.PostAsync(At(number, "/decide"), ("Outcome", "VictimTraffickingS6"), ("Reasons", "Weighed"), ("InWriting", "All agreed"), ("PlainWords", "เราอ่านทุกอย่างแล้ว"), ("words.en", "We have read it all"));

        var caseworker = await portal.VisitAsync("caseworker");
        var english = await LetterAsync(caseworker, number, "English");
        Assert.Contains("We have read it all", english, StringComparison.Ordinal);
        Assert.DoesNotContain("เราอ่านทุกอย่างแล้ว", english, StringComparison.Ordinal);
        Assert.DoesNotContain("Draft", caseworker.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("We have read it all", await LetterAsync(caseworker, number, "ไทย"), StringComparison.Ordinal);
        Assert.Contains("เราอ่านทุกอย่างแล้ว", await LetterAsync(caseworker, number, "မြန်မာ"), StringComparison.Ordinal);
        Assert.Contains("Draft, reasons not translated", caseworker.Text, StringComparison.Ordinal);

        // The translation comes later, and the letter with it.
        await caseworker.GetAsync(At(number));
        Assert.Contains("Draft, reasons not translated", caseworker.Text, StringComparison.Ordinal);
        var form = caseworker.Page.QuerySelector("main form[action*='Letters']")!;
        Assert.Equal("words.my", Assert.Single(form.QuerySelectorAll("textarea")).GetAttribute("name"));
        await caseworker.PostAsync(form.GetAttribute("action")!, ("words.my", "အားလုံး ဖတ်ပြီးပါပြီ"));
        Assert.Equal("my my,my th", await portal.ScalarAsync($"""
            select string_agg(l.language || ' ' || l.words_language, ',' order by l.words_language) from decision_letters l join cases c on c.id = l.case_id
            where c.nrm_number = '{number}' and l.language = 'my'
            """));
        // Nobody has checked the frame of a draft, whoever typed the reasons: the letter says so, in the reader's language.
        await caseworker.GetAsync(At(number));
        var drafts = caseworker.Page.QuerySelectorAll("main li").Where(l => l.QuerySelector(".govuk-tag")?.TextContent == "Draft translation");
        await caseworker.GetAsync(Assert.Single(drafts.Select(l => l.QuerySelector("a[href*='/letters/']")).OfType<AngleSharp.Dom.IElement>()).GetAttribute("href")!);
        Assert.Contains("အားလုံး ဖတ်ပြီးပါပြီ", caseworker.Page.QuerySelector(".nrm-letter")!.TextContent, StringComparison.Ordinal);
        var letter = caseworker.Path;
        foreach (var (language, draft) in new[] { ("en", "Draft translation"), ("th", "ฉบับร่าง") })
        {
            await caseworker.GetAsync($"/language?to={language}&back={letter}");
            Assert.Equal(draft, caseworker.Page.QuerySelector("main .govuk-inset-text strong")!.TextContent);
            Assert.DoesNotContain(draft, caseworker.Page.QuerySelector(".nrm-letter")!.TextContent, StringComparison.Ordinal);
        }
    }
}
