using System.Net;
using System.Text;
using NrmPortal.Testing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace NrmPortal.Web.Tests;

/// <summary>Documents that the portal writes itself: what the paper says is what the case says, and it can be checked by anybody who holds it.</summary>
public sealed class IssuedDocumentTests(IssuedDocumentTests.Decided decided) : IClassFixture<IssuedDocumentTests.Decided>
{
    private readonly Portal portal = decided.Portal;

    // Blocks of the picture that the code to check it covers.
    private const int DifferentEachTime = 24;

    private string Number => decided.Number;

    private async Task<(string Page, byte[] Pdf)> IssueAsync(string kind, string language, string number)
    {
        var visitor = await portal.VisitAsync("caseworker");
        await visitor.GetAsync($"/cases/{number}/documents/issue");
        await visitor.PostAsync($"/cases/{number}/documents/issue", ("Kind", kind), ("Language", language));
        Assert.True(visitor.Path.EndsWith("/issue", StringComparison.Ordinal) is false, visitor.Text);
        using var response = await visitor.DownloadAsync(visitor.Path + "/file");
        return (visitor.Path, await response.Content.ReadAsByteArrayAsync());
    }

    // A PDF knows glyphs at places: where spaces stand, and whether a vowel is one sign or two, is the reader's guess.
    private static string Squeezed(string text) => string.Concat(text.Replace("ํา", "ำ", StringComparison.Ordinal).Where(c => !char.IsWhiteSpace(c)));

    private static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return Squeezed(string.Concat(document.GetPages().Select(TextOf)));
    }

    // A raised tone mark is a glyph without a letter; the text it stands for is told beside it, as every reader of PDF knows.
    private static string TextOf(Page page)
    {
        var told = new Dictionary<Letter, MarkedContentElement>(ReferenceEqualityComparer.Instance);
        foreach (var element in page.GetMarkedContents().SelectMany(Flat).Where(e => e.ActualText is not null))
        {
            foreach (var letter in element.Letters) told[letter] = element;
        }

        var said = new HashSet<MarkedContentElement>(ReferenceEqualityComparer.Instance);
        return string.Concat(page.Letters.Select(l => !told.TryGetValue(l, out var element) ? l.Value : said.Add(element) ? element.ActualText : ""));
    }

    private static IEnumerable<MarkedContentElement> Flat(MarkedContentElement element) => element.Children.SelectMany(Flat).Prepend(element);

    [Theory]
    [InlineData("ScreeningReport", "th", "รายงานการคัดกรองเบื้องต้น", "มีเหตุอันควรเชื่อ", "A story told")]
    [InlineData("ScreeningReport", "en", "Screening report", "Aung Example", "A story told")]
    [InlineData("ReferralLetter", "th", "หนังสือส่งต่อ", "ความยินยอม", "-R1")]
    [InlineData("ReferralLetter", "en", "Referral letter", "NGO Shelter", "-R1")]
    [InlineData("MdtDecision", "th", "ผลการคัดแยกผู้เสียหาย", "ผู้เสียหายจากการค้ามนุษย์", "Weighing all")]
    [InlineData("MdtDecision", "en", "Identification decision", "s.6", "Weighing all")]
    [InlineData("TransitLetter", "th", "หนังสือนำการเดินทาง", "บ้านพัก", "1300")]
    [InlineData("TransitLetter", "en", "Transit letter", "NGO Shelter", "1300")]
    [InlineData("SupportPlan", "th", "แผนช่วยเหลือรายบุคคล", "A sewing shop by the river", "A course three days a week")]
    [InlineData("SupportPlan", "en", "Support plan", "A sewing shop by the river", "Need")]
    public Task ThePaper_SaysWhatTheCaseSays_InItsLanguage(string kind, string language, params string[] said) => SaysAsync(kind, language, Number, said);

    // Of a case of its own: it tells what was done last, and the other papers are issued in any order.
    [Theory]
    [InlineData("th", "เอกสารส่งมอบกรณี", "สถานะของแฟ้ม", "พมจ.")]
    [InlineData("en", "Handover sheet", "Where the case stands", "Latest events")]
    public async Task TheHandoverSheet_SaysWhereTheCaseStands(string language, params string[] said) =>
        await SaysAsync("HandoverSheet", language, await Story.ScreenAsync(await portal.VisitAsync("officer.immigration")), said);

    private async Task SaysAsync(string kind, string language, string of, string[] said)
    {
        var (page, pdf) = await IssueAsync(kind, language, of);
        var text = TextOf(pdf);
        var number = (string)(await portal.ScalarAsync($"select number from documents where id = '{page[^36..]}'"))!;
        var code = (string)(await portal.ScalarAsync($"select verify_code from documents where id = '{page[^36..]}'"))!;
        Assert.All([.. said, number, of, "Aung Example", $"/verify/{code}"], word => Assert.Contains(Squeezed(word), text, StringComparison.Ordinal));
        Assert.Equal(language, await portal.ScalarAsync($"select language from documents where id = '{page[^36..]}'"));
        // Every letter in a font that travels with the file; headings and tables are told to a screen reader.
        using var document = PdfDocument.Open(pdf);
        Assert.All(document.GetPages().SelectMany(p => p.Letters).Where(l => !string.IsNullOrWhiteSpace(l.Value)), l => Assert.Matches("^[A-Z]{6}\\+Sarabun", l.FontName));
        Assert.Contains("/StructTreeRoot", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        Assert.Null(await FirstPage.DiffersAsync(pdf, Path.Combine(TestCluster.Root(), "tests", "NrmPortal.Web.Tests", "Papers", $"{kind}-{language}.png"), DifferentEachTime));
    }

    [Fact]
    public async Task AnIssuedDocument_IsCheckedByItsCode_WithoutAName_AndNeverChanges()
    {
        var (page, pdf) = await IssueAsync("MdtDecision", "en", Number);
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync(page);
        Assert.Contains("English", caseworker.Page.QuerySelector("main ul.govuk-list--bullet")!.TextContent, StringComparison.Ordinal);
        Assert.Null(caseworker.Page.QuerySelector("a[href$='/version']"));
        var address = caseworker.Page.QuerySelector("a[href^='/verify/']")!.GetAttribute("href")!;

        var anybody = await portal.VisitAsync();
        await anybody.GetAsync(address);
        var prefix = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pdf))[..16];
        Assert.All(["Genuine", "Identification decision", "DOC-2569-", "24 Nov 2026", prefix], word => Assert.Contains(word, anybody.Text, StringComparison.Ordinal));
        Assert.All(["Aung", Number, "Weighing"], word => Assert.DoesNotContain(word, anybody.Html, StringComparison.Ordinal));

        // Unknown, malformed, nearly right: one answer.
        var unknown = (await anybody.GetAsync("/verify/" + new string('0', 32))).Text;
        foreach (var code in new[] { "x", address["/verify/".Length..^1], address["/verify/".Length..].ToUpperInvariant(), "a'b", new string('9', 500) })
        {
            Assert.Equal((unknown, HttpStatusCode.OK), ((await anybody.GetAsync("/verify/" + Uri.EscapeDataString(code))).Text, anybody.Status));
        }

        await caseworker.GetAsync(page + "/version");
        await caseworker.UploadAsync(page + "/version", "two.pdf", new ByteArrayContent(Papers.Pdf("two")));
        Assert.Equal(HttpStatusCode.Conflict, caseworker.Status);
        await caseworker.GetAsync(page + "/withdraw");
        await caseworker.PostAsync(page + "/withdraw", ("Reason", "Issued twice"));
        Assert.Contains("withdrawn", (await anybody.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARole_IssuesOnlyWhatItReads()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        await officer.GetAsync($"/cases/{Number}/documents/issue");
        Assert.Null(officer.Page.QuerySelector("input[value=MdtDecision]"));
        Assert.NotNull(officer.Page.QuerySelector("input[value=ScreeningReport]"));
        await officer.PostAsync($"/cases/{Number}/documents/issue", ("Kind", "MdtDecision"), ("Language", "th"));
        Assert.NotNull(officer.Page.QuerySelector("#Kind-error"));
    }

    [Fact]
    public async Task WithoutABrowser_ThePageSaysWhatToInstall_AndNothingBreaks()
    {
        await using var bare = await Portal.StartAsync("--Portal:Chromium=/nowhere/chromium");
        var officer = await bare.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        await officer.GetAsync($"/cases/{number}/documents/issue");
        Assert.Contains("Portal:Chromium", officer.Text, StringComparison.Ordinal);
        Assert.Null(officer.Page.QuerySelector("main form[method=post]"));
        await officer.GetAsync($"/cases/{number}/documents/new");
        await officer.PostAsync($"/cases/{number}/documents/issue", ("Kind", "ScreeningReport"), ("Language", "th"));
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Equal(0L, await bare.ScalarAsync("select count(*) from documents"));
    }

    /// <summary>One case that was screened, referred, accepted by a shelter and decided.</summary>
    public sealed class Decided : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;
        public string Number { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync();
            var officer = await Portal.VisitAsync("officer.immigration");
            Number = await Story.ScreenAsync(officer);
            var referral = await Story.ReferAsync(officer, Number);
            await Story.ApproveAsync(await Portal.VisitAsync("datip"), referral, "NGO Shelter");
            await Story.Then(await Portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
            await Story.ConveneAsync(await Portal.VisitAsync("mdt.secretary"), Number, "Mana", "Aiyakarn");
            foreach (var member in new[] { "mdt", "prosecutor" }) await Story.OpineAsync(await Portal.VisitAsync(member), Number, "Yes");
            await CareStory.PlanAsync(await Portal.VisitAsync("caseworker"), Number);
            await Story.DecideAsync(await Portal.VisitAsync("authority"), Number, "VictimTraffickingS6");
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
