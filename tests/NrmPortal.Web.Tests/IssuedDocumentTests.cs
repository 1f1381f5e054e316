using System.Net;
using System.Text;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Documents that the portal writes itself: what the paper says is what the case says, and it can be checked by anybody who holds it.</summary>
public sealed class IssuedDocumentTests(IssuedDocumentTests.Decided decided) : IClassFixture<IssuedDocumentTests.Decided>
{
    private readonly Portal portal = decided.Portal;

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

    [Theory]
    [InlineData("ScreeningReport", "th", "รายงานการคัดกรองเบื้องต้น", "มีเหตุอันควรเชื่อ", Decided.Account)]
    [InlineData("ScreeningReport", "en", "Screening report", Decided.Name, Decided.Account)]
    [InlineData("ReferralLetter", "th", "หนังสือส่งต่อ", "ความยินยอม", "-R1", Decided.Remarks)]
    [InlineData("ReferralLetter", "en", "Referral letter", "NGO Shelter", "-R1", Decided.Remarks)]
    [InlineData("MdtDecision", "th", "ผลการคัดแยกผู้เสียหาย", "ผู้เสียหายจากการค้ามนุษย์", Decided.Reasons)]
    [InlineData("MdtDecision", "en", "Identification decision", "s.6", Decided.Reasons)]
    [InlineData("TransitLetter", "th", "หนังสือนำการเดินทาง", "บ้านพัก", "1300")]
    [InlineData("TransitLetter", "en", "Transit letter", "NGO Shelter", "1300")]
    [InlineData("SupportPlan", "th", "แผนช่วยเหลือรายบุคคล", Decided.Goal, "A course three days a week")]
    [InlineData("SupportPlan", "en", "Support plan", Decided.Goal, "Need")]
    public Task ThePaper_SaysWhatTheCaseSays_InItsLanguage(string kind, string language, params string[] said) => SaysAsync(kind, language, Number, said);

    // Of a case of its own: it tells what was done last, and the other papers are issued in any order.
    [Theory]
    [InlineData("th", "เอกสารส่งมอบกรณี", "สถานะของแฟ้ม", "พมจ.")]
    [InlineData("en", "Handover sheet", "Where the case stands", "Latest events")]
    public Task TheHandoverSheet_SaysWhereTheCaseStands(string language, params string[] said) => SaysAsync("HandoverSheet", language, decided.Fresh[language], said);

    private async Task SaysAsync(string kind, string language, string of, string[] said)
    {
        // Each paper has its own number, whichever is issued first: it stands in the picture.
        await portal.ScalarAsync($"insert into number_counters (kind, year, last) values ('DOC', 2569, 0) on conflict do nothing; update number_counters set last = {Decided.NumberOf(kind, language)} where kind = 'DOC'");
        var (page, pdf) = await IssueAsync(kind, language, of);
        var number = (string)(await portal.ScalarAsync($"select number from documents where id = '{page[^36..]}'"))!;
        var code = (string)(await portal.ScalarAsync($"select verify_code from documents where id = '{page[^36..]}'"))!;
        Assert.Equal(language, await portal.ScalarAsync($"select language from documents where id = '{page[^36..]}'"));
        using var printed = new PrintedPaper(pdf);
        Assert.All([.. said, number, of, Decided.Name, $"/verify/{code}"], word => Assert.True(printed.Says(word), $"'{word}' is not in:\n{printed.Text}"));
        // The picture leads to the same place as the words beside it.
        Assert.Equal(decided.Papers[number].VerifyUrl, await PaperCode.ReadAsync(pdf, $"{kind}-{language}", printed.Pages));
        Assert.EndsWith($"/verify/{code}", decided.Papers[number].VerifyUrl, StringComparison.Ordinal);
        var missing = printed.MissingOf(decided.Papers[number]).ToList();
        Assert.True(missing.Count == 0, $"Not printed: {string.Join(" | ", missing)}\nPrinted:\n{printed.Text}");
        // Every letter in a font that travels with the file; headings and tables are told to a screen reader.
        Assert.All(printed.Letters, l => Assert.Matches("^[A-Z]{6}\\+Sarabun", l.FontName));
        Assert.Contains("/StructTreeRoot", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        Assert.Null(await FirstPage.DiffersAsync(pdf, Path.Combine(FirstPageTests.Folder, $"{kind}-{language}.png"), printed.Drawn()));
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
        Assert.All(["Aung", Number, Decided.Reasons[..12]], word => Assert.DoesNotContain(word, anybody.Html, StringComparison.Ordinal));

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

    /// <summary>One case that was screened, referred, accepted by a shelter and decided, and told in Thai: marks above marks, and vowels below them.</summary>
    public sealed class Decided : IAsyncLifetime
    {
        public const string Name = "Aung Example (อ่อง น้ำใจ)";
        public const string Account = "เธอเล่าว่าผู้ใหญ่ที่เป็นที่ปรึกษาของพ่อพาข้ามแม่น้ำมา ทั้งที่กตัญญูต่อเขา กลับถูกยึดหนังสือเดินทางและต้องทำงานหนี้สินอยู่สิบสี่เดือน";
        public const string Remarks = "ต้องการที่ปรึกษาที่พูดภาษาพม่าได้ และห้องที่อยู่ใกล้ผู้ใหญ่ที่ไว้ใจ";
        public const string Reasons = "ชั่งน้ำหนักแล้วเห็นว่าผู้ใหญ่บ้านยืนยันคำให้การ จึงเชื่อว่าถูกบังคับใช้แรงงานเพื่อชำระหนี้";
        public const string Goal = "อยากเปิดร้านเย็บผ้าริมแม่น้ำ เพื่อกตัญญูต่อแม่ผู้ให้กำเนิด";

        private static readonly string[] Kinds = ["ScreeningReport", "ReferralLetter", "MdtDecision", "TransitLetter", "SupportPlan", "HandoverSheet"];

        public Portal Portal { get; private set; } = null!;
        public WatchedPapers Papers { get; } = new();
        public string Number { get; private set; } = "";

        /// <summary>A case for each language with which nothing has been done since it was screened.</summary>
        public Dictionary<string, string> Fresh { get; } = new(StringComparer.Ordinal);

        public static int NumberOf(string kind, string language) => 100 + (10 * Array.IndexOf(Kinds, kind)) + (language == "th" ? 0 : 1);

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync(Papers.Watch);
            var officer = await Portal.VisitAsync("officer.immigration");
            Number = await Story.ScreenAsync(officer, Name, account: Account);
            foreach (var language in new[] { "th", "en" }) Fresh[language] = await Story.ScreenAsync(officer, Name);
            await officer.GetAsync($"/cases/{Number}/referrals/new");
            await officer.PostAsync($"/cases/{Number}/referrals/new", [.. Story.ConsentNow, ("Input.Languages", "my"), ("Input.Sections", "Identity"), ("Input.Remarks", Remarks)]);
            var referral = officer.Path["/referrals/".Length..];
            await Story.ApproveAsync(await Portal.VisitAsync("datip"), referral, "NGO Shelter");
            await Story.Then(await Portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
            await Story.ConveneAsync(await Portal.VisitAsync("mdt.secretary"), Number, "Mana", "Aiyakarn");
            foreach (var member in new[] { "mdt", "prosecutor" }) await Story.OpineAsync(await Portal.VisitAsync(member), Number, "Yes");
            await CareStory.PlanAsync(await Portal.VisitAsync("caseworker"), Number, ("Input.Goals[0].Goal", Goal));
            await Story.DecideAsync(await Portal.VisitAsync("authority"), Number, "VictimTraffickingS6", Reasons);
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
