using System.Net;
using NrmPortal.Testing;
using NrmPortal.Web.Pages.Care;

namespace NrmPortal.Web.Tests;

/// <summary>A goal stands on paper and on the person's own sheet in the script the person wrote it in, with fonts that travel along.</summary>
public sealed class OwnWordsTests : IClassFixture<OwnWordsTests.Planned>
{
    // A font of many weights has no name of its own in a PDF: the outlines of its signs are drawn into the file.
    private const string DrawnInto = "";

    private static readonly (string Language, string Goal, string Font)[] Goals =
    [
        ("my", "မြစ်ကမ်းဘေးမှာ အပ်ချုပ်ဆိုင်လေး ဖွင့်ချင်ပါတယ်", "NotoSansMyanmar"),
        ("km", "ខ្ញុំចង់បើកហាងកាត់ដេរនៅជិតទន្លេ", "NotoSansKhmer"),
        ("lo", "ຂ້ອຍຢາກເປີດຮ້ານຫຍິບເຄື່ອງຢູ່ແຄມແມ່ນ້ຳ", "NotoSansLao"),
        ("vi", "Tôi muốn mở một tiệm may nhỏ bên bờ sông", "Sarabun"),
        ("zh", "我想在河边开一家小裁缝店", DrawnInto),
    ];

    private readonly Planned planned;

    public OwnWordsTests(Planned planned) => this.planned = planned;

    [Theory]
    [InlineData("th")]
    [InlineData("en")]
    public async Task ThePlan_IsPrintedInTheirScripts_AndReadsBack(string language)
    {
        var visitor = await planned.Portal.VisitAsync("caseworker");
        await visitor.GetAsync($"/cases/{planned.Number}/documents/issue");
        await visitor.PostAsync($"/cases/{planned.Number}/documents/issue", ("Kind", "SupportPlan"), ("Language", language));
        using var response = await visitor.DownloadAsync(visitor.Path + "/file");
        var pdf = await response.Content.ReadAsByteArrayAsync();
        using var printed = new PrintedPaper(pdf);
        Assert.All(Goals, g => Assert.True(printed.Says(g.Goal), $"'{g.Goal}' is not in:\n{printed.Text}"));
        var number = (string)(await planned.Portal.ScalarAsync($"select number from documents where id = '{visitor.Path[^36..]}'"))!;
        Assert.Empty(printed.MissingOf(planned.Papers[number]));
        // Each in its font, all of them in the file, and no more of Chinese than was written.
        var fonts = printed.Letters.Where(l => !IsHan(l.Value)).Select(l => l.FontName ?? "").Distinct().ToList();
        Assert.All(Goals.Where(g => g.Font != DrawnInto), g => Assert.Contains(fonts, f => f.Contains(g.Font, StringComparison.Ordinal)));
        Assert.All(fonts, f => Assert.Matches(@"^[A-Z]{6}\+(Sarabun|NotoSans(Myanmar|Khmer|Lao))", f));
        Assert.All(printed.Letters.Where(l => IsHan(l.Value)), l => Assert.DoesNotContain("+", l.FontName ?? "", StringComparison.Ordinal));
        Assert.True(pdf.Length < 600_000, $"{pdf.Length} bytes");
    }

    [Fact]
    public async Task TheirOwnSheet_BringsTheFonts()
    {
        var visitor = await planned.Portal.VisitAsync("caseworker");
        foreach (var language in SheetTexts.All.Keys)
        {
            await visitor.GetAsync($"/cases/{planned.Number}/plan/mine?lang={language}");
            Assert.All(Goals, g => Assert.Contains(g.Goal, visitor.Page.Body!.TextContent, StringComparison.Ordinal));
        }

        var styles = "";
        foreach (var sheet in visitor.Page.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!).ToList()) styles += await Fetched(visitor, sheet);
        foreach (var (name, sign) in new[] { ("Noto Sans Myanmar", "noto-sans-myanmar-myanmar-400"), ("Noto Sans Khmer", "noto-sans-khmer-khmer-400"), ("Noto Sans Lao", "noto-sans-lao-lao-400"), ("Sarabun", "sarabun-vietnamese-400"), ("Noto Sans SC", "noto-sans-sc-119-400") })
        {
            Assert.Contains(name, styles, StringComparison.Ordinal);
            Assert.Contains($"/assets/{sign}.woff2", styles, StringComparison.Ordinal);
            using var file = await visitor.DownloadAsync($"/assets/{sign}.woff2");
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
    }

    private static bool IsHan(string sign) => sign[0] is >= '\u4E00' and <= '\u9FFF';

    private static async Task<string> Fetched(Visitor visitor, string path)
    {
        using var response = await visitor.DownloadAsync(path);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>A case whose plan has a goal in each language.</summary>
    public sealed class Planned : IAsyncLifetime
    {
        public Portal Portal { get; private set; } = null!;
        public WatchedPapers Papers { get; } = new();
        public string Number { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync(Papers.Watch);
            Number = await Story.ScreenAsync(await Portal.VisitAsync("officer.immigration"));
            var goals = Goals.SelectMany((g, n) => new (string, string)[]
            {
                ($"Input.Goals[{n}].Area", "livelihood"), ($"Input.Goals[{n}].Need", "Income"), ($"Input.Goals[{n}].Goal", g.Goal), ($"Input.Goals[{n}].Language", g.Language),
                ($"Input.Goals[{n}].Action", "A course"), ($"Input.Goals[{n}].Who", "Shelter"), ($"Input.Goals[{n}].By", Portal.Day(40)), ($"Input.Goals[{n}].State", "Open"),
            });
            await CareStory.PlanAsync(await Portal.VisitAsync("caseworker"), Number, [.. goals]);
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
